import type { Api } from "./api.ts";
import { idIn } from "./direct-messages.ts";
import { twitterLimits } from "./limits.ts";
import type { NativePage } from "./native.ts";
import { readPage } from "./page.ts";

/** What the adapter needs of public posts. Both throw ApiFailure only. */
export interface Posts {
  /** Resolves to the id of the reply. */
  reply(postId: string, text: string, signal: AbortSignal): Promise<string>;
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

export const createPosts = (api: Api): Posts => ({
  reply: async (postId, text, signal) => {
    const body = { text, reply: { in_reply_to_tweet_id: postId } };
    const { data } = await api.call({ method: "POST", path: "/tweets", body, signal });
    return idIn(data, "id");
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
