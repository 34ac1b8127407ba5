import type { StorageContext } from "./context.ts";
import { sqlBuilder as sql } from "./database.ts";
import { newestRows } from "./outbox-reads.ts";
import type { OutboxRow, OutboxRows } from "./outbox-rows.ts";
import type { Storage } from "./port.ts";

/** The platform's ids of what came of an effect; of a long text that became several messages, all. */
export const messageIdsOf = (row: Pick<OutboxRow, "message_id" | "message_ids">): readonly string[] => {
  if (row.message_ids !== null) return JSON.parse(row.message_ids) as string[];
  return row.message_id === null ? [] : [row.message_id];
};

/** Its sending was begun, and nothing tells how it ended; also when it was replaced or given up afterwards. */
const isUnsettled = ({ state, uncertain, failure }: OutboxRow): boolean =>
  state === "sending" || (state !== "sent" && uncertain > 0) || (state === "dead" && failure === "uncertain");

/** Of one conversation, however much the fleet sends beside it. */
const eventsLookedAt = 5_000;

/**
 * What we have sent to a conversation ourselves. The effects of its own events are found by them; those that came of
 * another conversation's event have no index, so of them only the fleet's newest are looked at.
 */
export const sentToRead =
  ({ database }: StorageContext, rows: OutboxRows): Storage["outbox"]["sentTo"] =>
  async (conversationId, since) => {
    const own = sql
      .selectFrom("inbox")
      .select(["effects_from", "effects_to"])
      .where("conversation_id", "=", conversationId)
      .where("effects_from", "is not", null)
      .orderBy("seq", "desc")
      .limit(eventsLookedAt);
    const sends = sql
      .selectFrom("outbox")
      .selectAll("outbox")
      .where("outbox.conversation_id", "=", conversationId)
      .where("outbox.kind", "=", "message.send")
      .where("outbox.sending_at", ">", since);
    const ofOwnEvents = sends.innerJoin(own.as("event"), (join) =>
      join.onRef("outbox.seq", ">=", "event.effects_from").onRef("outbox.seq", "<=", "event.effects_to"),
    );
    const found = [...database.all(ofOwnEvents), ...database.all(sends.where("outbox.seq", ">", newestRows))];
    const bySeq = new Map(found.map((row) => [row.seq, row]));
    const inOrder = [...bySeq.values()].sort((one, other) => one.seq - other.seq);
    return {
      messageIds: inOrder.flatMap(messageIdsOf),
      unsettled: inOrder.filter(isUnsettled).flatMap((row) => {
        const effect = rows.open(row, "direct")?.effect;
        if (effect?.kind !== "message.send") return [];
        const { content, attachments } = effect;
        return { content, ...(attachments && { attachments }) };
      }),
    };
  };
