import type { RawMessage } from "../../src/domain/message.ts";
import { noEntities, readAttachments, readEntities, readOrigin } from "./content.ts";
import { isObject, type NativeMessage, textOf, wholeOf } from "./native.ts";
import { type Draft, readPerson } from "./person.ts";

const noAttachments: RawMessage["attachments"] = [];

const repliedTo = (value: unknown): NativeMessage => (isObject(value) ? value : {});

/**
 * A message with all that it carries. `username` is the bot's own, in lower case and without the @.
 * `ignored`: a service message, in which nobody said anything. `undefined`: not understood.
 */
export const readMessage = (native: NativeMessage, username: string): RawMessage | "ignored" | undefined => {
  const id = wholeOf(native.message_id);
  const author = readPerson(native.from);
  if (id === undefined || author === undefined) return undefined;
  const written = textOf(native.text);
  const attachments = written === undefined ? readAttachments(native) : noAttachments;
  if (attachments === undefined) return "ignored";
  const text = written ?? textOf(native.caption) ?? "";
  const entities = written === undefined ? native.caption_entities : native.entities;
  const found = Array.isArray(entities) ? readEntities(entities, { text, username }) : noEntities;
  const message: Draft<RawMessage> = {
    id: String(id),
    author,
    text,
    links: found.links,
    mentionsUs: found.mentionsUs,
    attachments,
  };
  if (native.reply_to_message !== undefined) {
    const replied = repliedTo(native.reply_to_message);
    if (wholeOf(replied.message_id) !== undefined) message.replyTo = String(replied.message_id);
    message.mentionsUs ||= readPerson(replied.from)?.username?.toLowerCase() === username;
  }
  const origin = readOrigin(native);
  if (origin !== undefined) message.forwardedFrom = origin;
  const editedAt = wholeOf(native.edit_date);
  if (editedAt !== undefined) message.editedAt = editedAt * 1000;
  return message;
};
