import type { StorageContext } from "./context.ts";
import { sqlBuilder as sql } from "./database.ts";
import type { KeyValueStore } from "./port.ts";

/** The Map-like store that keyv asks for, on our own database: state that may expire, and nothing else. */
export function keyValueStore(context: StorageContext, now: () => number): KeyValueStore {
  const { database, writer } = context;
  return {
    get: async (key) => {
      const row = database.get(sql.selectFrom("keyv").selectAll().where("key", "=", key));
      return row && (row.expires_at === null || row.expires_at > now()) ? row.value : undefined;
    },
    set: (key, value, ttl) =>
      writer.write(() => {
        const row = { value, expires_at: ttl === undefined ? null : now() + ttl };
        database.run(
          sql
            .insertInto("keyv")
            .values({ key, ...row })
            .onConflict((conflict) => conflict.column("key").doUpdateSet(row)),
        );
      }),
    delete: (key) =>
      writer.write(() => database.run(sql.deleteFrom("keyv").where("key", "=", key)).changes > 0),
    clear: () =>
      writer.write(() => {
        database.run(sql.deleteFrom("keyv"));
      }),
  };
}
