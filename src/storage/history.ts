import type { Effect } from "../domain/effect.ts";
import type { InboundEvent } from "../domain/event.ts";
import type { ConversationId, EventId } from "../domain/ids.ts";
import type { Overwrite, PastMessage } from "../domain/turn.ts";
import type { StorageContext } from "./context.ts";
import { sqlBuilder as sql } from "./database.ts";

/** How an inbound message reads in the conversation's past; undefined for other events. */
export function inboundLine(event: InboundEvent): PastMessage | undefined {
  if (event.kind !== "message.created" && event.kind !== "message.edited") return undefined;
  const { author } = event.message;
  return {
    direction: "in",
    at: event.occurredAt,
    text: event.message.text,
    source: event.id,
    messageId: event.message.id,
    authorId: author.id,
    ...(author.role === "staff" && { byStaff: true }),
  };
}

/** How one of our messages reads in the conversation's past; undefined for other effects. */
export function outboundLine(effect: Effect, at: number): PastMessage | undefined {
  return effect.kind === "message.send"
    ? { direction: "out", at, text: effect.content.text, source: effect.id }
    : undefined;
}

/** The last lines of a conversation that a turn has dealt with, oldest first, without those whose text has expired. */
export function readHistory(
  context: StorageContext,
  id: ConversationId,
  limit: number,
): readonly PastMessage[] {
  const { database, envelopes } = context;
  const lastOf = (direction: "in" | "out") =>
    database
      .all(
        sql
          .selectFrom("messages")
          .select(["at", "source", "text_ref", "direction"])
          .where("conversation_id", "=", id)
          .where("direction", "=", direction)
          .where("turn_id", "is not", null)
          .orderBy("seq", "desc")
          .limit(limit),
      )
      .reverse();
  const lines = [...lastOf("in"), ...lastOf("out")].flatMap((row) => {
    const opened = row.text_ref === null ? undefined : envelopes.tryOpen(row.source, row.text_ref);
    if (opened === undefined) return [];
    const line =
      row.direction === "in" ? inboundLine(opened as InboundEvent) : outboundLine(opened as Effect, row.at);
    return line ? [line] : [];
  });
  return lines.sort((a, b) => a.at - b.at).slice(-limit);
}

/**
 * Overwrites what a stored message says, wherever it stands: in the inbox, and in effects that quote it.
 * Runs within a transaction that is under way.
 */
export function overwriteText(
  context: StorageContext,
  conversationId: ConversationId,
  replacement: Overwrite,
): void {
  const { database, envelopes } = context;
  const { source, text, pieces = [], restores } = replacement;
  const row = database.get(
    sql
      .selectFrom("inbox")
      .select("text_ref")
      .where("conversation_id", "=", conversationId)
      .where("id", "=", source as EventId),
  );
  const held = row?.text_ref ? envelopes.tryOpen(source, row.text_ref) : undefined;
  if (!row?.text_ref || held === undefined) return;
  const event = held as InboundEvent;
  if (event.kind !== "message.created" && event.kind !== "message.edited") return;
  const message = { ...event.message, text, ...(restores && { secrets: [] }) };
  const redacted = { ...event, message };
  envelopes.replace(source, row.text_ref, redacted);
  if (restores) return;
  const changes = [
    { before: event.message.text, after: text },
    // An effect may hold a part of the message, or the message among others.
    ...pieces
      .map((piece) => piece.trim())
      .filter((piece) => piece.length >= shortestPiece)
      .map((piece) => ({ before: piece, after: maskIn(text) })),
  ];
  replaceInEffects(
    context,
    conversationId,
    changes.filter(({ before }) => before.trim() !== ""),
  );
}

/** A single common word may stand in any text of ours. */
const shortestPiece = 10;

/** What stands in a redacted text in the place of a secret. */
const maskIn = (text: string): string => /⟦[^⟦⟧]*⟧/.exec(text)?.[0] ?? "⟦…⟧";

/** Where an effect holds words of a person; everything else in it is ours. */
const wordFields = new Set(["text", "description", "subject", "happenedWhen", "accountReference"]);
const effectsLookedAt = 400;

/** Effects may quote the person: in a ticket's draft, in lines that go to the desk. Sent ones too, as they are kept. */
function replaceInEffects(
  context: StorageContext,
  conversationId: ConversationId,
  changes: readonly { before: string; after: string }[],
): void {
  if (changes.length === 0) return;
  const { database, envelopes } = context;
  const clean = (key: string, value: unknown): unknown =>
    typeof value === "string" && wordFields.has(key)
      ? changes.reduce((words, { before, after }) => words.replaceAll(before, after), value)
      : value;
  const rows = database.all(
    sql
      .selectFrom("inbox")
      .innerJoin("outbox", (join) =>
        join
          .onRef("outbox.seq", ">=", "inbox.effects_from")
          .onRef("outbox.seq", "<=", "inbox.effects_to")
          .onRef("outbox.conversation_id", "=", "inbox.conversation_id"),
      )
      .select(["outbox.id", "outbox.text_ref"])
      .where("inbox.conversation_id", "=", conversationId)
      .orderBy("inbox.seq", "desc")
      .limit(effectsLookedAt),
  );
  for (const { id, text_ref: ref } of rows) {
    const effect = ref === null ? undefined : envelopes.tryOpen(id, ref);
    if (ref === null || effect === undefined) continue;
    const cleaned = JSON.stringify(effect, clean);
    if (cleaned !== JSON.stringify(effect)) envelopes.replace(id, ref, JSON.parse(cleaned));
  }
}
