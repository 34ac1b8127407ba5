import type { StorageContext } from "./context.ts";
import { sqlBuilder as sql } from "./database.ts";
import type { TopicsPort } from "./port-topics.ts";

export function topicsPort({ database, writer }: StorageContext): TopicsPort["topics"] {
  return {
    add: (counts) =>
      writer.write(() => {
        for (const row of counts) {
          database.run(
            sql
              .insertInto("topics")
              .values(row)
              .onConflict((conflict) =>
                conflict
                  .columns(["hour", "slug", "coin"])
                  .doUpdateSet((e) => ({ count: e("topics.count", "+", e.ref("excluded.count")) })),
              ),
          );
        }
      }),
    since: async (hour) => database.all(sql.selectFrom("topics").selectAll().where("hour", ">=", hour)),
    forgetBefore: (hour) =>
      writer.write(() => {
        database.run(sql.deleteFrom("topics").where("hour", "<", hour));
      }),
  };
}
