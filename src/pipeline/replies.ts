import { encodePayload } from "../dialogue/payloads.ts";
import type { Decision, Phrase, PhraseButton } from "../domain/decision.ts";

export const humanButton: PhraseButton = {
  label: { key: "button.human" },
  payload: encodePayload({ kind: "human" }),
};
export const ticketButton: PhraseButton = {
  label: { key: "button.ticket" },
  payload: encodePayload({ kind: "ticket" }),
};
export const urgentButton: PhraseButton = {
  label: { key: "button.urgent" },
  payload: encodePayload({ kind: "urgent" }),
};
export const assistantButton: PhraseButton = {
  label: { key: "button.assistant" },
  payload: encodePayload({ kind: "assistant" }),
};

export const guideButton = (slug: string): PhraseButton => ({
  label: { key: "button.guide" },
  payload: encodePayload({ kind: "guide", slug }),
});

/** A short reply in the fleet's own words; a person is offered unless other buttons are named. */
export const converse = (
  reason: string,
  say: readonly (string | Phrase)[],
  buttons: readonly PhraseButton[] = [humanButton],
): Extract<Decision, { kind: "converse" }> => ({
  kind: "converse",
  reason,
  say: say.map((phrase) => (typeof phrase === "string" ? { key: phrase } : phrase)),
  buttons,
});
