import { setTimeout as pass } from "node:timers/promises";
import type { TelegramSandbox } from "../../sandbox/telegram/telegram-sandbox.ts";
import type { ChatMessage } from "../../sandbox/telegram/types.ts";
import { preciseClock } from "./precise-clock.ts";

/** Messages at a steady rate from persons in turn, in private chats. */
export interface Talk {
  readonly messages: number;
  readonly ratePerS: number;
  readonly persons: number;
  readonly texts: readonly string[];
  readonly firstPersonId: number;
  /** How long the last replies are waited for. */
  readonly patienceMs: number;
}

export interface TalkReport {
  /** From each message to the next thing said in its chat, in ms. */
  readonly latenciesMs: readonly number[];
  readonly unanswered: number;
  /** Of the talk, without the waiting for the last replies. */
  readonly perSecond: number;
}

const lookEveryMs = 100;

/** Runs in the process of the sandbox: nothing but the wire lies between a message and its time. */
export async function talk(telegram: TelegramSandbox, fields: Talk): Promise<TalkReport> {
  const { messages, ratePerS, persons, texts, firstPersonId, patienceMs } = fields;
  const { now } = preciseClock;
  const startedAt = now();
  const open: { readonly said: ChatMessage; readonly chatId: number }[] = [];
  for (let n = 0; n < messages; n++) {
    const dueInMs = startedAt + (n / ratePerS) * 1_000 - now();
    if (dueInMs > 0) await pass(dueInMs);
    const person = telegram.person({
      id: firstPersonId + (n % persons),
      firstName: `Talker ${n % persons}`,
      languageCode: "en",
    });
    open.push({ said: person.say(texts[n % texts.length] ?? "hello"), chatId: person.id });
  }
  const endedAt = now();
  const latenciesMs: number[] = [];
  const takeAnswered = () => {
    for (const waiting of open.splice(0)) {
      const { said, chatId } = waiting;
      const answer = telegram
        .chat(chatId)
        .messages.find(({ direction, id }) => direction === "out" && id > said.id);
      if (answer) latenciesMs.push(answer.at - said.at);
      else open.push(waiting);
    }
  };
  takeAnswered();
  while (open.length > 0 && now() < endedAt + patienceMs) {
    await pass(lookEveryMs);
    takeAnswered();
  }
  return {
    latenciesMs,
    unanswered: open.length,
    perSecond: messages / ((endedAt - startedAt) / 1_000),
  };
}
