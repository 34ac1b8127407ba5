import type { InboundEvent } from "../domain/event.ts";
import type { StorageContext } from "./context.ts";
import { sqlBuilder as sql } from "./database.ts";
import type { GroupsPort } from "./port-groups.ts";

export const postsPort = ({ database, envelopes }: StorageContext): GroupsPort["posts"] => ({
  find: async (source) => {
    const row = database.get(sql.selectFrom("inbox").select("text_ref").where("id", "=", source));
    const event = row?.text_ref
      ? (envelopes.tryOpen(source, row.text_ref) as InboundEvent | undefined)
      : undefined;
    if (event?.kind !== "message.created" || event.message.url === undefined) return undefined;
    const { id: messageId, author, text, url, secrets } = event.message;
    return { source, messageId, author, at: event.occurredAt, text, secrets, url };
  },
});
