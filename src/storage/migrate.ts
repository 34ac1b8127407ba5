import type SQLite from "better-sqlite3";
import { AppError } from "../domain/errors.ts";
import { migrations } from "./migrations.ts";

/** Brings the file to the present layout. Throws STORAGE_NEWER rather than touch a file from the future. */
export function migrate(connection: SQLite.Database, now: () => number): void {
  connection.exec(
    "create table if not exists meta (key text primary key, value text not null) without rowid",
  );
  connection.exec(
    "create table if not exists migrations (name text primary key, at integer not null) without rowid",
  );
  const applied = new Set(connection.prepare("select name from migrations").pluck().all());
  const known = new Set<unknown>(migrations.map(({ name }) => name));
  const unknown = [...applied].filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw new AppError(
      "STORAGE_NEWER",
      `The storage was written by a newer version (${unknown.join(", ")}). Start that version, or restore a backup from before the upgrade.`,
    );
  }
  for (const { name, statements } of migrations) {
    if (applied.has(name)) continue;
    connection.transaction(() => {
      for (const statement of statements) connection.exec(statement);
      connection.prepare("insert into migrations values (?, ?)").run(name, now());
    })();
  }
}
