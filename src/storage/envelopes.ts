import type { Database } from "./database.ts";
import { sqlBuilder as sql } from "./database.ts";
import { Lru } from "./lru.ts";
import { writeMeta } from "./meta.ts";
import type { Sealer } from "./seal.ts";
import { envelopeOf, itemsAtMost, type TextRef } from "./text-ref.ts";
import type { TransactionFollower } from "./writer.ts";

/** What is kept, or null once it is erased, and the id of the row that it belongs to, so that it cannot be passed off as another row's. */
type Item = readonly [rowId: string, content: object | null];

const openedKept = 64;
/** Where the highest number ever given is kept, should its envelope be deleted. */
const lastDeleted = "last_envelope";

/**
 * Where free text is kept, sealed: events, effects and traces. All of one transaction go into one envelope, because
 * sealing costs the same for one as for a hundred. Each can be overwritten alone; all of an envelope expire together.
 */
export class Envelopes implements TransactionFollower {
  readonly #database: Database;
  readonly #sealer: Sealer;
  readonly #now: () => number;
  readonly #insert;
  readonly #last;
  readonly #lastDeleted;
  readonly #read;
  readonly #opened = new Lru<number, readonly Item[]>(openedKept);
  #filling: { readonly seq: number; readonly items: Item[] } | undefined;

  constructor(parts: { database: Database; sealer: Sealer; now: () => number }) {
    const { database } = parts;
    this.#database = database;
    this.#sealer = parts.sealer;
    this.#now = parts.now;
    this.#insert = database.prepare<never>(
      sql.insertInto("envelopes").values({ seq: 0, created_at: 0, body: Buffer.alloc(0) }),
    );
    this.#last = database.prepare<{ seq: number | null }>(
      sql.selectFrom("envelopes").select((e) => e.fn.max("seq").as("seq")),
    );
    this.#lastDeleted = database.prepare<{ value: string }>(
      sql.selectFrom("meta").select("value").where("key", "=", lastDeleted),
    );
    this.#read = database.prepare<{ body: Buffer }>(
      sql.selectFrom("envelopes").select("body").where("seq", "=", 0),
    );
  }

  /** Puts content into the envelope of the transaction that is under way. It must not be changed afterwards. */
  put(rowId: string, content: object): TextRef {
    if (this.#filling?.items.length === itemsAtMost) this.beforeCommit();
    this.#filling ??= { seq: this.#lastSeq() + 1, items: [] };
    const { seq, items } = this.#filling;
    return seq * itemsAtMost + items.push([rowId, content]) - 1;
  }

  /** Takes back what was put in last: no row refers to it after all. */
  withdraw(ref: TextRef): void {
    if (this.#filling?.seq === envelopeOf(ref)) this.#filling.items.splice(ref % itemsAtMost);
  }

  /** Undefined when the content has expired. Throws when it was changed, or belongs to another row. */
  open(rowId: string, ref: TextRef): object | undefined {
    const items = this.#items(envelopeOf(ref));
    if (!items) return undefined;
    const [owner, content] = items[ref % itemsAtMost] ?? [];
    if (owner !== rowId || content === undefined) throw new Error(`the content of ${rowId} is not its own`);
    return content ?? undefined;
  }

  /** The same where the rest must go on whatever became of this content: undefined when it cannot be opened, too. */
  tryOpen(rowId: string, ref: TextRef): object | undefined {
    try {
      return this.open(rowId, ref);
    } catch {
      return undefined;
    }
  }

  /** Overwrites what one row has, for good, within a transaction that is under way. */
  replace(rowId: string, ref: TextRef, content: object): void {
    this.#rewrite(envelopeOf(ref), (item, index) => (index === ref % itemsAtMost ? [rowId, content] : item));
  }

  /** Overwrites all of these for good, each envelope once: from then on they read as expired ones do. */
  erase(texts: readonly { readonly rowId: string; readonly ref: TextRef }[]): void {
    for (const [seq, refs] of Map.groupBy(texts, ({ ref }) => envelopeOf(ref))) {
      const rows = new Map(refs.map(({ rowId, ref }) => [ref % itemsAtMost, rowId]));
      this.#rewrite(seq, ([rowId, content], index) => [rowId, rows.get(index) === rowId ? null : content]);
    }
  }

  #rewrite(seq: number, change: (item: Item, index: number) => Item): void {
    const items = this.#items(seq)?.map(change);
    if (!items) return;
    if (this.#filling?.seq === seq) {
      this.#filling.items.splice(0, items.length, ...items);
      return;
    }
    this.#opened.delete(seq);
    this.#database.run(
      sql
        .updateTable("envelopes")
        .set({ body: this.#seal(seq, items) })
        .where("seq", "=", seq),
    );
  }

  /** Whatever stands before it has expired: the oldest envelopes expire first. */
  firstRef(): TextRef {
    const oldest = this.#database.get(sql.selectFrom("envelopes").select((e) => e.fn.min("seq").as("seq")));
    return (oldest?.seq ?? Number.MAX_SAFE_INTEGER / itemsAtMost) * itemsAtMost;
  }

  /** Before envelopes are deleted: no later one may have the number of one that rows still refer to. */
  rememberLast(): void {
    writeMeta(this.#database, lastDeleted, `${this.#lastSeq()}`);
  }

  beforeCommit(): void {
    if (!this.#filling) return;
    const { seq, items } = this.#filling;
    this.#filling = undefined;
    this.#insert.run(seq, this.#now(), this.#seal(seq, items));
  }

  committed(): void {
    this.#filling = undefined;
  }

  rolledBack(): void {
    this.#filling = undefined;
    this.#opened.clear();
  }

  #lastSeq(): number {
    const last = this.#last.get()?.seq ?? 0;
    return Math.max(last, Number(this.#lastDeleted.get(lastDeleted)?.value ?? 0));
  }

  #items(seq: number): readonly Item[] | undefined {
    if (this.#filling?.seq === seq) return this.#filling.items;
    const known = this.#opened.get(seq);
    if (known) return known;
    const row = this.#read.get(seq);
    if (!row) return undefined;
    const items = JSON.parse(this.#sealer.open(row.body, `envelope ${seq}`)) as readonly Item[];
    this.#opened.set(seq, items);
    return items;
  }

  #seal(seq: number, items: readonly Item[]): Buffer {
    return this.#sealer.seal(JSON.stringify(items), `envelope ${seq}`);
  }
}
