import { type ConversationId, chatOf } from "../domain/ids.ts";
import type { StorageContext } from "./context.ts";
import type { Conversations } from "./conversations.ts";
import { sqlBuilder as sql } from "./database.ts";
import type { Inbox } from "./inbox.ts";
import type { OutboxRows } from "./outbox-rows.ts";
import type { Move } from "./port-groups.ts";
import { timerOwner } from "./timers.ts";

interface Parts {
  readonly conversations: Conversations;
  readonly inbox: Inbox;
  readonly rows: OutboxRows;
}

/** Where a conversation's id stands beside nothing that is bound to it, and which rows can be found by it. */
const renamedColumns = [
  ["inbox", "conversation_id", ""],
  ["outbox", "conversation_id", "and state = 'pending'"],
  ["outbox", "conversation_id", "and state = 'sending'"],
  [
    "outbox",
    "conversation_id",
    `and seq in (
      select effect.seq from inbox join outbox as effect on effect.seq between inbox.effects_from and inbox.effects_to
      where inbox.conversation_id >= :to and inbox.conversation_id < :to || '0'
    )`,
  ],
  ["tickets", "conversation_id", ""],
  ["memberships", "chat_id", ""],
  ["invitations", "conversation_id", ""],
  ["attachments", "conversation_id", ""],
] as const;

/**
 * Rewrites every id that leads to a chat, and to its topics, within a transaction that is under way. Of two rows for
 * the same thing, the one that was told under the new id stays.
 *
 * @returns false when the chat has moved already, or moves nowhere.
 */
export function relocate(context: StorageContext, parts: Parts, move: Move): boolean {
  const { database, moves } = context;
  const from = chatOf(moves.resolve(move.from));
  const to = chatOf(moves.resolve(move.to));
  if (from === to || accountOf(from) !== accountOf(to)) return false;
  moves.add(from, to);
  const renamed = (id: ConversationId) => `${to}${id.slice(from.length)}` as ConversationId;

  for (const id of conversationsOf(context, from)) parts.conversations.move(id, renamed(id));
  for (const [table, column, condition] of renamedColumns) {
    // The first character after the chat's id is the slash before a topic; `0` is what comes after it.
    database.connection
      .prepare(
        `update or ignore ${table} set ${column} = :to || substr(${column}, :after)
        where ${column} >= :from and ${column} < :from || '0' and substr(${column}, :after, 1) in ('', '/') ${condition}`,
      )
      .run({ from, to, after: from.length + 1 });
  }
  moveTimers(context, { from, renamed });
  parts.rows.inFlight.rename((id) => (isOfChat(id, from) ? renamed(id) : id));
  for (const chat of [from, to]) parts.rows.rebuildLanes(chat);
  parts.inbox.loadExpectations();
  return true;
}

const accountOf = (id: ConversationId) => id.slice(0, id.indexOf("/"));

const isOfChat = (id: ConversationId, chat: ConversationId) => id === chat || id.startsWith(`${chat}/`);

function conversationsOf({ database }: StorageContext, chat: ConversationId): readonly ConversationId[] {
  return database
    .all(
      sql
        .selectFrom("conversations")
        .select("id")
        .where("id", ">=", chat)
        .where("id", "<", `${chat}0` as ConversationId),
    )
    .flatMap(({ id }) => (isOfChat(id, chat) ? [id] : []));
}

/** What a timer says is sealed together with the id of its conversation. */
function moveTimers(
  { database, sealer }: StorageContext,
  { from, renamed }: { from: ConversationId; renamed: (id: ConversationId) => ConversationId },
): void {
  const beyond = `${from}0` as ConversationId;
  const timers = sql.selectFrom("timers").selectAll().where("conversation_id", ">=", from);
  for (const row of database.all(timers.where("conversation_id", "<", beyond))) {
    const { conversation_id: id, key } = row;
    if (!isOfChat(id, from)) continue;
    database.run(sql.deleteFrom("timers").where("conversation_id", "=", id).where("key", "=", key));
    const data = sealer.tryOpen(row.body, timerOwner(id, key));
    if (data === undefined) continue;
    const to = renamed(id);
    const moved = { ...row, conversation_id: to, body: sealer.seal(data, timerOwner(to, key)) };
    database.run(
      sql
        .insertInto("timers")
        .values(moved)
        .onConflict((conflict) => conflict.doNothing()),
    );
  }
}
