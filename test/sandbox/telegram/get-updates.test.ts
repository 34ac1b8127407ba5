import { expect, test } from "vitest";
import type { Sandbox } from "../../../sandbox/start-sandbox.ts";
import { fieldsOf, numberOf, stringOf } from "../../../sandbox/wire/values.ts";
import { aClock, aSandbox, callApi, updatesOf } from "../support.ts";

const textsOf = async (sandbox: Sandbox, params: object = {}) =>
  (await updatesOf(sandbox, params)).map((update) => stringOf(fieldsOf(update["message"])["text"]));

const ada = { id: 7, firstName: "Ada" };
const saying = async (count: number) => {
  const sandbox = await aSandbox();
  const person = sandbox.telegram.person(ada);
  for (let n = 1; n <= count; n += 1) person.say(`text ${n}`);
  const first = numberOf((await updatesOf(sandbox))[0]?.["update_id"]) ?? 0;
  return { sandbox, person, first };
};

test("updates come again until a higher offset confirms them", async () => {
  const { sandbox, first } = await saying(3);
  expect(await textsOf(sandbox)).toEqual(["text 1", "text 2", "text 3"]);
  expect(await textsOf(sandbox, { offset: first + 2 })).toEqual(["text 3"]);
  expect(await textsOf(sandbox)).toEqual(["text 3"]);
});

test("a negative offset counts from the end and forgets what is before", async () => {
  const { sandbox } = await saying(5);
  expect(await textsOf(sandbox, { offset: -2 })).toEqual(["text 4", "text 5"]);
  expect(await textsOf(sandbox)).toEqual(["text 4", "text 5"]);
});

test.each([
  [{ limit: 2 }, 2],
  [{ limit: 0 }, 1],
  [{ limit: 1_000 }, 100],
  [{}, 100],
])("the limit %o gives %i of 130 updates", async (params, count) => {
  const { sandbox } = await saying(130);
  expect(await updatesOf(sandbox, params)).toHaveLength(count);
});

test("a long poll is answered as soon as something happens", async () => {
  const { sandbox, person, first } = await saying(1);
  const waiting = textsOf(sandbox, { offset: first + 1, timeout: 50 });
  await sandbox.telegram.waitForRequest(({ method }) => method === "getUpdates");
  person.say("news");
  expect(await waiting).toEqual(["news"]);
});

test("a second poller ends the first with 409, as Telegram words it", async () => {
  const sandbox = await aSandbox();
  const older = callApi(sandbox, "getUpdates", { timeout: 50 });
  const fault = sandbox.telegram.fault({ kind: "slow", method: "getMe", delayMs: 1 });
  await callApi(sandbox, "getMe");
  expect(fault.hits).toBe(1);
  const newer = callApi(sandbox, "getUpdates", { timeout: 50 });
  expect(await Promise.race([older, newer])).toEqual({
    status: 409,
    body: {
      ok: false,
      error_code: 409,
      description:
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    },
  });
  sandbox.telegram.person(ada).say("hello");
  await Promise.all([older, newer]);
});

test("polling is refused while a webhook is set", async () => {
  const sandbox = await aSandbox();
  await callApi(sandbox, "setWebhook", { url: "https://example.org/hook" });
  expect((await callApi(sandbox, "getUpdates")).body["description"]).toBe(
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
  );
  expect(await callApi(sandbox, "deleteWebhook")).toMatchObject({
    body: { result: true, description: "Webhook was deleted" },
  });
  expect(await callApi(sandbox, "getUpdates")).toMatchObject({ status: 200, body: { result: [] } });
});

test("allowed updates are remembered, and the empty list means Telegram's default set", async () => {
  const sandbox = await aSandbox();
  const person = sandbox.telegram.person(ada);
  const bot = sandbox.telegram.bot();
  await callApi(sandbox, "getUpdates", { allowed_updates: ["callback_query"] });
  person.say("unheard");
  expect(await updatesOf(sandbox)).toEqual([]);
  await callApi(sandbox, "getUpdates", { allowed_updates: [] });
  person.say("heard");
  bot.tell("chat_member", {});
  bot.tell("message_reaction", {});
  expect(await textsOf(sandbox)).toEqual(["heard"]);
});

test("updates are forgotten after a day", async () => {
  const clock = aClock();
  const sandbox = await aSandbox({ clock });
  sandbox.telegram.person(ada).say("old");
  clock.move(24 * 3_600_000 - 1);
  expect(await textsOf(sandbox)).toEqual(["old"]);
  clock.move(2);
  expect(await textsOf(sandbox)).toEqual([]);
});

test("an update can be ordered to come twice, after it was confirmed", async () => {
  const sandbox = await aSandbox();
  sandbox.telegram.fault({ kind: "update_twice", about: 7 });
  sandbox.telegram.person({ id: 8, firstName: "Bo" }).say("once");
  sandbox.telegram.person(ada).say("twice");
  const [, second] = await updatesOf(sandbox);
  const confirmed = { offset: (numberOf(second?.["update_id"]) ?? 0) + 1 };
  expect(await updatesOf(sandbox, confirmed)).toEqual([second]);
  expect(await updatesOf(sandbox, confirmed)).toEqual([]);
});

test("an injected update is delivered as it stands, even with an id that was confirmed", async () => {
  const { sandbox, first } = await saying(1);
  const odd = { update_id: first, poll_of_the_future: { x: 1 } };
  await updatesOf(sandbox, { offset: first + 1 });
  sandbox.telegram.inject(odd);
  expect(await updatesOf(sandbox, { offset: first + 1 })).toEqual([odd]);
});
