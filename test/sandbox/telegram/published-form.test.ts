import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, expect, test } from "vitest";
import { type Fields, fieldsOf, isFields, isList, parseJson } from "../../../sandbox/wire/values.ts";
import { aSandbox, callApi, updatesOf } from "../support.ts";

const specPath = resolve(import.meta.dirname, "../../../../shared/specs/telegram.json");
const spec = existsSync(specPath) ? fieldsOf(parseJson(readFileSync(specPath, "utf8"))) : undefined;
const typesOf = fieldsOf(spec?.["types"]);

afterAll(() => {
  if (!spec)
    process.stderr.write(`\nSKIPPED: ${specPath} is not there, so what the sandbox sends is unchecked.\n`);
});

const scalars: Readonly<Record<string, string>> = {
  Integer: "number",
  Float: "number",
  String: "string",
  Boolean: "boolean",
};

const textsIn = (value: unknown): string[] =>
  isList(value) ? value.filter((item) => typeof item === "string") : [];

/** Fields that the published description does not have, that it wants and are missing, or that are of another type. */
const faultsOf = (types: readonly string[], value: unknown, path: string): string[] =>
  types
    .map((type) => faultsOfType(type, value, path))
    .reduce((best, faults) => (faults.length < best.length ? faults : best));

const faultsOfType = (type: string, value: unknown, path: string): string[] => {
  if (type.startsWith("Array of ")) {
    if (!isList(value)) return [`${path}: no list`];
    return value.flatMap((item, n) => faultsOfType(type.slice(9), item, `${path}[${n}]`));
  }
  const scalar = scalars[type];
  if (scalar) return typeof value === scalar ? [] : [`${path}: no ${type}`];
  const known = fieldsOf(typesOf[type]);
  const subtypes = textsIn(known["subtypes"]);
  if (subtypes.length > 0) return faultsOf(subtypes, value, path);
  return isFields(value) ? faultsOfFields(known, value, path) : [`${path}: no ${type}`];
};

const faultsOfFields = (known: Fields, value: Fields, path: string): string[] => {
  const fields = isList(known["fields"]) ? known["fields"].map(fieldsOf) : [];
  const names = fields.map(({ name }) => String(name));
  const unknown = Object.keys(value).filter((name) => !names.includes(name));
  return [
    ...unknown.map((name) => `${path}.${name}: unknown`),
    ...fields.flatMap(({ name, required, types }) => {
      const given = value[String(name)];
      if (given !== undefined) return faultsOf(textsIn(types), given, `${path}.${name}`);
      return required === true ? [`${path}.${name}: missing`] : [];
    }),
  ];
};

const groupId = -1_001_234_567_890;
const updateFields = fieldsOf(typesOf["Update"])["fields"];
const everything = (isList(updateFields) ? updateFields : []).map((field) => fieldsOf(field)["name"]);

const aBusyDay = async () => {
  const sandbox = await aSandbox({ telegram: { limits: "off" } });
  const { telegram } = sandbox;
  const bot = telegram.bot();
  const [ada, bo] = [7, 8].map((id) =>
    telegram.person({ id, firstName: `P${id}`, username: `person_${id}` }),
  );
  if (!ada || !bo) throw new Error("nobody came");
  await updatesOf(sandbox, { allowed_updates: everything });
  const group = telegram.group({ id: groupId, title: "Forum", forum: true, members: [ada] });
  group.add(bot);
  group.promote(bot);
  group.join(bo);
  group.restrict(bo, { can_send_messages: false });
  group.kick(bo);
  group.promote(ada, { anonymous: true, title: "Owner" });
  const topic = group.topic("Topic");
  ada.say("hello @HelpBot", { chat: groupId, topic: topic.id });
  const anAlbum = ada.sendAlbum(2, { chat: groupId, caption: "two" });
  ada.edit(anAlbum[0]?.id ?? 0, "three", { chat: groupId });
  topic.close();
  topic.rename("Other");
  group.rename("Forum!");
  group.pin(anAlbum[0]?.id ?? 0);
  group.linkChannel({ id: -1_003, title: "News" }).post("news");
  group.requestJoin(bo, { query: true, bio: "me" });
  telegram.group({ id: -4_001, title: "Small", members: [ada, bot] }).migrate();
  for (const kind of [
    "photo",
    "document",
    "video",
    "audio",
    "animation",
    "voice",
    "video_note",
    "sticker",
  ] as const)
    ada.send(kind, { caption: kind });
  ada.sendLocation();
  ada.sendContact();
  ada.topic("Private");
  ada.block();
  const business = bo.connectBusiness();
  const { id } = business.receive(ada, "hi");
  business.edit(ada, id, "hi!");
  business.remove(ada, [id]);
  return sandbox;
};

test.skipIf(!spec)("every update that the sandbox makes is as the Bot API describes it", async () => {
  const sandbox = await aBusyDay();
  const updates = await updatesOf(sandbox);
  expect(updates.length).toBeGreaterThan(35);
  expect([...new Set(updates.flatMap((update) => faultsOfType("Update", update, "Update")))]).toEqual([]);
});

test.skipIf(!spec)("so are its loads", async () => {
  const sandbox = await aSandbox();
  sandbox.telegram.load({ updates: 60, persons: 4, kinds: { direct: 2, group: 1, album: 1, edit: 1 } });
  const updates = await updatesOf(sandbox);
  expect(updates).toHaveLength(60);
  expect([...new Set(updates.flatMap((update) => faultsOfType("Update", update, "Update")))]).toEqual([]);
});

test.skipIf(!spec).each([
  ["getMe", {}],
  ["getChat", { chat_id: groupId }],
  ["getChatAdministrators", { chat_id: groupId }],
  ["getChatMember", { chat_id: groupId, user_id: 8 }],
  ["getWebhookInfo", {}],
  ["createForumTopic", { chat_id: groupId, name: "New" }],
  ["sendMessage", { chat_id: groupId, text: "hi" }],
  ["sendLocation", { chat_id: groupId, latitude: 1, longitude: 2 }],
] as const)("what %s answers is too", async (method, params) => {
  const sandbox = await aBusyDay();
  const { body } = await callApi(sandbox, method, params);
  const returns = textsIn(fieldsOf(fieldsOf(spec?.["methods"])[method])["returns"]);
  expect(faultsOf(returns, body["result"], method)).toEqual([]);
});
