import { expect, test } from "vitest";
import type { Permission } from "../../../sandbox/discord/world/permissions.ts";
import { stringOf } from "../../../sandbox/wire/values.ts";
import { aGuild, callRest } from "./support.ts";

const aServer = async (permissions?: readonly Permission[]) => {
  const { sandbox, guild, ada: eve, ...rest } = await aGuild(permissions);
  const path = `/guilds/${guild.id}`;
  const call = (method: string, rest: string, body?: object) =>
    callRest(sandbox, method, `${path}${rest}`, body ? { body } : {});
  return { sandbox, guild, eve, ...rest, call };
};

test("who is timed out may look and not write, until it is over", async () => {
  const { clock, channel, eve, call } = await aServer();
  const until = new Date(clock.now() + 60_000).toISOString();
  const muted = await call("PATCH", `/members/${eve.id}`, { communication_disabled_until: until });
  expect(muted.status).toBe(200);
  expect(() => eve.say("spam", { channel })).toThrow("may not write");
  clock.move(60_001);
  expect(eve.say("sorry", { channel }).text).toBe("sorry");
});

test("a time-out lasts four weeks at most", async () => {
  const { clock, eve, call } = await aServer();
  const until = new Date(clock.now() + 29 * 86_400_000).toISOString();
  const answer = await call("PATCH", `/members/${eve.id}`, { communication_disabled_until: until });
  expect(answer.body).toMatchObject({ code: 50035, errors: { communication_disabled_until: {} } });
});

test("a ban takes the messages along, and is lifted", async () => {
  const { guild, channel, eve, call } = await aServer();
  eve.say("scam", { channel });
  expect((await call("PUT", `/bans/${eve.id}`, { delete_message_seconds: 3_600 })).status).toBe(204);
  expect(channel.messages[0]?.deletedAt).toBeDefined();
  expect(() => eve.join(guild)).toThrow("is banned");
  expect((await call("DELETE", `/bans/${eve.id}`)).status).toBe(204);
  expect((await call("DELETE", `/bans/${eve.id}`)).body).toMatchObject({ code: 10026 });
  eve.join(guild);
  expect(guild.members.has(eve.id)).toBe(true);
});

test("nobody acts without the right, nor upon whoever stands as high", async () => {
  const { guild, eve, call } = await aServer(["ViewChannel", "KickMembers"]);
  expect((await call("PUT", `/bans/${eve.id}`, {})).body).toMatchObject({ code: 50013 });
  expect((await call("DELETE", `/members/${guild.ownerId}`)).body).toMatchObject({ code: 50013 });
  expect((await call("DELETE", "/members/123")).body).toMatchObject({ code: 10013 });
  expect((await call("DELETE", `/members/${eve.id}`)).status).toBe(204);
  expect((await call("GET", `/members/${eve.id}`)).body).toMatchObject({ code: 10007 });
});

const rule = (patch: object = {}) => ({
  name: "scams",
  event_type: 1,
  trigger_type: 1,
  trigger_metadata: {
    keyword_filter: ["airdrop*", "giveaway"],
    regex_patterns: ["seed\\s+phrase"],
    allow_list: ["airdrops"],
  },
  actions: [{ type: 1, metadata: {} }],
  enabled: true,
  ...patch,
});

const rules = "/auto-moderation/rules";

test.each([
  ["claim the AIRDROPPED coins", false],
  ["official airdrops are here", true],
  ["no giveaways here", true],
  ["a Giveaway!", false],
  ["send the seed   phrase", false],
  ["hello", true],
])("AutoMod lets through what its rules do: %s", async (text, passes) => {
  const { channel, eve, call } = await aServer();
  await call("POST", rules, rule());
  if (passes) expect(eve.say(text, { channel }).text).toBe(text);
  else expect(() => eve.say(text, { channel })).toThrow('AutoMod\'s rule "scams"');
});

test("a rule alerts, times out, and spares the roles and channels that it names", async () => {
  const { guild, channel, eve, call } = await aServer();
  const alerts = guild.addChannel({ name: "alerts" });
  const quiet = guild.addChannel({ name: "quiet" });
  const actions = [
    { type: 1, metadata: {} },
    { type: 2, metadata: { channel_id: alerts.id } },
    { type: 3, metadata: { duration_seconds: 60 } },
  ];
  await call("POST", rules, rule({ actions, exempt_channels: [quiet.id] }));
  expect(eve.say("giveaway", { channel: quiet }).text).toBe("giveaway");
  expect(() => eve.say("giveaway", { channel })).toThrow("AutoMod");
  expect(alerts.messages).toMatchObject([{ type: 24, embeds: [{ description: "giveaway" }] }]);
  expect(() => eve.say("hello", { channel })).toThrow("may not write");
});

test("a rule on names keeps who bears one from writing", async () => {
  const { sandbox, guild, channel, call } = await aServer();
  const actions = [{ type: 4, metadata: {} }];
  const trigger_metadata = { keyword_filter: ["*support*"], regex_patterns: [], allow_list: [] };
  await call("POST", rules, rule({ event_type: 2, trigger_type: 6, actions, trigger_metadata }));
  const mallory = sandbox.discord.person({ name: "Exchange-Support" });
  mallory.join(guild);
  expect(() => mallory.say("I help you", { channel })).toThrow("may not write");
});

test.each([
  ["a keyword of 61", rule({ trigger_metadata: { keyword_filter: ["k".repeat(61)] } }), "trigger_metadata"],
  ["eleven regexes", rule({ trigger_metadata: { regex_patterns: Array(11).fill("a") } }), "trigger_metadata"],
  [
    "what Rust's regexes do not have",
    rule({ trigger_metadata: { regex_patterns: ["(?<=a)b"] } }),
    "trigger_metadata",
  ],
  [
    "a time-out of five weeks",
    rule({ actions: [{ type: 3, metadata: { duration_seconds: 3_024_000 } }] }),
    "actions",
  ],
])("%s is refused", async (_, body, path) => {
  const { sandbox, call } = await aServer();
  sandbox.discordWatch.ignore();
  expect(await call("POST", rules, body)).toMatchObject({
    status: 400,
    body: { code: 50035, errors: { [path]: {} } },
  });
});

test("a server has six keyword rules, which are changed and deleted", async () => {
  const { channel, eve, call } = await aServer();
  const ids: string[] = [];
  for (let n = 0; n < 6; n += 1) ids.push(stringOf((await call("POST", rules, rule())).body["id"]) ?? "");
  expect((await call("POST", rules, rule())).status).toBe(400);
  expect((await call("PATCH", `${rules}/${ids[0]}`, { enabled: false })).body).toMatchObject({
    enabled: false,
  });
  for (const id of ids.slice(1)) expect((await call("DELETE", `${rules}/${id}`)).status).toBe(204);
  expect(eve.say("giveaway", { channel }).text).toBe("giveaway");
  expect((await call("GET", `${rules}/${ids[1]}`)).body).toMatchObject({ code: 10066 });
});
