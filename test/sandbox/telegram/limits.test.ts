import fc from "fast-check";
import { expect, test } from "vitest";
import { jitter } from "../../../sandbox/telegram/jitter.ts";
import { Limits, telegramLimits } from "../../../sandbox/telegram/limits.ts";
import { fieldsOf } from "../../../sandbox/wire/values.ts";
import { aClock, aSandbox, callApi } from "../support.ts";

test("a chat takes a short burst, then one message a second", () => {
  const limits = new Limits(telegramLimits);
  expect([0, 0, 0, 0].map((at) => limits.take(7, at))).toEqual([0, 0, 0, 1]);
  expect(limits.take(7, 999)).toBe(1);
  expect(limits.take(7, 1_000)).toBe(0);
  expect(limits.take(7, 1_001)).toBe(1);
});

test("the first second is not special", () => {
  expect(new Limits(telegramLimits).take(7, 0)).toBe(0);
});

test("a group takes twenty messages a minute", () => {
  const limits = new Limits({ ...telegramLimits, perChat: { burst: 100, perS: 100 } });
  for (let n = 0; n < 20; n += 1) expect(limits.take(-7, n * 100)).toBe(0);
  expect(limits.take(-7, 2_000)).toBe(58);
});

test("never more than thirty pass in any second, and a refusal costs nothing", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(200), { minLength: 40, maxLength: 200 }), (gapsMs) => {
      const limits = new Limits(telegramLimits);
      let at = 0;
      const passed: number[] = [];
      for (const [chat, gapMs] of gapsMs.entries()) {
        at += gapMs;
        if (limits.take(chat, at) === 0) passed.push(at);
      }
      for (const start of passed)
        expect(passed.filter((time) => time >= start && time < start + 1_000).length).toBeLessThanOrEqual(30);
      expect(limits.take(9_999, at + 1_000)).toBe(0);
    }),
  );
});

test("over the limit the answer is 429 with the seconds to wait, and the message is not in the chat", async () => {
  const clock = aClock();
  const sandbox = await aSandbox({ clock });
  sandbox.telegram.person({ id: 7, firstName: "Ada" }).say("hi");
  const send = () => callApi(sandbox, "sendMessage", { chat_id: 7, text: "hi" });
  const answers = [await send(), await send(), await send(), await send()];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
  expect(answers[3]?.body).toEqual({
    ok: false,
    error_code: 429,
    description: "Too Many Requests: retry after 1",
    parameters: { retry_after: 1 },
  });
  expect(sandbox.telegram.chat(7).replies).toHaveLength(3);
  clock.move(1_000);
  expect((await send()).status).toBe(200);
});

test("a group's twenty a minute hold across its topics and its files, and refusals are counted", async () => {
  const clock = aClock();
  const sandbox = await aSandbox({ clock });
  const bot = sandbox.telegram.bot();
  const chat_id = -1_001_234_567_890;
  const group = sandbox.telegram.group({ id: chat_id, title: "Traders", forum: true, members: [bot] });
  const message_thread_id = group.topic("One").id;
  const photo = sandbox.telegram.person({ id: 7, firstName: "Ada" }).sendPhoto().file?.id;
  const statuses: number[] = [];
  for (let n = 0; n < 21; n += 1) {
    clock.move(1_000);
    const topic = n % 2 === 0 ? { message_thread_id } : {};
    const [method, content] = n % 3 === 0 ? ["sendPhoto", { photo }] : ["sendMessage", { text: "hi" }];
    statuses.push(
      (await callApi(sandbox, String(method), { chat_id, ...topic, ...fieldsOf(content) })).status,
    );
  }
  expect(statuses).toEqual([...Array(20).fill(200), 429]);
  expect(sandbox.telegram.overAllowance).toBe(1);
});

test("answers come unevenly when told, never later than told", () => {
  const next = jitter(60);
  const delaysMs = Array.from({ length: 1_000 }, next);
  expect(Math.min(...delaysMs)).toBeGreaterThanOrEqual(0);
  expect(Math.min(...delaysMs)).toBeLessThan(3);
  expect(Math.max(...delaysMs)).toBeLessThan(60);
  expect(Math.max(...delaysMs)).toBeGreaterThan(57);
  expect(jitter(0)()).toBe(0);
});
