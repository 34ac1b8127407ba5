import type { Conversation } from "../domain/conversation.ts";
import type { InboundEvent } from "../domain/event.ts";
import { type ConversationId, eventId } from "../domain/ids.ts";
import type { SetTimer, TimerCommand, Turn } from "../domain/turn.ts";
import type { StorageContext } from "./context.ts";
import { sqlBuilder as sql } from "./database.ts";
import type { Inbox } from "./inbox.ts";
import type { Storage } from "./port.ts";

const firedAtOnce = 200;

/** What a timer's text is sealed to. */
export const timerOwner = (id: ConversationId, key: string) => `${id} ${key}`;

/** Writes what a turn decided about timers, within its transaction. Setting a key again cancels the earlier timer. */
export function applyTimerCommands(
  context: StorageContext,
  turn: Turn,
  commands: readonly TimerCommand[],
): void {
  const { id } = turn.conversation;
  for (const command of commands) {
    if ("set" in command) {
      const place = { ...turn.conversation, ...command.in };
      setTimer(context, place, { command, now: turn.now });
      continue;
    }
    context.database.run(
      sql.deleteFrom("timers").where("conversation_id", "=", id).where("key", "=", command.cancel),
    );
  }
}

/** Within a transaction that is under way; `now` names the timer's generation, if there is none of its key. */
export function setTimer(
  { database, sealer }: StorageContext,
  { id, accountId, kind }: Pick<Conversation, "id" | "accountId" | "kind">,
  { command, now }: { command: SetTimer; now: number },
): void {
  const row = {
    fire_at: command.fireAt,
    expire_at: command.expireAt,
    body: sealer.seal(command.data, timerOwner(id, command.set)),
  };
  database.run(
    sql
      .insertInto("timers")
      .values({
        conversation_id: id,
        key: command.set,
        account_id: accountId,
        conversation_kind: kind,
        generation: now,
        ...row,
      })
      .onConflict((conflict) =>
        conflict
          .columns(["conversation_id", "key"])
          .doUpdateSet((old) => ({ ...row, generation: old("timers.generation", "+", 1) })),
      ),
  );
}

export function timersPort(context: StorageContext, inbox: Inbox): Storage["timers"] {
  const { database, writer, sealer } = context;
  const due = (now: number) =>
    sql.selectFrom("timers").selectAll().where("fire_at", "<=", now).orderBy("fire_at").limit(firedAtOnce);
  return {
    fireDue: async (now) => {
      if (!database.get(due(now))) return [];
      return writer.write(() =>
        database.all(due(now)).flatMap((row) => {
          const { conversation_id: conversationId, account_id: accountId, key, generation } = row;
          database.run(
            sql.deleteFrom("timers").where("conversation_id", "=", conversationId).where("key", "=", key),
          );
          // One that cannot be opened must not keep the others from firing.
          const data = sealer.tryOpen(row.body, timerOwner(conversationId, key));
          if (row.expire_at < now || data === undefined) return [];
          const platformEventId = `timer/${conversationId}/${key}/${generation}`;
          const event: InboundEvent = {
            id: eventId(accountId, platformEventId),
            accountId,
            conversationId,
            conversationKind: row.conversation_kind,
            platformEventId,
            occurredAt: row.fire_at,
            kind: "timer.fired",
            key,
            generation,
            data,
          };
          return inbox.insertNow(event) ?? [];
        }),
      );
    },
    nextFireAt: async () =>
      database.get(sql.selectFrom("timers").select((e) => e.fn.min("fire_at").as("at")))?.at ?? undefined,
  };
}
