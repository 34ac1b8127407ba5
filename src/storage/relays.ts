import type { Effect } from "../domain/effect.ts";
import type { StorageContext } from "./context.ts";
import { sqlBuilder as sql } from "./database.ts";
import type { GroupsPort } from "./port-groups.ts";
import { messageIdsOf } from "./sent-to.ts";

/** Which effect brought an agent's reply to the person, so that the agent's edit of it finds its way. */
export function noteRelay({ database }: StorageContext, effect: Effect, seq: number): void {
  if (effect.kind !== "message.send" || !effect.relayOf) return;
  database.run(sql.insertInto("relays").values({ outbox_seq: seq, event_id: effect.relayOf.eventId }));
}

export function relaysPort({ database }: StorageContext): GroupsPort["relays"] {
  return {
    messageIds: async (reply) =>
      database
        .all(
          sql
            .selectFrom("relays")
            .innerJoin("outbox", "outbox.seq", "relays.outbox_seq")
            .select(["outbox.message_id", "outbox.message_ids"])
            .where("relays.event_id", "=", reply)
            .orderBy("relays.outbox_seq"),
        )
        .flatMap(messageIdsOf),
  };
}
