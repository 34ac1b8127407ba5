import type { PersonId } from "../domain/ids.ts";
import type { Person } from "../domain/person.ts";
import type { StorageContext } from "./context.ts";
import { sqlBuilder as sql } from "./database.ts";
import { Lru } from "./lru.ts";

const rememberedPeople = 10_000;

const markOf = (person: Person) =>
  `${person.role} ${person.reachable} ${person.localeHint} ${person.username} ${person.displayName}`;

/** Who writes to us. Names are sealed; a person who has not changed is not written again. */
export class People {
  readonly #context: StorageContext;
  readonly #written = new Lru<PersonId, string>(rememberedPeople);

  constructor(context: StorageContext) {
    this.#context = context;
  }

  /** Those among `people` whose row must be written. */
  changed(people: readonly Person[]): readonly Person[] {
    return people.filter((person) => this.#written.get(person.id) !== markOf(person));
  }

  /** Writes a person within a transaction that is under way; say {@link wrote} once it is committed. */
  write(person: Person): void {
    const { database, sealer } = this.#context;
    const row = {
      body: sealer.seal(JSON.stringify([person.displayName, person.username ?? null]), person.id),
      role: person.role,
      reachable: person.reachable ? 1 : 0,
      locale_hint: person.localeHint ?? null,
    };
    database.run(
      sql
        .insertInto("people")
        .values({ id: person.id, platform: person.platform, ...row })
        .onConflict((conflict) => conflict.column("id").doUpdateSet(row)),
    );
  }

  wrote(people: readonly Person[]): void {
    for (const person of people) this.#written.set(person.id, markOf(person));
  }

  find(id: PersonId): Person | undefined {
    const { database, sealer } = this.#context;
    const row = database.get(sql.selectFrom("people").selectAll().where("id", "=", id));
    if (!row) return undefined;
    const [displayName, username] = JSON.parse(sealer.open(row.body, id)) as [string, string | null];
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
    this.#context.database.run(sql.updateTable("people").set({ reachable: 0 }).where("id", "=", id));
  }

  forgetCached(): void {
    this.#written.clear();
  }
}
