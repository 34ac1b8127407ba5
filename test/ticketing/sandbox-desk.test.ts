import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { SentWebhook } from "../../sandbox/desk/webhook-sender.ts";
import { type Sandbox, startSandbox } from "../../sandbox/start-sandbox.ts";
import { DeliveryError } from "../../src/domain/delivery.ts";
import type { DeskEvent } from "../../src/domain/desk.ts";
import type { AppendTicket } from "../../src/domain/effect.ts";
import { attachmentId, effectId, eventId, ticketId } from "../../src/domain/ids.ts";
import { type HttpServer, startHttpServer } from "../../src/http/server.ts";
import { createDeskWebhook } from "../../src/ticketing/desk-webhook.ts";
import { createEndpointDesk } from "../../src/ticketing/endpoint-desk.ts";
import { anOpenTicket, aTicketDraft, aTicketEntry, builtAccountId, builtAt } from "../support/builders.ts";

const clock = { now: () => builtAt };
const never = new AbortController().signal;
const key = (n: number) => effectId(eventId(builtAccountId, "9000"), n);
const { draft: _, kind: __, ...fields } = anOpenTicket();

/** The driver and the sandbox desk were written apart, from the same contract. */
describe("the driver and the sandbox desk", () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ clock });
  });
  afterAll(() => sandbox.close());

  const theDesk = () =>
    createEndpointDesk({
      url: sandbox.desk.url,
      secret: sandbox.desk.secret,
      clock,
      newId: () => "fresh",
      timeoutMs: 5_000,
    });

  test("agree from the opening to the redaction", async () => {
    const desk = theDesk();
    const draft = aTicketDraft({ transcript: [aTicketEntry({ at: builtAt, text: "abandon abandon" })] });
    const { deskRef } = await desk.deliver(anOpenTicket({ id: key(0), draft }), never);
    const append: AppendTicket = {
      ...fields,
      id: key(1),
      kind: "ticket.append",
      category: "funds",
      entry: aTicketEntry({ at: builtAt + 1, text: "two" }),
    };
    await desk.deliver(append, never);
    await desk.deliver(
      { ...fields, id: key(2), kind: "ticket.redact", replacements: [{ at: builtAt, text: "[removed]" }] },
      never,
    );
    await desk.attach(
      {
        ticketId: ticketId("ticket-1"),
        id: "a1",
        bytes: Buffer.from("bytes"),
        mediaType: "text/plain",
        fileName: "é.txt",
      },
      never,
    );

    const ticket = sandbox.desk.ticket("ticket-1");
    expect(ticket.reference).toBe(deskRef);
    expect(ticket.transcript.map(({ text }) => text)).toEqual(["[removed]", "two"]);
    expect(ticket.attachments.get("a1")).toMatchObject({ fileName: "é.txt", mediaType: "text/plain" });
    expect(String(ticket.attachments.get("a1")?.bytes)).toBe("bytes");
  });

  test("agree on the way of a file, in both directions", async () => {
    const desk = theDesk();
    const id = ticketId("ticket-3");
    await desk.deliver(anOpenTicket({ id: key(30), ticketId: id }), never);
    const attachments = [
      { id: attachmentId("a 1"), fileName: "é.txt", mediaType: "text/plain", size: 5 },
    ] as const;
    const entry = aTicketEntry({ kind: "attachment_notice", attachments });
    const append: AppendTicket = {
      ...fields,
      id: key(31),
      ticketId: id,
      kind: "ticket.append",
      category: "funds",
      entry,
    };
    await expect(desk.deliver(append, never)).rejects.toMatchObject({ failure: "rejected" });
    await desk.attach({ ...attachments[0], ticketId: id, bytes: Buffer.from("bytes") }, never);
    await desk.deliver(append, never);
    expect(sandbox.desk.ticket(id).transcript.at(-1)).toMatchObject({ attachments });

    const bytes = Buffer.from([0, 255, 13, 10]);
    const file = { id: "f 1/2", fileName: "where.png", mediaType: "image/png", bytes };
    await sandbox.desk.reply(id, "here", { attachments: [file] });
    expect(await desk.fetchAttachment({ ticketId: id, id: "f 1/2" }, never)).toEqual(bytes);
    sandbox.desk.loseFile(id, "f 1/2");
    await expect(desk.fetchAttachment({ ticketId: id, id: "f 1/2" }, never)).rejects.toMatchObject({
      failure: "rejected",
    });
  });

  test("a desk that refuses a file, or is down for it, says so", async () => {
    const desk = theDesk();
    const aFile = {
      ticketId: ticketId("ticket-3"),
      id: "b",
      mediaType: "image/png",
      bytes: Buffer.from("x"),
    };
    sandbox.desk.fault({ kind: "server_error", method: "attach", status: 413 });
    await expect(desk.attach(aFile, never)).rejects.toMatchObject({ failure: "rejected" });
    sandbox.desk.fault({ kind: "server_error", method: "fetch" });
    await expect(desk.fetchAttachment(aFile, never)).rejects.toMatchObject({ failure: "transient" });
    sandbox.desk.fault({ kind: "reset_after", method: "attach" });
    await expect(desk.attach(aFile, never)).rejects.toMatchObject({ failure: "transient" });
    await desk.attach(aFile, never);
    expect(sandbox.desk.ticket("ticket-3").attachments.get("b")?.bytes).toEqual(Buffer.from("x"));
  });

  test("make one ticket when the answer was lost", async () => {
    const desk = theDesk();
    const opening = anOpenTicket({ id: key(10), ticketId: ticketId("ticket-2") });
    sandbox.desk.fault({ kind: "reset_after", method: "open" });
    await expect(desk.deliver(opening, never)).rejects.toBeInstanceOf(DeliveryError);
    const { deskRef } = await desk.deliver(opening, never);
    expect(sandbox.desk.ticket("ticket-2").reference).toBe(deskRef);
    expect(
      sandbox.desk.calls.filter((call) => call.ticketId === "ticket-2").map(({ status }) => status),
    ).toEqual([0, 200]);
  });

  test("agree on what a wrong secret means", async () => {
    const desk = createEndpointDesk({
      url: sandbox.desk.url,
      secret: "another-secret",
      clock,
      newId: () => "x",
      timeoutMs: 5_000,
    });
    await expect(desk.deliver(anOpenTicket({ id: key(20) }), never)).rejects.toMatchObject({
      failure: "unauthorized",
    });
  });
});

describe("the sandbox desk's webhooks, over the wire", () => {
  let sandbox: Sandbox;
  let server: HttpServer;
  const stored = new Map<string, DeskEvent>();
  beforeAll(async () => {
    sandbox = await startSandbox({ clock, desk: { retryDelaysMs: [] } });
    const handle = createDeskWebhook({
      secret: sandbox.desk.secret,
      clock,
      accept: async (event) => {
        if (event.ticketId !== "ticket-1") return "unknown_ticket";
        if (stored.has(event.eventId)) return "duplicate";
        stored.set(event.eventId, event);
        return "stored";
      },
      telemetry: { webhookAccepted: () => {}, webhookRejected: () => {}, webhookFailed: () => {} },
    });
    server = await startHttpServer({
      host: "127.0.0.1",
      port: 0,
      console: false,
      ports: {
        health: () => ({ ok: true }),
        readiness: () => Promise.reject(new Error("not asked for")),
        metrics: () => Promise.reject(new Error("not asked for")),
        turns: () => Promise.reject(new Error("not asked for")),
        webhooks: { desk: handle },
        failed: () => {},
      },
    });
    sandbox.setFleetUrl(server.url);
  });
  beforeEach(() => stored.clear());
  afterAll(async () => {
    await sandbox.close();
    await server.close();
  });
  const statuses = ({ attempts }: SentWebhook) => attempts.map(({ status }) => status);

  test("a reply and a take-over are stored", async () => {
    expect(statuses(await sandbox.desk.reply("ticket-1", "Hello"))).toEqual([202]);
    expect(statuses(await sandbox.desk.takeOver("ticket-1"))).toEqual([202]);
    expect([...stored.values()]).toMatchObject([
      { kind: "ticket.replied", reply: { text: "Hello", agentName: "Mia" } },
      { kind: "ticket.changed", change: { owner: "agent" } },
    ]);
  });

  test("a reply with a file, and the same one rewritten, are stored", async () => {
    const bytes = Buffer.from("x");
    const file = { id: "f-1", fileName: "a.png", mediaType: "image/png", bytes };
    const sent = await sandbox.desk.reply("ticket-1", "Hello", { attachments: [file] });
    expect(statuses(sent)).toEqual([202]);
    const edits = sent.webhook.eventId;
    expect(statuses(await sandbox.desk.editReply("ticket-1", { edits, text: "Good morning" }))).toEqual([
      202,
    ]);
    expect([...stored.values()]).toMatchObject([
      { reply: { text: "Hello", attachments: [{ id: "f-1", ticketId: "ticket-1" }] } },
      { reply: { text: "Good morning" }, edits },
    ]);
  });

  test("a file that is larger than what may be sent is refused at once", async () => {
    const file = { fileName: "a.mp4", mediaType: "video/mp4", bytes: Buffer.from("x"), size: 52_428_801 };
    expect(statuses(await sandbox.desk.reply("ticket-1", "Hello", { attachments: [file] }))).toEqual([400]);
    const half = { ...file, size: 30_000_000 };
    expect(statuses(await sandbox.desk.reply("ticket-1", "Hello", { attachments: [half, half] }))).toEqual([
      400,
    ]);
  });

  test("one told twice is stored once", async () => {
    expect(statuses(await sandbox.desk.reply("ticket-1", "Hello", { copies: 2 }))).toEqual([202, 200]);
    expect(stored.size).toBe(1);
  });

  test("pain 31: a forged one and a late one are refused", async () => {
    expect(statuses(await sandbox.desk.reply("ticket-1", "Hello", { forged: true }))).toEqual([401]);
    expect(statuses(await sandbox.desk.reply("ticket-1", "Hello", { timestampShiftMs: -600_000 }))).toEqual([
      401,
    ]);
    expect(stored.size).toBe(0);
  });

  test("a private note, our own echo and an unknown ticket store nothing", async () => {
    expect(statuses(await sandbox.desk.reply("ticket-1", "Hello", { visibility: "private" }))).toEqual([200]);
    expect(statuses(await sandbox.desk.reply("ticket-1", "Hello", { authorKind: "bot" }))).toEqual([200]);
    expect(statuses(await sandbox.desk.reply("ticket-9", "Hello"))).toEqual([404]);
    expect(stored.size).toBe(0);
  });

  test("one of more than 1 MB is answered with 413, and the next one is heard", async () => {
    expect(statuses(await sandbox.desk.reply("ticket-1", "x".repeat(1_200_000)))).toEqual([413]);
    expect(statuses(await sandbox.desk.reply("ticket-1", "Hello"))).toEqual([202]);
  });
});
