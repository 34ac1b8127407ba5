import { expect, test } from "vitest";
import { type Fields, fieldsOf, stringOf } from "../../../sandbox/wire/values.ts";
import { aClient, anXFleet, aTwitter, callTwitter, subscribe } from "../twitter/support.ts";

const aControlled = async () => {
  const sandbox = await aTwitter();
  const act = async (action: string, fields: object = {}): Promise<Fields> => {
    const response = await fetch(`${sandbox.url}/control/twitter/${action}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(fields),
    });
    return { status: response.status, ...fieldsOf(await response.json()) };
  };
  return { sandbox, act };
};

test("another process has a person write with a file, and waits for the answer", async () => {
  const { sandbox, act } = await aControlled();
  const files = [{ fileName: "a.png", base64: "aGk=" }];
  const said = await act("say", { person: "Ada", text: "hello", files });
  expect(said).toMatchObject({ status: 200, text: "hello", media: { fileName: "a.png", size: 2 } });
  expect(Buffer.from(sandbox.twitter.file(String(said["id"]))?.bytes ?? []).toString()).toBe("hi");
  const ada = sandbox.twitter.person({ name: "Ada" });
  await aClient(sandbox).v2.sendDmToParticipant(ada.id, { text: "hello Ada" });
  expect(await act("waitForReplies", { person: "Ada", replies: 1 })).toMatchObject({
    messages: [{ text: "hello Ada", by: "api" }],
  });
  await act("accountSay", { person: "Ada", text: "typed by hand" });
  expect(await act("inbox", { person: ada.id })).toMatchObject({
    messages: [{ by: "api" }, { text: "typed by hand", by: "app" }],
  });
  expect(await act("counts")).toMatchObject({ "createDirectMessagesByParticipantId 201": 1 });
});

test("another process posts in public, opens a group and leaves it", async () => {
  const { sandbox, act } = await aControlled();
  const asked = await act("post", { person: "Ada", text: "@ExchangeHelp help" });
  expect(asked).toMatchObject({ mentions: [sandbox.twitter.account().id] });
  const more = await act("post", { person: "Ben", text: "me too", replyTo: asked["id"] });
  expect(sandbox.twitter.thread(String(asked["id"]))).toMatchObject([
    { id: asked["id"] },
    { id: more["id"] },
  ]);
  await act("accountPost", { text: "we look into it" });
  expect(await act("waitForPosts", { posts: 1 })).toMatchObject({ posts: [{ text: "we look into it" }] });
  const group = await act("group", { person: "Ada", others: ["Ben"] });
  const conversation = stringOf(group["id"]);
  await act("say", { person: "Ben", text: "hi all", conversation });
  await act("leave", { person: "Ada", conversation });
  const { participants, messages } = await act("messages", { conversation });
  expect([participants, messages]).toMatchObject([{ length: 2 }, [{ text: "hi all" }]]);
});

test("another process changes how people and accounts stand, and orders faults", async () => {
  const { sandbox, act } = await aControlled();
  const { id } = await act("person", { name: "Ada" });
  const path = `/2/dm_conversations/with/${id}/messages`;
  const send = async () => (await callTwitter(sandbox, "POST", path, { body: { text: "x" } })).status;
  const orders: readonly (readonly [string, object, number])[] = [
    ["block", { person: "Ada" }, 403],
    ["unblock", { person: "Ada" }, 201],
    ["closeDms", { person: "Ada" }, 403],
    ["openDms", { person: "Ada" }, 201],
    ["vanish", { person: "Ada", how: "gone" }, 404],
    ["comeBack", { person: "Ada" }, 201],
    ["revoke", {}, 401],
    ["grantAgain", {}, 201],
    ["fault", { kind: "refused", reason: "credits", about: id }, 402],
  ];
  for (const [action, fields, status] of orders) {
    expect((await act(action, fields))["status"]).toBe(200);
    expect([action, await send()]).toEqual([action, status]);
  }
  expect(await act("vanish", { person: "Ada" })).toMatchObject({ status: 400 });
});

test("another process adds accounts, and sees webhooks", async () => {
  const { sandbox, act } = await aControlled();
  const secrets = { accessToken: "at2", accessSecret: "as2" };
  await act("addAccount", { username: "Second", ...secrets });
  expect(await act("accounts")).toMatchObject({
    accounts: [{ username: "ExchangeHelp" }, { username: "Second" }],
  });
  expect((await callTwitter(sandbox, "GET", "/2/users/me", { oauth: secrets })).body).toMatchObject({
    data: { username: "Second" },
  });
  const fleet = await anXFleet();
  const { webhookId } = await subscribe(sandbox, fleet.url);
  await act("tell", { name: "dm.sung", payload: { la: "la" } });
  await act("sayEncrypted", { person: "Ada" });
  await fleet.hears(2);
  await sandbox.twitter.hub.settled();
  expect(await act("webhooks")).toMatchObject({ webhooks: [{ id: webhookId, valid: true, delivered: 2 }] });
  expect(await act("address")).toMatchObject({
    port: sandbox.twitter.port,
    authority: sandbox.twitter.authority,
  });
});
