import { forget } from "../dialogue/state.ts";
import type { TicketEntry } from "../domain/ticket.ts";
import type { StageResult, Turn } from "../domain/turn.ts";
import { type Act, isByStaff, spokenIn } from "./act.ts";
import { backToBot } from "./back-to-bot.ts";
import { assistantButton, converse } from "./replies.ts";
import { appendEntry, openTicket, silenceTimer, spokenEntries } from "./tickets.ts";
import type { Tools } from "./tools.ts";
import { isUrgentWish, openUrgently } from "./urgent-wish.ts";

/** Whether a human of the account looks after the conversation in the platform's own app. */
export const isWithStaff = ({ conversation, now }: Turn, { settings }: Tools): boolean => {
  const { staffAt } = conversation.state;
  return conversation.owner === "human" && staffAt !== undefined && now - staffAt < settings.staffQuietMs;
};

/** A human of the account wrote in it themselves: they have taken over, and the desk reads along. */
export const giveWayToStaff = (turn: Turn): StageResult | undefined => {
  const spoken = spokenIn(turn);
  const byStaff = spoken.filter(({ message }) => isByStaff(turn, message));
  if (byStaff.length === 0) return undefined;
  const { owner, ownerEpoch, state } = turn.conversation;
  const ticket = openTicket(turn);
  const entries = spoken.flatMap((line): readonly TicketEntry[] =>
    spokenEntries(turn, line).map((entry) =>
      isByStaff(turn, line.message) ? { ...entry, author: "agent" } : entry,
    ),
  );
  return {
    findings: [{ name: "staff_wrote", score: byStaff.length }],
    effects: ticket === undefined ? [] : entries.map((entry) => appendEntry(ticket, entry)),
    patch: {
      owner: "human",
      ownerEpoch: owner === "human" ? ownerEpoch : ownerEpoch + 1,
      expects: [],
      state: {
        ...forget(state, "form", "misses", "offered", "awaitingAgentSince"),
        staffAt: Math.max(...byStaff.map(({ at }) => at)),
      },
    },
    timers: [{ cancel: silenceTimer }],
    decision: { kind: "ignore", reason: "staff_wrote" },
    stop: true,
  };
};

/**
 * The bot says nothing beside a human, but for commands, when the person wants it back, and when their account is in
 * danger: who types in the app may not be there to see it.
 */
export const hearBesideStaff = (
  turn: Turn,
  { act, wantsBack, tools }: { act: Act; wantsBack: boolean; tools: Tools },
): StageResult => {
  if (isUrgentWish(turn, { act, tools })) return openUrgently(turn, tools);
  if (wantsBack)
    return {
      findings: [{ name: "back_to_assistant" }],
      patch: { ...backToBot(turn), state: forget(turn.conversation.state, "staffAt") },
      decision: converse("back_to_assistant", ["assistant.is_here"]),
    };
  if (act.kind === "called" || (act.kind === "pressed" && act.payload?.kind === "language")) return {};
  return act.kind === "pressed"
    ? { decision: converse("human_is_here", ["handover.human_is_here"], [assistantButton]) }
    : { decision: { kind: "ignore", reason: "with_staff" } };
};
