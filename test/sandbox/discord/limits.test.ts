import { RateLimitError } from "discord.js";
import { expect, test } from "vitest";
import { discordLimits } from "../../../sandbox/discord/rest/buckets.ts";
import { aClock } from "../support.ts";
import { aClient, aDiscord, callRest } from "./support.ts";

const aLimited = async (limits = discordLimits) => {
  const clock = aClock();
  const sandbox = await aDiscord({ clock, discord: { limits } });
  const guild = sandbox.discord.guild({ name: "Exchange" });
  const [help, talk] = ["help", "talk"].map((name) => guild.addChannel({ name }));
  const send = (to = help) =>
    callRest(sandbox, "POST", `/channels/${to?.id}/messages`, { body: { content: "x" } });
  return { sandbox, clock, help, talk, send };
};

test("a bucket counts for each channel, tells how it stands, and refuses what is too much", async () => {
  const { sandbox, clock, talk, send } = await aLimited();
  const first = await send();
  expect(first.headers.get("x-ratelimit-limit")).toBe("5");
  expect(first.headers.get("x-ratelimit-remaining")).toBe("4");
  expect(first.headers.get("x-ratelimit-reset-after")).toBe("5.000");
  for (let n = 0; n < 4; n += 1) expect((await send()).status).toBe(200);
  clock.move(1_500);
  const refused = await send();
  expect(refused).toMatchObject({ status: 429, body: { retry_after: 3.5, global: false } });
  expect(refused.headers.get("retry-after")).toBe("4");
  expect(refused.headers.get("x-ratelimit-scope")).toBe("user");
  expect(refused.headers.get("x-ratelimit-bucket")).toBe(first.headers.get("x-ratelimit-bucket"));
  expect((await send(talk)).status).toBe(200);
  clock.move(3_500);
  expect((await send()).status).toBe(200);
  expect(sandbox.discord.overAllowance).toBe(1);
});

test("fifty requests a second are all that a bot has, whatever they are for", async () => {
  const { sandbox, clock } = await aLimited();
  const me = () => callRest(sandbox, "GET", "/users/@me");
  const wide = { ...discordLimits, other: { limit: 1_000, windowMs: 1_000 } };
  const { sandbox: other } = await aLimited(wide);
  const statuses: number[] = [];
  for (let n = 0; n < 51; n += 1) statuses.push((await callRest(other, "GET", "/users/@me")).status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(50);
  for (let n = 0; n < 10; n += 1) await me();
  expect((await me()).body).toMatchObject({ global: false });
  clock.move(10_000);
  expect((await me()).status).toBe(200);
  const refused = await callRest(other, "GET", "/users/@me");
  expect(refused.body).toMatchObject({ global: true });
  expect(refused.headers.get("x-ratelimit-global")).toBe("true");
});

test("who asks wrongly too often is blocked for a while", async () => {
  const { sandbox, clock } = await aLimited({ ...discordLimits, invalidRequests: 3 });
  const rules = () => callRest(sandbox, "GET", `/guilds/${sandbox.discord.guilds[0]?.id}/members`);
  for (let n = 0; n < 3; n += 1) expect((await rules()).body).toMatchObject({ code: 50001 });
  expect(sandbox.discord.invalidRequests).toBe(3);
  expect(await callRest(sandbox, "GET", "/users/@me")).toMatchObject({ status: 429 });
  clock.move(10 * 60_000);
  expect(await callRest(sandbox, "GET", "/users/@me")).toMatchObject({ status: 200 });
});

test("whatever bot asks wrongly, all of the address are blocked", async () => {
  const { sandbox } = await aLimited({ ...discordLimits, invalidRequests: 3 });
  for (let n = 0; n < 3; n += 1)
    expect(await callRest(sandbox, "GET", "/users/@me", { as: "Bot nobody's" })).toMatchObject({
      status: 401,
    });
  expect(await callRest(sandbox, "GET", "/users/@me")).toMatchObject({ status: 429 });
});

test("discord.js is told of a bucket that is used up, and how long", async () => {
  const sandbox = await aDiscord({ discord: { limits: discordLimits, identify: "off" } });
  const guild = sandbox.discord.guild({ name: "Exchange" });
  const { id } = guild.addChannel({ name: "help" });
  const client = await aClient(sandbox, {
    rest: { api: sandbox.discord.apiRoot, retries: 0, rejectOnRateLimit: () => true },
  });
  const channel = client.channels.cache.get(id);
  if (!channel?.isSendable()) throw new Error("The channel is not there.");
  for (let n = 0; n < 5; n += 1) await channel.send("x");
  const failure = await channel.send("x").catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(RateLimitError);
  expect(failure).toMatchObject({ global: false, limit: 5 });
});

test.each([
  ["a 429 of everybody's", { kind: "rate_limited", retryAfterS: 3, scope: "shared" } as const, 429, 0],
  ["a gateway that is down", { kind: "server_error", status: 503 } as const, 503, 0],
  ["closed direct messages", { kind: "refused", code: 50007 } as const, 403, 50007],
  ["direct messages opened too fast", { kind: "refused", code: 40003 } as const, 403, 40003],
  ["missing permissions", { kind: "no_rights" } as const, 403, 50013],
  ["a code of one's own", { kind: "refused", code: 99, status: 400, description: "odd" } as const, 400, 99],
])("%s can be ordered for one operation", async (_, order, status, code) => {
  const { sandbox, help, send } = await aLimited();
  sandbox.discord.fault({ ...order, method: "create_message" });
  expect(await callRest(sandbox, "GET", "/users/@me")).toMatchObject({ status: 200 });
  expect(await send()).toMatchObject({ status, body: { code } });
  expect(help?.replies).toEqual([]);
  expect(await send()).toMatchObject({ status: 200 });
});

test("a reset after the send leaves the message there, a reset before it does not", async () => {
  const { sandbox, help, send } = await aLimited();
  sandbox.discord.fault({ kind: "reset_before", method: "create_message", about: help?.id ?? "" });
  await expect(send()).rejects.toThrow();
  expect(help?.replies).toHaveLength(0);
  sandbox.discord.fault({ kind: "reset_after", method: "create_message" });
  await expect(send()).rejects.toThrow();
  expect(help?.replies).toHaveLength(1);
  expect(sandbox.discord.counts).toMatchObject({ "create_message 0": 2 });
});
