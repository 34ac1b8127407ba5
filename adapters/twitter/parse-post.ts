import type { RawEvent } from "../../src/domain/event.ts";
import type { RawMessage } from "../../src/domain/message.ts";
import type { Draft } from "../shared/clean-name.ts";
import { isObject, listOf, textOf, wholeOf } from "../shared/values.ts";
import { readIncludedMedia, readWords } from "./content.ts";
import {
  idOf,
  type NativeEntities,
  type NativeKeys,
  type NativeMention,
  type NativePost,
  timeOf,
} from "./native.ts";
import { type People, readPerson } from "./person.ts";
import { fieldsOf, type ParseContext } from "./place.ts";

const maxMentions = 100;

const handles = /^(?:@\w{1,15}\s+)*/;

/** Before what was typed X puts whom a reply answers, and all whom that named: nobody wrote that. */
const typedFrom = (native: NativePost): number => {
  const told = wholeOf(listOf(native.display_text_range)[0]);
  if (told !== undefined) return told;
  const isReply = native.conversation_id !== native.id;
  return isReply ? (handles.exec(textOf(native.text) ?? "")?.[0].length ?? 0) : 0;
};

/** Whether its writer named us, or answers us: then the name before it is ours, too. */
const namesUs = (native: NativePost, { userId }: ParseContext): boolean => {
  const { mentions }: NativeEntities = isObject(native.entities) ? native.entities : {};
  const from = native.in_reply_to_user_id === userId ? 0 : typedFrom(native);
  return listOf(mentions)
    .slice(0, maxMentions)
    .some((value) => {
      const { id, start }: NativeMention = isObject(value) ? value : {};
      return id === userId && (wholeOf(start) ?? from) >= from;
    });
};

/**
 * A public post that names us. Its place is the thread, by the post that began it, so that one answer there is one
 * answer. `elsewhere`: it is ours, or names us only because it replies to somebody who did.
 */
export const parsePost = (
  value: object,
  { context, people, includes }: { context: ParseContext; people: People; includes: unknown },
): RawEvent | "elsewhere" | undefined => {
  const native: NativePost = value;
  const id = idOf(native.id);
  const authorId = idOf(native.author_id);
  if (id === undefined || authorId === undefined) return undefined;
  if (authorId === context.userId || !namesUs(native, context)) return "elsewhere";
  const { text, links } = readWords(native.text, native.entities);
  const keys: NativeKeys = isObject(native.attachments) ? native.attachments : {};
  const postId = idOf(native.conversation_id) ?? id;
  const message: Draft<RawMessage> = {
    id,
    author: readPerson(authorId, people),
    text,
    links,
    mentionsUs: true,
    attachments: readIncludedMedia(keys.media_keys, { includes }),
    url: `https://x.com/i/web/status/${id}`,
  };
  if (postId !== id) message.replyTo = postId;
  const address = { kind: "thread", postId } as const;
  const fields = fieldsOf(context, { address, platformEventId: `p${id}` });
  return { ...fields, occurredAt: timeOf(id), kind: "message.created", message };
};
