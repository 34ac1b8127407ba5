import { afterEach, describe, expect, test } from "vitest";
import { DeliveryError } from "../../src/domain/delivery.ts";
import type { DeskAttachment } from "../../src/domain/desk.ts";
import type { AppendTicket, DeskEffect, RedactTicket } from "../../src/domain/effect.ts";
import { effectId, eventId, ticketId } from "../../src/domain/ids.ts";
import { createEndpointDesk } from "../../src/ticketing/endpoint-desk.ts";
import { createSigner } from "../../src/ticketing/signature.ts";
import { anOpenTicket, aTicketDraft, aTicketEntry, builtAccountId, builtAt } from "../support/builders.ts";
import { type Answer, aDesk, answering } from "./a-desk.ts";

const secret = "a-shared-secret-of-at-least-24-bytes";
const clock = { now: () => builtAt };
const never = new AbortController().signal;
const { draft: _, kind: __, ...fields } = anOpenTicket();

const anAppend = (override: Partial<AppendTicket> = {}): AppendTicket => ({
  ...fields,
  kind: "ticket.append",
  category: "funds",
  entry: aTicketEntry(),
  ...override,
});
const aRedaction: RedactTicket = {
  ...fields,
  kind: "ticket.redact",
  replacements: [{ at: builtAt, text: "[seed phrase removed]" }],
};
const anAttachment: DeskAttachment = {
  ticketId: ticketId("ticket-1"),
  id: "photo/1",
  bytes: Uint8Array.from([0, 255, 10, 13]),
  mediaType: "image/png",
  fileName: "截图 1.png",
};

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

const connected = async (...answers: readonly Answer[]) => {
  const server = await aDesk(...answers);
  open.push(server.close);
  let n = 0;
  const newId = () => `fresh-${++n}`;
  const desk = createEndpointDesk({ url: `${server.url}/base`, secret, clock, newId, timeoutMs: 2_000 });
  return { desk, received: server.received };
};

const failure = async (work: Promise<unknown>): Promise<DeliveryError> => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof DeliveryError) return error;
  throw new Error(`expected a DeliveryError, got ${String(error)}`);
};

describe("what the desk is sent", () => {
  test("a ticket, with its times as RFC 3339, under the effect's id", async () => {
    const { desk, received } = await connected(answering(201, { reference: "HD-7" }));
    const receipt = await desk.deliver(
      anOpenTicket({ draft: aTicketDraft({ transcript: [aTicketEntry({ at: 5 })] }) }),
      never,
    );
    expect(receipt).toEqual({ messageIds: [], deskRef: "HD-7" });
    const [call] = received;
    expect(call).toMatchObject({ method: "POST", path: "/base/tickets" });
    expect(call?.headers).toMatchObject({
      "content-type": "application/json",
      "idempotency-key": `${builtAccountId}:7000:1`,
      "webhook-id": `${builtAccountId}:7000:1`,
      "user-agent": "flotilla",
    });
    expect(JSON.parse(String(call?.body))).toMatchObject({
      ticketId: "ticket-1",
      category: "funds",
      consentAt: new Date(builtAt).toISOString(),
      transcript: [{ at: "1970-01-01T00:00:00.005Z" }],
    });
  });

  test.each<readonly [string, DeskEffect, string, object]>([
    [
      "an entry",
      anAppend(),
      "/base/tickets/ticket-1/entries",
      { kind: "message", at: expect.stringMatching(/Z$/) },
    ],
    [
      "a delivery report",
      anAppend({
        entry: aTicketEntry({
          kind: "delivery",
          author: "system",
          delivery: { eventId: "e1", state: "failed", reason: "unreachable" },
        }),
      }),
      "/base/tickets/ticket-1/entries",
      { kind: "delivery", delivery: { eventId: "e1", state: "failed", reason: "unreachable" } },
    ],
    [
      "a redaction",
      aRedaction,
      "/base/tickets/ticket-1/redactions",
      { replacements: [{ at: new Date(builtAt).toISOString(), text: "[seed phrase removed]" }] },
    ],
  ])("%s", async (_name, effect, path, body) => {
    const { desk, received } = await connected(answering(201));
    expect(await desk.deliver(effect, never)).toEqual({ messageIds: [] });
    expect(received[0]).toMatchObject({ method: "POST", path });
    expect(received[0]?.headers["idempotency-key"]).toBe(effect.id);
    expect(JSON.parse(String(received[0]?.body))).toMatchObject(body);
  });

  test("a file, byte for byte, with its name percent-encoded", async () => {
    const { desk, received } = await connected(answering(201));
    await desk.attach(anAttachment, never);
    expect(received[0]).toMatchObject({
      method: "PUT",
      path: "/base/tickets/ticket-1/attachments/photo%2F1",
    });
    expect(received[0]?.headers).toMatchObject({
      "content-type": "image/png",
      "x-file-name": "%E6%88%AA%E5%9B%BE%201.png",
      "webhook-id": "fresh-1",
    });
    expect([...(received[0]?.body ?? [])]).toEqual([0, 255, 10, 13]);
  });

  test("is signed as it travels", async () => {
    const { desk, received } = await connected(answering(201, { reference: "HD-7" }));
    await desk.deliver(anOpenTicket(), never);
    await desk.deliver(anAppend({ entry: aTicketEntry({ text: "你好 😀" }) }), never);
    await desk.attach(anAttachment, never);
    expect(received).toHaveLength(3);
    for (const { headers, body } of received) {
      const reader = new Headers(Object.entries(headers).map(([name, value]) => [name, String(value)]));
      expect(createSigner(secret).verify(reader, body, builtAt)).toMatchObject({ ok: true });
    }
  });

  test("an odd id, name or type never makes an invalid header", async () => {
    const { desk, received } = await connected(answering(201));
    await desk.deliver(anAppend({ id: effectId(eventId(builtAccountId, "ü\n1"), 0) }), never);
    await desk.attach(
      { ...anAttachment, mediaType: "image/png\r\nx: y", fileName: `\ud83d${"長".repeat(300)}\n` },
      never,
    );
    expect(received[0]?.headers["idempotency-key"]).toBe("telegram-support%3A%C3%BC%0A1%3A0");
    expect(received[1]?.headers["content-type"]).toBe("application/octet-stream");
  });
});

describe("a file that an agent attached", () => {
  const aFile = { ticketId: ticketId("ticket-1"), id: "f/1" };

  test("is fetched byte for byte, from an address that is signed", async () => {
    const { desk, received } = await connected((response) => void response.end(Buffer.from([0, 255, 10])));
    expect([...(await desk.fetchAttachment(aFile, never))]).toEqual([0, 255, 10]);
    const [call] = received;
    expect(call).toMatchObject({ method: "GET", path: "/base/tickets/ticket-1/attachments/f%2F1" });
    expect(call?.headers["webhook-id"]).toBe("GET:tickets/ticket-1/attachments/f%2F1");
    const headers = new Headers(
      Object.entries(call?.headers ?? {}).map(([name, value]) => [name, String(value)]),
    );
    expect(createSigner(secret).verify(headers, Buffer.alloc(0), builtAt)).toMatchObject({ ok: true });
  });

  test.each([
    [404, "rejected"],
    [401, "unauthorized"],
    [429, "rate_limited"],
    [503, "transient"],
  ] as const)("answered with %i is %s", async (status, expected) => {
    const { desk } = await connected(answering(status, "x".repeat(100_000)));
    expect((await failure(desk.fetchAttachment(aFile, never))).failure).toBe(expected);
  });

  test("of more than 50 MB is not read to its end", async () => {
    let sent = 0;
    const { desk } = await connected((response) => {
      response.writeHead(200);
      const megabyte = Buffer.alloc(1_048_576);
      const pour = () => {
        while (!response.destroyed && sent < 200 && response.write(megabyte)) sent += 1;
        if (sent < 200) response.once("drain", pour);
        sent += 1;
      };
      pour();
    });
    expect((await failure(desk.fetchAttachment(aFile, never))).failure).toBe("rejected");
    expect(sent).toBeLessThan(150);
  });

  test("that breaks off is transient", async () => {
    const { desk } = await connected((response) => {
      response.writeHead(200, { "content-length": "100" }).write("{");
      response.socket?.destroy();
    });
    expect((await failure(desk.fetchAttachment(aFile, never))).failure).toBe("transient");
  });
});

describe("what the desk answers", () => {
  test.each([
    [400, "rejected"],
    [401, "unauthorized"],
    [403, "unauthorized"],
    [404, "rejected"],
    [408, "transient"],
    [409, "transient"],
    [413, "rejected"],
    [422, "rejected"],
    [425, "transient"],
    [429, "rate_limited"],
    [301, "transient"],
    [500, "transient"],
    [503, "transient"],
  ] as const)("%i is %s", async (status, expected) => {
    const { desk } = await connected(answering(status, { error: "my password is hunter2" }));
    const error = await failure(desk.deliver(anOpenTicket(), never));
    expect(error.failure).toBe(expected);
    expect(error.message).toBe(`The desk answered ${status} to POST tickets.`);
    expect((await failure(desk.attach(anAttachment, never))).failure).toBe(expected);
  });

  test.each([
    ["5", 5_000],
    ["0", 0],
    ["999999", 3_600_000],
    [new Date(builtAt + 90_000).toUTCString(), 90_000],
    [new Date(builtAt - 90_000).toUTCString(), 0],
    ["soon", undefined],
  ])("Retry-After: %s is waited for %s ms", async (header, expected) => {
    const { desk } = await connected(answering(429, {}, { "retry-after": header }));
    expect((await failure(desk.deliver(anAppend(), never))).retryAfterMs).toBe(expected);
  });

  test.each([
    ["no JSON", "created"],
    ["no reference", {}],
    ["an empty reference", { reference: "" }],
    ["a number as reference", { reference: 7 }],
    ["a reference with control characters", { reference: "HD\u001b[31m" }],
    ["a reference of 10,000 characters", { reference: "x".repeat(10_000) }],
    ["an answer of 1 MB", { reference: "HD-7", padding: "x".repeat(1_048_576) }],
    ["nothing", ""],
  ])("success with %s is asked again", async (_name, body) => {
    const { desk } = await connected(answering(201, body));
    const error = await failure(desk.deliver(anOpenTicket(), never));
    expect(error.failure).toBe("transient");
    expect(error.message).toMatch(/no valid reference/);
  });

  test("a known key brings the same reference, and a repeat the same key", async () => {
    const { desk, received } = await connected(answering(500), answering(200, { reference: "HD-7" }));
    await failure(desk.deliver(anOpenTicket(), never));
    expect(await desk.deliver(anOpenTicket(), never)).toMatchObject({ deskRef: "HD-7" });
    expect(received.map(({ headers }) => headers["idempotency-key"])).toEqual([
      `${builtAccountId}:7000:1`,
      `${builtAccountId}:7000:1`,
    ]);
  });
});

describe("when no answer comes it is transient, because a repeat under the same key is safe", () => {
  test("nobody listens", async () => {
    const { url, close } = await aDesk(answering(201));
    await close();
    const desk = createEndpointDesk({ url, secret, clock, newId: () => "x", timeoutMs: 2_000 });
    const error = await failure(desk.deliver(anOpenTicket(), never));
    expect(error).toMatchObject({
      failure: "transient",
      message: "No answer from the desk to POST tickets (ECONNREFUSED).",
    });
  });

  test("the name does not resolve", async () => {
    const desk = createEndpointDesk({
      url: "http://desk.invalid",
      secret,
      clock,
      newId: () => "x",
      timeoutMs: 5_000,
    });
    expect((await failure(desk.deliver(anOpenTicket(), never))).failure).toBe("transient");
  });

  test.each<readonly [string, Answer]>([
    ["the connection is reset", (response) => void response.socket?.resetAndDestroy()],
    [
      "the answer breaks off",
      (response) => {
        response.writeHead(201, { "content-length": "100" }).write("{");
        response.socket?.destroy();
      },
    ],
  ])("%s", async (_name, answer) => {
    const { desk } = await connected(answer);
    expect((await failure(desk.deliver(anOpenTicket(), never))).failure).toBe("transient");
  });

  test("the desk never answers", async () => {
    const { url, close } = await aDesk(() => {});
    open.push(close);
    const desk = createEndpointDesk({ url, secret, clock, newId: () => "x", timeoutMs: 50 });
    const error = await failure(desk.deliver(anOpenTicket(), never));
    expect(error).toMatchObject({ failure: "transient", message: expect.stringContaining("TimeoutError") });
  });

  test("the fleet is stopping", async () => {
    const { desk } = await connected(() => {});
    expect((await failure(desk.deliver(anOpenTicket(), AbortSignal.abort()))).failure).toBe("transient");
  });
});

test("no error holds the secret, the signature or what a person wrote", async () => {
  const { desk } = await connected(answering(422, "echo: hunter2"));
  const draft = aTicketDraft({
    description: "hunter2",
    subject: "hunter2",
    person: { id: "p", displayName: "hunter2" },
  });
  const error = await failure(desk.deliver(anOpenTicket({ draft }), never));
  const shown = `${error.message} ${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`;
  expect(shown).not.toMatch(/hunter2|shared-secret|v1,/);
});

test("pain 31: without a secret there is no desk", () => {
  expect(() =>
    createEndpointDesk({ url: "http://x", secret: "", clock, newId: () => "x", timeoutMs: 1 }),
  ).toThrow(expect.objectContaining({ code: "SECRET_MISSING" }));
});
