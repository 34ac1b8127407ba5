import type { Selectable } from "kysely";
import type { ConversationKind } from "../domain/conversation.ts";
import { type Effect, type Lane, priorities } from "../domain/effect.ts";
import type { ConversationId, TurnId } from "../domain/ids.ts";
import type { StorageContext } from "./context.ts";
import { literal, sqlBuilder as sql } from "./database.ts";
import { destinationOf } from "./destination.ts";
import { type DueHead, headsOfLanes } from "./lane-heads.ts";
import type { LanesInFlight } from "./lanes-in-flight.ts";
import type { StoredEffect } from "./port.ts";
import type { Tables } from "./tables.ts";

export type OutboxRow = Selectable<Tables["outbox"]>;

/** Rows of `outbox` and `lanes`, one statement a method; all run within a transaction that is under way. */
export class OutboxRows {
  readonly inFlight: LanesInFlight;
  readonly #context: StorageContext;
  readonly #insert;
  readonly #addLane;
  readonly #laneWaits;
  readonly #sent;
  readonly #nextInLane;
  readonly #removeLane;
  readonly #sending;
  readonly #dueHeads;
  readonly #mostUrgent;
  readonly #nextDueAt;

  constructor(context: StorageContext, inFlight: LanesInFlight) {
    this.#context = context;
    this.inFlight = inFlight;
    const { database } = context;
    const blank = "" as never;
    this.#insert = database.prepare<never>(
      sql.insertInto("outbox").values({
        id: blank,
        account_id: blank,
        conversation_id: blank,
        destination: "",
        lane: "talk",
        priority: 0,
        kind: "message.send",
        state: "pending",
        attempts: 0,
        uncertain: literal(0),
        not_before_at: 0,
        expires_at: null,
        owner_epoch: 0,
        supersedable: 0,
        turn_id: blank,
        created_at: 0,
        sending_at: null,
        text_ref: null,
      }),
    );
    this.#addLane = database.prepare<never>(
      sql
        .insertInto("lanes")
        .values({
          conversation_id: blank,
          lane: "talk",
          destination: "",
          head_seq: 0,
          priority: 0,
          due_at: 0,
        })
        // A lane is as urgent as what is most urgent in it: what stands in front must not hold that back.
        .onConflict((conflict) =>
          conflict.columns(["conversation_id", "lane"]).doUpdateSet((old) => ({
            priority: old.fn<number>("min", [old.ref("lanes.priority"), old.ref("excluded.priority")]),
          })),
        ),
    );
    this.#laneWaits = database.prepare<{ head_seq: number }>(
      sql
        .selectFrom("lanes")
        .select("head_seq")
        .where("conversation_id", "=", blank)
        .where("lane", "=", "talk"),
    );
    this.#sent = database.prepare<never>(
      sql
        .updateTable("outbox")
        .set({ state: literal("sent"), settled_at: 0, message_id: "" })
        .where("seq", "=", 0),
    );
    this.#nextInLane = database.prepare<OutboxRow>(
      sql
        .selectFrom("outbox")
        .selectAll()
        .where("conversation_id", "=", blank)
        .where("lane", "=", "talk")
        .where("state", "=", literal("pending"))
        .orderBy("seq")
        .limit(literal(1)),
    );
    this.#removeLane = database.prepare<never>(
      sql.deleteFrom("lanes").where("conversation_id", "=", blank).where("lane", "=", "talk"),
    );
    this.#sending = database.prepare<never>(
      sql
        .updateTable("outbox")
        .set({ state: literal("sending"), attempts: 0, sending_at: 0, calls: literal(null) })
        .where("seq", "=", 0),
    );
    this.#dueHeads = database.prepare<DueHead>(
      headsOfLanes
        .where("lanes.priority", "=", 0)
        .where("lanes.due_at", "<=", 0)
        .orderBy("lanes.due_at")
        .limit(0),
    );
    this.#mostUrgent = database.prepare<{ priority: number | null }>(
      sql
        .selectFrom("outbox")
        .select((e) => e.fn.min("priority").as("priority"))
        .where("conversation_id", "=", blank)
        .where("lane", "=", "talk")
        .where("state", "=", literal("pending")),
    );
    this.#nextDueAt = database.prepare<{ due_at: number }>(
      sql
        .selectFrom("lanes")
        .select("due_at")
        .where("destination", "=", "")
        .where("priority", "=", 0)
        .orderBy("due_at")
        .limit(literal(1)),
    );
  }

  /** Heads of one priority that are due, the longest due first. */
  dueHeads(query: { destination: string; priority: number; now: number; limit: number }): readonly DueHead[] {
    return this.#dueHeads.all(query.destination, query.priority, query.now, query.limit);
  }

  nextDueAt(destination: string, priority: number): number | undefined {
    return this.#nextDueAt.get(destination, priority)?.due_at;
  }

  markSending(row: { seq: number; attempts: number }, now: number): void {
    this.#sending.run(row.attempts, now, row.seq);
  }

  insert(row: {
    effect: Effect;
    turnId: TurnId;
    sending: boolean;
    conversationKind: ConversationKind;
    now: number;
  }): StoredEffect {
    const { effect, now, sending } = row;
    const destination = destinationOf(effect);
    const { lastInsertRowid } = this.#insert.run(
      effect.id,
      effect.accountId,
      effect.conversationId,
      destination,
      effect.lane,
      priorities[effect.priority],
      effect.kind,
      sending ? "sending" : "pending",
      sending ? 1 : 0,
      effect.notBeforeAt ?? 0,
      effect.expiresAt ?? null,
      effect.ownerEpoch,
      effect.kind === "message.send" && effect.supersedable ? 1 : 0,
      row.turnId,
      now,
      sending ? now : null,
      this.#context.envelopes.put(effect.id, effect),
    );
    return {
      seq: Number(lastInsertRowid),
      effect,
      destination,
      state: sending ? "sending" : "pending",
      attempts: sending ? 1 : 0,
      uncertain: 0,
      conversationKind: row.conversationKind,
      createdAt: now,
    };
  }

  laneWaits(conversationId: ConversationId, lane: Lane): boolean {
    return this.#laneWaits.get(conversationId, lane) !== undefined;
  }

  /** Makes an effect the head of its lane, unless another one is; then the lane becomes as urgent as it. */
  addLane(head: {
    conversationId: ConversationId;
    lane: Lane;
    destination: string;
    seq: number;
    priority: number;
    dueAt: number;
  }): void {
    this.#addLane.run(head.conversationId, head.lane, head.destination, head.seq, head.priority, head.dueAt);
  }

  /** What was being sent in the lane is settled: the next one becomes its head. */
  endLane(conversationId: ConversationId, lane: Lane, notBeforeAt?: number): void {
    if (this.inFlight.end(conversationId, lane)) this.advanceLane(conversationId, lane, notBeforeAt);
  }

  /** The oldest pending effect of a lane becomes its head, if there is one. */
  advanceLane(conversationId: ConversationId, lane: Lane, notBeforeAt = 0): void {
    const next = this.#nextInLane.get(conversationId, lane);
    if (!next) return;
    const { destination, seq } = next;
    const dueAt = Math.max(next.not_before_at, notBeforeAt);
    const priority = this.mostUrgent(conversationId, lane, next.priority);
    this.addLane({ conversationId, lane, destination, seq, priority, dueAt });
  }

  /** The most urgent priority that waits in a lane. */
  mostUrgent(conversationId: ConversationId, lane: Lane, otherwise: number): number {
    return this.#mostUrgent.get(conversationId, lane)?.priority ?? otherwise;
  }

  removeLane(conversationId: ConversationId, lane: Lane): void {
    this.#removeLane.run(conversationId, lane);
  }

  markSent(seq: number, messageId: string | null, now: number): void {
    this.#sent.run(now, messageId, seq);
  }

  update(seq: number, change: Partial<Omit<OutboxRow, "seq">>): void {
    this.#context.database.run(sql.updateTable("outbox").set(change).where("seq", "=", seq));
  }

  /**
   * Every lane with something pending gets its head; what stood in `lanes` is forgotten.
   * @param chat only the lanes of this chat and its topics.
   */
  rebuildLanes(chat?: ConversationId): void {
    const { database } = this.#context;
    const [least, beyond] = chat === undefined ? ["", "\u{10ffff}"] : [chat, `${chat}0`];
    const from = least as ConversationId;
    const to = beyond as ConversationId;
    database.run(
      sql.deleteFrom("lanes").where("conversation_id", ">=", from).where("conversation_id", "<", to),
    );
    const heads = database.all(
      sql
        .selectFrom("outbox")
        .select(["conversation_id", "lane", (e) => e.fn.min("seq").as("head_seq")])
        .where("state", "=", literal("pending"))
        .where("conversation_id", ">=", from)
        .where("conversation_id", "<", to)
        .groupBy(["conversation_id", "lane"]),
    );
    for (const { conversation_id: id, lane } of heads) {
      if (this.inFlight.has(id, lane)) this.inFlight.wait(id, lane);
      else this.advanceLane(id, lane);
    }
  }

  open(row: OutboxRow, conversationKind: ConversationKind): StoredEffect | undefined {
    const opened = row.text_ref === null ? undefined : this.#context.envelopes.tryOpen(row.id, row.text_ref);
    if (opened === undefined) return undefined;
    const effect = opened as Effect;
    const { conversation_id: conversationId } = row;
    return {
      seq: row.seq,
      // The chat may have moved since the effect was sealed.
      effect: effect.conversationId === conversationId ? effect : { ...effect, conversationId },
      destination: row.destination,
      state: row.state === "sending" ? "sending" : "pending",
      attempts: row.attempts,
      uncertain: row.uncertain,
      conversationKind,
      createdAt: row.created_at,
    };
  }
}
