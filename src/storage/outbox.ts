import type { ConversationKind } from "../domain/conversation.ts";
import { priorities } from "../domain/effect.ts";
import type { Outcome } from "../domain/event.ts";
import type { Attachments } from "./attachments.ts";
import { Calls } from "./calls.ts";
import type { StorageContext } from "./context.ts";
import type { Conversations } from "./conversations.ts";
import { literal, sqlBuilder as sql } from "./database.ts";
import type { Inbox } from "./inbox.ts";
import { longestWaiting, sharedQueue, urgentFirst } from "./longest-waiting.ts";
import type { OutboxRow, OutboxRows } from "./outbox-rows.ts";
import type { People } from "./people.ts";
import type { Settlement, Storage, StoredEffect, StoredEvent } from "./port.ts";
import { type Settled, settledEvent } from "./settled-event.ts";
import { endingOf, isSilenced, ownerNow, tooLate } from "./silenced.ts";

type Dead = Extract<Settlement, { to: "dead" }>;
type TakeQuery = Parameters<Storage["outbox"]["takeDue"]>[0];
type Taken = Awaited<ReturnType<Storage["outbox"]["takeDue"]>>;

/** What must happen outside, in order per conversation and lane. */
export class Outbox {
  readonly #context: StorageContext;
  readonly #rows: OutboxRows;
  readonly #inbox: Inbox;
  readonly #people: People;
  readonly #conversations: Conversations;
  readonly #attachments: Attachments;
  readonly #calls: Calls;
  readonly #longestWaiting;
  readonly #urgentFirst;

  constructor(
    context: StorageContext,
    parts: {
      rows: OutboxRows;
      inbox: Inbox;
      people: People;
      conversations: Conversations;
      attachments: Attachments;
    },
  ) {
    this.#context = context;
    this.#rows = parts.rows;
    this.#inbox = parts.inbox;
    this.#people = parts.people;
    this.#conversations = parts.conversations;
    this.#attachments = parts.attachments;
    this.#calls = new Calls(context);
    this.#longestWaiting = longestWaiting(context);
    this.#urgentFirst = urgentFirst(context);
  }

  port(): Omit<Storage["outbox"], "usedSince" | "groupSendsSince" | "bySeq" | "expireDue" | "sentTo"> {
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
      const kind = ownerNow(this.#context, row.conversation_id).kind;
      const stored = this.#rows.open(row, kind);
      if (!stored) {
        events.push(...this.#dieUnread(row, kind, now));
        continue;
      }
      const kept =
        stored.effect.kind === "attachment.keep" ? this.#attachments.onDisk(stored.effect) : undefined;
      if (kept) {
        events.push(...this.#settle([{ stored, to: "sent", receipt: { messageIds: [], kept } }], now));
        continue;
      }
      const verdict = decide(stored);
      if (verdict === "dead") {
        const reason = "the process ended while it was being sent, for the second time";
        events.push(...this.#die({ stored, to: "dead", failure: "uncertain", reason }, now));
      } else {
        const uncertain = row.uncertain + (verdict === "repeat_uncertain" ? 1 : 0);
        this.#rows.update(row.seq, { state: "pending", uncertain });
      }
    }
    this.#rows.rebuildLanes();
    return events;
  }

  #takeDue(query: TakeQuery): Taken {
    const { destination, now, limit, maxPriority, longestWaitFirst = false } = query;
    const admit = query.admit?.();
    let held = 0;
    const taken: StoredEffect[] = [];
    const settled: StoredEvent[] = [];
    for (let from = 0; from <= maxPriority && taken.length < limit; ) {
      const isShared = longestWaitFirst && from === sharedQueue.from;
      const to = isShared ? Math.min(maxPriority, sharedQueue.to) : from;
      const about = { destination, now, limit: limit - taken.length };
      const heads = isShared
        ? this.#longestWaiting({ ...about, from, to })
        : longestWaitFirst && from < sharedQueue.from
          ? this.#urgentFirst({ ...about, priority: from })
          : this.#rows.dueHeads({ ...about, priority: from });
      from = to + 1;
      for (const { epoch_now, opted_out, conversation_kind, ...row } of heads) {
        const owner = { epoch_now, opted_out };
        if (this.#rows.inFlight.has(row.conversation_id, row.lane)) continue;
        // Where only warnings may be sent, what stands in front of one waits.
        if (maxPriority < priorities.human && row.priority > maxPriority) continue;
        this.#rows.removeLane(row.conversation_id, row.lane);
        const kind = conversation_kind ?? "direct";
        const stored = this.#rows.open(row, kind);
        if (!stored) {
          settled.push(...this.#dieUnread(row, kind, now));
          this.#rows.advanceLane(row.conversation_id, row.lane);
          continue;
        }
        const isLate = row.expires_at !== null && row.expires_at <= now;
        if (isLate || isSilenced(row, owner)) {
          const ending = endingOf(row, { owner, otherwise: tooLate });
          settled.push(...this.#die({ stored, to: "dead", ...ending }, now));
          continue;
        }
        const dueAt = admit?.(stored) ?? 0;
        if (dueAt > now) {
          held += 1;
          this.#rows.advanceLane(row.conversation_id, row.lane, dueAt);
        } else {
          this.#calls.keep(row, now);
          this.#rows.markSending({ seq: row.seq, attempts: row.attempts + 1 }, now);
          this.#rows.inFlight.begin(row.conversation_id, row.lane, true);
          taken.push({ ...stored, state: "sending", attempts: row.attempts + 1 });
        }
      }
    }
    return { taken, settled, held };
  }

  #settle(settlements: readonly Settlement[], now: number): readonly StoredEvent[] {
    const events: StoredEvent[] = [];
    for (const settlement of settlements) {
      const { stored } = settlement;
      const { lane } = stored.effect;
      this.#calls.note(settlement);
      const conversationId = this.#context.moves.resolve(stored.effect.conversationId);
      switch (settlement.to) {
        case "sent":
          this.#markSent(settlement, now);
          this.#noteDeskRef(settlement);
          if (stored.effect.kind === "attachment.keep")
            this.#attachments.settle(stored.effect, settlement.receipt.kept ?? { refusal: "not_available" });
          if (stored.effect.report || stored.effect.kind === "attachment.keep") {
            events.push(...this.#settledEvent(stored, { state: "sent", receipt: settlement.receipt }, now));
          }
          this.#rows.endLane(conversationId, lane, settlement.nextAt);
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
            priority: this.#rows.mostUrgent(conversationId, lane, priorities[stored.effect.priority]),
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

  /** A dead effect releases its lane. */
  #die(settlement: Dead, now: number): readonly StoredEvent[] {
    const told = this.#giveUp(settlement, now);
    const { conversationId, lane } = settlement.stored.effect;
    this.#rows.endLane(this.#context.moves.resolve(conversationId), lane);
    return told;
  }

  /** What died always tells its conversation. */
  #giveUp({ stored, failure, reason }: Dead, now: number): readonly StoredEvent[] {
    const { effect } = stored;
    const state = failure === "superseded" ? "superseded" : "dead";
    this.#rows.update(stored.seq, { state, settled_at: now, failure, reason });
    if (failure === "unreachable") this.#markUnreachable(stored);
    if (effect.kind === "attachment.keep") this.#attachments.settle(effect, { refusal: "not_available" });
    // What was never said must not be remembered as if it had been.
    else if (this.#attachments.takeBack(effect) || effect.kind === "message.send")
      this.#conversations.forget(this.#context.moves.resolve(effect.conversationId));
    return this.#settledEvent(stored, { state: "dead", failure, reason }, now);
  }

  /** What cannot be opened any more: who it was for is told what is still known. */
  #dieUnread(row: OutboxRow, conversationKind: ConversationKind, now: number): readonly StoredEvent[] {
    const reason = "its text has expired";
    this.#rows.update(row.seq, { state: "dead", settled_at: now, failure: "expired", reason });
    const { id, account_id: accountId, conversation_id: conversationId, kind, attempts } = row;
    const about = { effect: { id, accountId, conversationId, kind }, attempts, conversationKind };
    return this.#settledEvent(about, { state: "dead", failure: "expired", reason }, now);
  }

  #settledEvent(about: Settled, outcome: Outcome, now: number): readonly StoredEvent[] {
    const inserted = this.#inbox.insertNow(settledEvent(about, outcome, now));
    return inserted ? [inserted] : [];
  }

  #markSent({ stored, receipt }: Extract<Settlement, { to: "sent" }>, now: number): void {
    const { messageIds } = receipt;
    this.#rows.markSent(stored.seq, messageIds[0] ?? null, now);
    if (messageIds.length > 1) this.#rows.update(stored.seq, { message_ids: JSON.stringify(messageIds) });
  }

  /** It waited for too long, or its text is about to expire: it is given up while it can still be told of. */
  expire(row: OutboxRow, { now, reason }: { now: number; reason: string }): readonly StoredEvent[] {
    const { conversation_id: id, lane } = row;
    const { kind, ...owner } = ownerNow(this.#context, id);
    const stored = this.#rows.open(row, kind);
    const ending = endingOf(row, { owner, otherwise: reason });
    const told = stored
      ? this.#giveUp({ stored, to: "dead", ...ending }, now)
      : this.#dieUnread(row, kind, now);
    // What is being sent in the lane is followed by the next one when it is settled.
    if (!this.#rows.inFlight.has(id, lane)) {
      this.#rows.removeLane(id, lane);
      this.#rows.advanceLane(id, lane);
    }
    return told;
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
}
