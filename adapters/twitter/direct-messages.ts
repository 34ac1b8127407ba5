import { isLater } from "../shared/snowflakes.ts";
import { isObject, listOf } from "../shared/values.ts";
import type { Api } from "./api.ts";
import { ApiFailure } from "./api-failure.ts";
import { readWords } from "./content.ts";
import { twitterLimits } from "./limits.ts";
import { idOf, leastIdAt, type NativeDmEvent, type NativeKeys } from "./native.ts";
import { readPage } from "./page.ts";
import type { SentMessage, Transport } from "./transport.ts";

const fields = {
  max_results: String(twitterLimits.eventsPerRead),
  event_types: "MessageCreate",
  "dm_event.fields": "id,text,event_type,dm_conversation_id,attachments,created_at,entities",
  expansions: "sender_id,attachments.media_keys",
  "media.fields": "media_key,type,url,variants",
  "user.fields": "id,name,username",
};

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

const toSent = (value: unknown, { us, from }: { us: string; from: string }): readonly SentMessage[] => {
  const native: NativeDmEvent = isObject(value) ? value : {};
  const id = idOf(native.id);
  if (id === undefined || native.sender_id !== us || isLater(from, id)) return [];
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
  sentTo: async (userId, { since, us, signal }) => {
    const { data } = await api.call({
      method: "GET",
      path: `/dm_conversations/with/${userId}/dm_events`,
      query: fields,
      signal,
    });
    const from = leastIdAt(since);
    return listOf(readPage(data).data)
      .flatMap((value) => toSent(value, { us, from }))
      .reverse();
  },
  messages: async ({ token, signal }) => {
    const query = token === undefined ? fields : { ...fields, pagination_token: token };
    const { data } = await api.call({ method: "GET", path: "/dm_events", query, signal });
    return readPage(data);
  },
});
