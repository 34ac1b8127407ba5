import type { ConversationId, PersonId } from "../domain/ids.ts";
import { sqlBuilder as sql } from "./database.ts";

/** Effects have no index but their order: they are found by the events that they came of. */
const effectsOfEvents = () =>
  sql
    .selectFrom("inbox")
    .innerJoin("outbox", (join) =>
      join.onRef("outbox.seq", ">=", "inbox.effects_from").onRef("outbox.seq", "<=", "inbox.effects_to"),
    );

/** The effects of a conversation's own events. The id is a parameter twice. */
export const effectsOf = (conversationId: ConversationId) =>
  effectsOfEvents()
    .where("inbox.conversation_id", "=", conversationId)
    .where("outbox.conversation_id", "=", conversationId);

/** What came of a person's words where others talk, wherever it was sent. */
export const effectsAmongOthers = (personId: PersonId) =>
  effectsOfEvents().where("inbox.person_id", "=", personId).where("inbox.conversation_kind", "<>", "direct");
