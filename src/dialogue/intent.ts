/** What a short utterance means. */
export const intents = [
  "greeting",
  "how_are_you",
  "thanks",
  "goodbye",
  "are_you_bot",
  "needs_help",
  "not_helped",
  "none",
  "human",
  "assistant",
  "cancel_ticket",
  "back",
  "skip",
  "cancel",
  "send_now",
  "yes",
  "no",
  "change",
  "go_on",
  "help",
  "menu",
  "status",
  "erase",
] as const;
export type Intent = (typeof intents)[number];

/** These ask for nothing. */
export const courtesies: ReadonlySet<string> = new Set<Intent>(["thanks", "goodbye"]);

/** Utterances by intent, several to a line, divided by commas. */
export type IntentWords = Readonly<Partial<Record<Intent, readonly string[]>>>;
