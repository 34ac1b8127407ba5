import { type ConversationId, chatOf } from "../domain/ids.ts";
import { type Database, sqlBuilder as sql } from "./database.ts";
import type { TransactionFollower } from "./writer.ts";

/** A chat that became another may become another again; more steps than these are a fault. */
const stepsAtMost = 16;

/**
 * Chats that go on under another id. Whatever still names the old one (an update on its way, an effect being sent, a
 * configured chat) is led to the new one. All are in memory: two ids for each group that became another, and for each
 * person who was answered elsewhere than where they asked.
 */
export class Moves implements TransactionFollower {
  readonly #database: Database;
  readonly #to = new Map<ConversationId, ConversationId>();
  #changed = false;

  constructor(database: Database) {
    this.#database = database;
    this.load();
  }

  /** The id under which a conversation goes on; its own, as a rule. */
  resolve(id: ConversationId): ConversationId {
    if (this.#to.size === 0) return id;
    let current = id;
    for (let step = 0; step < stepsAtMost; step++) {
      const chat = chatOf(current);
      const to = this.#to.get(chat);
      if (to === undefined) return current;
      current = `${to}${current.slice(chat.length)}` as ConversationId;
    }
    return current;
  }

  /** Within a transaction that is under way. */
  add(from: ConversationId, to: ConversationId): void {
    this.#database.run(sql.insertInto("moves").values({ from_id: from, to_id: to }));
    this.#to.set(from, to);
    this.#changed = true;
  }

  load(): void {
    this.#to.clear();
    for (const { from_id, to_id } of this.#database.all(sql.selectFrom("moves").selectAll())) {
      this.#to.set(from_id, to_id);
    }
  }

  beforeCommit(): void {}

  committed(): void {
    this.#changed = false;
  }

  rolledBack(): void {
    if (this.#changed) this.load();
    this.#changed = false;
  }
}
