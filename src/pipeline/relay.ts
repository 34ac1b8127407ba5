import type { Decision } from "../domain/decision.ts";
import type { EffectDraft } from "../domain/effect.ts";
import type { TicketReply } from "../domain/ticket.ts";
import type { Finding, Turn } from "../domain/turn.ts";
import { appendEntry, findTicket } from "./tickets.ts";
import type { Tools } from "./tools.ts";
import { joinParagraphs, type Verdict } from "./voice.ts";

type ToPerson = Extract<Decision, { kind: "relay"; to: "person" }>;

const judge = ({ refused, text }: TicketReply, check: () => Verdict): Verdict => {
  if (refused !== undefined) return { ok: false, reason: refused };
  return text.trim() === "" ? { ok: false, reason: "empty" } : check();
};

/** An agent's reply as the person sees it; a reply that may not leave goes back to the desk with the reason. */
export const renderRelay = (
  turn: Turn,
  { relay, tools }: { relay: ToPerson; tools: Tools },
): { readonly effects: readonly EffectDraft[]; readonly findings: readonly Finding[] } => {
  const { voice } = tools;
  const { ticketId, eventId, reply } = relay;
  const own = { text: reply.text.trim(), spans: [] };
  const verdict = judge(reply, () => voice.check(own));

  if (!verdict.ok) {
    const category = findTicket(turn, ticketId)?.category ?? turn.conversation.state.openTicket?.category;
    const back = appendEntry(
      { id: ticketId, category: category ?? "other" },
      {
        kind: "delivery",
        author: "system",
        at: turn.now,
        text: `This reply was not delivered: ${verdict.reason}. Change it and send it again.`,
        delivery: { eventId, state: "refused", reason: verdict.reason },
      },
    );
    return { effects: [back], findings: [{ name: "relay_refused", detail: verdict.reason }] };
  }

  const agent = voice.quote(reply.agentName ?? "");
  const from = voice.text(voice.localeOf(turn), [
    agent === "" || agent === "…"
      ? { key: "handover.reply_from_support" }
      : { key: "handover.reply_from_agent", args: { agent } },
  ]);
  return {
    effects: [
      {
        kind: "message.send",
        lane: "talk",
        priority: "human",
        visibility: "private",
        content: joinParagraphs([from, own]),
        relayOf: { ticketId, eventId },
        report: true,
      },
    ],
    findings: [{ name: "relayed" }],
  };
};
