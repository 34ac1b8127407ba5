import { expect, test } from "vitest";
import type { Sandbox } from "../../../../sandbox/start-sandbox.ts";
import { fieldsOf, parseJson, stringOf } from "../../../../sandbox/wire/values.ts";
import { eventually } from "../../../support/eventually.ts";
import { aFleet, aSandbox, callApi, type Received, updatesOf } from "../../support.ts";

const textOf = ({ body }: Received) =>
  stringOf(fieldsOf(fieldsOf(parseJson(body.toString()))["message"])["text"]);
const infoOf = async (sandbox: Sandbox) =>
  fieldsOf((await callApi(sandbox, "getWebhookInfo")).body["result"]);

const aHook = async (answer: Parameters<typeof aFleet>[0], params: object = {}) => {
  const fleet = await aFleet(answer);
  const sandbox = await aSandbox({ telegram: { limits: "off", webhookRetryMs: [5] } });
  const url = `${fleet.url}/webhooks/telegram`;
  await callApi(sandbox, "setWebhook", { url, secret_token: "s3cret", ...params });
  const people = [7, 8].map((id) => sandbox.telegram.person({ id, firstName: `P${id}` }));
  const [ada = people[0], bo = people[1]] = people;
  const texts = () => fleet.received.map(textOf);
  const settled = () => eventually(() => sandbox.telegram.bot().queue.pending === 0);
  return { fleet, sandbox, ada, bo, texts, settled };
};

test("updates are posted with the secret, in order, and confirmed by 2xx", async () => {
  const { fleet, ada, texts, settled } = await aHook(() => ({ status: 200 }));
  for (let n = 0; n < 20; n += 1) ada?.say(`text ${n}`);
  await settled();
  expect(texts()).toEqual(Array.from({ length: 20 }, (_, n) => `text ${n}`));
  expect(fleet.received[0]).toMatchObject({
    path: "/webhooks/telegram",
    headers: { "x-telegram-bot-api-secret-token": "s3cret", "content-type": "application/json" },
  });
});

test("a failing update comes again and holds its chat back, and no other", async () => {
  let broken = true;
  const { sandbox, ada, bo, texts, settled } = await aHook((received) => ({
    status: broken && textOf(received) === "bad" ? 500 : 200,
  }));
  ada?.say("bad");
  ada?.say("behind it");
  bo?.say("elsewhere");
  await eventually(() => texts().filter((text) => text === "bad").length >= 3);
  expect(texts()).toContain("elsewhere");
  expect(texts()).not.toContain("behind it");
  expect(await infoOf(sandbox)).toMatchObject({
    pending_update_count: 2,
    last_error_message: "Wrong response from the webhook: 500 Internal Server Error",
  });
  broken = false;
  await settled();
  expect(texts().slice(-2)).toEqual(["bad", "behind it"]);
});

test("what was not delivered waits for the poll after the webhook is gone", async () => {
  const { sandbox, ada, texts } = await aHook(() => ({ status: 503 }));
  ada?.say("one");
  ada?.say("two");
  await eventually(() => texts().length > 0);
  expect(await callApi(sandbox, "getUpdates")).toMatchObject({ status: 409 });
  await callApi(sandbox, "deleteWebhook");
  expect(await updatesOf(sandbox)).toMatchObject([
    { message: { text: "one" } },
    { message: { text: "two" } },
  ]);
});

test("pending updates are dropped when told", async () => {
  const { sandbox, ada, texts } = await aHook(() => ({ status: 503 }));
  ada?.say("one");
  await eventually(() => texts().length > 0);
  await callApi(sandbox, "deleteWebhook", { drop_pending_updates: true });
  expect(await updatesOf(sandbox)).toEqual([]);
});

test("as many posts are open as allowed, and no more", async () => {
  const waiting: (() => void)[] = [];
  let most = 0;
  const sandbox = await aSandbox({ telegram: { limits: "off" } });
  const fleet = await aFleet(() => ({ status: 200 }), {
    around: async (respond) => {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        most = Math.max(most, waiting.length);
      });
      await respond();
    },
  });
  await callApi(sandbox, "setWebhook", { url: fleet.url, max_connections: 3 });
  for (let id = 1; id <= 10; id += 1) sandbox.telegram.person({ id, firstName: `P${id}` }).say("hi");
  await eventually(() => waiting.length === 3);
  await callApi(sandbox, "getMe");
  expect(most).toBe(3);
  await eventually(() => {
    waiting.shift()?.();
    return sandbox.telegram.bot().queue.pending === 0;
  });
  expect(fleet.received).toHaveLength(10);
});

test("an address elsewhere is posted to the fleet, as a proxy would, once there is one", async () => {
  const sandbox = await aSandbox({ telegram: { webhookRetryMs: [5] } });
  await callApi(sandbox, "setWebhook", { url: "https://support.example.org/hook/telegram" });
  sandbox.telegram.person({ id: 7, firstName: "Ada" }).say("hi");
  await eventually(async () => (await infoOf(sandbox))["last_error_message"] !== undefined);
  const fleet = await aFleet(() => ({ status: 200 }));
  sandbox.setFleetUrl(fleet.url);
  await eventually(() => fleet.received.length === 1);
  expect(fleet.received[0]?.path).toBe("/hook/telegram");
});

test.each([
  [{ url: "http://example.org/x" }, "bad webhook: An HTTPS URL must be provided for webhook"],
  [
    { url: "https://example.org:8080/x" },
    "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
  ],
  [{ url: "https://example.org/x", secret_token: "not so!" }, "secret token contains unallowed characters"],
])("setWebhook with %o is refused", async (params, reason) => {
  const sandbox = await aSandbox();
  expect((await callApi(sandbox, "setWebhook", params)).body["description"]).toBe(`Bad Request: ${reason}`);
});

test("a call in the answer to a post is carried out", async () => {
  const { sandbox, ada } = await aHook(() => ({
    status: 200,
    body: { method: "sendMessage", chat_id: 7, text: "at once" },
  }));
  ada?.say("hi");
  await sandbox.telegram.chat(7).waitFor(({ text }) => text === "at once");
  expect(sandbox.telegram.webhook()).toMatchObject({ delivered: 1, failures: 0 });
});

test("an ordered webhook_unreachable and update_twice are told apart from the rest", async () => {
  const { sandbox, ada, texts, settled } = await aHook(() => ({ status: 200 }));
  sandbox.telegram.fault({ kind: "webhook_unreachable", times: 2 });
  ada?.say("one");
  await settled();
  expect(texts()).toEqual(["one"]);
  expect(sandbox.telegram.webhook()).toMatchObject({ failures: 2, lastError: "Connection refused" });
  sandbox.telegram.fault({ kind: "update_twice" });
  ada?.say("two");
  await eventually(() => texts().length === 3);
  expect(texts()).toEqual(["one", "two", "two"]);
});

test("a load is posted to the end", async () => {
  const { sandbox, fleet } = await aHook(() => ({ status: 200 }));
  sandbox.telegram.load({ updates: 2_000, persons: 20 });
  await eventually(() => fleet.received.length === 2_000);
  const numbers = fleet.received.map(textOf).map((text) => Number(text?.split("#")[1]));
  const ofFirst = numbers.filter((n) => n % 20 === 0);
  expect(ofFirst).toEqual(ofFirst.toSorted((a, b) => a - b));
  expect(new Set(numbers).size).toBe(2_000);
});
