import { expect, test } from "vitest";
import { LoadRun } from "../../../sandbox/telegram/load.ts";
import { fieldsOf, isList, numberOf } from "../../../sandbox/wire/values.ts";
import { aClock, aSandbox, callApi, updatesOf } from "../support.ts";

const aRun = (patch: object = {}) => {
  const clock = aClock();
  let id = 0;
  const nextMessageId = () => ++id;
  const run = new LoadRun(
    { updates: 10, persons: 2, ...patch },
    { now: clock.now, nextMessageId, ready: () => {} },
  );
  let update = 0;
  return { run, clock, make: (max: number) => run.make(max, () => ++update) };
};

test("updates come from the persons in turn, numbered, and only while they are fetched", () => {
  const { run, make } = aRun();
  expect(
    make(3).map(({ json, chatId }) => [chatId, fieldsOf(fieldsOf(JSON.parse(json))["message"])["text"]]),
  ).toEqual([
    [5_000_000, "load #0"],
    [5_000_001, "load #1"],
    [5_000_000, "load #2"],
  ]);
  expect(run.report().delivered).toBe(3);
  expect(make(100)).toHaveLength(7);
  expect(run.exhausted).toBe(true);
});

test("with a rate, only what is due is there", () => {
  const { run, clock, make } = aRun({ ratePerS: 2 });
  expect(make(100)).toEqual([]);
  clock.move(1_600);
  expect(make(100)).toHaveLength(3);
  run.stop();
});

test("duplicates, order, absence and latency of replies are told", () => {
  const { run, clock, make } = aRun();
  make(6);
  clock.move(20);
  for (const [person, n] of [
    [0, 2],
    [0, 0],
    [1, 1],
    [1, 1],
    [0, 4],
  ] as const)
    run.replied(5_000_000 + person, `echo #${n}`);
  run.replied(5_000_001, "no number");
  expect(run.report()).toMatchObject({
    replies: 6,
    numbered: 5,
    duplicates: 1,
    outOfOrder: 1,
    personsReplied: 2,
    latencyMs: { p50: 20, max: 20 },
  });
  expect(run.missing()).toEqual([3, 5]);
  expect(run.repliesTo(5_000_001)).toBe(3);
});

test("a bot that echoes a load is counted to the end", async () => {
  const sandbox = await aSandbox({ telegram: { limits: "off", log: false } });
  const run = sandbox.telegram.load({ updates: 250, persons: 10 });
  const all = run.waitForReplies(250, 15_000);
  let offset = 0;
  for (let answered = 0; answered < 250; ) {
    const { body } = await callApi(sandbox, "getUpdates", { offset, timeout: 5 });
    const result = body["result"];
    for (const update of (isList(result) ? result : []).map(fieldsOf)) {
      const message = fieldsOf(update["message"]);
      await callApi(sandbox, "sendMessage", {
        chat_id: fieldsOf(message["chat"])["id"],
        text: message["text"],
      });
      offset = (numberOf(update["update_id"]) ?? 0) + 1;
      answered += 1;
    }
  }
  expect(await all).toMatchObject({
    replies: 250,
    numbered: 250,
    duplicates: 0,
    outOfOrder: 0,
    personsReplied: 10,
  });
  expect(sandbox.telegram.requests).toEqual([]);
  expect(sandbox.telegram.counts).toMatchObject({ "sendMessage 200": 250 });
});

test("a mixed load has its kinds in their shares, each person in each, and says which numbers want a reply", () => {
  const { run, make } = aRun({
    updates: 240,
    persons: 10,
    groups: 2,
    kinds: { direct: 6, group: 2, album: 1, edit: 1 },
    mention: "@HelpBot",
  });
  const updates = make(240).map(({ json, chatId }) => ({ chatId, update: fieldsOf(JSON.parse(json)) }));
  const messages = updates.map(({ update }) => fieldsOf(update["message"] ?? update["edited_message"]));
  const inGroups = messages.filter(({ chat }) => fieldsOf(chat)["type"] === "supergroup");
  const albums = messages.filter((message) => message["media_group_id"] !== undefined);
  const edits = updates.filter(({ update }) => update["edited_message"] !== undefined);
  expect(inGroups).toHaveLength(40);
  expect(inGroups[0]).toMatchObject({ entities: [{ type: "mention", offset: 0, length: 8 }] });
  expect(albums).toHaveLength(60);
  expect(albums.filter(({ caption }) => caption !== undefined)).toHaveLength(20);
  const { kinds, expected } = run.report();
  expect(kinds.edit.delivered).toBe(edits.length);
  expect(edits.length).toBeGreaterThan(10);
  expect(new Set(edits.map(({ chatId }) => chatId)).size).toBeGreaterThan(5);
  expect(expected).toBe(240 - edits.length - 40);
  expect(run.missing()).toHaveLength(expected);
});

test("an edit changes a message that its person sent before", () => {
  const { make } = aRun({ updates: 60, persons: 3, kinds: { direct: 1, edit: 1 } });
  const known = new Map<unknown, unknown>();
  for (const { json, chatId } of make(60)) {
    const update = fieldsOf(JSON.parse(json));
    const edited = fieldsOf(update["edited_message"]);
    if (update["edited_message"] !== undefined) expect(known.get(edited["message_id"])).toBe(chatId);
    else known.set(fieldsOf(update["message"])["message_id"], chatId);
  }
});

test("a reply to an edit is no duplicate, and groups keep an order of their own", () => {
  const { run, make } = aRun({ updates: 8, persons: 1, groups: 1, kinds: { direct: 1, edit: 1, group: 2 } });
  const made = make(8).map(({ json, chatId = 0 }) => ({ chatId, update: fieldsOf(JSON.parse(json)) }));
  for (const { chatId, update } of made) {
    const message = fieldsOf(update["message"] ?? update["edited_message"]);
    run.replied(chatId, String(message["text"]));
  }
  const { expected, numbered, duplicates, toEdits, outOfOrder } = run.report();
  expect({ duplicates, outOfOrder, missing: run.missing() }).toEqual({
    duplicates: 0,
    outOfOrder: 0,
    missing: [],
  });
  expect(numbered).toBe(expected);
  expect(toEdits).toBe(8 - expected);
});

test("a raid floods its groups at its rate, and holds nothing that was not fetched", async () => {
  const clock = aClock();
  const sandbox = await aSandbox({ clock, telegram: { limits: "off", log: false } });
  const run = sandbox.telegram.raid({ perS: 5_000, seconds: 2, chats: 3 });
  clock.move(1_000);
  const [first] = await updatesOf(sandbox, { limit: 1 });
  expect(fieldsOf(first?.["message"])).toMatchObject({
    chat: { type: "supergroup" },
    text: expect.stringContaining("#0"),
  });
  expect(run.report()).toMatchObject({ updates: 10_000, delivered: 1 });
  expect(await updatesOf(sandbox)).toHaveLength(100);
  expect(sandbox.telegram.bot().queue.pending).toBe(100);
  const chat_id = fieldsOf(fieldsOf(first?.["message"])["chat"])["id"];
  for (const [method, params] of [
    ["deleteMessage", { message_id: 1 }],
    ["banChatMember", { user_id: 6_000_001 }],
    ["sendMessage", { text: "Warned #0" }],
  ] as const)
    expect(await callApi(sandbox, method, { chat_id, ...params })).toMatchObject({ status: 200 });
  expect(run.report()).toMatchObject({ replies: 1, numbered: 1 });
});
