import { setTimeout as pass } from "node:timers/promises";
import type { DiscordSandbox } from "../../sandbox/discord/discord-sandbox.ts";
import type { Person } from "../../sandbox/discord/people/person.ts";
import type { LoadTimes } from "./throughput.ts";

/** Messages from persons in turn, in direct chats with a bot. */
export interface DiscordTalk {
  readonly messages: number;
  readonly persons: number;
  /** To an echo: said and not answered at most. */
  readonly inFlight: number;
  readonly patienceMs: number;
  /** To anybody: what is said, at a steady rate. */
  readonly steady?: { readonly texts: readonly string[]; readonly perSecond: number };
}

const quietMs = 2_000;

const repliesOf = ({ counts }: DiscordSandbox) => counts["create_message 200"] ?? 0;

/** Runs in the process of the sandbox. */
export async function discordTalk(discord: DiscordSandbox, talk: DiscordTalk): Promise<LoadTimes> {
  const people = Array.from({ length: talk.persons }, (_, n) => discord.person({ name: `talker_${n}` }));
  const before = repliesOf(discord);
  const firstDeliveredAt = performance.now();
  const lastReplyAt = await (talk.steady ? saySteadily : sayToEcho)(discord, people, talk);
  return { firstDeliveredAt, lastReplyAt, replies: repliesOf(discord) - before };
}

/** As fast as it answers. Throws unless each message is echoed, once, in the order of its chat. */
async function sayToEcho(discord: DiscordSandbox, people: readonly Person[], talk: DiscordTalk) {
  const { messages, persons, inFlight, patienceMs } = talk;
  const chats = people.map((person) => person.dm());
  const known = chats.map(({ replies }) => replies.length);
  const before = repliesOf(discord);
  const endsAt = performance.now() + patienceMs;
  let answered = 0;
  for (let said = 0; answered < messages && performance.now() < endsAt; ) {
    const until = Math.min(messages, answered + inFlight);
    for (; said < until; said++) people[said % persons]?.say(`load #${said}`);
    await pass(1);
    answered = repliesOf(discord) - before;
  }
  const lastReplyAt = performance.now();
  for (const [n, { replies }] of chats.entries()) {
    const heard = replies.slice(known[n]).map(({ text }) => text);
    const length = Math.ceil((messages - n) / persons);
    const wanted = Array.from({ length }, (_, round) => `load #${round * persons + n}`);
    if (heard.join() !== wanted.join())
      throw new Error(`talker ${n} heard ${heard.join()} instead of ${wanted.join()}`);
  }
  return lastReplyAt;
}

/** Over when nothing has been said for a while. */
async function saySteadily(discord: DiscordSandbox, people: readonly Person[], talk: DiscordTalk) {
  const { messages, persons, patienceMs, steady } = talk;
  const { texts = [], perSecond = 1 } = steady ?? {};
  const startedAt = performance.now();
  for (let said = 0; said < messages; said++) {
    const dueInMs = startedAt + (said / perSecond) * 1_000 - performance.now();
    if (dueInMs > 0) await pass(dueInMs);
    people[said % persons]?.say(texts[said % texts.length] ?? "hello");
  }
  let lastReplyAt = performance.now();
  const endsAt = lastReplyAt + patienceMs;
  for (let before = -1; performance.now() < Math.min(endsAt, lastReplyAt + quietMs); await pass(20)) {
    const answered = repliesOf(discord);
    if (answered > before) lastReplyAt = performance.now();
    before = answered;
  }
  return lastReplyAt;
}
