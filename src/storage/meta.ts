import { type Database, sqlBuilder as sql } from "./database.ts";

/** Facts about the storage itself. */
export const readMeta = (database: Database, key: string): string | undefined =>
  database.get(sql.selectFrom("meta").select("value").where("key", "=", key))?.value;

/** Within a transaction that is under way, or alone at start. */
export const writeMeta = (database: Database, key: string, value: string): void => {
  database.run(
    sql
      .insertInto("meta")
      .values({ key, value })
      .onConflict((conflict) => conflict.column("key").doUpdateSet({ value })),
  );
};
