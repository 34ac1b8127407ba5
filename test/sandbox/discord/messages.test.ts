import { expect, it, test } from "vitest";
import type { ErrorCode } from "../../../sandbox/discord/rest/api-error.ts";
import type { Permission } from "../../../sandbox/discord/world/permissions.ts";
import { fieldsOf, isList, stringOf } from "../../../sandbox/wire/values.ts";
import { aDiscord, aGuild, callRest, token } from "./support.ts";

/** A server in which the bot has these rights alone, by plain requests. */
const aServer = async (permissions?: readonly Permission[]) => {
  const { sandbox, channel, ...rest } = await aGuild(permissions);
  const send = (body: object, to = channel.id) =>
    callRest(sandbox, "POST", `/channels/${to}/messages`, { body });
  return { sandbox, channel, ...rest, send };
};

test("the same nonce within two minutes gives the same message, and not a second one", async () => {
  const { clock, channel, send } = await aServer();
  const once = { content: "hello", nonce: "e1:0", enforce_nonce: true };
  const first = await send(once);
  clock.move(119_000);
  const again = await send(once);
  expect(again.body["id"]).toBe(first.body["id"]);
  expect(channel.replies).toHaveLength(1);
  clock.move(2_000);
  expect((await send(once)).body["id"]).not.toBe(first.body["id"]);
  await send({ content: "hello", nonce: "e1:0" });
  expect(channel.replies).toHaveLength(3);
});

test("a text of 2,000 characters passes, and what a person pastes beyond 4,000 comes as a file", async () => {
  const { channel, ada, send } = await aServer();
  expect(await send({ content: "x".repeat(2_000) })).toMatchObject({ status: 200 });
  expect(ada.say("x".repeat(6_000), { channel })).toMatchObject({
    text: "",
    files: [{ fileName: "message.txt", size: 6_000 }],
  });
});

const invalid = async (body: object) => {
  const sandbox = await aDiscord();
  const guild = sandbox.discord.guild({ name: "Exchange" });
  const channel = guild.addChannel({ name: "help" });
  sandbox.discordWatch.ignore();
  return callRest(sandbox, "POST", `/channels/${channel.id}/messages`, { body });
};

const field = (value: string) => ({ name: "n", value });
const labelled = (label: string) => [{ type: 1, components: [{ type: 2, style: 1, custom_id: "a", label }] }];

test.each([
  [
    "a text of 2,001",
    { content: "x".repeat(2_001) },
    { content: { _errors: [{ code: "BASE_TYPE_MAX_LENGTH" }] } },
  ],
  ["a nonce of 26", { content: "x", nonce: "n".repeat(26) }, { nonce: {} }],
  ["an embed's title of 257", { embeds: [{ title: "t".repeat(257) }] }, { embeds: { 0: { title: {} } } }],
  [
    "embeds of 6,001 in sum",
    { embeds: [{ description: "d".repeat(3_000) }, { description: "d".repeat(3_001) }] },
    { embeds: { _errors: [{ code: "MAX_EMBED_SIZE_EXCEEDED" }] } },
  ],
  [
    "an embed's field of 1,025",
    { embeds: [{ fields: [field("v".repeat(1_025))] }] },
    { embeds: { 0: { fields: { 0: { value: {} } } } } },
  ],
  [
    "a button without a label",
    {
      content: "x",
      components: labelled("").map((row) => ({ ...row, components: [{ type: 2, style: 1 }] })),
    },
    { components: { 0: { components: { 0: {} } } } },
  ],
  [
    "a reply to what is not there",
    { content: "x", message_reference: { message_id: "12345678" } },
    { message_reference: { _errors: [{ code: "REPLIES_UNKNOWN_MESSAGE" }] } },
  ],
])("%s is refused, and told where", async (_, body, errors) => {
  expect(await invalid(body)).toMatchObject({ status: 400, body: { code: 50035, errors } });
});

test("an empty message is refused by a code of its own", async () => {
  expect((await invalid({ content: " " })).body).toMatchObject({ code: 50006 });
});

test.each<[string, readonly Permission[], ErrorCode]>([
  ["who does not see the channel has no access", ["SendMessages"], 50001],
  ["who may not write is told so", ["ViewChannel"], 50013],
])("%s", async (_, permissions, code) => {
  const { guild, channel, send } = await aServer(permissions);
  guild.permit(channel, { deny: ["ViewChannel", "SendMessages"] });
  const own = [...guild.roles.values()].find(({ botId }) => botId !== undefined);
  if (own) guild.permit(channel, { for: own, allow: permissions });
  expect((await send({ content: "x" })).body).toMatchObject({ code });
});

test("somebody else's message is deleted with the right, never edited, and in a direct chat not at all", async () => {
  const { sandbox, channel, ada, send } = await aServer();
  const { id } = ada.say("bait", { channel });
  const path = `/channels/${channel.id}/messages/${id}`;
  expect(await callRest(sandbox, "PATCH", path, { body: { content: "x" } })).toMatchObject({
    body: { code: 50005 },
  });
  expect(await callRest(sandbox, "DELETE", path)).toMatchObject({ status: 204 });
  expect(await callRest(sandbox, "DELETE", path)).toMatchObject({ status: 404, body: { code: 10008 } });
  expect(channel.find(id)?.deletedBy).toBe(sandbox.discord.bot().id);
  const direct = ada.say("hi");
  const there = await callRest(sandbox, "DELETE", `/channels/${ada.dm().id}/messages/${direct.id}`);
  expect(there.body).toMatchObject({ code: 50003 });
  expect(await send({ content: "x" }, "123")).toMatchObject({ status: 404, body: { code: 10003 } });
});

it("tells why a person cannot be written to", async () => {
  const { guild, ada, send } = await aServer();
  const dm = ada.dm();
  expect(await send({ content: "x" }, dm.id)).toMatchObject({ status: 200 });
  ada.closeDms();
  expect(await send({ content: "x" }, dm.id)).toMatchObject({ status: 403, body: { code: 50007 } });
  ada.openDms();
  ada.leave(guild);
  expect(await send({ content: "x" }, dm.id)).toMatchObject({ status: 403, body: { code: 50278 } });
  ada.say("I added you");
  expect(await send({ content: "x" }, dm.id)).toMatchObject({ status: 200 });
});

test("messages are read page by page, behind or before one", async () => {
  const { sandbox, channel, ada } = await aServer();
  const ids = ["a", "b", "c", "d"].map((text) => ada.say(text, { channel }).id);
  const texts = async (query: string) => {
    const { body } = await callRest(sandbox, "GET", `/channels/${channel.id}/messages?${query}`);
    const list = body["list"];
    return Array.isArray(list) ? list.map(({ id }) => ids.indexOf(id)) : [];
  };
  expect(await texts("limit=2")).toEqual([3, 2]);
  expect(await texts(`after=${ids[0]}&limit=2`)).toEqual([2, 1]);
  expect(await texts(`before=${ids[2]}`)).toEqual([1, 0]);
});

test("a file's link works for a day, and dies with its message", async () => {
  const { sandbox, clock, channel, ada } = await aServer();
  const said = ada.say("look", { channel, files: [{ bytes: new Uint8Array([1, 2, 3]) }] });
  const path = `/channels/${channel.id}/messages/${said.id}`;
  const link = async () => {
    const { body } = await callRest(sandbox, "GET", path);
    const [file] = Array.isArray(body["attachments"]) ? body["attachments"] : [];
    return stringOf(file?.url) ?? "";
  };
  sandbox.discord.bot().granted.add("MessageContent");
  const first = await link();
  expect(new Uint8Array(await (await fetch(first)).arrayBuffer())).toEqual(new Uint8Array([1, 2, 3]));
  expect((await fetch(first.replace(/hm=./, "hm=x"))).status).toBe(404);
  clock.move(24 * 3_600_000);
  expect((await fetch(first)).status).toBe(404);
  const second = await link();
  expect((await fetch(second)).status).toBe(200);
  ada.remove(said.id);
  expect((await fetch(second)).status).toBe(404);
});

test("files come as a form, and a fault of their download can be ordered", async () => {
  const { sandbox, channel } = await aServer();
  const form = new FormData();
  form.set("payload_json", JSON.stringify({ content: "log", attachments: [{ id: "0", filename: "a.txt" }] }));
  form.set("files[0]", new File(["hello"], "a.txt", { type: "text/plain" }));
  const response = await fetch(`${sandbox.discord.apiRoot}/v10/channels/${channel.id}/messages`, {
    method: "POST",
    headers: { authorization: `Bot ${token}` },
    body: form,
  });
  expect(response.status).toBe(200);
  const [file] = channel.replies[0]?.files ?? [];
  expect(Buffer.from(file?.bytes ?? []).toString()).toBe("hello");
  const sent = fieldsOf(await response.json())["attachments"];
  const url = stringOf(fieldsOf(isList(sent) ? sent[0] : {})["url"]) ?? "";
  sandbox.discord.fault({ kind: "truncated_download" });
  await expect(fetch(url).then((got) => got.arrayBuffer())).rejects.toThrow();
  sandbox.discord.fault({ kind: "file_link_expired" });
  expect((await fetch(url)).status).toBe(404);
});

test("a thread is opened from a message once, and so many at a time", async () => {
  const { sandbox, guild, channel, ada } = await aServer();
  const { id } = ada.say("help", { channel });
  const open = (body: object, from = `/messages/${id}`) =>
    callRest(sandbox, "POST", `/channels/${channel.id}${from}/threads`, { body });
  expect(await open({ name: "for ada" })).toMatchObject({ status: 201, body: { id, type: 11 } });
  expect(await open({ name: "again" })).toMatchObject({ body: { code: 160004 } });
  guild.maxActiveThreads = 1;
  expect(await open({ name: "private", type: 12 }, "")).toMatchObject({
    status: 400,
    body: { code: 160006 },
  });
});

test("a private thread is seen by those who were added", async () => {
  const { sandbox, guild, channel, ada } = await aServer();
  const eve = sandbox.discord.person({ name: "eve" });
  eve.join(guild);
  const opened = await callRest(sandbox, "POST", `/channels/${channel.id}/threads`, {
    body: { name: "private", type: 12 },
  });
  const thread = sandbox.discord.channel(String(opened.body["id"]));
  await callRest(sandbox, "PUT", `/channels/${thread.id}/thread-members/${ada.id}`);
  expect(ada.say("thank you", { channel: thread }).text).toBe("thank you");
  expect(() => eve.say("me too", { channel: thread })).toThrow("does not see");
});
