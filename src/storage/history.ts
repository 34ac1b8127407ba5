import type { Effect } from "../domain/effect.ts";
import type { InboundEvent } from "../domain/event.ts";
import type { ConversationId, EffectId, EventId } from "../domain/ids.ts";
import type { PastMessage } from "../domain/turn.ts";
import type { StorageContext } from "./context.ts";
import { literal, sqlBuilder as sql } from "./database.ts";

/** How an inbound message reads in the conversation's past; undefined for other events. */
export function inboundLine(event: InboundEvent): PastMessage | undefined {
  if (event.kind !== "message.created" && event.kind !== "message.edited") return undefined;
  return {
    direction: "in",
    at: event.occurredAt,
    text: event.message.text,
    source: event.id,
    messageId: event.message.id,
    authorId: event.message.author.id,
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
    const opened = row.text_ref === null ? undefined : envelopes.open(row.source, row.text_ref);
    if (opened === undefined) return [];
    const line =
      row.direction === "in" ? inboundLine(opened as InboundEvent) : outboundLine(opened as Effect, row.at);
    return line ? [line] : [];
  });
  return lines.sort((a, b) => a.at - b.at).slice(-limit);
}

/**
 * Overwrites what a stored message says, wherever it stands: in the inbox, and in effects that were not sent yet.
 * Runs within a transaction that is under way.
 */
export function overwriteText(
  context: StorageContext,
  conversationId: ConversationId,
  replacement: { source: EventId | EffectId; text: string },
): void {
  const { database, envelopes } = context;
  const { source, text } = replacement;
  const row = database.get(
    sql
      .selectFrom("inbox")
      .select("text_ref")
      .where("conversation_id", "=", conversationId)
      .where("id", "=", source as EventId),
  );
  const held = row?.text_ref ? envelopes.open(source, row.text_ref) : undefined;
  if (!row?.text_ref || held === undefined) return;
  const event = held as InboundEvent;
  if (event.kind !== "message.created" && event.kind !== "message.edited") return;
  const redacted = { ...event, message: { ...event.message, text } };
  envelopes.replace(source, row.text_ref, redacted);
  replaceInUnsent(context, conversationId, { before: event.message.text, after: text });
}

function replaceInUnsent(
  context: StorageContext,
  conversationId: ConversationId,
  change: { before: string; after: string },
): void {
  if (change.before.trim() === "") return;
  const { database, envelopes } = context;
  const inJson = (text: string) => JSON.stringify(text).slice(1, -1);
  const rows = database.all(
    sql
      .selectFrom("outbox")
      .select(["id", "text_ref"])
      .where("conversation_id", "=", conversationId)
      .where("state", "=", literal("pending")),
  );
  for (const { id, text_ref: ref } of rows) {
    const effect = ref === null ? undefined : envelopes.open(id, ref);
    if (ref === null || effect === undefined) continue;
    const held = JSON.stringify(effect);
    const cleaned = held.replaceAll(inJson(change.before), inJson(change.after));
    if (cleaned !== held) envelopes.replace(id, ref, JSON.parse(cleaned));
  }
}
