import { linkEntities } from "./linked-text.ts";
import type { Post } from "./types.ts";
import type { World } from "./world.ts";

/** A post with all that an app is told of it. */
export const postWire = (world: World, post: Post) => {
  const { id, at, authorId, linked, conversationId, replyTo, mentions, media } = post;
  const names = mentions.flatMap((userId) => world.users.get(userId) ?? []);
  const answered = replyTo === undefined ? undefined : world.posts.get(replyTo);
  const urls = linkEntities(linked);
  return {
    id,
    text: linked.wire,
    author_id: authorId,
    conversation_id: conversationId,
    created_at: new Date(at).toISOString(),
    lang: "und",
    reply_settings: "everyone",
    ...(answered && {
      in_reply_to_user_id: answered.authorId,
      referenced_posts: [{ type: "replied_to", id: answered.id }],
    }),
    entities: {
      mentions: names.map((user) => {
        const start = Math.max(0, linked.wire.indexOf(`@${user.username}`));
        return { start, end: start + user.username.length + 1, username: user.username, id: user.id };
      }),
      ...(urls.length > 0 && { urls }),
    },
    ...(media.length > 0 && { attachments: { media_keys: media.map(({ key }) => key) } }),
  };
};
