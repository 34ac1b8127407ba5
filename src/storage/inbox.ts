import type { InboundEvent } from "../domain/event.ts";
import { type ConversationId, eventId } from "../domain/ids.ts";
import type { ExpectedValue } from "../domain/message.ts";
import type { Person } from "../domain/person.ts";
import type { StorageContext } from "./context.ts";
import { literal, sqlBuilder as sql } from "./database.ts";
import type { People } from "./people.ts";
import type { IntakeBatch, Storage, StoredEvent } from "./port.ts";
import type { TextRef } from "./text-ref.ts";

export const personOf = (event: InboundEvent): Person | undefined => {
  if ("message" in event) return event.message.author;
  return "person" in event ? event.person : undefined;
};

const messageIdOf = (event: InboundEvent): string | null => {
  if ("message" in event) return event.message.id;
  return "messageId" in event && event.messageId !== undefined ? event.messageId : null;
};

interface PendingRow {
  readonly seq: number;
  readonly id: InboundEvent["id"];
  readonly attempts: number;
  readonly text_ref: TextRef | null;
}

/** Everything that happened, in the order in which we came to know it; nothing is told twice. */
export class Inbox {
  readonly #context: StorageContext;
  readonly #people: People;
  readonly #expecting = new Map<ConversationId, readonly ExpectedValue[]>();
  readonly #insert;
  readonly #setCursor;

  constructor(context: StorageContext, people: People) {
    this.#context = context;
    this.#people = people;
    const { database } = context;
    this.#insert = database.prepare<never>(
      sql
        .insertInto("inbox")
        .values({
          id: "" as never,
          account_id: "" as never,
          conversation_id: "" as never,
          conversation_kind: "direct",
          kind: "unparsed",
          person_id: null,
          message_id: null,
          occurred_at: 0,
          state: "pending",
          attempts: 0,
          text_ref: null,
        })
        .onConflict((conflict) => conflict.column("id").doNothing()),
    );
    this.#setCursor = database.prepare<never>(
      sql
        .insertInto("cursors")
        .values({ account_id: "" as never, cursor: "" })
        .onConflict((conflict) =>
          conflict.column("account_id").doUpdateSet((old) => ({ cursor: old.ref("excluded.cursor") })),
        ),
    );
    this.loadExpectations();
  }

  port(): Storage["inbox"] {
    const { database, writer } = this.#context;
    return {
      append: (batch) => this.#append(batch),
      cursor: async (accountId) =>
        database.get(sql.selectFrom("cursors").select("cursor").where("account_id", "=", accountId))?.cursor,
      pendingConversations: async () =>
        database
          .all(
            sql
              .selectFrom("inbox")
              .select(["conversation_id", (e) => e.fn.min("seq").as("first")])
              .where("state", "=", literal("pending"))
              .groupBy("conversation_id")
              .orderBy("first"),
          )
          .map((row) => row.conversation_id),
      pending: async (conversationId, limit) =>
        this.#rows(
          database.all(
            sql
              .selectFrom("inbox")
              .select(["seq", "id", "attempts", "text_ref"])
              .where("conversation_id", "=", conversationId)
              .where("state", "=", literal("pending"))
              .orderBy("seq")
              .limit(limit),
          ),
        ),
      ofTurn: async (conversationId, turnId) =>
        this.#rows(
          database.all(
            sql
              .selectFrom("inbox")
              .select(["seq", "id", "attempts", "text_ref"])
              .where("conversation_id", "=", conversationId)
              .where("turn_id", "=", turnId)
              .where("kind", "in", ["message.created", "message.edited"])
              .orderBy("seq"),
          ),
        ),
      attempt: (seqs) =>
        writer.write(() => {
          database.run(
            sql
              .updateTable("inbox")
              .set((old) => ({ attempts: old("attempts", "+", 1) }))
              .where("seq", "in", seqs),
          );
        }),
      expects: (conversationId) => this.#expecting.get(conversationId) ?? [],
    };
  }

  /** Inserts an event within a transaction that is under way. Undefined for a duplicate. */
  insertNow(event: InboundEvent): StoredEvent | undefined {
    const { envelopes } = this.#context;
    const textRef = envelopes.put(event.id, event);
    const { changes, lastInsertRowid } = this.#insert.run(
      event.id,
      event.accountId,
      event.conversationId,
      event.conversationKind,
      event.kind,
      personOf(event)?.id ?? null,
      messageIdOf(event),
      event.occurredAt,
      "pending",
      1,
      textRef,
    );
    if (changes > 0) return { seq: Number(lastInsertRowid), event, attempts: 1 };
    envelopes.withdraw(textRef);
    return undefined;
  }

  setExpectations(conversationId: ConversationId, expects: readonly ExpectedValue[]): void {
    if (expects.length === 0) this.#expecting.delete(conversationId);
    else this.#expecting.set(conversationId, expects);
  }

  loadExpectations(): void {
    this.#expecting.clear();
    const rows = this.#context.database.all(
      sql.selectFrom("conversations").select(["id", "expects"]).where("expects", "<>", literal("[]")),
    );
    for (const row of rows) this.#expecting.set(row.id, JSON.parse(row.expects) as ExpectedValue[]);
  }

  async #append(batch: IntakeBatch): Promise<readonly (StoredEvent | undefined)[]> {
    const { writer } = this.#context;
    const people = this.#people.changed(batch.events.flatMap((event) => personOf(event) ?? []));
    const stored = await writer.write(() => {
      for (const person of people) this.#people.write(person);
      this.#insertUnparsed(batch);
      if (batch.cursor !== undefined) this.#setCursor.run(batch.accountId, batch.cursor);
      return batch.events.map((event) => this.insertNow(event));
    });
    this.#people.wrote(people);
    return stored;
  }

  #insertUnparsed(batch: IntakeBatch): void {
    for (const update of batch.unparsed) {
      const id = eventId(batch.accountId, update.platformEventId);
      const seen = { kind: update.kind, shape: update.shape };
      const nowhere = `${batch.accountId}/`;
      this.#insert.run(
        id,
        batch.accountId,
        nowhere,
        "direct",
        "unparsed",
        null,
        null,
        batch.now,
        "unparsed",
        0,
        this.#context.envelopes.put(id, seen),
      );
    }
  }

  #rows(rows: readonly PendingRow[]): readonly StoredEvent[] {
    return rows.flatMap(({ seq, id, attempts, text_ref: ref }) => {
      const event = ref === null ? undefined : this.#context.envelopes.open(id, ref);
      return event === undefined ? [] : [{ seq, attempts, event: event as InboundEvent }];
    });
  }
}
