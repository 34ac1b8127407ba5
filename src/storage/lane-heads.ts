import type { Selectable } from "kysely";
import type { ConversationKind } from "../domain/conversation.ts";
import { sqlBuilder as sql } from "./database.ts";
import type { Tables } from "./tables.ts";

/** The head of a waiting lane, and its conversation as it is now. */
export type DueHead = Selectable<Tables["outbox"]> & {
  readonly epoch_now: number | null;
  readonly opted_out: number | null;
  readonly conversation_kind: ConversationKind | null;
};

/** The heads of a destination's lanes; the first parameter is the destination. */
export const headsOfLanes = sql
  .selectFrom("lanes")
  .innerJoin("outbox", "outbox.seq", "lanes.head_seq")
  .leftJoin("conversations", "conversations.id", "lanes.conversation_id")
  .selectAll("outbox")
  .select([
    "conversations.owner_epoch as epoch_now",
    "conversations.opted_out",
    "conversations.kind as conversation_kind",
  ])
  .where("lanes.destination", "=", "");
