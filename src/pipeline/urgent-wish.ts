import { plainWords } from "../dialogue/words.ts";
import type { StageResult, Turn } from "../domain/turn.ts";
import type { Act } from "./act.ts";
import { saidEarlier } from "./begin-intake.ts";
import { urgentButton } from "./replies.ts";
import { warnedLately } from "./secret-warning.ts";
import { bareForm } from "./tickets.ts";
import { toTicket } from "./to-ticket.ts";
import type { Tools } from "./tools.ts";

/** What a warning offers to somebody whose account is in danger, pressed or written. */
export const isUrgentWish = (turn: Turn, { act, tools }: { act: Act; tools: Tools }): boolean => {
  if (act.kind === "pressed") return act.payload?.kind === "urgent";
  // The same words mean any person, unless the warning has just named them.
  if (act.kind !== "said" || warnedLately(turn, tools) === undefined) return false;
  const { voice } = tools;
  const [button] = voice.buttons(voice.localeOf(turn), [urgentButton]);
  return button !== undefined && plainWords(button.label) === plainWords(act.text);
};

/** The urgent ticket with what is known, where nothing may be asked. */
export const openUrgently = (turn: Turn, tools: Tools): StageResult => {
  const said = saidEarlier(turn, tools.settings.lookBackMs);
  const slots = { category: "account_security", urgent: "yes", ...(said === undefined ? {} : { said }) };
  return toTicket(turn, { form: bareForm(slots, turn.now), tools });
};
