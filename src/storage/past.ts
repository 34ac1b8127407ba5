import type { InboundEvent } from "../domain/event.ts";
import type { EventId, TurnId } from "../domain/ids.ts";
import type { StorageContext } from "./context.ts";
import { sqlBuilder as sql } from "./database.ts";
import { inboundLine } from "./history.ts";
import type { PastPort } from "./port-past.ts";
import type { TurnTrace } from "./turn-trace.ts";

export function pastPort(context: StorageContext): PastPort["past"] {
  const { database, envelopes } = context;
  return {
    turnsBefore: async ({ seq = Number.MAX_SAFE_INTEGER, since, limit }) => {
      const rows = database.all(
        sql
          .selectFrom("audit")
          .select(["seq", "at", "conversation_id", "turn_id", "text_ref"])
          .where("act", "=", "turn")
          .where("seq", "<", seq)
          .where("at", ">=", since)
          .orderBy("seq", "desc")
          .limit(limit),
      );
      return rows.flatMap(({ conversation_id, turn_id, text_ref, ...row }) => {
        if (conversation_id === null || turn_id === null) return [];
        const opened = envelopes.tryOpen(turn_id, text_ref);
        if (opened === undefined) return [];
        const trace = opened as TurnTrace;
        return [
          { ...row, conversationId: conversation_id, trace, said: () => readSaid(context, turn_id, trace) },
        ];
      });
    },
  };
}

/** The messages that were this turn's in the end; an edit stands in the place of what it edits. */
function readSaid(
  { database, envelopes }: StorageContext,
  turnId: TurnId,
  { events }: TurnTrace,
): readonly string[] {
  const rows = database.all(
    sql
      .selectFrom("inbox")
      .select(["id", "text_ref"])
      .where(
        "id",
        "in",
        events.map(({ id }) => id),
      )
      .where("turn_id", "=", turnId)
      .where("kind", "in", ["message.created", "message.edited"])
      .orderBy("seq"),
  );
  const said = new Map<string, string>();
  for (const { id, text_ref } of rows) {
    const event = text_ref === null ? undefined : openEvent(envelopes, id, text_ref);
    const line = event && inboundLine(event);
    if (line?.messageId !== undefined && event && "message" in event && !event.message.withheld)
      said.set(line.messageId, line.text);
  }
  return [...said.values()];
}

const openEvent = (
  envelopes: StorageContext["envelopes"],
  id: EventId,
  ref: number,
): InboundEvent | undefined => envelopes.tryOpen(id, ref) as InboundEvent | undefined;
