import type { DialogueState } from "../domain/conversation.ts";

/** The state without some of what it remembers. */
export const forget = (state: DialogueState, ...keys: readonly (keyof DialogueState)[]): DialogueState => {
  const rest: { -readonly [Key in keyof DialogueState]: DialogueState[Key] } = { ...state };
  for (const key of keys) delete rest[key];
  return rest;
};
