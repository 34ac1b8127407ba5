import type { InboundEvent } from "../domain/event.ts";
import { type ConversationId, eventId } from "../domain/ids.ts";
import type { ExpectedValue } from "../domain/message.ts";
import type { Person } from "../domain/person.ts";
import type { StorageContext } from "./context.ts";
import { literal, sqlBuilder as sql } from "./database.ts";
import type { Members } from "./members.ts";
import type { People } from "./people.ts";
import type { IntakeBatch, Storage, StoredEvent } from "./port.ts";
import type { Move } from "./port-groups.ts";
import type { TextRef } from "./text-ref.ts";

export const personOf = (event: InboundEvent): Person | undefined => {
  if ("message" in event) return event.message.author;
  return "person" in event ? event.person : undefined;
};

/** Each is asked of the platform, one after the other. */
const mostDirectChats = 500;
/** Of all accounts together, the newest. */
const mostEventsLookedAt = 50_000;

/** The event where its conversation is by now: the chat may have moved. */
const placed = (event: InboundEvent, conversationId: ConversationId): InboundEvent =>
  event.conversationId === conversationId ? event : { ...event, conversationId };

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
  readonly #members: Members;
  readonly #onMoved: (move: Move) => void;
  readonly #expecting = new Map<ConversationId, readonly ExpectedValue[]>();
  readonly #insert;
  readonly #setCursor;

  /** @param parts.onMoved runs within the transaction that takes in that a chat has moved. */
  constructor(
    context: StorageContext,
    parts: { people: People; members: Members; onMoved: (move: Move) => void },
  ) {
    this.#context = context;
    this.#people = parts.people;
    this.#members = parts.members;
    this.#onMoved = parts.onMoved;
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
      directChats: async (accountId, since) =>
        database
          .all(
            sql
              // Neither the account nor the time has an index: this runs beside everything else, and must not read all.
              .selectFrom((inner) =>
                inner
                  .selectFrom("inbox")
                  .select([
                    "seq",
                    "account_id",
                    "conversation_id",
                    "conversation_kind",
                    "occurred_at",
                    "person_id",
                  ])
                  .orderBy("seq", "desc")
                  .limit(mostEventsLookedAt)
                  .as("newest"),
              )
              .select(["conversation_id", (e) => e.fn.max("seq").as("last")])
              .where("account_id", "=", accountId)
              .where("conversation_kind", "=", literal("direct"))
              .where("occurred_at", ">=", since)
              .where("person_id", "is not", null)
              .groupBy("conversation_id")
              .orderBy("last", "desc")
              .limit(mostDirectChats),
          )
          .map((row) => row.conversation_id),
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
      pending: (conversationId, limit) => this.#pending(conversationId, limit),
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
          conversationId,
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
  insertNow(told: InboundEvent): StoredEvent | undefined {
    const { envelopes, moves } = this.#context;
    const event = placed(told, moves.resolve(told.conversationId));
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
    if (changes === 0) {
      envelopes.withdraw(textRef);
      return undefined;
    }
    this.#members.note(event);
    if (event.kind === "conversation.migrated") this.#onMoved({ from: event.conversationId, to: event.to });
    return { seq: Number(lastInsertRowid), event, attempts: 1 };
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
      const rows = batch.events.map((event) => this.insertNow(event));
      if (!batch.events.some(({ kind }) => kind === "conversation.migrated")) return rows;
      const { moves } = this.#context;
      return rows.map(
        (row) => row && { ...row, event: placed(row.event, moves.resolve(row.event.conversationId)) },
      );
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

  /** What cannot be opened will never be handled: it must not stand in the way of what came after it. */
  async #pending(named: ConversationId, limit: number): Promise<readonly StoredEvent[]> {
    const { database, moves, writer } = this.#context;
    const id = moves.resolve(named);
    const rows = database.all(
      sql
        .selectFrom("inbox")
        .select(["seq", "id", "attempts", "text_ref"])
        .where("conversation_id", "=", id)
        .where("state", "=", literal("pending"))
        // Of a group that was raided tens of thousands are done.
        .where("seq", ">=", (all) =>
          all
            .selectFrom("inbox as waiting")
            .select((e) => e.fn.min("waiting.seq").as("seq"))
            .where("waiting.state", "=", literal("pending")),
        )
        .orderBy("seq")
        .limit(limit),
    );
    const stored = this.#rows(rows, id);
    if (stored.length === rows.length) return stored;
    const readable = new Set(stored.map(({ seq }) => seq));
    const lost = rows.flatMap(({ seq }) => (readable.has(seq) ? [] : [seq]));
    await writer.write(() =>
      database.run(sql.updateTable("inbox").set({ state: "dead" }).where("seq", "in", lost)),
    );
    return stored.length > 0 ? stored : this.#pending(id, limit);
  }

  #rows(rows: readonly PendingRow[], conversationId: ConversationId): readonly StoredEvent[] {
    return rows.flatMap(({ seq, id, attempts, text_ref: ref }) => {
      const event = ref === null ? undefined : this.#context.envelopes.tryOpen(id, ref);
      return event === undefined
        ? []
        : [{ seq, attempts, event: placed(event as InboundEvent, conversationId) }];
    });
  }
}
