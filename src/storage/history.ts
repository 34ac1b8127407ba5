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
  const { database, sealer } = context;
  const lastOf = (direction: "in" | "out") =>
    database
      .all(
        sql
          .selectFrom("messages")
          .select(["at", "source", "body", "direction"])
          .where("conversation_id", "=", id)
          .where("direction", "=", direction)
          .where("turn_id", "is not", null)
          .orderBy("seq", "desc")
          .limit(limit),
      )
      .reverse();
  const lines = [...lastOf("in"), ...lastOf("out")].flatMap((row) => {
    if (!row.body) return [];
    const opened: unknown = JSON.parse(sealer.open(row.body, row.source));
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
  const { database, sealer } = context;
  const { source, text } = replacement;
  const row = database.get(
    sql
      .selectFrom("inbox")
      .select(["seq", "body"])
      .where("conversation_id", "=", conversationId)
      .where("id", "=", source as EventId),
  );
  if (!row?.body) return;
  const event = JSON.parse(sealer.open(row.body, source)) as InboundEvent;
  if (event.kind !== "message.created" && event.kind !== "message.edited") return;
  const body = sealer.seal(JSON.stringify({ ...event, message: { ...event.message, text } }), source);
  database.run(sql.updateTable("inbox").set({ body }).where("seq", "=", row.seq));
  replaceInUnsent(context, conversationId, { before: event.message.text, after: text });
}

function replaceInUnsent(
  context: StorageContext,
  conversationId: ConversationId,
  change: { before: string; after: string },
): void {
  if (change.before.trim() === "") return;
  const { database, sealer } = context;
  const inJson = (text: string) => JSON.stringify(text).slice(1, -1);
  const rows = database.all(
    sql
      .selectFrom("outbox")
      .select(["seq", "id", "body"])
      .where("conversation_id", "=", conversationId)
      .where("state", "=", literal("pending")),
  );
  for (const { seq, id, body } of rows) {
    if (!body) continue;
    const held = sealer.open(body, id);
    const cleaned = held.replaceAll(inJson(change.before), inJson(change.after));
    if (cleaned === held) continue;
    database.run(
      sql
        .updateTable("outbox")
        .set({ body: sealer.seal(cleaned, id) })
        .where("seq", "=", seq),
    );
  }
}
