import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import type { Database } from "./database.ts";
import { readMeta, writeMeta } from "./meta.ts";

/**
 * Notices that a storage was restored from a backup. A mark is written into the storage and, after the commit, into
 * a file beside the key, again and again: a restored copy holds an older mark than the file. The copy must not send
 * what it holds as unsent, because it was probably sent long ago; its outbox is held until an operator releases it.
 */
export class Lineage {
  readonly #database: Database;
  readonly #file: string;
  readonly #newMark: () => string;

  constructor(options: { database: Database; file: string; newMark: () => string }) {
    this.#database = options.database;
    this.#file = options.file;
    this.#newMark = options.newMark;
  }

  /** True when the storage is older than what was last seen of it. The mark before the last is fine: a crash may fall between the two writes. */
  wasRestored(): boolean {
    if (readMeta(this.#database, "mark_kept") !== "1") return false;
    if (!existsSync(this.#file)) return true;
    const seen = readFileSync(this.#file, "utf8").trim();
    return seen !== readMeta(this.#database, "mark") && seen !== readMeta(this.#database, "mark_before");
  }

  /** The part inside the storage; within a transaction that is under way. Returns the new mark. */
  advance(): string {
    const mark = this.#newMark();
    writeMeta(this.#database, "mark_before", readMeta(this.#database, "mark") ?? "");
    writeMeta(this.#database, "mark", mark);
    return mark;
  }

  /** The part outside, once the transaction is committed. False where the folder cannot be written: then a restore goes unnoticed. */
  keep(mark: string): boolean {
    try {
      writeFileSync(`${this.#file}.new`, `${mark}\n`, { mode: 0o600, flush: true });
      renameSync(`${this.#file}.new`, this.#file);
      return true;
    } catch {
      return false;
    }
  }
}
