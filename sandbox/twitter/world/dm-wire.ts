import { linkEntities } from "./linked-text.ts";
import { mediaWire } from "./media-wire.ts";
import type { DmEvent, User } from "./types.ts";
import type { World } from "./world.ts";

export const userWire = (user: User) => ({ id: user.id, name: user.name, username: user.username });

/** What a call asks for; the published names of fields and expansions. */
export interface Wanted {
  readonly fields: readonly string[];
  readonly expansions: readonly string[];
}

const whose = (event: DmEvent, { expansions }: Wanted): readonly string[] => [
  ...(expansions.includes("sender_id") ? [event.senderId] : []),
  ...(expansions.includes("participant_ids") ? (event.participants ?? []) : []),
];

/** An event as the lookup answers it: with `id`, `event_type` and `text`, and what the call asks for. */
const dmEventWire = (event: DmEvent, { fields, expansions }: Wanted) => {
  const { id, type, media, participants, linked } = event;
  const hasMedia = fields.includes("attachments") || expansions.includes("attachments.media_keys");
  const urls = linkEntities(linked);
  return {
    id,
    event_type: type,
    ...(type === "MessageCreate" && { text: linked.wire }),
    ...(fields.includes("created_at") && { created_at: new Date(event.at).toISOString() }),
    ...(fields.includes("dm_conversation_id") && { dm_conversation_id: event.conversationId }),
    ...(fields.includes("entities") && urls.length > 0 && { entities: { urls } }),
    ...(expansions.includes("sender_id") && { sender_id: event.senderId }),
    ...(hasMedia && media && { attachments: { media_keys: [media.key] } }),
    ...(expansions.includes("participant_ids") && participants && { participant_ids: participants }),
  };
};

/** Events with what is expanded beside them; of users who vanished there is nothing but an error. */
export const dmEventsWire = (world: World, events: readonly DmEvent[], wanted: Wanted) => {
  const ids = [...new Set(events.flatMap((event) => whose(event, wanted)))];
  const users = ids.flatMap((id) => world.users.get(id) ?? []);
  const found = users.filter(({ standing }) => standing === "active");
  const isMediaWanted = wanted.expansions.includes("attachments.media_keys");
  const media = events.flatMap(({ id, media }) => (media && isMediaWanted ? [mediaWire(id, media)] : []));
  const errors = users
    .filter(({ standing }) => standing !== "active")
    .map(({ id }) => ({
      type: "https://api.x.com/2/problems/resource-not-found",
      title: "Not Found Error",
      detail: `Could not find user with sender_id: [${id}].`,
      parameter: "sender_id",
      resource_type: "user",
      resource_id: id,
      value: id,
    }));
  const includes = {
    ...(found.length > 0 && { users: found.map(userWire) }),
    ...(media.length > 0 && { media }),
  };
  return {
    data: events.map((event) => dmEventWire(event, wanted)),
    ...(Object.keys(includes).length > 0 && { includes }),
    ...(errors.length > 0 && { errors }),
  };
};
