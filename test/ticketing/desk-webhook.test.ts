import { describe, expect, test } from "vitest";
import type { AcceptDeskEvent, DeskEvent } from "../../src/domain/desk.ts";
import { AppError } from "../../src/domain/errors.ts";
import { createDeskWebhook, maxWebhookBytes } from "../../src/ticketing/desk-webhook.ts";
import { createSigner } from "../../src/ticketing/signature.ts";

const secret = "a-shared-secret-of-at-least-24-bytes";
const now = Date.parse("2026-03-01T09:30:05Z");

const reply = {
  eventId: "evt_1",
  sequence: 1,
  occurredAt: "2026-03-01T09:30:00Z",
  type: "ticket.replied",
  ticketId: "ticket-1",
  visibility: "public",
  author: { kind: "agent", name: "Mia" },
  text: "Your deposit has arrived.",
};
const change = { ...reply, type: "ticket.changed", text: undefined, owner: "agent" };

/** The webhook over a store that knows `ticket-1` and each event once. */
const aWebhook = (accept?: AcceptDeskEvent) => {
  const stored = new Map<string, DeskEvent>();
  const told: string[] = [];
  const remember: AcceptDeskEvent = async (event) => {
    if (event.ticketId !== "ticket-1") return "unknown_ticket";
    if (stored.has(event.eventId)) return "duplicate";
    stored.set(event.eventId, event);
    return "stored";
  };
  const handle = createDeskWebhook({
    secret,
    clock: { now: () => now },
    accept: accept ?? remember,
    telemetry: {
      webhookAccepted: (type) => void told.push(`accepted ${type}`),
      webhookRejected: (reason) => void told.push(`rejected ${reason}`),
      webhookFailed: () => void told.push("failed"),
    },
  });
  return { handle, stored, told };
};

interface Sent {
  readonly id?: string;
  readonly at?: number;
  readonly secret?: string;
  readonly headers?: Record<string, string>;
}

const signed = (
  body: string | Uint8Array<ArrayBuffer>,
  { id = "evt_1", at = now, headers, ...rest }: Sent = {},
) =>
  new Request("http://fleet/webhooks/desk", {
    method: "POST",
    headers: { ...createSigner(rest.secret ?? secret).sign({ id, at, body }), ...headers },
    body,
  });
const aRequest = (event: object, sent: Sent = {}) => signed(JSON.stringify(event), sent);

describe("told by the desk", () => {
  test("an agent's public reply is stored", async () => {
    const { handle, stored, told } = aWebhook();
    const response = await handle(aRequest(reply));
    expect(response.status).toBe(202);
    expect(await response.json()).toEqual({ status: "stored", eventId: "evt_1" });
    expect([...stored.values()]).toEqual([
      {
        eventId: "evt_1",
        sequence: 1,
        occurredAt: Date.parse("2026-03-01T09:30:00Z"),
        ticketId: "ticket-1",
        kind: "ticket.replied",
        reply: { text: "Your deposit has arrived.", agentName: "Mia" },
      },
    ]);
    expect(told).toEqual(["accepted ticket.replied"]);
  });

  test("a reply may bring files, with a text or without one", async () => {
    const attachments = [
      { id: "f-1", fileName: "a/b\u202efdp.exe\n", mediaType: "application/pdf", size: 9 },
      { id: "f-2", fileName: "", mediaType: "image/png", size: 0 },
    ];
    for (const text of ["Here it is", undefined, null, ""]) {
      const { handle, stored } = aWebhook();
      expect((await handle(aRequest({ ...reply, text, attachments }))).status).toBe(202);
      expect(stored.get("evt_1")).toMatchObject({
        reply: {
          text: text ?? "",
          attachments: [
            { ticketId: "ticket-1", id: "f-1", fileName: "a_b_fdp.exe_", mediaType: "application/pdf" },
            { ticketId: "ticket-1", id: "f-2", fileName: "file", mediaType: "image/png" },
          ],
        },
      });
    }
  });

  test("a rewritten reply says which reply it replaces", async () => {
    const { handle, stored } = aWebhook();
    const edited = { ...reply, type: "ticket.reply_edited", edits: "evt_0" };
    expect((await handle(aRequest(edited))).status).toBe(202);
    expect(stored.get("evt_1")).toMatchObject({
      kind: "ticket.replied",
      edits: "evt_0",
      reply: { text: "Your deposit has arrived.", agentName: "Mia" },
    });
  });

  test.each([
    [{ visibility: "private" }, "private"],
    [{ author: { kind: "bot" } }, "echo"],
    [{ author: { kind: "system" } }, "not_an_agent"],
  ])("a rewritten reply is ignored like a reply: %j", async (override, reason) => {
    const { handle, stored } = aWebhook();
    const edited = { ...reply, type: "ticket.reply_edited", edits: "evt_0", ...override };
    const response = await handle(aRequest(edited));
    expect(await response.json()).toMatchObject({ status: "ignored", reason });
    expect(stored.size).toBe(0);
  });

  test.each([
    [{ owner: "agent" }, { owner: "agent" }],
    [{ owner: "bot" }, { owner: "bot" }],
    [{ owner: undefined, status: "solved" }, { status: "solved" }],
    [
      { owner: "bot", status: "closed" },
      { owner: "bot", status: "closed" },
    ],
    [{ owner: null, status: "open", visibility: "private" }, { status: "open" }],
  ])("a change %j is stored", async (given, expected) => {
    const { handle, stored } = aWebhook();
    expect((await handle(aRequest({ ...change, ...given }))).status).toBe(202);
    expect(stored.get("evt_1")).toMatchObject({ kind: "ticket.changed", change: expected });
    expect(stored.get("evt_1")).toHaveProperty("change", expected);
  });

  test("the same event again is answered with 200 and stored once", async () => {
    const { handle, stored, told } = aWebhook();
    await handle(aRequest(reply));
    const again = await handle(aRequest(reply, { at: now + 1_000 }));
    expect(again.status).toBe(200);
    expect(await again.json()).toEqual({ status: "already_stored", eventId: "evt_1" });
    expect(stored.size).toBe(1);
    expect(told).toEqual(["accepted ticket.replied", "accepted repeated"]);
  });

  test.each([
    ["a private note", { visibility: "private" }, "private"],
    ["our own echo", { author: { kind: "bot" } }, "echo"],
    ["our own echo as a private note", { visibility: "private", author: { kind: "bot" } }, "private"],
    ["the person's own words", { author: { kind: "person" } }, "not_an_agent"],
    ["an automatic text", { author: { kind: "system" } }, "not_an_agent"],
  ])("%s is answered with 200 and never stored", async (_name, given, reason) => {
    const { handle, stored } = aWebhook();
    const response = await handle(aRequest({ ...reply, ...given }));
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: "ignored", reason, eventId: "evt_1" });
    expect(stored.size).toBe(0);
  });

  test("an echo of our own change is not applied", async () => {
    const { handle, stored } = aWebhook();
    expect((await handle(aRequest({ ...change, author: { kind: "bot" } }))).status).toBe(200);
    expect(stored.size).toBe(0);
  });

  test("an unknown ticket is answered with 404", async () => {
    const { handle, told } = aWebhook();
    expect((await handle(aRequest({ ...reply, ticketId: "ticket-2" }))).status).toBe(404);
    expect(told).toEqual(["rejected unknown_ticket"]);
  });

  test("control characters go, line ends and languages stay", async () => {
    const { handle, stored } = aWebhook();
    const text = "你好\r\nline\u0000 two\u001b[31m\ttab \ud83d\ude00 \ud800";
    await handle(aRequest({ ...reply, text, author: { kind: "agent", name: "M\u0007ia" } }));
    expect(stored.get("evt_1")).toMatchObject({
      reply: { text: "你好\nline two[31m\ttab 😀 \ufffd", agentName: "Mia" },
    });
  });

  test("a reply of 16,000 characters is taken, one more is not", async () => {
    const { handle, stored } = aWebhook();
    expect((await handle(aRequest({ ...reply, text: "x".repeat(16_000) }))).status).toBe(202);
    expect(
      (await handle(aRequest({ ...reply, eventId: "evt_2", text: "x".repeat(16_001) }, { id: "evt_2" })))
        .status,
    ).toBe(400);
    expect(stored.size).toBe(1);
  });
});

describe("pain 31: a forged webhook", () => {
  const genuine = JSON.stringify(reply);
  const forged: readonly (readonly [string, () => Request])[] = [
    [
      "without any header",
      () => new Request("http://fleet/webhooks/desk", { method: "POST", body: genuine }),
    ],
    ["signed with another secret", () => aRequest(reply, { secret: "another-secret-of-24-bytes" })],
    [
      "with a signature taken from another body",
      () => {
        const { headers } = aRequest(reply);
        return new Request("http://fleet/webhooks/desk", { method: "POST", headers, body: `${genuine} ` });
      },
    ],
    [
      "with a signature taken from another event",
      () => aRequest(reply, { headers: { "webhook-id": "evt_2" } }),
    ],
    ["with an empty signature", () => aRequest(reply, { headers: { "webhook-signature": "v1," } })],
    [
      "with the secret itself as signature",
      () => aRequest(reply, { headers: { "webhook-signature": `v1,${secret}` } }),
    ],
    ["replayed after five minutes", () => aRequest(reply, { at: now - 301_000 })],
    ["dated into the future", () => aRequest(reply, { at: now + 301_000 })],
    [
      "with a fresh timestamp on an old signature",
      () =>
        aRequest(reply, {
          at: now - 600_000,
          headers: { "webhook-timestamp": String(Math.floor(now / 1_000)) },
        }),
    ],
    ["whose body is nonsense", () => signed("not json", { secret: "another-secret-of-24-bytes" })],
  ];
  test.each(forged)("pain 31: %s is answered with 401, and nothing is stored", async (_name, request) => {
    const { handle, stored, told } = aWebhook();
    const response = await handle(request());
    expect(response.status).toBe(401);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.text()).not.toContain(secret);
    expect(stored.size).toBe(0);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^rejected /);
  });

  test("pain 31: is refused before its body is read when its headers cannot be right", async () => {
    const { handle } = aWebhook();
    let read = 0;
    const body = new ReadableStream({ pull: () => void read++ }, { highWaterMark: 0 });
    const request = new Request("http://fleet/webhooks/desk", { method: "POST", body, duplex: "half" });
    expect((await handle(request)).status).toBe(401);
    expect(read).toBe(0);
  });
});

describe("malformed", () => {
  const faults: readonly (readonly [string, object, string])[] = [
    ["no sequence", { sequence: undefined }, "sequence"],
    ["a sequence of nought", { sequence: 0 }, "sequence"],
    ["a sequence with a fraction", { sequence: 1.5 }, "sequence"],
    ["a sequence as text", { sequence: "1" }, "sequence"],
    ["no time", { occurredAt: undefined }, "occurredAt"],
    ["a time without a zone", { occurredAt: "2026-03-01T09:30:00" }, "occurredAt"],
    ["a time as a number", { occurredAt: 5 }, "occurredAt"],
    ["no ticket", { ticketId: "" }, "ticketId"],
    ["an unknown type", { type: "ticket.merged" }, "type"],
    ["an unknown visibility", { visibility: "internal" }, "visibility"],
    ["no visibility", { visibility: undefined }, "visibility"],
    ["no author", { author: undefined }, "author"],
    ["an unknown author", { author: { kind: "admin" } }, "author.kind"],
    ["no text", { text: undefined }, "text"],
    ["an empty text", { text: " \n\u0000 " }, "text"],
    ["a change of nothing", { type: "ticket.changed" }, ""],
    ["a change to an unknown status", { type: "ticket.changed", status: "pending" }, "status"],
    ["an id with a line break", { ticketId: "a\nb" }, "ticketId"],
  ];
  test.each(faults)("%s is answered with 400 that names the field", async (_name, given, path) => {
    const { handle, stored, told } = aWebhook();
    const response = await handle(aRequest({ ...reply, ...given }));
    expect(response.status).toBe(400);
    const problem = (await response.json()) as { faults: { path: string; reason: string }[] };
    expect(problem.faults.map((fault) => fault.path)).toContain(path);
    for (const fault of problem.faults) expect(fault.reason).not.toBe("");
    expect(stored.size).toBe(0);
    expect(told).toEqual(["rejected malformed"]);
  });

  test("all faults are told at once, and no value is repeated", async () => {
    const { handle } = aWebhook();
    const response = await handle(
      aRequest({ ...reply, sequence: -1, visibility: "SECRETVALUE", occurredAt: "SECRETVALUE" }),
    );
    const text = await response.text();
    expect(text).not.toContain("SECRETVALUE");
    expect(JSON.parse(text).faults).toHaveLength(3);
  });

  test.each(["", "nonsense", "{", "null", "[]", "7", '"x"', "[".repeat(100_000), '{"__proto__":{"x":1}}'])(
    "the body %.20j is answered with 400",
    async (body) => {
      const { handle } = aWebhook();
      expect((await handle(signed(body))).status).toBe(400);
    },
  );

  test("a body that is not UTF-8 is answered with 400", async () => {
    const { handle } = aWebhook();
    const body = Uint8Array.from([0x22, 0xff, 0xfe, 0x22]);
    expect((await handle(signed(body))).status).toBe(400);
  });

  test("an event id that is not the signed id is answered with 400", async () => {
    const { handle } = aWebhook();
    const response = await handle(aRequest(reply, { id: "evt_9" }));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ faults: [{ path: "eventId" }] });
  });
});

describe("over 1 MB", () => {
  const big = JSON.stringify({ ...reply, text: "x".repeat(maxWebhookBytes) });

  test("is answered with 413 by its announced length, unread", async () => {
    const { handle } = aWebhook();
    let read = 0;
    const body = new ReadableStream({ pull: () => void read++ }, { highWaterMark: 0 });
    const headers = {
      ...createSigner(secret).sign({ id: "evt_1", at: now, body: big }),
      "content-length": "2000000",
    };
    const request = new Request("http://fleet/webhooks/desk", {
      method: "POST",
      headers,
      body,
      duplex: "half",
    });
    expect((await handle(request)).status).toBe(413);
    expect(read).toBe(0);
  });

  test("is answered with 413 when the length was not announced, and read no further", async () => {
    const { handle, told } = aWebhook();
    let sent = 0;
    const body = new ReadableStream<Uint8Array>(
      { pull: (controller) => controller.enqueue(new Uint8Array(65_536).fill(++sent)) },
      { highWaterMark: 0 },
    );
    const headers = { ...createSigner(secret).sign({ id: "evt_1", at: now, body: big }) };
    const request = new Request("http://fleet/webhooks/desk", {
      method: "POST",
      headers,
      body,
      duplex: "half",
    });
    expect((await handle(request)).status).toBe(413);
    expect(sent).toBeLessThanOrEqual(18);
    expect(told).toEqual(["rejected too_large"]);
  });

  test("exactly 1 MB is read", async () => {
    const { handle } = aWebhook();
    const padded = JSON.stringify(reply).padEnd(maxWebhookBytes, " ");
    expect((await handle(signed(padded))).status).toBe(202);
  });
});

describe("when it cannot be stored", () => {
  test.each(["INTAKE_STOPPED", "STORAGE_FULL", "STORAGE_DAMAGED"] as const)(
    "%s is answered with 503 and a time to wait",
    async (code) => {
      const { handle, told } = aWebhook(async () => {
        throw new AppError(code, "Not now.");
      });
      const response = await handle(aRequest(reply));
      expect(response.status).toBe(503);
      expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
      expect(told).toEqual(["rejected intake_stopped"]);
    },
  );

  test("a bug is answered with 500 without a word about it", async () => {
    const { handle, told } = aWebhook(async () => {
      throw new Error(`bug ${secret}`);
    });
    const response = await handle(aRequest(reply));
    expect(response.status).toBe(500);
    expect(await response.text()).not.toMatch(/bug|shared/);
    expect(told).toEqual(["failed"]);
  });
});
