import { expect, test } from "vitest";
import { Control } from "../../../sandbox/control/control.ts";
import { refusal, sign } from "../../../sandbox/desk/signature.ts";
import { aClock, aFleet, aSandbox, aTicketBody, callDesk } from "../support.ts";

const open = { body: aTicketBody(), key: "k-1" };
const anEntry = (patch: object = {}) => ({
  kind: "message",
  author: "person",
  at: "2026-01-05T12:01:00.000Z",
  text: "and now?",
  ...patch,
});

test("a ticket is opened once, whether the key or the ticket is told again", async () => {
  const sandbox = await aSandbox();
  const first = await callDesk(sandbox, "/tickets", open);
  expect(first).toEqual({ status: 201, body: { reference: "HD-1001" } });
  expect(await callDesk(sandbox, "/tickets", open)).toEqual({ ...first, status: 200 });
  expect(await callDesk(sandbox, "/tickets", { ...open, key: "k-2" })).toEqual({ ...first, status: 200 });
  expect(sandbox.desk.tickets.size).toBe(1);
  expect(sandbox.desk.ticket("t-1")).toMatchObject({
    fields: { subject: "Withdrawal failed" },
    status: "open",
  });
});

test.each<readonly [string, { secret?: string; shiftMs?: number; headers?: object }]>([
  ["another secret", { secret: "wrong" }],
  ["an old timestamp", { shiftMs: -301_000 }],
  ["a timestamp of the future", { shiftMs: 301_000 }],
  ["no signature", { headers: { "webhook-signature": "" } }],
])("a call with %s is refused", async (_, patch) => {
  const clock = aClock();
  const sandbox = await aSandbox({ clock });
  const { shiftMs = 0, ...rest } = patch;
  const call = { ...open, ...rest, atMs: clock.now() + shiftMs };
  expect(await callDesk(sandbox, "/tickets", call)).toMatchObject({ status: 401 });
  expect(sandbox.desk.tickets.size).toBe(0);
});

test("the signature is that of the Standard Webhooks specification", () => {
  const headers = {
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,AAAA v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  };
  const body = Buffer.from(`{"test": 2432232314}`);
  const nowMs = 1_614_265_330_000;
  const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  expect(refusal(secret, { headers, body, nowMs })).toBeUndefined();
  expect(refusal(secret, { headers, body: Buffer.from("{}"), nowMs })).toBe("signature is wrong");
});

test.each([
  ["no key", { body: aTicketBody() }],
  ["no subject", { body: aTicketBody({ subject: undefined }), key: "k" }],
  ["a malformed transcript", { body: aTicketBody({ transcript: [{}] }), key: "k" }],
])("a ticket with %s is malformed", async (_, call) => {
  const sandbox = await aSandbox();
  expect(await callDesk(sandbox, "/tickets", call)).toMatchObject({ status: 400 });
});

test("entries are appended once, overwritten by redactions, and deliveries are kept", async () => {
  const sandbox = await aSandbox();
  await callDesk(sandbox, "/tickets", open);
  const append = { body: anEntry({ text: "my password is x" }), key: "k-2" };
  expect(await callDesk(sandbox, "/tickets/t-1/entries", append)).toMatchObject({ status: 201 });
  expect(await callDesk(sandbox, "/tickets/t-1/entries", append)).toMatchObject({ status: 200 });
  const delivery = { eventId: "e-1", state: "failed", reason: "blocked" };
  const told = {
    body: anEntry({ kind: "delivery", author: "system", delivery, at: "2026-01-05T12:02:00Z" }),
    key: "k-3",
  };
  await callDesk(sandbox, "/tickets/t-1/entries", told);
  const replacements = [{ at: "2026-01-05T12:01:00Z", text: "[password]" }];
  const redact = { body: { replacements }, key: "k-4" };
  expect(await callDesk(sandbox, "/tickets/t-1/redactions", redact)).toMatchObject({ status: 200 });
  expect(sandbox.desk.ticket("t-1").transcript).toMatchObject([
    { text: "it failed" },
    { text: "[password]", redacted: true },
    { kind: "delivery", delivery },
  ]);
});

test("an unknown ticket and an unknown address are 404", async () => {
  const sandbox = await aSandbox();
  expect(await callDesk(sandbox, "/tickets/t-9/entries", { body: anEntry(), key: "k" })).toMatchObject({
    status: 404,
  });
  expect(await callDesk(sandbox, "/elsewhere", { body: {}, key: "k" })).toMatchObject({ status: 404 });
});

test("attachments are kept with their name", async () => {
  const sandbox = await aSandbox();
  await callDesk(sandbox, "/tickets", open);
  const call = {
    method: "PUT",
    body: Buffer.from([1, 2, 3]),
    headers: { "content-type": "image/png", "x-file-name": encodeURIComponent("bild ü.png") },
  };
  expect(await callDesk(sandbox, "/tickets/t-1/attachments/a-1", call)).toMatchObject({ status: 201 });
  expect(await callDesk(sandbox, "/tickets/t-1/attachments/a-1", call)).toMatchObject({ status: 200 });
  expect(sandbox.desk.ticket("t-1").attachments.get("a-1")).toMatchObject({
    fileName: "bild ü.png",
    mediaType: "image/png",
    bytes: Buffer.from([1, 2, 3]),
  });
});

test("an entry that names a file is taken only when the file is there", async () => {
  const sandbox = await aSandbox();
  await callDesk(sandbox, "/tickets", open);
  const attachments = [{ id: "a-1", fileName: "a.png", mediaType: "image/png", size: 3 }];
  const append = { body: anEntry({ kind: "attachment_notice", attachments }), key: "k-2" };
  expect(await callDesk(sandbox, "/tickets/t-1/entries", append)).toMatchObject({ status: 422 });
  await callDesk(sandbox, "/tickets/t-1/attachments/a-1", { method: "PUT", body: Buffer.from("abc") });
  expect(await callDesk(sandbox, "/tickets/t-1/entries", append)).toMatchObject({ status: 201 });
  expect(sandbox.desk.ticket("t-1").transcript.at(-1)).toMatchObject({ attachments });
  const malformed = { body: anEntry({ attachments: [{ id: "a-1" }] }), key: "k-3" };
  expect(await callDesk(sandbox, "/tickets/t-1/entries", malformed)).toMatchObject({ status: 400 });
});

test("agents attach files and rewrite replies; the webhook names them, and another process may order it", async () => {
  const fleet = await aFleet(() => ({ status: 202 }));
  const sandbox = await aSandbox({ fleetUrl: fleet.url });
  await callDesk(sandbox, "/tickets", open);
  const world = { ...sandbox, clock: aClock(), setFleetUrl: () => undefined };
  const base64 = Buffer.from("abc").toString("base64");
  const attachments = [{ id: "f-1", fileName: "a.png", mediaType: "image/png", base64 }];
  await desk("reply", { ticketId: "t-1", text: "Here", eventId: "e-1", attachments });
  await desk("editReply", { ticketId: "t-1", edits: "e-1", text: "There" });
  expect(fleet.received.map(({ body }) => JSON.parse(body.toString()))).toMatchObject([
    {
      type: "ticket.replied",
      sequence: 1,
      text: "Here",
      attachments: [{ id: "f-1", fileName: "a.png", mediaType: "image/png", size: 3 }],
    },
    { type: "ticket.reply_edited", sequence: 2, text: "There", edits: "e-1" },
  ]);
  expect(sandbox.desk.ticket("t-1").transcript.at(-1)).toMatchObject({ text: "There", edited: true });
  expect(await desk("file", { ticketId: "t-1", id: "f-1" })).toMatchObject({ fileName: "a.png", base64 });
  expect(await desk("tickets", {})).toMatchObject({ tickets: [{ files: [{ id: "f-1", size: 3 }] }] });
  await desk("loseFile", { ticketId: "t-1", id: "f-1" });
  await expect(desk("file", { ticketId: "t-1", id: "f-1" })).rejects.toThrow("has no file");

  function desk(action: string, fields: Record<string, unknown>) {
    return new Control(world).run(`desk/${action}`, fields);
  }
});

test.each([
  ["GET:tickets/t-1/attachments/f-1", 200],
  ["GET:tickets/t-1/attachments/f-2", 400],
  ["msg-1", 400],
])("a file is given to whoever signed its address: %s is answered with %i", async (id, status) => {
  const sandbox = await aSandbox({ desk: { retryDelaysMs: [] } });
  await callDesk(sandbox, "/tickets", open);
  const file = { id: "f-1", fileName: "a.png", mediaType: "image/png", bytes: Buffer.from("abc") };
  await sandbox.desk.reply("t-1", "Here", { attachments: [file] });
  const headers = { ...sign(sandbox.desk.secret, { id, atMs: Date.now(), body: Buffer.alloc(0) }) };
  const answer = await fetch(`${sandbox.desk.url}/tickets/t-1/attachments/f-1`, { headers });
  expect(answer.status).toBe(status);
  if (status === 200) expect(await answer.text()).toBe("abc");
});

test("a desk that is down answers 503 or refuses connections, and comes back at the same address", async () => {
  const sandbox = await aSandbox();
  const { url } = sandbox.desk;
  await sandbox.desk.down();
  expect(await callDesk(sandbox, "/tickets", open)).toMatchObject({ status: 503 });
  await sandbox.desk.down("refused");
  await expect(callDesk(sandbox, "/tickets", open)).rejects.toThrow();
  await sandbox.desk.up();
  expect(sandbox.desk.url).toBe(url);
  expect(await callDesk(sandbox, "/tickets", open)).toMatchObject({ status: 201 });
});

test("a response lost after the ticket was opened leaves one ticket", async () => {
  const sandbox = await aSandbox();
  sandbox.desk.fault({ kind: "reset_after", method: "open" });
  await expect(callDesk(sandbox, "/tickets", open)).rejects.toThrow();
  expect(await callDesk(sandbox, "/tickets", open)).toMatchObject({ status: 200 });
  expect(sandbox.desk.calls.map(({ status }) => status)).toEqual([0, 200]);
});

test("an ordered 429 names when to try again", async () => {
  const sandbox = await aSandbox();
  sandbox.desk.fault({ kind: "rate_limited", about: "t-1" });
  expect(await callDesk(sandbox, "/tickets", open)).toMatchObject({ status: 429 });
  expect(await callDesk(sandbox, "/tickets", open)).toMatchObject({ status: 201 });
});

test("agents' acts are signed webhooks whose sequence counts up, and a private note is one too", async () => {
  const fleet = await aFleet(() => ({ status: 202 }));
  const sandbox = await aSandbox({ fleetUrl: fleet.url });
  await callDesk(sandbox, "/tickets", open);
  const { desk } = sandbox;
  await desk.reply("t-1", "We are on it.");
  await desk.reply("t-1", "Looks odd.", { visibility: "private" });
  await desk.takeOver("t-1");
  await desk.handBack("t-1");
  const last = await desk.setStatus("t-1", "solved");
  expect(last).toMatchObject({ state: "accepted", attempts: [{ status: 202 }] });
  expect(fleet.received.map(({ body }) => JSON.parse(body.toString()))).toMatchObject([
    {
      type: "ticket.replied",
      sequence: 1,
      visibility: "public",
      text: "We are on it.",
      author: { kind: "agent", name: "Mia" },
    },
    { type: "ticket.replied", sequence: 2, visibility: "private" },
    { type: "ticket.changed", sequence: 3, owner: "agent" },
    { type: "ticket.changed", sequence: 4, owner: "bot" },
    { type: "ticket.changed", sequence: 5, status: "solved" },
  ]);
  for (const { headers, body, path } of fleet.received) {
    expect(path).toBe("/webhooks/desk");
    expect(headers["webhook-id"]).toBe(JSON.parse(body.toString()).eventId);
    expect(refusal(desk.secret, { headers, body, nowMs: Date.now() })).toBeUndefined();
  }
  expect(desk.ticket("t-1")).toMatchObject({ status: "solved", owner: "bot", sequence: 5 });
  expect(desk.ticket("t-1").transcript.slice(1)).toMatchObject([{ author: "agent" }, { kind: "note" }]);
});

test.each([
  ["accepted at last", [503, 500, 202], "accepted", 3],
  ["given up after three tries", [503, 503, 503, 202], "given_up", 3],
  ["not tried again when refused", [401, 202], "refused", 1],
] as const)("a webhook is %s", async (_, statuses, state, tries) => {
  const fleet = await aFleet((_request, n) => ({ status: statuses[n - 1] ?? 500 }));
  const sandbox = await aSandbox({ fleetUrl: fleet.url, desk: { retryDelaysMs: [1, 2] } });
  const sent = await sandbox.desk.reply("t-1", "hi");
  expect(sent.state).toBe(state);
  expect(fleet.received).toHaveLength(tries);
  expect(new Set(fleet.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
});

test("a fleet that is not there is tried again too", async () => {
  const sandbox = await aSandbox({ desk: { retryDelaysMs: [1] } });
  expect(await sandbox.desk.reply("t-1", "hi")).toMatchObject({ state: "given_up", attempts: [{}, {}] });
});

test("forged, late, repeated and out-of-order webhooks can be ordered", async () => {
  const fleet = await aFleet(() => ({ status: 200 }));
  const sandbox = await aSandbox({ fleetUrl: fleet.url });
  const { desk } = sandbox;
  await desk.reply("t-1", "forged", { forged: true });
  await desk.reply("t-1", "late", { timestampShiftMs: -600_000 });
  await desk.reply("t-1", "thrice", { copies: 3, sequence: 9 });
  await desk.reply("t-1", "out of order", { sequence: 4 });
  const nowMs = Date.now();
  expect(fleet.received.map(({ headers, body }) => refusal(desk.secret, { headers, body, nowMs }))).toEqual([
    "signature is wrong",
    "timestamp is outside the tolerance",
    ...Array(4).fill(undefined),
  ]);
  expect(fleet.received.slice(2).map(({ body }) => JSON.parse(body.toString()).sequence)).toEqual([
    9, 9, 9, 4,
  ]);
});
