import { byAge } from "../../wire/snowflakes.ts";
import { directConversationId } from "../world/conversation.ts";
import { dmEventsWire } from "../world/dm-wire.ts";
import type { DmEvent } from "../world/types.ts";
import { notFound } from "./api-error.ts";
import { pageOf } from "./paging.ts";
import { type Call, conversationOf, listOf, pathOf, type Routes, userOf } from "./route.ts";

/** How far back the lookup goes. */
const historyMs = 30 * 24 * 60 * 60_000;
const pageSize = 100;

const fieldsQuery = ["dm_event.fields", "expansions", "user.fields", "post.fields", "media.fields"] as const;
const listQuery = [...fieldsQuery, "max_results", "pagination_token", "event_types"] as const;

/** What the caller sees of events, newest first. */
const seenBy = (call: Call, events: readonly DmEvent[]): readonly DmEvent[] => {
  const { id } = userOf(call);
  const since = call.world.clock.now() - historyMs;
  const types = listOf(call, "event_types");
  return events
    .filter(({ at, deletedBy, type }) => {
      const isAsked = types.length === 0 || types.includes(type);
      return at >= since && isAsked && !deletedBy.has(id);
    })
    .sort(byAge)
    .reverse();
};

const wanted = (call: Call) => ({
  fields: listOf(call, "dm_event.fields"),
  expansions: listOf(call, "expansions"),
});

const page = (call: Call, events: readonly DmEvent[]) => {
  const { items, meta } = pageOf(seenBy(call, events), { query: call.query, most: pageSize });
  const { data, ...beside } = dmEventsWire(call.world, items, wanted(call));
  return { ...(data.length > 0 && { data }), ...beside, meta };
};

const all = (call: Call) => {
  const { id } = userOf(call);
  const own = [...call.world.conversations.values()].filter(({ participants }) => participants.has(id));
  return page(
    call,
    own.flatMap(({ events }) => events),
  );
};

const withParticipant = (call: Call) => {
  const id = directConversationId(userOf(call).id, pathOf(call, "participant"));
  return page(call, call.world.conversations.get(id)?.events ?? []);
};

const ofConversation = (call: Call) => page(call, conversationOf(call, pathOf(call, "conversation")).events);

/** An event of a conversation of the caller's. */
const eventOf = (call: Call): DmEvent => {
  const id = pathOf(call, "event");
  const event = call.world.events.get(id);
  const user = userOf(call);
  const conversation = event && call.world.conversations.get(event.conversationId);
  if (!event || !conversation?.participants.has(user.id) || event.deletedBy.has(user.id))
    throw notFound("dm_event", "event_id", id);
  return event;
};

const one = (call: Call) => {
  const { data, ...beside } = dmEventsWire(call.world, [eventOf(call)], wanted(call));
  return { data: data[0], ...beside };
};

/** For the caller alone: everybody else goes on seeing it. */
const remove = (call: Call) => {
  eventOf(call).deletedBy.add(userOf(call).id);
  call.world.changes.changed();
  return { data: { deleted: true } };
};

const read = (run: (call: Call) => unknown, query: readonly string[] = listQuery) =>
  ({ access: "user", group: "dm_read", query, run }) as const;

export const dmEventRoutes = {
  "GET /2/dm_events": ["getDirectMessagesEvents", read(all)],
  "GET /2/dm_conversations/with/:participant/dm_events": [
    "getDirectMessagesEventsByParticipantId",
    read(withParticipant),
  ],
  "GET /2/dm_conversations/:conversation/dm_events": [
    "getDirectMessagesEventsByConversationId",
    read(ofConversation),
  ],
  "GET /2/dm_events/:event": ["getDirectMessagesEventsById", read(one, fieldsQuery)],
  "DELETE /2/dm_events/:event": [
    "deleteDirectMessagesEvents",
    { access: "user", group: "dm_delete", run: remove },
  ],
} as const satisfies Routes;
