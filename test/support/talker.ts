import type { Sandbox } from "../../sandbox/start-sandbox.ts";
import type { Chat } from "../../sandbox/telegram/chat.ts";
import type { Person } from "../../sandbox/telegram/person.ts";
import type { ChatMessage } from "../../sandbox/telegram/types.ts";

/** Somebody who writes to a bot and waits for what it says. */
export interface Talker {
  readonly person: Person;
  readonly chat: Chat;
  /** Says it and does not wait. */
  say(text: string): ChatMessage;
  /** Says it; resolves with the next reply. */
  ask(text: string): Promise<ChatMessage>;
  /** Presses the newest button of that label; resolves with the next reply. */
  press(label: string): Promise<ChatMessage>;
  /** The next reply after what is in the chat now. Call it before what provokes the reply. */
  next(): Promise<ChatMessage>;
  /** The first reply, there or to come, whose text fits. */
  hears(fits: RegExp | string): Promise<ChatMessage>;
  /** What the bot has said and not deleted, as texts. */
  heard(): readonly string[];
}

export const talkerFor = (
  { telegram }: Sandbox,
  { bot, ...who }: { id: number; firstName: string; languageCode: string; bot?: string },
): Talker => {
  const to = bot === undefined ? {} : { bot };
  const person = telegram.person(who);
  const chat = person.chat(to);
  const next = () => {
    const known = new Set(chat.messages.map(({ id }) => id));
    return chat.waitFor(({ id, direction }) => direction === "out" && !known.has(id));
  };
  const answerTo = (act: () => unknown) => {
    const reply = next();
    act();
    return reply;
  };
  return {
    person,
    chat,
    next,
    say: (text) => person.say(text, to),
    ask: (text) => answerTo(() => person.say(text, to)),
    press: (label) => answerTo(() => person.press(label, to)),
    hears: (fits) =>
      chat.waitFor(
        ({ direction, text }) =>
          direction === "out" && (typeof fits === "string" ? text.includes(fits) : fits.test(text)),
      ),
    heard: () => chat.replies.map(({ text }) => text),
  };
};
