import type { Conversation } from "../domain/conversation.ts";
import { type Effect, type KeepAttachment, type Priority, priorities } from "../domain/effect.ts";
import type { ConversationId, TurnId } from "../domain/ids.ts";
import type { PastMessage, Turn, TurnResult } from "../domain/turn.ts";
import { type Attachments, attachmentsOf } from "./attachments.ts";
import type { StorageContext } from "./context.ts";
import type { Conversations } from "./conversations.ts";
import { literal, sqlBuilder as sql } from "./database.ts";
import { type Erased, eraseTold } from "./erase.ts";
import { inboundLine, outboundLine, overwriteText } from "./history.ts";
import type { Inbox } from "./inbox.ts";
import { noteInvitation } from "./invitations.ts";
import type { OutboxRows } from "./outbox-rows.ts";
import type { People } from "./people.ts";
import type { Storage, StoredEffect, TurnCommit, TurnCommitted, TurnRecord } from "./port.ts";
import { noteRelay } from "./relays.ts";
import { applyTicketCommands, ticketsOf } from "./tickets.ts";
import { applyTimerCommands } from "./timers.ts";
import type { TurnTrace } from "./turn-trace.ts";

/** An event of the turn was handled by another turn: nothing was changed. */
export class AlreadyHandled extends Error {
  override readonly name = "AlreadyHandled";
}

/** One turn, one transaction: everything that it changes, or nothing. */
export class Turns {
  readonly #context: StorageContext;
  readonly #parts: { readonly attachments: Attachments; readonly people: People };
  readonly #conversations: Conversations;
  readonly #inbox: Inbox;
  readonly #rows: OutboxRows;
  readonly #done;
  readonly #audit;

  constructor(
    context: StorageContext,
    parts: {
      attachments: Attachments;
      people: People;
      conversations: Conversations;
      inbox: Inbox;
      rows: OutboxRows;
    },
  ) {
    this.#context = context;
    this.#parts = parts;
    this.#conversations = parts.conversations;
    this.#inbox = parts.inbox;
    this.#rows = parts.rows;
    const { database } = context;
    this.#done = database.prepare<never>(
      sql
        .updateTable("inbox")
        .set({ state: "done", turn_id: "" as never, effects_from: null, effects_to: null })
        .where("seq", "=", 0)
        .where("state", "=", literal("pending")),
    );
    this.#audit = database.prepare<never>(
      sql.insertInto("audit").values({
        at: 0,
        conversation_id: "" as never,
        turn_id: "" as never,
        act: literal("turn"),
        effects_from: null,
        effects_to: null,
        text_ref: 0,
      }),
    );
  }

  port(): Storage["turns"] {
    return {
      load: async (conversationId, { event }) => this.#conversations.load(conversationId, event),
      commit: (commit) => this.#commit(commit),
      recent: async (query) => this.#recent(query),
    };
  }

  async #commit(commit: TurnCommit): Promise<TurnCommitted> {
    const { turn, record, result } = commit;
    const { envelopes, moves, writer } = this.#context;
    const conversation: Conversation = { ...turn.conversation, ...result.patch };
    const changed = record.isNew || Object.keys(result.patch).length > 0;
    const trace = traceOf(turn, result, conversation);
    let erased: Erased = { files: [], conversations: [] };
    const stored = await writer.write(() => {
      // The chat has moved since the turn was built: it is built again, where the chat is now.
      if (moves.resolve(conversation.id) !== conversation.id) return undefined;
      if (!this.#supersede(commit.supersedes, turn)) return undefined;
      if (changed) this.#conversations.write(conversation, record.person?.id);
      const effects = result.effects.map((_, n) => this.#insertEffect(commit, n));
      const range = [effects[0]?.seq ?? null, effects.at(-1)?.seq ?? null] as const;
      this.#finishEvents(commit, range);
      if (result.timers.length > 0) applyTimerCommands(this.#context, turn, result.timers);
      if (result.tickets.length > 0) applyTicketCommands(this.#context, turn, result.tickets);
      if (result.invite && record.person) {
        noteInvitation(this.#context, { turn, event: result.invite, personId: record.person.id });
      }
      for (const overwrite of result.overwrite) overwriteText(this.#context, conversation.id, overwrite);
      if (result.erase) {
        const personId = record.person?.id;
        const place = { conversationId: conversation.id, personId, erasure: result.erase, now: turn.now };
        erased = eraseTold(this.#context, this.#parts, place);
      }
      this.#audit.run(turn.now, conversation.id, turn.id, ...range, envelopes.put(turn.id, trace));
      return effects;
    });
    if (stored) this.#remember(commit, conversation, stored);
    for (const id of erased.conversations) this.#conversations.forget(id);
    // A file that stays is nobody's, and swept at the next start.
    if (stored) await this.#parts.attachments.removeFiles(erased.files).catch(() => undefined);
    return stored;
  }

  #finishEvents(commit: TurnCommit, range: readonly [number | null, number | null]): void {
    const last = commit.seqs.at(-1);
    for (const seq of commit.seqs) {
      const [from, to] = seq === last ? range : [null, null];
      const state = commit.dead ? "dead" : "done";
      const { changes } = this.#done.run(state, commit.turn.id, from, to, seq);
      if (changes === 0) throw new AlreadyHandled(`event ${seq}`);
    }
  }

  /** False when one of the answers to be replaced is not waiting any more. */
  #supersede(seqs: readonly number[], turn: Turn): boolean {
    if (seqs.length === 0) return true;
    const { database } = this.#context;
    const waiting = database.all(
      sql
        .selectFrom("outbox")
        .select(["seq", "conversation_id", "lane", "turn_id"])
        .where("seq", "in", seqs)
        .where("state", "=", "pending"),
    );
    if (waiting.length < seqs.length) return false;
    for (const row of waiting) {
      const reason = "a newer message came first";
      this.#rows.update(row.seq, { state: "superseded", settled_at: turn.now, reason });
      this.#adoptEvents(row.conversation_id, { from: row.turn_id, to: turn.id });
      if (this.#rows.inFlight.has(row.conversation_id, row.lane)) continue;
      this.#rows.removeLane(row.conversation_id, row.lane);
      this.#rows.advanceLane(row.conversation_id, row.lane);
    }
    return true;
  }

  /** The questions of the replaced answer are now questions of this turn. */
  #adoptEvents(conversationId: ConversationId, turns: { from: TurnId; to: TurnId }): void {
    this.#context.database.run(
      sql
        .updateTable("inbox")
        .set({ turn_id: turns.to })
        .where("conversation_id", "=", conversationId)
        .where("turn_id", "=", turns.from),
    );
  }

  #insertEffect(commit: TurnCommit, n: number): StoredEffect {
    const { turn, result, reserved } = commit;
    const decided = result.effects[n];
    if (!decided) throw new RangeError(`effect ${n} of ${result.effects.length}`);
    const { lane } = decided;
    const conversationId = this.#context.moves.resolve(decided.conversationId);
    const effect = conversationId === decided.conversationId ? decided : { ...decided, conversationId };
    const behind = this.#rows.inFlight.has(conversationId, lane);
    const free = !behind && !this.#rows.laneWaits(conversationId, lane);
    const sending = free && reserved[n] === true;
    if (effect.kind === "attachment.keep") this.#parts.attachments.insert(effect, carriedAt(effect, turn));
    else this.#parts.attachments.give(effect);
    const stored = this.#rows.insert({
      effect,
      turnId: turn.id,
      sending,
      conversationKind: turn.conversation.kind,
      now: turn.now,
    });
    noteRelay(this.#context, effect, stored.seq);
    if (sending) this.#rows.inFlight.begin(conversationId, lane, false);
    else if (behind) this.#rows.inFlight.wait(conversationId, lane);
    else {
      this.#rows.addLane({
        conversationId,
        lane,
        destination: stored.destination,
        seq: stored.seq,
        priority: priorities[effect.priority],
        dueAt: effect.notBeforeAt ?? 0,
      });
    }
    return stored;
  }

  /** After the commit: what the next turn of the conversation will ask for. */
  #remember(commit: TurnCommit, conversation: Conversation, stored: readonly StoredEffect[]): void {
    const { turn, record, result } = commit;
    this.#inbox.setExpectations(conversation.id, conversation.expects);
    if (result.overwrite.length > 0 || result.erase) {
      this.#conversations.forget(conversation.id);
      return;
    }
    this.#conversations.keep({
      ...record,
      conversation,
      history: this.#historyAfter(commit),
      tickets: result.tickets.length > 0 ? ticketsOf(this.#context, conversation.id) : record.tickets,
      attachments: result.effects.some(touchesAttachments)
        ? this.#parts.attachments.of(conversation.id)
        : record.attachments,
      supersedable: stored.flatMap(({ seq, state, effect }) =>
        state === "pending" && effect.kind === "message.send" && effect.supersedable
          ? [{ seq, turnId: turn.id }]
          : [],
      ),
    });
  }

  #historyAfter({ turn, record, result, supersedes }: TurnCommit): readonly PastMessage[] {
    // Quiet turns of a group are built side by side: what others have added meanwhile stays.
    const lines = [...(this.#conversations.pastOf(turn.conversation.id) ?? record.history)];
    const known = supersedes.length > 0 ? new Set(record.history.map(({ source }) => source)) : undefined;
    for (const event of turn.events) {
      const line = inboundLine(event);
      if (line && !known?.has(line.source)) lines.push(line);
    }
    for (const effect of result.effects) {
      const line = outboundLine(effect, turn.now);
      if (line) lines.push(line);
    }
    return lines;
  }

  #recent(query: { after: number; limit: number; conversationId?: string }): readonly TurnRecord[] {
    const { database, envelopes } = this.#context;
    const { after, limit, conversationId } = query;
    let turns = sql.selectFrom("audit").selectAll().where("act", "=", "turn").where("seq", ">", after);
    if (conversationId !== undefined) turns = turns.where("conversation_id", "=", conversationId as never);
    const rows = database.all(turns.orderBy("seq", after === 0 ? "desc" : "asc").limit(limit));
    if (after === 0) rows.reverse();
    return rows.flatMap(({ seq, at, conversation_id, turn_id, effects_from, effects_to, text_ref }) => {
      if (conversation_id === null || turn_id === null) return [];
      const effects = database.all(
        sql
          .selectFrom("outbox")
          .select(["id", "kind", "lane", "priority", "state", "failure"])
          .where("seq", ">=", effects_from ?? 0)
          .where("seq", "<=", effects_to ?? -1)
          .orderBy("seq"),
      );
      const opened = envelopes.open(turn_id, text_ref);
      if (opened === undefined) return [];
      const trace = opened as TurnTrace;
      const shown = effects.map(({ priority, failure, ...effect }) => ({
        ...effect,
        priority: priorityNamed(priority),
        ...(failure !== null && { failure }),
      }));
      return [{ seq, at, conversationId: conversation_id, id: turn_id, trace, effects: shown }];
    });
  }
}

const touchesAttachments = (effect: Effect): boolean =>
  effect.kind === "attachment.keep" || attachmentsOf(effect).length > 0;

/** When the message that carried it was sent. */
const carriedAt = ({ messageId }: KeepAttachment, { events, now }: Turn): number =>
  events.find((event) => "message" in event && event.message.id === messageId)?.occurredAt ?? now;

const priorityNamed = (rank: number): Priority =>
  (Object.keys(priorities) as Priority[]).find((name) => priorities[name] === rank) ?? "answer";

function traceOf(turn: Turn, result: TurnResult, conversation: Conversation): TurnTrace {
  const { decision } = result;
  return {
    events: turn.events.map(({ id, kind }) => ({ id, kind })),
    stages: result.trace,
    decision: {
      kind: decision.kind,
      reason: decision.reason,
      ...("slug" in decision && { slug: decision.slug }),
      ...("ticketId" in decision && { ticketId: decision.ticketId }),
      ...("to" in decision && { to: decision.to }),
    },
    owner: conversation.owner,
    ...(conversation.locale && { locale: conversation.locale }),
    late: turn.late,
  };
}
