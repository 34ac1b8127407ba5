import type { Activity } from "../world/activity.ts";
import { userWire } from "../world/dm-wire.ts";
import { legacyMediaWire } from "../world/media-wire.ts";
import { postWire } from "../world/post-wire.ts";
import type { DmEvent, User } from "../world/types.ts";
import type { World } from "../world/world.ts";

const legacyUser = (user: User) => ({
  id: user.id,
  created_timestamp: String(user.createdAt),
  name: user.name,
  screen_name: user.username,
  protected: false,
  verified: false,
  followers_count: 0,
  friends_count: 0,
  statuses_count: 0,
});

/** The older form of a message, which is what X posts: it names no conversation. */
const legacyDm = (world: World, userId: string, event: DmEvent) => {
  const { id, at, senderId, linked, media, conversationId } = event;
  const participants = [...(world.conversations.get(conversationId)?.participants ?? [])];
  const others = participants.filter((each) => each !== senderId);
  const recipient = userId === senderId ? others[0] : userId;
  const users = [senderId, ...(recipient === undefined ? [] : [recipient])].flatMap(
    (each) => world.users.get(each) ?? [],
  );
  return {
    direct_message_events: [
      {
        type: "message_create",
        id,
        created_timestamp: String(at),
        message_create: {
          target: { recipient_id: recipient },
          sender_id: senderId,
          message_data: {
            text: linked.wire,
            entities: {
              hashtags: [],
              symbols: [],
              user_mentions: [],
              urls: linked.links.map(({ start, end, url, expanded }) => ({
                url,
                expanded_url: expanded,
                display_url: expanded.replace(/^https?:\/\//, ""),
                indices: [start, end],
              })),
            },
            ...(media && { attachment: legacyMediaWire(id, media) }),
          },
        },
      },
    ],
    users: Object.fromEntries(users.map((user) => [user.id, legacyUser(user)])),
  };
};

/** What an app is told of something, beside the envelope. */
export const activityWire = (
  world: World,
  activity: Activity,
): { readonly payload: unknown; readonly includes?: unknown } => {
  switch (activity.type) {
    case "dm.received":
    case "dm.sent":
      return { payload: legacyDm(world, activity.userId, activity.event) };
    case "post.mention.create": {
      const author = world.users.get(activity.post.authorId);
      return {
        payload: postWire(world, activity.post),
        ...(author && { includes: { users: [userWire(author)] } }),
      };
    }
    case "chat.received": {
      const { id, at, from, userId } = activity;
      return {
        payload: {
          id,
          sender_id: from.id,
          conversation_id: `${from.id}:${userId}`,
          created_at_msec: String(at),
          conversation_token: "opaque",
          encoded_event: Buffer.from(id).toString("base64"),
        },
      };
    }
    case "oauth.revoke":
      return { payload: { user_id: activity.userId, consumer_key: activity.consumerKey } };
    case "other":
      return { payload: activity.payload };
    default:
      return activity satisfies never;
  }
};

/** The person that an activity is about; faults are ordered for persons. */
export const subjectOfActivity = (world: World, activity: Activity): string => {
  switch (activity.type) {
    case "dm.received":
    case "dm.sent": {
      const { senderId, conversationId } = activity.event;
      const participants = [...(world.conversations.get(conversationId)?.participants ?? [])];
      return senderId === activity.userId ? (participants.find((each) => each !== senderId) ?? "") : senderId;
    }
    case "post.mention.create":
      return activity.post.authorId;
    case "chat.received":
      return activity.from.id;
    case "oauth.revoke":
    case "other":
      return activity.userId;
    default:
      return activity satisfies never;
  }
};
