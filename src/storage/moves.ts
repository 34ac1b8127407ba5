import { type ConversationId, chatOf } from "../domain/ids.ts";
import { type Database, sqlBuilder as sql } from "./database.ts";
import type { TransactionFollower } from "./writer.ts";

/** A chat that became another may become another again; more steps than these are a fault. */
const stepsAtMost = 16;

/**
 * Chats that go on under another id. Whatever still names the old one (an update on its way, an effect being sent, a
 * configured chat) is led to the new one. All are in memory, both ways: two ids for each group that became another, and for each
 * person who was answered elsewhere than where they asked.
 */
export class Moves implements TransactionFollower {
  readonly #database: Database;
  readonly #to = new Map<ConversationId, ConversationId>();
  /** Of several that became one, any. */
  readonly #from = new Map<ConversationId, ConversationId>();
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

  /** The first id that a chat had, when it had another one. */
  origin(id: ConversationId): ConversationId | undefined {
    if (this.#from.size === 0) return undefined;
    const chat = chatOf(id);
    let first = chat;
    for (let step = 0; step < stepsAtMost; step++) first = this.#from.get(first) ?? first;
    return first === chat ? undefined : (`${first}${id.slice(chat.length)}` as ConversationId);
  }

  /** Within a transaction that is under way. */
  add(from: ConversationId, to: ConversationId): void {
    this.#database.run(sql.insertInto("moves").values({ from_id: from, to_id: to }));
    this.#note(from, to);
    this.#changed = true;
  }

  load(): void {
    this.#to.clear();
    this.#from.clear();
    for (const { from_id, to_id } of this.#database.all(sql.selectFrom("moves").selectAll())) {
      this.#note(from_id, to_id);
    }
  }

  #note(from: ConversationId, to: ConversationId): void {
    this.#to.set(from, to);
    this.#from.set(to, from);
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
