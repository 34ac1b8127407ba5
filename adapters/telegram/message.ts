import type { Link, RawMessage } from "../../src/domain/message.ts";
import { readAttachments, readEntities, readOrigin } from "./content.ts";
import { isObject, type NativeMessage, secondsOf, textOf, wholeOf } from "./native.ts";
import { type Draft, readAuthor } from "./person.ts";
import type { ParseContext } from "./place.ts";
import { readRichMessage } from "./rich-text.ts";
import { isUs } from "./us.ts";

const noAttachments: RawMessage["attachments"] = [];
const maxAlbumIdUnits = 64;

interface Words {
  readonly text: string;
  readonly links: readonly Link[];
  readonly mentionsUs: boolean;
}

const readWords = (native: NativeMessage, us: ParseContext): Words => {
  if (isObject(native.rich_message)) {
    const { text, links, mentioned } = readRichMessage(native.rich_message);
    return { text, links, mentionsUs: mentioned.some((user) => isUs(user, us)) };
  }
  const written = textOf(native.text);
  const text = written ?? textOf(native.caption) ?? "";
  const entities = written === undefined ? native.caption_entities : native.entities;
  return { text, ...readEntities(entities, { text, us }) };
};

/**
 * The message that this one replies to. Every message of a topic hangs on the one that opened the topic:
 * that alone is no reply.
 */
const readReplied = (native: NativeMessage): NativeMessage | undefined => {
  if (!isObject(native.reply_to_message)) return undefined;
  const replied: NativeMessage = native.reply_to_message;
  const opensTopic =
    replied.forum_topic_created !== undefined ||
    (native.is_topic_message === true && wholeOf(replied.message_id) === wholeOf(native.message_thread_id));
  return opensTopic ? undefined : replied;
};

const isOurs = (replied: NativeMessage, us: ParseContext): boolean =>
  isUs(replied.from, us) || isUs(replied.sender_business_bot, us);

/**
 * A message of a chat with all that it carries. `ignored`: a service message, in which nobody said anything.
 * `undefined`: not understood.
 */
export const readMessage = (
  native: NativeMessage,
  { chatId, us }: { readonly chatId: number; readonly us: ParseContext },
): RawMessage | "ignored" | undefined => {
  const id = wholeOf(native.message_id);
  const author = readAuthor(native, chatId);
  if (id === undefined || author === undefined) return undefined;
  const isText = textOf(native.text) !== undefined || isObject(native.rich_message);
  const attachments = isText ? noAttachments : readAttachments(native);
  if (attachments === undefined) return "ignored";
  const { text, links, mentionsUs } = readWords(native, us);
  const message: Draft<RawMessage> = { id: String(id), author, text, links, mentionsUs, attachments };
  const replied = readReplied(native);
  if (replied !== undefined) {
    if (wholeOf(replied.message_id) !== undefined) message.replyTo = String(replied.message_id);
    message.mentionsUs ||= isOurs(replied, us);
  }
  const albumId = textOf(native.media_group_id) ?? "";
  if (albumId !== "") message.albumId = albumId.slice(0, maxAlbumIdUnits);
  const origin = readOrigin(native);
  if (origin !== undefined) message.forwardedFrom = origin;
  const editedAt = secondsOf(native.edit_date);
  if (editedAt !== undefined) message.editedAt = editedAt * 1000;
  return message;
};
