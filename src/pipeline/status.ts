import type { Decision } from "../domain/decision.ts";
import type { Turn } from "../domain/turn.ts";
import { assistantButton, converse, humanButton } from "./replies.ts";
import { openTicket } from "./tickets.ts";

/** What about my ticket: the truth as far as it is known here. */
export const statusReply = (turn: Turn): Decision => {
  const ticket = openTicket(turn);
  if (ticket === undefined) return converse("status_none", ["status.none"], [humanButton]);
  const { owner } = turn.conversation;
  return converse(
    "status_open",
    [
      ticket.deskRef === undefined
        ? { key: "status.on_its_way", args: { category: ticket.category } }
        : { key: "status.open", args: { category: ticket.category, reference: ticket.deskRef } },
      owner === "human" ? "status.with_human" : "status.waiting",
    ],
    owner === "human" ? [assistantButton] : [],
  );
};
