import type { KeepOutcome, KeptAttachment } from "../domain/attachment.ts";
import type { Effect, KeepAttachment } from "../domain/effect.ts";
import type { AttachmentId, ConversationId, TicketId } from "../domain/ids.ts";
import type { AttachmentFiles, FileFacts } from "./attachment-files.ts";
import type { StorageContext } from "./context.ts";
import { literal, sqlBuilder as sql } from "./database.ts";
import type { Storage } from "./port.ts";
import type { Tables } from "./tables.ts";

/** What a turn is told of, the newest. */
const shownAtMost = 100;
/** What the platform claims is a person's own words unless it looks like a type. */
const typeShape = /^[\w.+-]{1,60}\/[\w.+-]{1,80}$/;
const unknownType = "application/octet-stream";

/** The free text of a row. */
type Words = Pick<KeptAttachment, "fileName" | "mediaType">;

/** The attachments that a ticket effect hands to the desk. */
export const attachmentsOf = (effect: Effect): readonly AttachmentId[] => {
  switch (effect.kind) {
    case "ticket.open": {
      const { attachments = [], transcript } = effect.draft;
      const named = [...attachments, ...transcript.flatMap((entry) => entry.attachments ?? [])];
      return [...new Set(named.map(({ id }) => id))];
    }
    case "ticket.append":
      return (effect.entry.attachments ?? []).map(({ id }) => id);
    default:
      return [];
  }
};

/** Rows of `attachments`, and the files that belong to them. */
export class Attachments {
  readonly #context: StorageContext;
  readonly #files: AttachmentFiles;
  readonly #of;

  constructor(context: StorageContext, files: AttachmentFiles) {
    this.#context = context;
    this.#files = files;
    this.#of = context.database.prepare<Tables["attachments"]>(
      sql
        .selectFrom("attachments")
        .selectAll()
        .where("conversation_id", "=", "" as never)
        .orderBy("seq", "desc")
        .limit(literal(shownAtMost)),
    );
  }

  port(): Storage["attachments"] {
    return {
      of: async (conversationId) => this.of(conversationId),
      write: (id, file) => this.#files.write(id, file),
      bytes: async (id) => (this.#state(id) === "kept" ? this.#files.bytes(id) : undefined),
    };
  }

  /** Oldest first. */
  of(conversationId: ConversationId): readonly KeptAttachment[] {
    return this.#of
      .all(conversationId)
      .reverse()
      .map((row) => ({
        ...this.#words(row.id, row.body),
        id: row.id,
        messageId: row.message_id,
        at: row.at,
        state: row.state,
        size: row.size,
        ...(row.refusal !== null && { refusal: row.refusal }),
        ...(row.ticket_id !== null && { ticketId: row.ticket_id }),
      }));
  }

  /** An attachment that is to be fetched; within the transaction of the turn that decided it. */
  insert(effect: KeepAttachment, at: number): void {
    const { attachmentId: id, ref } = effect;
    const claimed = ref.mediaType ?? "";
    const words: Words = {
      fileName: ref.fileName ?? ref.kind,
      mediaType: typeShape.test(claimed) ? claimed : unknownType,
    };
    this.#context.database.run(
      sql
        .insertInto("attachments")
        .values({
          id,
          conversation_id: effect.conversationId,
          message_id: effect.messageId,
          at,
          state: "keeping",
          refusal: null,
          size: ref.size ?? 0,
          ticket_id: null,
          body: this.#seal(id, words),
        })
        .onConflict((conflict) => conflict.column("id").doNothing()),
    );
  }

  /** The bytes are on disk, or never will be; within the settling transaction. */
  settle({ attachmentId: id }: KeepAttachment, outcome: KeepOutcome): void {
    const change =
      "refusal" in outcome
        ? ({ state: "refused", refusal: outcome.refusal } as const)
        : ({
            state: "kept",
            refusal: null,
            size: outcome.size,
            body: this.#seal(id, { fileName: outcome.fileName, mediaType: outcome.mediaType }),
          } as const);
    this.#context.database.run(sql.updateTable("attachments").set(change).where("id", "=", id));
  }

  /** What is on disk as a whole of an attachment that was being fetched when the last process ended. */
  onDisk({ attachmentId: id }: KeepAttachment): FileFacts | undefined {
    return this.#state(id) === undefined ? undefined : this.#files.facts(id);
  }

  /** A ticket effect was decided that hands these over: no other one does so again. */
  give(effect: Effect): boolean {
    if (effect.kind !== "ticket.open" && effect.kind !== "ticket.append") return false;
    return this.#mark(attachmentsOf(effect), { from: null, to: effect.ticketId });
  }

  /** The ticket effect came to nothing: another ticket may be given them. */
  takeBack(effect: Effect): boolean {
    if (effect.kind !== "ticket.open" && effect.kind !== "ticket.append") return false;
    return this.#mark(attachmentsOf(effect), { from: effect.ticketId, to: null });
  }

  /** Forgets the oldest rows; their files are removed once that is on disk. */
  expire(limits: { before: number; atOnce: number }): readonly Expired[] {
    const { database } = this.#context;
    const old = database.all(
      sql
        .selectFrom("attachments")
        .select(["id", "conversation_id as conversationId"])
        .where("at", "<", limits.before)
        .orderBy("at")
        .limit(limits.atOnce),
    );
    if (old.length > 0) {
      const ids = old.map(({ id }) => id);
      database.run(sql.deleteFrom("attachments").where("id", "in", ids));
    }
    return old;
  }

  /**
   * Forgets what a conversation carried, or only what these messages did; what is being fetched, or waits for the desk,
   * only when `waitingToo`.
   */
  erase(
    conversationId: ConversationId,
    { until, waitingToo, messages }: { until: number; waitingToo: boolean; messages?: ReadonlySet<string> },
  ): readonly Expired[] {
    const { database } = this.#context;
    const onItsWay = this.#waitsForDesk(conversationId);
    const old = database
      .all(
        sql
          .selectFrom("attachments")
          .select(["id", "conversation_id as conversationId", "message_id", "state", "ticket_id"])
          .where("conversation_id", "=", conversationId)
          .where("at", "<=", until),
      )
      .filter(({ message_id }) => messages === undefined || messages.has(message_id))
      .filter(
        ({ state, ticket_id }) => waitingToo || (state !== "keeping" && (ticket_id === null || !onItsWay)),
      );
    const ids = old.map(({ id }) => id);
    if (ids.length > 0) database.run(sql.deleteFrom("attachments").where("id", "in", ids));
    return old;
  }

  #waitsForDesk(conversationId: ConversationId): boolean {
    const waiting = this.#context.database.get(
      sql
        .selectFrom("outbox")
        .select("seq")
        .where("conversation_id", "=", conversationId)
        .where("lane", "=", "desk")
        .where("state", "in", ["pending", "sending"])
        .limit(1),
    );
    return waiting !== undefined;
  }

  removeFiles(expired: readonly Expired[]): Promise<void> {
    return this.#files.remove(expired.map(({ id }) => id));
  }

  /** Files without a row that wants them: a process ended between the two. At start only. */
  sweep(): void {
    const rows = this.#context.database.all(
      sql.selectFrom("attachments").select("id").where("state", "<>", "refused"),
    );
    this.#files.sweep(new Set(rows.map(({ id }) => id)));
  }

  #mark(ids: readonly AttachmentId[], { from, to }: { from: TicketId | null; to: TicketId | null }): boolean {
    if (ids.length === 0) return false;
    this.#context.database.run(
      sql
        .updateTable("attachments")
        .set({ ticket_id: to })
        .where("id", "in", ids)
        .where("ticket_id", from === null ? "is" : "=", from),
    );
    return true;
  }

  #state(id: AttachmentId): KeptAttachment["state"] | undefined {
    return this.#context.database.get(sql.selectFrom("attachments").select("state").where("id", "=", id))
      ?.state;
  }

  #seal(id: AttachmentId, words: Words): Buffer {
    return this.#context.sealer.seal(JSON.stringify(words), `attachment row ${id}`);
  }

  #words(id: AttachmentId, body: Buffer): Words {
    return JSON.parse(this.#context.sealer.open(body, `attachment row ${id}`)) as Words;
  }
}

/** A row that is gone, and whose file is to follow. */
export interface Expired {
  readonly id: AttachmentId;
  readonly conversationId: ConversationId;
}
