import { matchWhole } from "../dialogue/intents.ts";
import { hasWords } from "../dialogue/words.ts";
import type { Finding, StageResult, Turn } from "../domain/turn.ts";
import { readAct } from "./act.ts";
import { converse, ticketButton } from "./replies.ts";
import { openTicket } from "./tickets.ts";
import type { Tools } from "./tools.ts";

/** While a ticket waits, only what clearly fits is said beside it. */
export const isAnswered = ({ decision }: StageResult): boolean =>
  decision?.kind === "answer" ||
  (decision?.kind === "converse" &&
    ["thanks", "goodbye", "are_you_bot", "how_are_you", "status_open"].includes(decision.reason));

/** What a waiting person writes is in the ticket; they are told so, but not at every message. */
export const acknowledgeQueued = (
  turn: Turn,
  { findings, tools }: { findings: readonly Finding[]; tools: Tools },
): StageResult => {
  const { state } = turn.conversation;
  const act = readAct(turn);
  const ticket = openTicket(turn);
  if (ticket === undefined || act.kind !== "said") return { findings };
  // Only the fact is in the ticket, which the person has to know.
  if (!hasWords(act.text) && act.attachments.length > 0)
    return { findings, decision: converse("media_noted", ["handover.media_noted"], []) };
  if (matchWhole(act.text) === "greeting")
    return { findings, decision: converse("ticket_is_open", ["handover.ticket_is_open"], [ticketButton]) };
  const { lastNoticeAt } = state;
  const told = lastNoticeAt !== undefined && turn.now - lastNoticeAt < tools.settings.noticeEveryMs;
  return told
    ? { findings, decision: { kind: "relay", reason: "queued", to: "desk", ticketId: ticket.id } }
    : {
        findings,
        patch: { state: { ...state, lastNoticeAt: turn.now } },
        decision: converse("added_to_ticket", ["handover.added"], []),
      };
};
