import type { InboundEvent } from "../domain/event.ts";
import { chatOf } from "../domain/ids.ts";
import { type Database, sqlBuilder as sql } from "./database.ts";
import type { Moves } from "./moves.ts";
import type { GroupsPort } from "./port-groups.ts";

/** Who is in a chat, and was: facts for moderation. One statement an event, so that a raid costs little. */
export class Members {
  readonly #database: Database;
  readonly #moves: Moves;
  readonly #upsert;

  constructor(database: Database, moves: Moves) {
    this.#database = database;
    this.#moves = moves;
    const blank = "" as never;
    this.#upsert = database.prepare<never>(
      sql
        .insertInto("memberships")
        .values({
          chat_id: blank,
          person_id: blank,
          role: "member",
          joined_at: null,
          left_at: null,
          changed_at: 0,
        })
        .onConflict((conflict) =>
          conflict
            .columns(["chat_id", "person_id"])
            .doUpdateSet((old) => ({
              role: old.ref("excluded.role"),
              joined_at: old.fn.coalesce("excluded.joined_at", "memberships.joined_at"),
              left_at: old.ref("excluded.left_at"),
              changed_at: old.ref("excluded.changed_at"),
            }))
            .whereRef("excluded.changed_at", ">=", "memberships.changed_at"),
        ),
    );
  }

  /** Within the transaction that takes the event in. */
  note(event: InboundEvent): void {
    switch (event.kind) {
      case "member.joined":
      case "member.left":
      case "member.changed": {
        const { occurredAt: at, person } = event;
        const joinedAt = event.kind === "member.joined" ? at : null;
        const leftAt = event.kind === "member.left" ? at : null;
        const chat = chatOf(this.#moves.resolve(event.conversationId));
        this.#upsert.run(chat, person.id, person.role, joinedAt, leftAt, at);
        return;
      }
      default:
    }
  }

  port(): GroupsPort["members"] {
    return {
      of: async (chat, person) => {
        const row = this.#database.get(
          sql
            .selectFrom("memberships")
            .select(["role", "joined_at", "left_at"])
            .where("chat_id", "=", chatOf(this.#moves.resolve(chat)))
            .where("person_id", "=", person),
        );
        if (!row) return undefined;
        return {
          role: row.role,
          ...(row.joined_at !== null && { joinedAt: row.joined_at }),
          ...(row.left_at !== null && { leftAt: row.left_at }),
        };
      },
    };
  }
}
