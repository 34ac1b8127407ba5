import type { Phrase } from "../domain/decision.ts";
import type { EffectDraft } from "../domain/effect.ts";
import { effectId } from "../domain/ids.ts";
import type { Locale } from "../domain/locale.ts";
import type { Turn, TurnResult } from "../domain/turn.ts";
import type { PipelineDeps } from "./ports.ts";

/** When not even the phrases can be trusted. */
const lastWords = "Sorry, something went wrong on my side. A person will look at it.";

const personal = new Set([
  "message.created",
  "message.edited",
  "button.pressed",
  "command.called",
  "form.submitted",
]);

const trySay = (
  turn: Turn,
  { phrasebook, phrase }: { phrasebook: PipelineDeps["phrasebook"]; phrase: Phrase },
) => {
  const locale: Locale = turn.conversation.locale ?? turn.account.locale ?? "en";
  try {
    return phrasebook.say(locale, phrase);
  } catch {
    return lastWords;
  }
};

const said = (text: string): EffectDraft => ({
  kind: "message.send",
  lane: "talk",
  priority: "receipt",
  visibility: "private",
  content: { text, spans: [] },
});

/** A note on the open ticket, or a ticket of its own; with the ids of the events, never their texts. */
const tellDesk = (turn: Turn): EffectDraft => {
  const { person, account, conversation } = turn;
  const text = `A message could not be handled by the assistant; a person has to look. Events: ${turn.events.map(({ id }) => id).join(", ")}`;
  const open = turn.tickets.find(({ status }) => status === "open");
  if (open !== undefined)
    return {
      kind: "ticket.append",
      lane: "desk",
      priority: "receipt",
      ticketId: open.id,
      category: open.category,
      entry: { kind: "note", author: "system", at: turn.now, text },
    };
  return {
    kind: "ticket.open",
    lane: "desk",
    priority: "receipt",
    ticketId: turn.newTicketId,
    draft: {
      category: "technical",
      urgent: false,
      subject: "A message could not be handled by the assistant",
      locale: conversation.locale ?? account.locale ?? "en",
      description: text,
      person: { id: person?.id ?? conversation.id, displayName: person?.displayName ?? "unknown" },
      channel: { platform: account.platform, account: account.id },
      transcript: [],
    },
  };
};

/**
 * What happens to a turn at which the stages threw again and again: none of them is used. Who spoke to us is told and
 * gets a person; a desk whose reply is lost here is told so.
 */
export const createBrokenTurn =
  ({ phrasebook }: Pick<PipelineDeps, "phrasebook">) =>
  (turn: Turn): TurnResult => {
    const { conversation, caps } = turn;
    const [event] = turn.events;
    const last = turn.events.at(-1) ?? event;
    const isPerson = personal.has(event.kind) && conversation.kind !== "group";
    const mayOpen = caps.ticketsLeft > 0 || turn.tickets.some(({ status }) => status === "open");
    const lost: EffectDraft[] =
      event.kind === "ticket.replied"
        ? [
            {
              kind: "ticket.append",
              lane: "desk",
              priority: "receipt",
              ticketId: event.ticketId,
              category: turn.tickets.find(({ id }) => id === event.ticketId)?.category ?? "other",
              entry: {
                kind: "delivery",
                author: "system",
                at: turn.now,
                text: "The reply was not delivered: it could not be handled.",
                delivery: { eventId: event.id, state: "failed", reason: "broken" },
              },
            },
          ]
        : [];
    const key = mayOpen ? "broken.person" : "broken.person_later";
    const drafts = isPerson
      ? [said(trySay(turn, { phrasebook, phrase: { key } })), ...(mayOpen ? [tellDesk(turn)] : [])]
      : lost;
    const opens = drafts.some(({ kind }) => kind === "ticket.open");
    const ticket = { id: turn.newTicketId, category: "technical" as const };
    return {
      decision: isPerson
        ? { kind: "converse", reason: "broken", say: [{ key }], buttons: [] }
        : { kind: "ignore", reason: "broken" },
      effects: drafts.map((draft, n) => ({
        ...draft,
        id: effectId(last.id, n),
        accountId: conversation.accountId,
        conversationId: conversation.id,
        ownerEpoch: conversation.ownerEpoch,
        ...(draft.kind === "message.send" && last.replySlot && { replySlot: last.replySlot }),
      })),
      patch: opens ? { owner: "queued", state: { ...conversation.state, openTicket: ticket } } : {},
      timers: [],
      overwrite: [],
      tickets: opens ? [{ open: ticket.id, category: ticket.category }] : [],
      trace: [{ stage: "render", outcome: "added", findings: [{ name: "broken" }] }],
    };
  };
