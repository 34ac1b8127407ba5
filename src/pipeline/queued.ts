import type { Finding, StageResult, Turn } from "../domain/turn.ts";
import { converse } from "./replies.ts";
import { openTicket } from "./tickets.ts";
import type { Tools } from "./tools.ts";

/** While a ticket waits, only what clearly fits is said beside it. */
export const isAnswered = ({ decision }: StageResult): boolean =>
  decision?.kind === "answer" ||
  (decision?.kind === "converse" &&
    ["thanks", "goodbye", "greeting", "are_you_bot", "how_are_you", "status_open"].includes(decision.reason));

/** What a waiting person writes is in the ticket; they are told so, but not at every message. */
export const acknowledgeQueued = (
  turn: Turn,
  { findings, tools }: { findings: readonly Finding[]; tools: Tools },
): StageResult => {
  const { state } = turn.conversation;
  const ticket = openTicket(turn);
  if (ticket === undefined) return { findings };
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
