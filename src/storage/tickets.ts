import type { ConversationId } from "../domain/ids.ts";
import type { Ticket } from "../domain/ticket.ts";
import type { TicketCommand, Turn } from "../domain/turn.ts";
import type { StorageContext } from "./context.ts";
import { sqlBuilder as sql } from "./database.ts";
import type { Storage } from "./port.ts";
import type { Tables } from "./tables.ts";

const toTicket = (row: Tables["tickets"]): Ticket => ({
  id: row.id,
  conversationId: row.conversation_id,
  category: row.category,
  status: row.status,
  openedAt: row.opened_at,
  lastSequence: row.last_sequence,
  ...(row.desk_ref !== null && { deskRef: row.desk_ref }),
});

/** The tickets of a conversation, oldest first. */
export function ticketsOf(context: StorageContext, id: ConversationId): readonly Ticket[] {
  return context.database
    .all(sql.selectFrom("tickets").selectAll().where("conversation_id", "=", id).orderBy("opened_at"))
    .map(toTicket);
}

/** Writes what a turn decided about tickets, within its transaction. One open ticket per conversation and category. */
export function applyTicketCommands(
  context: StorageContext,
  turn: Turn,
  commands: readonly TicketCommand[],
): void {
  const { database } = context;
  for (const command of commands) {
    if ("open" in command) {
      database.run(
        sql.insertInto("tickets").values({
          id: command.open,
          conversation_id: turn.conversation.id,
          account_id: turn.account.id,
          conversation_kind: turn.conversation.kind,
          category: command.category,
          status: "open",
          desk_ref: null,
          opened_at: turn.now,
          last_sequence: 0,
        }),
      );
    } else {
      const { status, sequence } = command;
      if (status === undefined && sequence === undefined) continue;
      database.run(
        sql
          .updateTable("tickets")
          .set({ ...(status && { status }), ...(sequence !== undefined && { last_sequence: sequence }) })
          .where("id", "=", command.update),
      );
    }
  }
}

export function ticketsPort(context: StorageContext): Storage["tickets"] {
  return {
    find: async (id) => {
      const row = context.database.get(sql.selectFrom("tickets").selectAll().where("id", "=", id));
      return row && { ...toTicket(row), accountId: row.account_id, conversationKind: row.conversation_kind };
    },
  };
}
