import { setTimeout as pass } from "node:timers/promises";
import type { DiscordSandbox } from "../../sandbox/discord/discord-sandbox.ts";
import type { LoadTimes } from "./throughput.ts";

/** Messages from persons in turn, in direct chats with an echo, as fast as it answers. */
export interface DiscordTalk {
  readonly messages: number;
  readonly persons: number;
  /** Said and not answered at most. */
  readonly inFlight: number;
  readonly patienceMs: number;
}

const repliesOf = ({ counts }: DiscordSandbox) => counts["create_message 200"] ?? 0;

/** Runs in the process of the sandbox. Throws unless each message is echoed, once, in the order of its chat. */
export async function discordTalk(discord: DiscordSandbox, talk: DiscordTalk): Promise<LoadTimes> {
  const { messages, persons, inFlight, patienceMs } = talk;
  const people = Array.from({ length: persons }, (_, n) => discord.person({ name: `talker_${n}` }));
  const chats = people.map((person) => person.dm());
  const known = chats.map(({ replies }) => replies.length);
  const before = repliesOf(discord);
  const firstDeliveredAt = performance.now();
  let answered = 0;
  for (let said = 0; answered < messages && performance.now() < firstDeliveredAt + patienceMs; ) {
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
  return { firstDeliveredAt, lastReplyAt, replies: answered };
}
