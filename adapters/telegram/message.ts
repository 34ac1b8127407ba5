import type { RawMessage } from "../../src/domain/message.ts";
import type { Draft } from "../shared/clean-name.ts";
import { isObject, textOf, wholeOf } from "../shared/values.ts";
import { readAttachments, readEntities, readOrigin, unknownContent } from "./content.ts";
import { type NativeMessage, type NativeTextQuote, type NativeUser, secondsOf } from "./native.ts";
import { readAuthor } from "./person.ts";
import type { ParseContext } from "./place.ts";
import { readRichMessage } from "./rich-text.ts";
import { readShownWords } from "./shown-words.ts";
import { isUs } from "./us.ts";

const noAttachments: RawMessage["attachments"] = [];
const maxAlbumIdUnits = 64;
const maxQuoteUnits = 4096;

const userIdOf = (user: NativeUser): number | undefined => wholeOf(user.id);

type Said = Pick<RawMessage, "text" | "links" | "mentionsUs" | "attachments">;

/** What somebody said in a message; undefined for service messages, in which nobody said anything. */
const readSaid = (native: NativeMessage, us: ParseContext): Said | undefined => {
  if (isObject(native.rich_message)) {
    const { mentioned, ...said } = readRichMessage(native.rich_message);
    return { ...said, mentionsUs: mentioned.some((user) => isUs(user, us)) };
  }
  const written = textOf(native.text);
  if (written !== undefined)
    return {
      text: written,
      ...readEntities(native.entities, { text: written, us }),
      attachments: noAttachments,
    };
  const attachments = readAttachments(native);
  if (attachments === undefined) return undefined;
  const caption = textOf(native.caption) ?? "";
  return { text: caption, ...readEntities(native.caption_entities, { text: caption, us }), attachments };
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

/** What the person shows of the message that they reply to: a part of it, or all of their own words. Never ours. */
const readQuote = (
  native: NativeMessage,
  { replied, us }: { readonly replied: NativeMessage | undefined; readonly us: ParseContext },
): string | undefined => {
  if (replied !== undefined && isOurs(replied, us)) return undefined;
  const quote: NativeTextQuote = isObject(native.quote) ? native.quote : {};
  const quoted = textOf(quote.text) ?? "";
  if (quoted !== "") return quoted.slice(0, maxQuoteUnits);
  const author = isObject(native.from) ? userIdOf(native.from) : undefined;
  if (author === undefined || !isObject(replied?.from) || userIdOf(replied.from) !== author) return undefined;
  const own = textOf(replied.text) ?? textOf(replied.caption) ?? "";
  return own === "" ? undefined : own.slice(0, maxQuoteUnits);
};

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
  const said = readSaid(native, us);
  if (said === undefined) return "ignored";
  const isEmpty = said.attachments.length === 0 && said.text.trim() === "";
  const attachments = isEmpty ? unknownContent : said.attachments;
  const message: Draft<RawMessage> = { id: String(id), author, ...said, attachments };
  const replied = readReplied(native);
  if (replied !== undefined) {
    if (wholeOf(replied.message_id) !== undefined) message.replyTo = String(replied.message_id);
    message.mentionsUs ||= isOurs(replied, us);
  }
  const quote = readQuote(native, { replied, us });
  if (quote !== undefined) message.quote = quote;
  const shown = readShownWords(native);
  if (shown !== undefined) message.shown = shown;
  const albumId = textOf(native.media_group_id) ?? "";
  if (albumId !== "") message.albumId = albumId.slice(0, maxAlbumIdUnits);
  const origin = readOrigin(native);
  if (origin !== undefined) message.forwardedFrom = origin;
  const editedAt = secondsOf(native.edit_date);
  if (editedAt !== undefined) message.editedAt = editedAt * 1000;
  return message;
};
