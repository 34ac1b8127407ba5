import { expect, test } from "vitest";
import { LoadRun } from "../../../sandbox/telegram/load.ts";
import { fieldsOf, isList, numberOf } from "../../../sandbox/wire/values.ts";
import { aClock, aSandbox, callApi } from "../support.ts";

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
