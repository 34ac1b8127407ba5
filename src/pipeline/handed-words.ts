import type { DialogueState, HandedWords } from "../domain/conversation.ts";
import type { EffectDraft } from "../domain/effect.ts";
import type { TicketId } from "../domain/ids.ts";
import { type TicketDraft, ticketFields } from "../domain/ticket.ts";
import type { Turn } from "../domain/turn.ts";
import { type TakeOut, takingOut } from "./pieces.ts";
import type { SecretsFound } from "./secrets.ts";

const mostHanded = 6;

/** The person's words in a ticket of its own. */
export const wordsOfDraft = (draft: TicketDraft): HandedWords["fields"] =>
  Object.fromEntries(
    ticketFields.flatMap((name) => (draft[name] === undefined ? [] : [[name, draft[name]]])),
  );

/** Remembers what was handed to the desk, for as long as a secret may still turn out to begin in it. */
export const noteHanded = (
  state: DialogueState,
  {
    ticketId,
    fields,
    now,
    lookBackMs,
  }: {
    ticketId: TicketId;
    fields: HandedWords["fields"];
    now: number;
    lookBackMs: number;
  },
): DialogueState => {
  const kept = (state.handed ?? []).filter(({ at }) => now - at <= lookBackMs);
  return { ...state, handed: [...kept, { ticketId, at: now, fields }].slice(-mostHanded) };
};

const cleanRecord = <Name extends string>(
  record: Readonly<Partial<Record<Name, string>>>,
  takeOut: TakeOut,
): Readonly<Partial<Record<Name, string>>> => {
  const cleaned = Object.entries<string | undefined>(record).map(([name, value]) => [
    name,
    value === undefined ? value : takeOut(value),
  ]);
  return Object.fromEntries(cleaned);
};

const cleanHanded = (handed: readonly HandedWords[], takeOut: TakeOut): readonly HandedWords[] =>
  handed.map((words) => ({ ...words, fields: cleanRecord(words.fields, takeOut) }));

/** What the dialogue remembers, without the pieces of a secret. */
export const cleanState = (state: DialogueState, { parts, mask }: SecretsFound): DialogueState => {
  if (parts.length === 0) return state;
  const takeOut = takingOut(
    parts.map(({ piece }) => piece),
    mask,
  );
  const { form, guided, handed, invited } = state;
  return {
    ...state,
    ...(form && { form: { ...form, slots: cleanSlots(form.slots, takeOut) } }),
    ...(guided && { guided: { ...guided, words: takeOut(guided.words) } }),
    ...(handed && { handed: cleanHanded(handed, takeOut) }),
    ...(invited?.text !== undefined && { invited: { ...invited, text: takeOut(invited.text) } }),
  };
};

const cleanSlots = (slots: Readonly<Record<string, string>>, takeOut: TakeOut) =>
  Object.fromEntries(Object.entries(slots).map(([id, value]) => [id, takeOut(value)]));

interface Redaction {
  readonly replacements: { readonly at: number; readonly text: string }[];
  fields: HandedWords["fields"];
}

/** The desk has parts of a secret: in lines of the conversation, in texts of a ticket. They are overwritten there. */
export const redactTickets = (turn: Turn, { parts, past, mask }: SecretsFound): readonly EffectDraft[] => {
  const redactions = new Map<TicketId, Redaction>();
  const of = (id: TicketId): Redaction => {
    const known = redactions.get(id) ?? { replacements: [], fields: {} };
    redactions.set(id, known);
    return known;
  };
  const { state } = turn.conversation;
  const open = turn.tickets.filter(({ status }) => status === "open").map(({ id }) => id);
  const ids = new Set([...open, ...(state.openTicket ? [state.openTicket.id] : [])]);
  for (const { at, ticketId } of turn.history)
    if (ticketId !== undefined && past.some((line) => line.at === at)) ids.add(ticketId);
  for (const { ticketId } of state.handed ?? []) ids.add(ticketId);
  if (past.length > 0) for (const id of ids) of(id).replacements.push(...past);
  const takeOut = takingOut(
    parts.map(({ piece }) => piece),
    mask,
  );
  for (const { ticketId, at, fields } of parts.length > 0 ? (state.handed ?? []) : []) {
    const { text, ...own } = cleanRecord(fields, takeOut);
    if (text !== undefined && text !== fields.text) of(ticketId).replacements.push({ at, text });
    const changed = Object.entries(own).filter(([name, value]) => value !== Reflect.get(fields, name));
    if (changed.length > 0) of(ticketId).fields = { ...of(ticketId).fields, ...Object.fromEntries(changed) };
  }
  return [...redactions].map(([ticketId, { replacements, fields }]) => ({
    kind: "ticket.redact",
    lane: "desk",
    priority: "protect",
    ticketId,
    replacements,
    ...(Object.keys(fields).length > 0 ? { fields } : {}),
  }));
};
