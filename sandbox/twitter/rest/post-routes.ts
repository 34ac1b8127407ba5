import { Answer } from "../../wire/answer.ts";
import { byAge } from "../../wire/snowflakes.ts";
import { fieldsOf, isList, stringOf } from "../../wire/values.ts";
import { userWire } from "../world/dm-wire.ts";
import { postWire } from "../world/post-wire.ts";
import type { Post } from "../world/types.ts";
import { forbidden, invalid, notFound } from "./api-error.ts";
import { takeMedia } from "./media-routes.ts";
import { pageOf } from "./paging.ts";
import { type Call, listOf, pathOf, type Routes, userOf } from "./route.ts";

const longestPost = 280;
/** Every address counts as many signs as its short form has. */
const linkLength = 23;

const fieldsQuery = [
  "post.fields",
  "expansions",
  "user.fields",
  "media.fields",
  "poll.fields",
  "place.fields",
] as const;
const timelineQuery = [
  ...fieldsQuery,
  "max_results",
  "pagination_token",
  "start_time",
  "end_time",
  "since_id",
  "until_id",
];

/** Signs as X counts them: one for each Latin sign, two for any other. */
const weightOf = (text: string): number => {
  const bare = text.replace(/https?:\/\/\S+/g, "");
  const links = text.match(/https?:\/\/\S+/g)?.length ?? 0;
  const isLight = (sign: string) =>
    (sign.codePointAt(0) ?? 0) < 0x1100 || /[\u2000-\u200d\u2010-\u201f\u2032-\u2037]/.test(sign);
  return [...bare].reduce((sum, sign) => sum + (isLight(sign) ? 1 : 2), links * linkLength);
};

const postOf = (call: Call, id: string): Post => {
  const post = call.world.posts.get(id);
  const author = post && call.world.users.get(post.authorId);
  if (!post || post.deleted || author?.standing !== "active") throw notFound("tweet", "id", id);
  return post;
};

/** An app may answer in public only who has named its account. */
const answeredBy = (call: Call, id: string | undefined): Post | undefined => {
  if (id === undefined) return undefined;
  const post = call.world.posts.get(id);
  const author = post && call.world.users.get(post.authorId);
  const user = userOf(call);
  if (!post || post.deleted || author?.standing !== "active")
    throw forbidden("You attempted to reply to a Post that is deleted or not visible to you.");
  if (post.authorId !== user.id && !post.mentions.includes(user.id))
    throw forbidden(
      "Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author of the post you are replying to.",
    );
  return post;
};

const create = (call: Call) => {
  const body = fieldsOf(call.body);
  const author = userOf(call);
  const text = stringOf(body["text"]) ?? "";
  const ids = fieldsOf(body["media"])["media_ids"];
  const media = (isList(ids) ? ids : []).map((id) => takeMedia(call, String(id)));
  if (text === "" && media.length === 0) throw invalid("text", text, "$.text: is needed");
  if (weightOf(text) > longestPost) throw forbidden("Your Post text is too long.");
  const replyTo = answeredBy(call, stringOf(fieldsOf(body["reply"])["in_reply_to_tweet_id"]));
  // Whomever it answers: X takes the same words to several people for a repetition, too.
  const isTwice = [...call.world.posts.values()].some(
    (known) => !known.deleted && known.authorId === author.id && known.text === text,
  );
  if (isTwice) throw forbidden("You are not allowed to create a Post with duplicate content.");
  const post = call.world.post({ author, text, replyTo, media });
  return new Answer(201, { data: { id: post.id, text: post.linked.wire, edit_history_post_ids: [post.id] } });
};

const remove = (call: Call) => {
  const post = postOf(call, pathOf(call, "id"));
  if (post.authorId !== userOf(call).id) throw forbidden("You are not authorized to delete this Post.");
  post.deleted = true;
  call.world.changes.changed();
  return { data: { deleted: true } };
};

const shown = (call: Call, post: Post) => {
  const whole = postWire(call.world, post);
  const fields = [...listOf(call, "post.fields"), "id", "text"];
  const more = listOf(call, "expansions").includes("author_id") ? ["author_id"] : [];
  const wanted = new Set([...fields, ...more, ...listOf(call, "expansions")]);
  return Object.fromEntries(Object.entries(whole).filter(([name]) => wanted.has(name)));
};

const withAuthors = (call: Call, posts: readonly Post[]) => {
  if (!listOf(call, "expansions").includes("author_id")) return {};
  const ids = [...new Set(posts.map(({ authorId }) => authorId))];
  return { includes: { users: ids.flatMap((id) => call.world.users.get(id) ?? []).map(userWire) } };
};

const one = (call: Call) => {
  const post = postOf(call, pathOf(call, "id"));
  return { data: shown(call, post), ...withAuthors(call, [post]) };
};

/** Those of an account's own timelines, newest first. */
const timeline = (isIn: (post: Post, userId: string) => boolean) => (call: Call) => {
  const id = pathOf(call, "id");
  if (call.caller.user && call.caller.user.id !== id) throw forbidden("This is another user's timeline.");
  const since = BigInt(call.query.get("since_id") ?? "0");
  const until = call.query.get("until_id");
  const found = [...call.world.posts.values()]
    .filter((post) => !post.deleted && isIn(post, id) && BigInt(post.id) > since)
    .filter((post) => until === null || BigInt(post.id) < BigInt(until))
    .sort(byAge)
    .reverse();
  const { items, meta } = pageOf(found, { query: call.query, least: 5, most: 100 });
  const newest = items[0] && { newest_id: items[0].id, oldest_id: items.at(-1)?.id };
  const data = items.map((post) => shown(call, post));
  return { ...(data.length > 0 && { data }), ...withAuthors(call, items), meta: { ...meta, ...newest } };
};

const mentions = timeline((post, userId) => post.mentions.includes(userId));
const written = timeline((post, userId) => post.authorId === userId);

export const postRoutes = {
  "POST /2/tweets": ["createPosts", { access: "user", group: "post", run: create }],
  "DELETE /2/tweets/:id": ["deletePosts", { access: "user", group: "post_delete", run: remove }],
  "GET /2/tweets/:id": [
    "getPostsById",
    { access: "either", group: "post_read", query: fieldsQuery, run: one },
  ],
  "GET /2/users/:id/mentions": [
    "getUsersMentions",
    { access: "either", group: "post_read", query: timelineQuery, run: mentions },
  ],
  "GET /2/users/:id/tweets": [
    "getUsersPosts",
    { access: "either", group: "post_read", query: timelineQuery, run: written },
  ],
} as const satisfies Routes;
