import type { ConversationKind } from "../domain/conversation.ts";
import { priorities } from "../domain/effect.ts";
import type { InboundEvent, Outcome } from "../domain/event.ts";
import { eventId } from "../domain/ids.ts";
import type { StorageContext } from "./context.ts";
import type { Conversations } from "./conversations.ts";
import { literal, sqlBuilder as sql } from "./database.ts";
import type { Inbox } from "./inbox.ts";
import type { OutboxRow, OutboxRows } from "./outbox-rows.ts";
import type { People } from "./people.ts";
import type { Settlement, Storage, StoredEffect, StoredEvent } from "./port.ts";

/** More rows than any allowance lets through in its window; older ones need not be looked at. */
const rowsOfAWindow = 20_000;

/** Answers and what is less urgent fall silent when a human has taken the conversation over. */
const silencedFrom = priorities.answer;

/** What must happen outside, in order per conversation and lane. */
export class Outbox {
  readonly #context: StorageContext;
  readonly #rows: OutboxRows;
  readonly #inbox: Inbox;
  readonly #people: People;
  readonly #conversations: Conversations;

  constructor(
    context: StorageContext,
    parts: { rows: OutboxRows; inbox: Inbox; people: People; conversations: Conversations },
  ) {
    this.#context = context;
    this.#rows = parts.rows;
    this.#inbox = parts.inbox;
    this.#people = parts.people;
    this.#conversations = parts.conversations;
  }

  port(): Pick<
    Storage["outbox"],
    "recover" | "takeDue" | "nextDueAt" | "settle" | "hasten" | "usedSince" | "bySeq"
  > {
    const { database, writer } = this.#context;
    const failedPassingly = sql
      .selectFrom("outbox")
      .select("seq")
      .where("state", "=", literal("pending"))
      .where("failure", "=", "transient");
    return {
      recover: (decide, now) => writer.write(() => this.#recover(decide, now)),
      takeDue: (query) => writer.write(() => this.#takeDue(query)),
      nextDueAt: async ({ destination, maxPriority }) => {
        let earliest: number | undefined;
        for (let priority = 0; priority <= maxPriority; priority++) {
          const dueAt = this.#rows.nextDueAt(destination, priority);
          if (dueAt !== undefined && (earliest === undefined || dueAt < earliest)) earliest = dueAt;
        }
        return earliest;
      },
      settle: (settlements, now) => writer.write(() => this.#settle(settlements, now)),
      hasten: (destination, now) =>
        writer.write(() => {
          database.run(
            sql
              .updateTable("lanes")
              .set({ due_at: now })
              .where("destination", "=", destination)
              .where("due_at", ">", now)
              .where("head_seq", "in", failedPassingly),
          );
        }),
      usedSince: async (destination, since) =>
        database
          .all(
            sql
              .selectFrom("outbox")
              .select("sending_at")
              .where("destination", "=", destination)
              .where("sending_at", ">", since)
              .where("seq", ">", (newest) =>
                newest.selectFrom("outbox").select((e) => e(e.fn.max("seq"), "-", rowsOfAWindow).as("seq")),
              )
              .orderBy("seq", "desc"),
          )
          .flatMap((row) => row.sending_at ?? []),
      bySeq: async (seq, conversationId) => {
        const row = database.get(
          sql
            .selectFrom("outbox")
            .selectAll()
            .where("seq", "=", seq)
            .where("conversation_id", "=", conversationId),
        );
        return row && this.#rows.open(row, "direct")?.effect;
      },
    };
  }

  #recover(
    decide: (stored: StoredEffect) => "repeat" | "repeat_uncertain" | "dead",
    now: number,
  ): readonly StoredEvent[] {
    const { database } = this.#context;
    const events: StoredEvent[] = [];
    const rows = database.all(
      sql.selectFrom("outbox").selectAll().where("state", "=", literal("sending")).orderBy("seq"),
    );
    for (const row of rows) {
      const stored = this.#open(row);
      if (!stored) {
        this.#rows.update(row.seq, {
          state: "dead",
          settled_at: now,
          failure: "expired",
          reason: "text expired",
        });
        continue;
      }
      const verdict = decide(stored);
      if (verdict === "dead") {
        const reason = "the process ended while it was being sent, for the second time";
        events.push(...this.#die({ stored, to: "dead", failure: "uncertain", reason }, now));
      } else {
        const uncertain = row.uncertain + (verdict === "repeat_uncertain" ? 1 : 0);
        this.#rows.update(row.seq, { state: "pending", uncertain, sending_at: null });
      }
    }
    this.#rows.rebuildLanes();
    return events;
  }

  #takeDue(query: { destination: string; now: number; limit: number; maxPriority: number }): {
    taken: readonly StoredEffect[];
    settled: readonly StoredEvent[];
  } {
    const { destination, now, limit, maxPriority } = query;
    const taken: StoredEffect[] = [];
    const settled: StoredEvent[] = [];
    for (let priority = 0; priority <= maxPriority && taken.length < limit; priority++) {
      const heads = this.#rows.dueHeads({ destination, priority, now, limit: limit - taken.length });
      for (const { epoch_now, conversation_kind, ...row } of heads) {
        if (this.#rows.inFlight.has(row.conversation_id, row.lane)) continue;
        this.#rows.removeLane(row.conversation_id, row.lane);
        const stored = this.#rows.open(row, conversation_kind ?? "direct");
        if (!stored) {
          this.#rows.update(row.seq, {
            state: "dead",
            settled_at: now,
            failure: "expired",
            reason: "text expired",
          });
          this.#rows.advanceLane(row.conversation_id, row.lane);
        } else if (row.expires_at !== null && row.expires_at <= now) {
          const reason = "it could not be sent while it was of use";
          settled.push(...this.#die({ stored, to: "dead", failure: "expired", reason }, now));
        } else if (
          row.priority >= silencedFrom &&
          row.owner_epoch < (epoch_now ?? 0) &&
          row.lane === "talk"
        ) {
          const reason = "a human has taken the conversation over";
          settled.push(...this.#die({ stored, to: "dead", failure: "superseded", reason }, now));
        } else {
          this.#rows.markSending({ seq: row.seq, attempts: row.attempts + 1 }, now);
          this.#rows.inFlight.begin(row.conversation_id, row.lane, true);
          taken.push({ ...stored, state: "sending", attempts: row.attempts + 1 });
        }
      }
    }
    return { taken, settled };
  }

  #settle(settlements: readonly Settlement[], now: number): readonly StoredEvent[] {
    const events: StoredEvent[] = [];
    for (const settlement of settlements) {
      const { stored } = settlement;
      const { conversationId, lane } = stored.effect;
      switch (settlement.to) {
        case "sent":
          this.#rows.markSent(stored.seq, settlement.receipt.messageIds[0] ?? null, now);
          this.#noteDeskRef(settlement);
          if (stored.effect.report) {
            events.push(...this.#settledEvent(stored, { state: "sent", receipt: settlement.receipt }, now));
          }
          this.#rows.endLane(conversationId, lane);
          break;
        case "retry":
          this.#rows.update(stored.seq, {
            state: "pending",
            not_before_at: settlement.at,
            failure: settlement.failure,
            reason: settlement.reason,
            uncertain: settlement.uncertain,
          });
          this.#rows.inFlight.end(conversationId, lane);
          this.#rows.addLane({
            conversationId,
            lane,
            destination: stored.destination,
            seq: stored.seq,
            priority: priorities[stored.effect.priority],
            dueAt: settlement.at,
          });
          // It was being sent and waits now: a newer message may replace it.
          this.#conversations.forget(conversationId);
          break;
        case "dead":
          events.push(...this.#die(settlement, now));
          break;
        default:
          settlement satisfies never;
      }
    }
    return events;
  }

  /** A dead effect releases its lane and always tells the conversation. */
  #die(settlement: Extract<Settlement, { to: "dead" }>, now: number): readonly StoredEvent[] {
    const { stored, failure, reason } = settlement;
    const { conversationId, lane } = stored.effect;
    const state = failure === "superseded" ? "superseded" : "dead";
    this.#rows.update(stored.seq, { state, settled_at: now, failure, reason });
    if (failure === "unreachable") this.#markUnreachable(stored);
    this.#rows.endLane(conversationId, lane);
    return this.#settledEvent(stored, { state: "dead", failure, reason }, now);
  }

  #settledEvent(stored: StoredEffect, outcome: Outcome, now: number): readonly StoredEvent[] {
    const { effect } = stored;
    const platformEventId = `settled/${effect.id}/${stored.attempts}/${now.toString(36)}`;
    const event: InboundEvent = {
      id: eventId(effect.accountId, platformEventId),
      accountId: effect.accountId,
      conversationId: effect.conversationId,
      conversationKind: stored.conversationKind,
      platformEventId,
      occurredAt: now,
      kind: "effect.settled",
      effectId: effect.id,
      effectKind: effect.kind,
      outcome,
      ...("ticketId" in effect && { ticketId: effect.ticketId }),
      ...(effect.kind === "message.send" &&
        effect.relayOf && { ticketId: effect.relayOf.ticketId, relayOf: effect.relayOf.eventId }),
    };
    const inserted = this.#inbox.insertNow(event);
    return inserted ? [inserted] : [];
  }

  #noteDeskRef({ stored, receipt }: Extract<Settlement, { to: "sent" }>): void {
    if (stored.effect.kind !== "ticket.open" || receipt.deskRef === undefined) return;
    this.#context.database.run(
      sql.updateTable("tickets").set({ desk_ref: receipt.deskRef }).where("id", "=", stored.effect.ticketId),
    );
  }

  #markUnreachable(stored: StoredEffect): void {
    const conversation = this.#context.database.get(
      sql.selectFrom("conversations").select("person_id").where("id", "=", stored.effect.conversationId),
    );
    if (conversation?.person_id) this.#people.markUnreachable(conversation.person_id);
  }

  #open(row: OutboxRow): StoredEffect | undefined {
    const conversation = this.#context.database.get(
      sql.selectFrom("conversations").select("kind").where("id", "=", row.conversation_id),
    );
    const kind: ConversationKind = conversation?.kind ?? "direct";
    return this.#rows.open(row, kind);
  }
}
