import type { ConversationId } from "../domain/ids.ts";
import { sqlBuilder as sql } from "./database.ts";

/**
 * The effects of a conversation's own events, which are found by these: a conversation's effects have no index of their
 * own. The id is a parameter twice.
 */
export const effectsOf = (conversationId: ConversationId) =>
  sql
    .selectFrom("inbox")
    .innerJoin("outbox", (join) =>
      join.onRef("outbox.seq", ">=", "inbox.effects_from").onRef("outbox.seq", "<=", "inbox.effects_to"),
    )
    .where("inbox.conversation_id", "=", conversationId)
    .where("outbox.conversation_id", "=", conversationId);
