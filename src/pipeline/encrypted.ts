import type { StageResult, Turn } from "../domain/turn.ts";
import type { Act } from "./act.ts";
import { converse } from "./replies.ts";

/** Whoever has been told goes on encrypted for a while, before they find the way out of it. */
const toldEveryMs = 60 * 60_000;

/** Nothing but words that nobody here can read: said so, whatever was asked, which stays asked. */
export const hearEncrypted = (turn: Turn, act: Extract<Act, { kind: "said" }>): StageResult | undefined => {
  const { state } = turn.conversation;
  if (act.text !== "" || !act.attachments.some(({ kind }) => kind === "encrypted")) return undefined;
  if (state.encryptedToldAt !== undefined && turn.now - state.encryptedToldAt < toldEveryMs)
    return { decision: { kind: "ignore", reason: "encrypted_told" } };
  return {
    patch: { state: { ...state, encryptedToldAt: turn.now } },
    decision: converse("encrypted", ["media.encrypted"], []),
  };
};
