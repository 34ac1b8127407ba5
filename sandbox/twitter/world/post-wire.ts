import { linkEntities } from "./linked-text.ts";
import type { Post } from "./types.ts";
import type { World } from "./world.ts";

/** A post with all that an app is told of it. */
export const postWire = (world: World, post: Post) => {
  const { id, at, authorId, prefix, linked, conversationId, replyTo, media } = post;
  const answered = replyTo === undefined ? undefined : world.posts.get(replyTo);
  const urls = linkEntities(linked);
  return {
    id,
    text: linked.wire,
    display_text_range: [prefix.length, linked.wire.length],
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
      mentions: [...linked.wire.matchAll(/@(\w{1,15})/g)].flatMap(({ 0: handle, 1: name = "", index }) => {
        const user = world.userByName(name);
        return user
          ? [{ start: index, end: index + handle.length, username: user.username, id: user.id }]
          : [];
      }),
      ...(urls.length > 0 && { urls }),
    },
    ...(media.length > 0 && { attachments: { media_keys: media.map(({ key }) => key) } }),
  };
};
