import { isLater } from "../shared/snowflakes.ts";
import { isObject, listOf } from "../shared/values.ts";
import type { Api } from "./api.ts";
import { ApiFailure } from "./api-failure.ts";
import { readWords } from "./content.ts";
import { twitterLimits } from "./limits.ts";
import { idOf, type NativeDmEvent, type NativeKeys } from "./native.ts";
import { listedId, nextToken, readPage } from "./page.ts";
import type { SentMessage, Transport } from "./transport.ts";

const fields = {
  max_results: String(twitterLimits.eventsPerRead),
  event_types: "MessageCreate",
  "dm_event.fields": "id,text,event_type,dm_conversation_id,attachments,created_at,entities",
  expansions: "sender_id,attachments.media_keys",
  "media.fields": "media_key,type,url,variants",
  "user.fields": "id,name,username",
};

const queryOf = (token: string | undefined) =>
  token === undefined ? fields : { ...fields, pagination_token: token };

interface Made {
  readonly data?: unknown;
}

/** The id in an answer's data. */
export const idIn = (answer: unknown, key: string): string => {
  const { data }: Made = isObject(answer) ? answer : {};
  const id = isObject(data) && key in data ? idOf(Reflect.get(data, key)) : undefined;
  if (id === undefined) throw new ApiFailure("the answer names nothing that was made", {});
  return id;
};

const toSent = (value: unknown, { us, leastId }: { us: string; leastId: string }): readonly SentMessage[] => {
  const native: NativeDmEvent = isObject(value) ? value : {};
  const id = idOf(native.id);
  if (id === undefined || native.sender_id !== us || isLater(leastId, id)) return [];
  const keys: NativeKeys = isObject(native.attachments) ? native.attachments : {};
  const { text } = readWords(native.text, native.entities);
  return [{ id, text, hasFile: listOf(keys.media_keys).length > 0 }];
};

/** X's plain direct messages. */
export const createDirectMessages = (api: Api): Transport => ({
  send: async (userId, { text, mediaId }, signal) => {
    const { data } = await api.call({
      method: "POST",
      path: `/dm_conversations/with/${userId}/messages`,
      body: {
        ...(text !== "" && { text }),
        ...(mediaId !== undefined && { attachments: [{ media_id: mediaId }] }),
      },
      signal,
    });
    return idIn(data, "dm_event_id");
  },
  sentTo: async (userId, { leastId, us, token, signal }) => {
    const { data } = await api.call({
      method: "GET",
      path: `/dm_conversations/with/${userId}/dm_events`,
      query: queryOf(token),
      signal,
    });
    const page = readPage(data);
    const listed = listOf(page.data);
    const isReached = listed.some((value) => isLater(leastId, listedId(value) ?? leastId));
    return {
      messages: listed.flatMap((value) => toSent(value, { us, leastId })),
      next: isReached ? undefined : nextToken(page),
    };
  },
  messages: async ({ token, signal }) => {
    const { data } = await api.call({ method: "GET", path: "/dm_events", query: queryOf(token), signal });
    return readPage(data);
  },
});
