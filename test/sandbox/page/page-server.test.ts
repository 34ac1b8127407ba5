import { request } from "node:http";
import { expect, test } from "vitest";
import type { Sandbox } from "../../../sandbox/start-sandbox.ts";
import { fieldsOf } from "../../../sandbox/wire/values.ts";
import { aFleet, aSandbox, aTicketBody, callDesk } from "../support.ts";

const order = async (sandbox: Sandbox, action: string, fields: object = {}, headers: object = {}) => {
  const response = await fetch(`${sandbox.url}/control/${action}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(fields),
  });
  return { status: response.status, body: fieldsOf(await response.json()) };
};

test("another process lets a person write and waits for the reply", async () => {
  const sandbox = await aSandbox();
  await order(sandbox, "telegram/addBot", { token: "43:x", username: "OtherBot" });
  await order(sandbox, "telegram/person", { id: 7, firstName: "Ada", languageCode: "en" });
  expect(await order(sandbox, "telegram/say", { person: 7, text: "hi", bot: "OtherBot" })).toMatchObject({
    status: 200,
    body: { text: "hi", from: { language_code: "en" } },
  });
  const waiting = order(sandbox, "telegram/waitForReplies", { chatId: 7, replies: 1, bot: "OtherBot" });
  await fetch(`${sandbox.telegram.apiRoot}/bot43:x/sendMessage?chat_id=7&text=hello`);
  expect(await waiting).toMatchObject({ body: { messages: [{ text: "hello" }] } });
});

test("loads, faults and the desk are ordered the same way", async () => {
  const sandbox = await aSandbox();
  expect(await order(sandbox, "telegram/load", { updates: 5, persons: 1 })).toMatchObject({
    body: { load: 0 },
  });
  expect(await order(sandbox, "telegram/loadReport", { load: 0 })).toMatchObject({
    body: { updates: 5, replies: 0 },
  });
  expect(
    await order(sandbox, "telegram/fault", { kind: "slow", method: "sendMessage", times: 2 }),
  ).toMatchObject({ status: 200 });
  expect(sandbox.telegram.faults.open).toMatchObject([{ order: { kind: "slow", times: 2 } }]);
  await order(sandbox, "desk/down", { how: "refused" });
  expect(sandbox.desk.state).toBe("refused");
  await order(sandbox, "desk/up");
  expect(sandbox.desk.state).toBe("up");
});

test.each([
  ["an unknown action", "telegram/dance", {}, 404],
  ["a missing field", "telegram/say", { person: 7 }, 400],
  ["an unknown fault", "telegram/fault", { kind: "flood" }, 400],
])("%s is refused", async (_, action, fields, status) => {
  expect((await order(await aSandbox(), action, fields)).status).toBe(status);
});

test("a page of another site cannot order anything", async () => {
  const sandbox = await aSandbox();
  expect(await order(sandbox, "desk/down", {}, { origin: "https://evil.example" })).toMatchObject({
    status: 403,
  });
  const status = await new Promise((resolve) => {
    request(sandbox.url, { headers: { host: "evil.example" } }, (response) =>
      resolve(response.statusCode),
    ).end();
  });
  expect(status).toBe(403);
});

test("the page is served with a strict content security policy, and nothing outside its folder is", async () => {
  const sandbox = await aSandbox();
  const page = await fetch(sandbox.url);
  expect(page.headers.get("content-type")).toContain("text/html");
  expect(page.headers.get("content-security-policy")).toContain("default-src 'none'; script-src 'self'");
  expect(await page.text()).not.toMatch(/(src|href)="https?:|<script(?![^>]*src=)| on\w+=/);
  for (const path of ["/../page-server.ts", "/%2e%2e/page-server.ts", "/page-server.ts", "/nothing.js"])
    expect((await fetch(sandbox.url + path)).status).toBe(404);
});

test("the view holds the chat, the tickets and the webhooks of the page's person", async () => {
  const sandbox = await aSandbox();
  sandbox.telegram.person({ id: 7, firstName: "Ada" }).say("hi");
  await callDesk(sandbox, "/tickets", { body: aTicketBody(), key: "k" });
  expect(await order(sandbox, "view", { person: 7 })).toMatchObject({
    body: {
      bot: "HelpBot",
      chat: { id: 7, blocked: false, typing: false, messages: [{ text: "hi" }] },
      desk: { state: "up", tickets: [{ ticketId: "t-1", attachments: [] }], webhooks: [] },
    },
  });
});

test("viewers are told that something changed", async () => {
  const sandbox = await aSandbox();
  const response = await fetch(`${sandbox.url}/events`);
  const reader = response.body?.getReader();
  const next = async () => new TextDecoder().decode((await reader?.read())?.value);
  expect(await next()).toContain("data: changed");
  sandbox.telegram.person({ id: 7, firstName: "Ada" }).say("hi");
  expect(await next()).toContain("data: changed");
  await reader?.cancel();
});

test("the fleet's turns are passed on, and its absence is said", async () => {
  const sandbox = await aSandbox();
  const turns = () => fetch(`${sandbox.url}/fleet/turns?after=3`);
  expect((await turns()).status).toBe(503);
  const fleet = await aFleet(() => ({ status: 200, body: { turns: [], last: 3 } }));
  sandbox.setFleetUrl(fleet.url);
  expect(await (await turns()).json()).toEqual({ turns: [], last: 3 });
  expect(fleet.received[0]?.path).toBe("/console/turns?after=3");
  sandbox.setFleetUrl("http://127.0.0.1:1");
  expect((await turns()).status).toBe(502);
});
