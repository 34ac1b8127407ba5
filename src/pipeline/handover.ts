import type { Stage, StageResult, Turn } from "../domain/turn.ts";
import { changeTicket, relayReply } from "./handover-desk.ts";
import { settleEffect, tellBlocked, tellDelay, tellSilence } from "./handover-outcome.ts";
import { hearWhileHanded } from "./handover-person.ts";
import { caseTimer, openCase } from "./public-case.ts";
import { silenceTimer } from "./tickets.ts";
import type { Tools } from "./tools.ts";

const ignored = (reason: string): StageResult => ({ decision: { kind: "ignore", reason } });

const dispatch = (turn: Turn, tools: Tools): StageResult => {
  const [event] = turn.events;
  switch (event.kind) {
    case "message.created":
    case "message.edited":
    case "button.pressed":
    case "command.called":
    case "form.submitted":
      return hearWhileHanded(turn, tools);
    case "ticket.replied":
      return relayReply(turn, event);
    case "ticket.changed":
      return changeTicket(turn, event);
    case "effect.settled":
      return settleEffect(turn, { event, tools });
    case "timer.fired":
      if (event.key === silenceTimer) return tellSilence(turn);
      if (event.key === caseTimer) return openCase(turn, event.data);
      return event.key.startsWith("ticket-delay:") ? tellDelay(turn, event.key) : ignored("timer_unknown");
    case "member.blocked":
      return tellBlocked(turn, event.blocked);
    case "message.deleted":
    case "member.joined":
    case "member.left":
    case "member.changed":
    case "rights.changed":
    case "join.requested":
    case "conversation.migrated":
    case "moderator.acted":
      return ignored(event.kind);
    default:
      return event satisfies never;
  }
};

/** Between the person and the desk: who owns the conversation, what is passed on, and how it went. */
export const createHandover = (tools: Tools): Stage => ({
  name: "handover",
  run: (turn) => {
    const result = dispatch(turn, tools);
    const owner = { name: "owner", detail: turn.conversation.owner };
    return { ...result, findings: [owner, ...(result.findings ?? [])] };
  },
});
