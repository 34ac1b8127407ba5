import { readAccountReference } from "../dialogue/account-reference.ts";
import { draftTicket } from "../dialogue/draft.ts";
import type { Slots } from "../dialogue/form.ts";
import { forget } from "../dialogue/state.ts";
import type { FormState } from "../domain/conversation.ts";
import type { Phrase } from "../domain/decision.ts";
import type { StageResult, Turn } from "../domain/turn.ts";
import { asTicketAttachment, filesToGive } from "./files.ts";
import { giveFiles } from "./files-to-desk.ts";
import { noteHanded } from "./handed-words.ts";
import { converse } from "./replies.ts";
import { appendEntry, type KnownTicket, openTicketOf, transcriptOf, withTicket } from "./tickets.ts";
import type { Tools } from "./tools.ts";

/** What a platform's own form was filled with, as the slots of ours. An account is named as an agent may read it. */
export const slotsOfForm = (form: string, values: Slots): Slots => {
  const { account = "", who, ...others } = values;
  const reference = readAccountReference(account, []);
  const slots: Slots = { ...others, ...(reference === undefined ? {} : { account: reference }) };
  if (form !== "report") return slots;
  const what = [who, values["what"]].filter((line) => line !== undefined).join("\n");
  return { ...slots, category: "account_security", what };
};

/** No more tickets today: said once per while, with the way that is left. */
export const refuseTicket = (turn: Turn, { settings }: Tools): StageResult => {
  const { state } = turn.conversation;
  const told = state.lastNoticeAt !== undefined && turn.now - state.lastNoticeAt < settings.noticeEveryMs;
  return {
    findings: [{ name: "tickets_used_up" }],
    patch: {
      expects: [],
      state: { ...forget(state, "form"), lastNoticeAt: told ? state.lastNoticeAt : turn.now },
    },
    decision: told
      ? { kind: "ignore", reason: "tickets_used_up" }
      : converse("tickets_used_up", ["caps.tickets"], []),
  };
};

const referenceOf = ({ deskRef }: KnownTicket): Phrase =>
  deskRef === undefined ? { key: "ticket.added" } : { key: "ticket.added_to", args: { reference: deskRef } };

/** The form's answers go into the ticket of that category that is open already. */
const addToTicket = (
  turn: Turn,
  {
    form,
    ticket,
    transcript,
    lookBackMs,
  }: {
    form: FormState;
    ticket: KnownTicket;
    transcript: ReturnType<typeof transcriptOf>;
    lookBackMs: number;
  },
): StageResult => {
  const { description, accountReference, happenedWhen } = draftTicket(turn, { form, transcript });
  const lines = [
    description,
    ...(accountReference === undefined ? [] : [`Account: ${accountReference}`]),
    ...(happenedWhen === undefined ? [] : [`When: ${happenedWhen}`]),
  ];
  const { state, owner } = turn.conversation;
  const text = lines.join("\n");
  const entry = { kind: "message", author: "person", at: turn.now, text } as const;
  const handed = noteHanded(state, { ticketId: ticket.id, fields: { text }, now: turn.now, lookBackMs });
  return {
    findings: [{ name: "ticket_open_already", detail: ticket.category }],
    effects: [appendEntry(ticket, entry), ...giveFiles(turn, ticket)],
    patch: {
      owner: owner === "human" ? owner : "queued",
      expects: [],
      state: withTicket(forget(handed, "form", "guided", "misses", "offered"), ticket),
    },
    decision: { ...converse("added_to_open_ticket", [referenceOf(ticket)], []), priority: "receipt" },
  };
};

/** The form's summary told the person which account it is; at the desk that stands in its own field alone. */
const withoutAccount = (transcript: ReturnType<typeof transcriptOf>, account: string | undefined) =>
  account === undefined || account === ""
    ? transcript
    : transcript.map((entry) => ({ ...entry, text: entry.text.replaceAll(account, "\u27e6…\u27e7") }));

/** Hands what is known to the desk: a new ticket, or the open one of its category. */
export const toTicket = (turn: Turn, { form, tools }: { form: FormState; tools: Tools }): StageResult => {
  const { transcriptLines, lookBackMs } = tools.settings;
  const lines = transcriptOf(turn, transcriptLines);
  const transcript = withoutAccount(lines, form.slots["account"]);
  const draft = draftTicket(turn, { form, transcript });
  const ticket = openTicketOf(turn, draft.category);
  if (ticket !== undefined) return addToTicket(turn, { form, ticket, transcript, lookBackMs });
  if (turn.caps.ticketsLeft <= 0) return refuseTicket(turn, tools);
  const hours = tools.settings.supportHoursText;
  const files = filesToGive(turn);
  return {
    findings: [{ name: "ticket", detail: draft.category }],
    decision: {
      kind: "escalate",
      reason: "person_asked",
      ticketId: turn.newTicketId,
      draft: files.length > 0 ? { ...draft, attachments: files.map(asTicketAttachment) } : draft,
      say: [
        { key: draft.urgent ? "ticket.receipt_urgent" : "ticket.receipt" },
        ...(hours === undefined ? [] : [{ key: "ticket.hours", args: { hours } }]),
      ],
    },
  };
};
