import { matchWhole } from "../dialogue/intents.ts";
import { hasWords } from "../dialogue/words.ts";
import type { Finding, StageResult, Turn } from "../domain/turn.ts";
import { type Act, readAct } from "./act.ts";
import { countUnkept, isFile, isMediaAcknowledged } from "./files.ts";
import { converse, ticketButton } from "./replies.ts";
import { openTicket } from "./tickets.ts";
import type { Tools } from "./tools.ts";

/** While a ticket waits, only what clearly fits is said beside it. */
export const isAnswered = ({ decision }: StageResult): boolean =>
  decision?.kind === "answer" ||
  decision?.reason === "menu" ||
  (decision?.kind === "converse" &&
    ["thanks", "goodbye", "are_you_bot", "how_are_you", "status_open"].includes(decision.reason));

/** Files follow to the ticket by themselves; of anything else only the fact is in it, which the person has to know. */
const acknowledgeMedia = (turn: Turn, { attachments }: Extract<Act, { kind: "said" }>): StageResult => {
  const { state } = turn.conversation;
  if (!attachments.every(isFile) || countUnkept(turn) > 0)
    return { decision: converse("media_noted", ["handover.media_noted"], []) };
  if (isMediaAcknowledged(turn)) return { decision: { kind: "ignore", reason: "media_acknowledged" } };
  return {
    patch: { state: { ...state, mediaNoticeAt: turn.now } },
    decision: converse("media_added", ["handover.media_added"], []),
  };
};

/** What a waiting person writes is in the ticket; they are told so, but not at every message. */
export const acknowledgeQueued = (
  turn: Turn,
  { findings, tools }: { findings: readonly Finding[]; tools: Tools },
): StageResult => {
  const { state } = turn.conversation;
  const act = readAct(turn);
  const ticket = openTicket(turn);
  if (ticket === undefined || act.kind !== "said") return { findings };
  if (!hasWords(act.text) && act.attachments.length > 0) return { findings, ...acknowledgeMedia(turn, act) };
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
