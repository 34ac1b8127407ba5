import { expect, test } from "vitest";
import { type Fields, fieldsOf } from "../../../sandbox/wire/values.ts";
import { aClient, aTwitter } from "../twitter/support.ts";

const ada = "1500000000000001001";
const ben = "1500000000000001004";
const postText = "Withdrawals are open again.";

/** The page's inbox without a page. */
const anInbox = async () => {
  const sandbox = await aTwitter();
  const act = async (action: string, fields: object = {}): Promise<Fields> => {
    const response = await fetch(`${sandbox.url}/control/${action}`, {
      method: "POST",
      body: JSON.stringify(fields),
    });
    return { status: response.status, ...fieldsOf(await response.json()) };
  };
  await act("twitter/person", { id: ada, name: "Ada", username: "ada_trades" });
  await act("twitter/person", { id: ben, name: "Ben" });
  const open = () => act("page/openInbox", { post: postText });
  await open();
  const seenBy = (person: string) => act("page/inbox", { person, post: postText });
  const client = aClient(sandbox);
  return { sandbox, act, open, seenBy, client };
};

test("the public post is made once, and what is said below it stands there in order", async () => {
  const { sandbox, act, open, seenBy } = await anInbox();
  await open();
  const account = sandbox.twitter.account();
  expect(account.posts).toHaveLength(1);
  const replyTo = account.posts[0]?.id;
  await act("twitter/post", { person: ada, text: "@ExchangeHelp mine is late", replyTo });
  await act("twitter/post", { person: ben, text: "somewhere else" });
  expect(await seenBy(ben)).toMatchObject({
    platform: "twitter",
    account: { id: account.id, username: "ExchangeHelp" },
    thread: [
      { text: postText, authorId: account.id },
      { text: "@ExchangeHelp mine is late", authorId: ada, replyTo, mentions: [account.id] },
    ],
  });
});

test("direct messages are seen by whoever wrote them alone, with the account's answer and its file", async () => {
  const { sandbox, act, seenBy, client } = await anInbox();
  const base64 = Buffer.from("a picture").toString("base64");
  const files = [{ fileName: "a.png", mediaType: "image/png", base64 }];
  const said = await act("twitter/say", { person: ada, text: "see https://a.example/b", files });
  const waiting = act("twitter/waitForReplies", { person: ada, replies: 1 });
  await client.v2.sendDmToParticipant(ada, { text: "I look into it." });
  expect(await waiting).toMatchObject({ messages: [{ text: "I look into it.", by: "api" }] });
  expect(await seenBy(ada)).toMatchObject({
    dm: {
      blocked: false,
      messages: [
        { text: "see https://a.example/b", senderId: ada, media: { fileName: "a.png", type: "photo" } },
        { text: "I look into it.", senderId: sandbox.twitter.account().id },
      ],
    },
  });
  expect(await seenBy(ben)).toMatchObject({ dm: { messages: [] } });
  const file = await fetch(`${sandbox.url}/dm-file/${said["id"]}`);
  expect([file.headers.get("content-type"), await file.text()]).toEqual(["image/png", "a picture"]);
  expect((await fetch(`${sandbox.url}/dm-file/nothing`)).status).toBe(404);
});

test("what is used of the allowances is told: of 15 min, of a day, and of the app's day", async () => {
  const { seenBy, client, act } = await anInbox();
  const unused = { used: 0, limit: 1_440 };
  expect(await seenBy(ada)).toMatchObject({ allowance: [{ used: 0, limit: 15 }, unused, unused] });
  await act("twitter/say", { person: ada, text: "hi" });
  for (const text of ["one", "two"]) await client.v2.sendDmToParticipant(ada, { text });
  const { allowance, now } = await seenBy(ada);
  expect(allowance).toMatchObject([{ used: 2 }, { used: 2 }, { used: 2 }]);
  const [window] = Array.isArray(allowance) ? allowance.map(fieldsOf) : [];
  expect(Number(window?.["endsAt"]) - Number(now)).toBeGreaterThan(14 * 60_000);
});

test("a person blocks the account, and X's refusals and faults are ordered as elsewhere", async () => {
  const { sandbox, act, seenBy, client } = await anInbox();
  await act("twitter/say", { person: ada, text: "hi" });
  await act("twitter/block", { person: ada });
  expect(await seenBy(ada)).toMatchObject({ dm: { blocked: true } });
  await expect(client.v2.sendDmToParticipant(ada, { text: "hello" })).rejects.toMatchObject({ code: 403 });
  await act("twitter/unblock", { person: ada });
  const { id } = await act("twitter/fault", { kind: "server_error", about: ada, status: 503 });
  expect(await seenBy(ada)).toMatchObject({ faults: [{ id, order: { kind: "server_error", about: ada } }] });
  await expect(client.v2.sendDmToParticipant(ada, { text: "hello" })).rejects.toMatchObject({ code: 503 });
  await client.v2.sendDmToParticipant(ada, { text: "hello" });
  expect(sandbox.twitter.faults.open).toEqual([]);
});

test.each([
  ["an unknown account", "twitter/say", { person: ada, text: "hi", account: "Nobody" }],
  ["an unknown post", "twitter/post", { person: ada, text: "hi", replyTo: "1" }],
  ["a missing text", "twitter/say", { person: ada }],
  ["a person who is not there", "page/inbox", { person: "9" }],
])("%s is refused", async (_, action, fields) => {
  const { act } = await anInbox();
  expect((await act(action, fields))["status"]).toBe(400);
});
