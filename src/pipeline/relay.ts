import type { Decision } from "../domain/decision.ts";
import type { EffectDraft } from "../domain/effect.ts";
import type { TicketReply } from "../domain/ticket.ts";
import type { Finding, Turn } from "../domain/turn.ts";
import { appendEntry, categoryOf } from "./tickets.ts";
import type { Tools } from "./tools.ts";
import { joinParagraphs, type Verdict } from "./voice.ts";

type ToPerson = Extract<Decision, { kind: "relay"; to: "person" }>;

/** UTF-16 units that one message holds on every platform; what is longer would become several. */
const longestEdit = 2_000;

const judge = ({ refused, text, attachments = [] }: TicketReply, check: () => Verdict): Verdict => {
  if (refused !== undefined) return { ok: false, reason: refused };
  return text.trim() === "" && attachments.length === 0 ? { ok: false, reason: "empty" } : check();
};

const filesOf = ({ attachments = [] }: TicketReply) => (attachments.length > 0 ? { attachments } : {});

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
    const back = appendEntry(
      { id: ticketId, category: categoryOf(turn, ticketId) },
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

  const from = (words: { agent: string; support: string }) => {
    const agent = voice.quote(reply.agentName ?? "");
    const named = agent !== "" && agent !== "…";
    const phrase = named ? { key: words.agent, args: { agent } } : { key: words.support };
    return voice.text(voice.localeOf(turn), [phrase]);
  };
  const first = from({ agent: "handover.reply_from_agent", support: "handover.reply_from_support" });
  const content = joinParagraphs([first, own]);
  const relayed = { lane: "talk", priority: "human", relayOf: { ticketId, eventId }, report: true } as const;
  if (reply.edits === undefined)
    return {
      effects: [{ ...relayed, kind: "message.send", visibility: "private", content, ...filesOf(reply) }],
      findings: [{ name: "relayed" }],
    };

  const [messageId, ...others] = reply.sentAs ?? [];
  const canEdit = turn.supports?.has("message.edit") !== false;
  if (canEdit && messageId !== undefined && content.text.length <= longestEdit)
    return {
      effects: [
        { ...relayed, kind: "message.edit", messageId, content },
        // The parts that the new text no longer needs.
        ...others.map(
          (other) => ({ kind: "message.delete", lane: "talk", priority: "human", messageId: other }) as const,
        ),
      ],
      findings: [{ name: "edit_relayed" }],
    };
  const corrected = from({
    agent: "handover.correction_from_agent",
    support: "handover.correction_from_support",
  });
  return {
    effects: [
      {
        ...relayed,
        kind: "message.send",
        visibility: "private",
        content: joinParagraphs([corrected, own]),
        ...(messageId === undefined ? {} : { replyTo: messageId }),
      },
    ],
    findings: [{ name: "correction_relayed" }],
  };
};
