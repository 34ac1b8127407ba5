import type { Selectable } from "kysely";
import type { KeptAttachment } from "../domain/attachment.ts";
import type { Conversation, DialogueState } from "../domain/conversation.ts";
import type { InboundEvent } from "../domain/event.ts";
import type { ConversationId, PersonId } from "../domain/ids.ts";
import type { ExpectedValue } from "../domain/message.ts";
import type { Ticket } from "../domain/ticket.ts";
import type { PastMessage } from "../domain/turn.ts";
import type { Attachments } from "./attachments.ts";
import type { StorageContext } from "./context.ts";
import { literal, sqlBuilder as sql } from "./database.ts";
import { readHistory } from "./history.ts";
import { personOf } from "./inbox.ts";
import { Lru } from "./lru.ts";
import type { People } from "./people.ts";
import type { ConversationRecord } from "./port.ts";
import type { Tables } from "./tables.ts";
import { ticketsOf } from "./tickets.ts";

const rememberedConversations = 2_000;
/** Lines of the past that a turn is given, and that a ticket's transcript can hold. */
const historyLines = 40;
/** In a group a person's last messages stand among those of many. */
const groupHistoryLines = 300;
const linesOf = (kind: Conversation["kind"]) => (kind === "group" ? groupHistoryLines : historyLines);

interface Known {
  readonly conversation: Conversation;
  readonly personId: PersonId | undefined;
  readonly history: readonly PastMessage[];
  readonly tickets: readonly Ticket[];
  readonly attachments: readonly KeptAttachment[];
  readonly supersedable: ConversationRecord["supersedable"];
}

/** Conversations as the next turn needs them. Those of late stay in memory, as one process owns the file. */
export class Conversations {
  readonly #context: StorageContext;
  readonly #people: People;
  readonly #attachments: Attachments;
  readonly #known = new Lru<ConversationId, Known>(rememberedConversations);
  readonly #upsert;
  readonly #row;
  readonly #unsent;

  constructor(context: StorageContext, parts: { people: People; attachments: Attachments }) {
    this.#context = context;
    this.#people = parts.people;
    this.#attachments = parts.attachments;
    const { database } = context;
    const blank = "" as never;
    this.#upsert = database.prepare<never>(
      sql
        .insertInto("conversations")
        .values({
          id: blank,
          account_id: blank,
          kind: "direct",
          person_id: null,
          owner: "bot",
          owner_epoch: 0,
          opted_out: 0,
          expects: "",
          locale: null,
          state_sealed: Buffer.alloc(0),
        })
        .onConflict((conflict) =>
          conflict.column("id").doUpdateSet((old) => ({
            owner: old.ref("excluded.owner"),
            owner_epoch: old.ref("excluded.owner_epoch"),
            opted_out: old.ref("excluded.opted_out"),
            expects: old.ref("excluded.expects"),
            locale: old.ref("excluded.locale"),
            state_sealed: old.ref("excluded.state_sealed"),
          })),
        ),
    );
    this.#row = database.prepare<Tables["conversations"]>(
      sql.selectFrom("conversations").selectAll().where("id", "=", blank),
    );
    this.#unsent = database.prepare<Pick<Selectable<Tables["outbox"]>, "seq" | "turn_id">>(
      sql
        .selectFrom("outbox")
        .select(["seq", "turn_id"])
        .where("conversation_id", "=", blank)
        .where("lane", "=", "talk")
        .where("state", "=", literal("pending"))
        .where("supersedable", "=", 1),
    );
  }

  load(named: ConversationId, event: InboundEvent): ConversationRecord {
    const id = this.#context.moves.resolve(named);
    const known = this.#known.get(id) ?? this.#read(id);
    const acting = personOf(event);
    if (known) {
      const person = acting ?? (known.personId ? this.#people.find(known.personId) : undefined);
      // The desk's reference, and what came of a download, are written when an effect settles, which is not a turn.
      const unsettled = known.tickets.some(({ deskRef }) => deskRef === undefined);
      const tickets = unsettled ? ticketsOf(this.#context, id) : known.tickets;
      const beingKept = known.attachments.some(({ state }) => state === "keeping");
      const attachments = beingKept ? this.#attachments.of(id) : known.attachments;
      // What waited then has most likely been sent since; a turn that replaces what was sent is decided twice.
      const supersedable = known.supersedable.length > 0 ? this.#supersedable(id) : known.supersedable;
      return { ...known, tickets, attachments, supersedable, isNew: false, person };
    }
    const { accountId, conversationKind: kind } = event;
    const conversation = {
      id,
      accountId,
      kind,
      owner: "bot",
      ownerEpoch: 0,
      expects: [],
      state: {},
    } as const;
    return {
      conversation,
      isNew: true,
      person: acting,
      history: [],
      tickets: [],
      attachments: [],
      supersedable: [],
    };
  }

  /** Writes the row, unless it says all of it already, within a transaction that is under way. */
  write(conversation: Conversation, personId: PersonId | undefined): void {
    const { id, accountId, kind, owner, ownerEpoch, locale } = conversation;
    const before = this.#known.get(id)?.conversation;
    const expects = JSON.stringify(conversation.expects);
    const state = JSON.stringify(conversation.state);
    const isWritten =
      before !== undefined &&
      before.owner === owner &&
      before.ownerEpoch === ownerEpoch &&
      before.locale === locale &&
      JSON.stringify(before.expects) === expects &&
      JSON.stringify(before.state) === state;
    if (isWritten) return;
    const sealed = this.#context.sealer.seal(state, id);
    this.#upsert.run(
      id,
      accountId,
      kind,
      personId ?? null,
      owner,
      ownerEpoch,
      conversation.state.optedOutAt === undefined ? 0 : 1,
      expects,
      locale ?? null,
      sealed,
    );
  }

  /**
   * A conversation goes on under another id, within a transaction that is under way. Both rows are the same chat: who
   * has it and what was agreed upon stays, and what was told under the new id since is added.
   */
  move(from: ConversationId, to: ConversationId): void {
    const old = this.#read(from);
    const known = this.#read(to);
    this.forget(from);
    this.forget(to);
    if (!old) return;
    const { conversation: now } = known ?? old;
    const conversation: Conversation = {
      ...old.conversation,
      id: to,
      ownerEpoch: Math.max(old.conversation.ownerEpoch, now.ownerEpoch),
      expects: now.expects.length > 0 ? now.expects : old.conversation.expects,
      state: { ...old.conversation.state, ...now.state },
    };
    this.write(conversation, old.personId ?? known?.personId);
    this.#context.database.run(sql.deleteFrom("conversations").where("id", "=", from));
  }

  /** Events may have expired while the conversation still knows its person. */
  heardFrom(named: ConversationId): boolean {
    const { database, moves } = this.#context;
    const id = moves.resolve(named);
    const known = this.#known.get(id)?.personId ?? this.#row.get(id)?.person_id ?? undefined;
    if (known !== undefined) return true;
    const event = database.get(
      sql
        .selectFrom("inbox")
        .select("seq")
        .where("conversation_id", "=", id)
        .where("person_id", "is not", null)
        .limit(1),
    );
    return event !== undefined;
  }

  /** Keeps what a committed turn knows, so that the next one need not read it. */
  keep(record: ConversationRecord): void {
    const { history } = record;
    const most = linesOf(record.conversation.kind);
    this.#known.set(record.conversation.id, {
      conversation: record.conversation,
      personId: record.person?.id,
      history: history.length > most ? history.slice(-most) : history,
      tickets: record.tickets,
      attachments: record.attachments,
      supersedable: record.supersedable,
    });
  }

  /** The lines that are kept in memory; undefined when the conversation is not. */
  pastOf(id: ConversationId): readonly PastMessage[] | undefined {
    return this.#known.get(id)?.history;
  }

  forget(id: ConversationId): void {
    this.#known.delete(id);
  }

  forgetAll(): void {
    this.#known.clear();
  }

  #read(id: ConversationId): Known | undefined {
    const row = this.#row.get(id);
    if (!row) return undefined;
    const conversation: Conversation = {
      id,
      accountId: row.account_id,
      kind: row.kind,
      owner: row.owner,
      ownerEpoch: row.owner_epoch,
      expects: JSON.parse(row.expects) as ExpectedValue[],
      // What cannot be opened is forgotten: the conversation goes on without it rather than not at all.
      state: JSON.parse(this.#context.sealer.tryOpen(row.state_sealed, id) ?? "{}") as DialogueState,
      ...(row.locale !== null && { locale: row.locale }),
    };
    return {
      conversation,
      personId: row.person_id ?? undefined,
      history: readHistory(this.#context, id, linesOf(row.kind)),
      tickets: ticketsOf(this.#context, id),
      attachments: this.#attachments.of(id),
      supersedable: this.#supersedable(id),
    };
  }

  #supersedable(id: ConversationId): ConversationRecord["supersedable"] {
    return this.#unsent.all(id, "talk", 1).map((row) => ({ seq: row.seq, turnId: row.turn_id }));
  }
}
