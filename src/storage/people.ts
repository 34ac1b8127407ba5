import type { PersonId } from "../domain/ids.ts";
import type { Person } from "../domain/person.ts";
import type { StorageContext } from "./context.ts";
import { sqlBuilder as sql } from "./database.ts";
import { Lru } from "./lru.ts";
import type { Tables } from "./tables.ts";

/** What is sealed of a person: the name shown, and the one to write to. */
type Names = readonly [displayName: string, username: string | null];

const rememberedPeople = 10_000;

const saysTheSame = (one: Person, other: Person): boolean =>
  one.role === other.role &&
  one.reachable === other.reachable &&
  one.localeHint === other.localeHint &&
  one.username === other.username &&
  one.displayName === other.displayName;

/** Who writes to us. Names are sealed; a person who has not changed is not written again. */
export class People {
  readonly #context: StorageContext;
  readonly #written = new Lru<PersonId, Person>(rememberedPeople);
  /** Written in a transaction whose end is not known yet. */
  readonly #writing = new Map<PersonId, Person>();
  readonly #upsert;
  readonly #row;

  constructor(context: StorageContext) {
    this.#context = context;
    const { database } = context;
    const blank = "" as never;
    this.#upsert = database.prepare<never>(
      sql
        .insertInto("people")
        .values({
          id: blank,
          platform: blank,
          body: Buffer.alloc(0),
          role: "member",
          reachable: 1,
          locale_hint: null,
        })
        .onConflict((conflict) =>
          conflict.column("id").doUpdateSet((old) => ({
            body: old.ref("excluded.body"),
            role: old.ref("excluded.role"),
            reachable: old.ref("excluded.reachable"),
            locale_hint: old.ref("excluded.locale_hint"),
          })),
        ),
    );
    this.#row = database.prepare<Tables["people"]>(
      sql.selectFrom("people").selectAll().where("id", "=", blank),
    );
  }

  /** Those among `people` whose row must be written. */
  changed(people: readonly Person[]): readonly Person[] {
    return people.filter((person) => {
      const written = this.#written.get(person.id);
      return written === undefined || !saysTheSame(written, person);
    });
  }

  /** Writes a person within a transaction that is under way; say {@link wrote} once it is committed. */
  write(person: Person): void {
    const { id, platform, role, reachable, localeHint, displayName, username } = person;
    this.#writing.set(id, person);
    const names: Names = [displayName, username ?? null];
    const body = this.#context.sealer.seal(JSON.stringify(names), id);
    this.#upsert.run(id, platform, body, role, reachable ? 1 : 0, localeHint ?? null);
  }

  wrote(people: readonly Person[]): void {
    for (const { id } of people) {
      const written = this.#writing.get(id);
      this.#writing.delete(id);
      if (written !== undefined) this.#written.set(id, written);
    }
  }

  find(id: PersonId): Person | undefined {
    const row = this.#row.get(id);
    if (!row) return undefined;
    const opened = this.#context.sealer.tryOpen(row.body, id) ?? '["", null]';
    const [displayName, username] = JSON.parse(opened) as Names;
    return {
      id,
      platform: row.platform,
      displayName,
      role: row.role,
      reachable: row.reachable === 1,
      ...(username !== null && { username }),
      ...(row.locale_hint !== null && { localeHint: row.locale_hint }),
    };
  }

  /** The platform told that the person cannot be written to; within a transaction that is under way. */
  markUnreachable(id: PersonId): void {
    this.#written.delete(id);
    this.#writing.delete(id);
    this.#context.database.run(sql.updateTable("people").set({ reachable: 0 }).where("id", "=", id));
  }

  /** Within a transaction that is under way; whoever writes again tells their name by it. */
  erase(id: PersonId): void {
    this.#written.delete(id);
    this.#writing.delete(id);
    const nobody: Names = ["", null];
    const body = this.#context.sealer.seal(JSON.stringify(nobody), id);
    this.#context.database.run(
      sql.updateTable("people").set({ body, locale_hint: null }).where("id", "=", id),
    );
  }

  forgetCached(): void {
    this.#written.clear();
  }
}
