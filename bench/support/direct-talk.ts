import { setTimeout as pass } from "node:timers/promises";
import type { DiscordSandbox } from "../../sandbox/discord/discord-sandbox.ts";
import type { TwitterSandbox } from "../../sandbox/twitter/twitter-sandbox.ts";
import type { LoadTimes } from "./throughput.ts";

/** Messages from persons in turn, in direct chats with an echo, as fast as it answers. */
export interface DirectTalk {
  readonly messages: number;
  readonly persons: number;
  /** Said and not answered at most. */
  readonly inFlight: number;
  readonly patienceMs: number;
}

/** A platform's sandbox as a talk needs it. */
export interface TalkedWith {
  talker(name: string): Talker;
  /** Of the echo, to whomever. */
  replies(): number;
}

interface Talker {
  say(text: string): unknown;
  /** What the echo said to this person. */
  heard(): readonly string[];
}

/** A person of a sandbox, and the direct chat in which they hear. */
const talkerIn = (
  person: Pick<Talker, "say">,
  chat: { readonly replies: readonly { readonly text: string }[] },
): Talker => ({
  say: (text) => person.say(text),
  heard: () => chat.replies.map(({ text }) => text),
});

export const onDiscord = (discord: DiscordSandbox): TalkedWith => ({
  talker: (name) => {
    const person = discord.person({ name });
    return talkerIn(person, person.dm());
  },
  replies: () => discord.counts["create_message 200"] ?? 0,
});

export const onTwitter = (twitter: TwitterSandbox): TalkedWith => ({
  talker: (name) => {
    const person = twitter.person({ name });
    return talkerIn(person, person.conversation());
  },
  replies: () => twitter.counts["createDirectMessagesByParticipantId 201"] ?? 0,
});

/** Runs in the process of the sandbox. Throws unless each message is echoed, once, in the order of its chat. */
export async function directTalk(platform: TalkedWith, talk: DirectTalk): Promise<LoadTimes> {
  const { messages, persons, inFlight, patienceMs } = talk;
  const people = Array.from({ length: persons }, (_, n) => platform.talker(`talker_${n}`));
  const known = people.map((person) => person.heard().length);
  const before = platform.replies();
  const firstDeliveredAt = performance.now();
  let answered = 0;
  for (let said = 0; answered < messages && performance.now() < firstDeliveredAt + patienceMs; ) {
    const until = Math.min(messages, answered + inFlight);
    for (; said < until; said++) people[said % persons]?.say(`load #${said}`);
    await pass(1);
    answered = platform.replies() - before;
  }
  const lastReplyAt = performance.now();
  for (const [n, person] of people.entries()) {
    const heard = person.heard().slice(known[n]);
    const length = Math.ceil((messages - n) / persons);
    const wanted = Array.from({ length }, (_, round) => `load #${round * persons + n}`);
    if (heard.join() !== wanted.join())
      throw new Error(`talker ${n} heard ${heard.join()} instead of ${wanted.join()}`);
  }
  return { firstDeliveredAt, lastReplyAt, replies: answered };
}
