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

/** Its sending was begun, and nothing tells how it ended. */
const isUnsettled = ({ state, uncertain, failure }: OutboxRow): boolean =>
  state === "sending" ||
  (state === "pending" && uncertain > 0) ||
  (state === "dead" && failure === "uncertain");

/** What we have sent to a conversation ourselves. */
export const sentToRead =
  ({ database }: StorageContext, rows: OutboxRows): Storage["outbox"]["sentTo"] =>
  async (conversationId, since) => {
    const sends = database.all(
      sql
        .selectFrom("outbox")
        .selectAll()
        .where("conversation_id", "=", conversationId)
        .where("kind", "=", "message.send")
        .where("sending_at", ">", since)
        .where("seq", ">", newestRows)
        .orderBy("seq"),
    );
    return {
      messageIds: sends.flatMap(messageIdsOf),
      unsettled: sends.filter(isUnsettled).flatMap((row) => {
        const effect = rows.open(row, "direct")?.effect;
        return effect?.kind === "message.send" ? effect.content : [];
      }),
    };
  };
