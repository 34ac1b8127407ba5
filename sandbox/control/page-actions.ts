import { stringOf } from "../wire/values.ts";
import type { Action } from "./action.ts";

/** The chats of a bot with their newest message, for the page's list. */
const chats: Action = ({ telegram }, fields) => {
  const wanted = stringOf(fields["bot"]);
  const bot = telegram.bots.find(({ user }) => user.username === wanted) ?? telegram.bots[0];
  const open = bot?.chats ?? [];
  return {
    chats: open.map(({ id, messages }) => ({ id, last: messages.at(-1) })),
  };
};

export const pageActions = { chats } as const satisfies Readonly<Record<string, Action>>;
