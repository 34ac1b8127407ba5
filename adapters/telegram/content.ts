import type { AttachmentRef, Link } from "../../src/domain/message.ts";
import {
  contentKeys,
  isObject,
  type NativeEntity,
  type NativeFile,
  type NativeMessage,
  type NativeOrigin,
  serviceKeys,
  textOf,
  wholeOf,
} from "./native.ts";
import { cleanName, type Draft, originName } from "./person.ts";

const maxLinks = 50;
const maxFileNameUnits = 200;

const toAttachment = (kind: AttachmentRef["kind"], value: unknown): AttachmentRef => {
  // Of a photo's sizes the last is the largest.
  const source: unknown = Array.isArray(value) ? value.at(-1) : value;
  const file: NativeFile = isObject(source) ? source : {};
  const attachment: Draft<AttachmentRef> = { kind, ref: textOf(file.file_id) ?? "" };
  const fileName = textOf(file.file_name);
  if (fileName !== undefined) attachment.fileName = fileName.slice(0, maxFileNameUnits).toWellFormed();
  const mediaType = textOf(file.mime_type);
  if (mediaType !== undefined) attachment.mediaType = mediaType.slice(0, maxFileNameUnits);
  const size = wholeOf(file.file_size);
  if (size !== undefined) attachment.size = size;
  return attachment;
};

const isService = (message: object): boolean => Object.keys(message).some((key) => serviceKeys.has(key));

/**
 * What a message without text consists of. Content that this version does not know counts as an attachment,
 * so that whoever sent it is answered; undefined for service messages, in which nobody said anything.
 */
export const readAttachments = (message: NativeMessage): readonly AttachmentRef[] | undefined => {
  for (const [key, kind] of contentKeys) {
    const value = message[key];
    if (value !== undefined) return [toAttachment(kind, value)];
  }
  return isService(message) ? undefined : [{ kind: "other", ref: "" }];
};

export interface EntityText {
  readonly text: string;
  /** The bot's own name, in lower case and without the @. */
  readonly username: string;
}

interface EntityFindings {
  readonly links: readonly Link[];
  readonly mentionsUs: boolean;
}

export const noEntities: EntityFindings = { links: [], mentionsUs: false };

/** Links, and whether the bot is mentioned. */
export const readEntities = (
  entities: readonly unknown[],
  { text, username }: EntityText,
): EntityFindings => {
  const links: Link[] = [];
  let mentionsUs = false;
  for (const value of entities) {
    if (!isObject(value)) continue;
    const entity: NativeEntity = value;
    const offset = wholeOf(entity.offset) ?? 0;
    const covered = text.slice(offset, offset + (wholeOf(entity.length) ?? 0));
    const url = textOf(entity.url);
    if (entity.type === "mention") mentionsUs ||= covered.slice(1).toLowerCase() === username;
    else if (links.length >= maxLinks) continue;
    else if (entity.type === "url" && covered !== "") links.push({ url: covered });
    else if (entity.type === "text_link" && url !== undefined)
      links.push(covered === url ? { url } : { url, label: covered });
  }
  return { links, mentionsUs };
};

/** Who wrote a forwarded message first, as far as Telegram tells; undefined when it was not forwarded. */
export const readOrigin = (message: NativeMessage): string | undefined => {
  if (isObject(message.forward_origin)) {
    const origin: NativeOrigin = message.forward_origin;
    const hidden = textOf(origin.sender_user_name);
    return (
      originName(origin.sender_user) ??
      originName(origin.sender_chat) ??
      originName(origin.chat) ??
      (hidden === undefined ? "hidden" : cleanName(hidden))
    );
  }
  // Bot API servers before 7.0.
  const sender = textOf(message.forward_sender_name);
  return (
    originName(message.forward_from) ??
    originName(message.forward_from_chat) ??
    (sender === undefined ? undefined : cleanName(sender))
  );
};
