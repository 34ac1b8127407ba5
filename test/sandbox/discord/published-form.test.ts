import { afterAll, describe, expect, it } from "vitest";
import { routes } from "../../../sandbox/discord/rest/routes.ts";
import { Router } from "../../../sandbox/wire/router.ts";
import { stringOf } from "../../../sandbox/wire/values.ts";
import { discordApi } from "../../support/discord-spec.ts";
import { aDiscord, callRest } from "./support.ts";

afterAll(() => {
  if (discordApi.missing) process.stderr.write(`\n${discordApi.missing}\n`);
});

/** Server, channels and people, and a call whose answer is held against the description. */
const aWorld = async () => {
  const sandbox = await aDiscord({}, { granted: ["MessageContent", "GuildMembers"] });
  const { discord } = sandbox;
  const guild = discord.guild({
    name: "Exchange",
    bots: [{ username: "HelpBot", permissions: ["Administrator"] }],
  });
  const channel = guild.addChannel({ name: "help", topic: "ask" });
  const ada = discord.person({ name: "ada", displayName: "Ada" });
  ada.join(guild);
  const said = ada.say("hi", { channel, files: [{}] });
  const role = guild.addRole({ name: "muted" });
  const bot = discord.bot();
  const call = async (method: string, path: string, body?: unknown) => {
    const { status, body: got } = await callRest(sandbox, method, path, body === undefined ? {} : { body });
    const answer = got["list"] ?? got;
    const operation = discordApi.operationOf(method, path);
    if (!operation) throw new Error(`The description has no ${method} ${path}.`);
    return { faults: discordApi.answerFaults(operation, status, answer), answer: got, status };
  };
  return { sandbox, discord, guild, channel, ada, said, role, bot, call };
};

type World = Awaited<ReturnType<typeof aWorld>>;
type Step = readonly [method: string, path: (world: World) => string, body?: (world: World) => unknown];

const button = { type: 2, style: 1, custom_id: "a", label: "A" };
const rule = {
  name: "scams",
  event_type: 1,
  trigger_type: 1,
  trigger_metadata: { keyword_filter: ["airdrop*"], regex_patterns: ["seed\\s+phrase"], allow_list: [] },
  actions: [{ type: 1, metadata: {} }],
  enabled: true,
};

const messages = ({ channel }: World) => `/channels/${channel.id}/messages`;
const message = (world: World) => `${messages(world)}/${world.said.id}`;
const guildPath = ({ guild }: World) => `/guilds/${guild.id}`;
const member = (world: World) => `${guildPath(world)}/members/${world.ada.id}`;
const commands = ({ bot }: World) => `/applications/${bot.id}/commands`;

const steps: readonly Step[] = [
  ["GET", () => "/gateway"],
  ["GET", () => "/gateway/bot"],
  ["GET", () => "/applications/@me"],
  ["GET", () => "/users/@me"],
  ["GET", () => "/users/@me/guilds"],
  ["GET", ({ ada }) => `/users/${ada.id}`],
  ["POST", () => "/users/@me/channels", ({ ada }) => ({ recipient_id: ada.id })],
  ["GET", ({ channel }) => `/channels/${channel.id}`],
  ["GET", messages],
  ["GET", message],
  [
    "POST",
    messages,
    () => ({ content: "x", embeds: [{ title: "T" }], components: [{ type: 1, components: [button] }] }),
  ],
  ["POST", messages, ({ said }) => ({ content: "x", message_reference: { message_id: said.id } })],
  ["PUT", (world) => `${message(world)}/reactions/%F0%9F%91%8D/@me`],
  ["DELETE", (world) => `${message(world)}/reactions/%F0%9F%91%8D/@me`],
  ["POST", (world) => `${message(world)}/threads`, () => ({ name: "thread" })],
  ["POST", ({ channel }) => `/channels/${channel.id}/threads`, () => ({ name: "private", type: 12 })],
  ["GET", (world) => `${guildPath(world)}/threads/active`],
  ["GET", guildPath],
  ["GET", (world) => `${guildPath(world)}/channels`],
  ["GET", (world) => `${guildPath(world)}/roles`],
  ["GET", (world) => `${guildPath(world)}/members?limit=10`],
  ["GET", (world) => `${guildPath(world)}/members/search?query=ada`],
  ["GET", member],
  ["PATCH", member, () => ({ communication_disabled_until: new Date(Date.now() + 60_000).toISOString() })],
  ["PUT", (world) => `${member(world)}/roles/${world.role.id}`],
  ["DELETE", (world) => `${member(world)}/roles/${world.role.id}`],
  ["POST", (world) => `${guildPath(world)}/auto-moderation/rules`, () => rule],
  ["GET", (world) => `${guildPath(world)}/auto-moderation/rules`],
  ["PUT", (world) => `${guildPath(world)}/bans/${world.ada.id}`, () => ({ delete_message_seconds: 60 })],
  ["GET", (world) => `${guildPath(world)}/bans`],
  ["GET", (world) => `${guildPath(world)}/bans/${world.ada.id}`],
  ["DELETE", (world) => `${guildPath(world)}/bans/${world.ada.id}`],
  ["POST", commands, () => ({ name: "support", description: "Ask" })],
  ["PUT", commands, () => [{ name: "Report scam", type: 3 }]],
  ["GET", commands],
  ["POST", ({ channel }) => `/channels/${channel.id}/typing`],
];

describe.skipIf(discordApi.missing)("what the sandbox of Discord answers", () => {
  it("fits the published description, call after call", async () => {
    const world = await aWorld();
    const faults: string[] = [];
    for (const [method, path, body] of steps) {
      const got = await world.call(method, path(world), body?.(world));
      faults.push(...got.faults);
      if (got.status >= 300)
        faults.push(`${method} ${path(world)}: ${got.status} ${JSON.stringify(got.answer)}`);
    }
    expect(faults).toEqual([]);
  });

  it("fits it for what is said in answer to an interaction", async () => {
    const world = await aWorld();
    await world.call("POST", commands(world), { name: "support", description: "Ask" });
    const called = world.ada.call("support", { channel: world.channel });
    const { id, token } = called.facts;
    const callback = `/interactions/${id}/${token}/callback?with_response=true`;
    const first = await world.call("POST", callback, { type: 5, data: { flags: 64 } });
    const edited = await world.call("PATCH", `/webhooks/${world.bot.id}/${token}/messages/@original`, {
      content: "x",
    });
    expect([first.faults, edited.faults, stringOf(edited.answer["content"])]).toEqual([[], [], "x"]);
  });

  it("answers under the description's names only", () => {
    const known = discordApi.operationIds();
    expect(new Router(routes).names.filter((name) => !known.has(name))).toEqual([]);
  });
});
