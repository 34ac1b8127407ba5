import { isObject, listOf } from "../shared/values.ts";
import type { Api } from "./api.ts";
import { ApiFailure } from "./api-failure.ts";
import { idIn } from "./direct-messages.ts";
import { twitterLimits } from "./limits.ts";
import { idOf, type NativePage, type NativePost, type NativeReference } from "./native.ts";
import { createOnward } from "./onward.ts";
import { nextToken, readPage } from "./page.ts";

/** What the adapter needs of public posts. All throw ApiFailure only. */
export interface Posts {
  /** Resolves to the id of the reply. */
  reply(postId: string, text: string, signal: AbortSignal): Promise<string>;
  /** The id of our own reply to a post, made after `sinceId`; undefined when there is none. */
  ownReply(query: {
    readonly postId: string;
    readonly us: string;
    readonly sinceId: string;
    readonly signal: AbortSignal;
  }): Promise<string | undefined>;
  /** Posts after `sinceId` that name us, the newest first. */
  mentions(query: {
    readonly us: string;
    readonly sinceId: string;
    /** Of the page before. */
    readonly token?: string | undefined;
    readonly signal: AbortSignal;
  }): Promise<NativePage>;
}

const fields = {
  max_results: String(twitterLimits.mentionsPerRead),
  "post.fields": "id,text,conversation_id,display_text_range,entities,attachments,created_at",
  expansions: "author_id,in_reply_to_user_id,attachments.media_keys",
  "media.fields": "media_key,type,url",
  "user.fields": "id,name,username",
};

const ownFields = {
  max_results: String(twitterLimits.mentionsPerRead),
  "post.fields": "id,text",
  expansions: "referenced_posts",
};
/** X tells of the newest 3,200 posts of an account. */
const mostOwnPages = 32;

const isReplyTo = ({ referenced_posts, referenced_tweets }: NativePost, postId: string): boolean =>
  listOf(referenced_posts ?? referenced_tweets).some((value) => {
    const { type, id }: NativeReference = isObject(value) ? value : {};
    return type === "replied_to" && id === postId;
  });

export const createPosts = (api: Api): Posts => ({
  reply: async (postId, text, signal) => {
    const body = { text, reply: { in_reply_to_tweet_id: postId } };
    const { data } = await api.call({ method: "POST", path: "/tweets", body, signal });
    return idIn(data, "id");
  },
  ownReply: async ({ postId, us, sinceId, signal }) => {
    const onward = createOnward();
    let token: string | undefined;
    for (let count = 0; count < mostOwnPages; count += 1) {
      const query = {
        ...ownFields,
        since_id: sinceId,
        ...(token !== undefined && { pagination_token: token }),
      };
      const { data } = await api.call({ method: "GET", path: `/users/${us}/tweets`, query, signal });
      const page = readPage(data);
      const found = listOf(page.data)
        .map((value): NativePost => (isObject(value) ? value : {}))
        .find((post) => isReplyTo(post, postId));
      if (found) return idOf(found.id);
      const next = onward({ token: nextToken(page), isEmpty: listOf(page.data).length === 0 });
      if (next.kind === "end") return undefined;
      if (next.kind === "astray") throw new ApiFailure("X lists the account's posts without an end", {});
      token = next.token;
    }
    return undefined;
  },
  mentions: async ({ us, sinceId, token, signal }) => {
    const query = {
      ...fields,
      since_id: sinceId,
      ...(token !== undefined && { pagination_token: token }),
    };
    const { data } = await api.call({ method: "GET", path: `/users/${us}/mentions`, query, signal });
    return readPage(data);
  },
});
