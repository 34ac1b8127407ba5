import type { AttachmentRef, Link } from "../../src/domain/message.ts";
import { cleanName, type Draft } from "../shared/clean-name.ts";
import { maxLinks, toLink } from "../shared/link.ts";
import { isObject, listOf, textOf, wholeOf } from "../shared/values.ts";
import type { NativeEntity, NativeFile, NativeMessage, NativeOrigin } from "./native.ts";
import { contentKeys, serviceKeys } from "./native-content.ts";
import { originName } from "./person.ts";
import type { ParseContext } from "./place.ts";
import { isUs } from "./us.ts";

const maxFileNameUnits = 255;
const maxMediaTypeUnits = 200;
/** Telegram's handles have about 100 characters; what is far longer is none. */
const maxHandleUnits = 1024;
/** A paid post holds at most 10 pieces. */
const maxPieces = 10;

/** Content that this version does not know: it counts as an attachment, so that whoever sent it is answered. */
export const unknownContent: readonly AttachmentRef[] = [{ kind: "other", ref: "" }];

export const toAttachment = (kind: AttachmentRef["kind"], value: unknown): AttachmentRef => {
  // Of a photo's sizes the last is the largest.
  const source: unknown = Array.isArray(value) ? value.at(-1) : value;
  const file: NativeFile = isObject(source) ? source : {};
  const handle = textOf(file.file_id) ?? "";
  const attachment: Draft<AttachmentRef> = { kind, ref: handle.length > maxHandleUnits ? "" : handle };
  const fileName = cleanName(textOf(file.file_name) ?? "", maxFileNameUnits);
  if (fileName !== "") attachment.fileName = fileName;
  const mediaType = textOf(file.mime_type);
  if (mediaType !== undefined) attachment.mediaType = mediaType.slice(0, maxMediaTypeUnits);
  const size = wholeOf(file.file_size);
  if (size !== undefined && size >= 0) attachment.size = size;
  return attachment;
};

interface PaidPieces {
  readonly paid_media?: unknown;
}

type PaidPiece = { readonly [key in "photo" | "video" | "live_photo"]?: unknown };

const paidPieces = (value: unknown): readonly AttachmentRef[] => {
  const paid: PaidPieces = isObject(value) ? value : {};
  const pieces = listOf(paid.paid_media)
    .slice(0, maxPieces)
    .map((item): AttachmentRef => {
      const piece: PaidPiece = isObject(item) ? item : {};
      if (piece.photo !== undefined) return toAttachment("photo", piece.photo);
      return toAttachment(piece.video === undefined ? "other" : "video", piece.video);
    });
  return pieces.length > 0 ? pieces : unknownContent;
};

const isService = (message: object): boolean => Object.keys(message).some((key) => serviceKeys.has(key));

/** What a message without text consists of; undefined for service messages, in which nobody said anything. */
export const readAttachments = (message: NativeMessage): readonly AttachmentRef[] | undefined => {
  for (const [key, kind] of contentKeys) {
    const value = message[key];
    if (value !== undefined) return [toAttachment(kind, value)];
  }
  if (message.paid_media !== undefined) return paidPieces(message.paid_media);
  return isService(message) ? undefined : unknownContent;
};

interface EntityFindings {
  readonly links: readonly Link[];
  readonly mentionsUs: boolean;
}

/** What an entity covers; nothing where its place is not in the text. */
const coveredBy = (entity: NativeEntity, text: string): string => {
  const offset = wholeOf(entity.offset) ?? -1;
  const length = wholeOf(entity.length) ?? 0;
  return offset < 0 || length < 0 ? "" : text.slice(offset, offset + length);
};

const namesUs = (entity: NativeEntity, covered: string, us: ParseContext): boolean => {
  const ourName = `@${us.username}`;
  const named = entity.type === "bot_command" ? covered.slice(-ourName.length) : covered;
  if (entity.type === "mention" || entity.type === "bot_command")
    return named.length === ourName.length && named.toLowerCase() === ourName;
  return entity.type === "text_mention" && isUs(entity.user, us);
};

/** Links, and whether the bot is mentioned. */
export const readEntities = (
  entities: unknown,
  { text, us }: { readonly text: string; readonly us: ParseContext },
): EntityFindings => {
  const links: Link[] = [];
  let mentionsUs = false;
  for (const value of listOf(entities)) {
    if (!isObject(value)) continue;
    const entity: NativeEntity = value;
    const covered = coveredBy(entity, text);
    const url = textOf(entity.url);
    mentionsUs ||= namesUs(entity, covered, us);
    if (links.length >= maxLinks) continue;
    if (entity.type === "url" && covered !== "") links.push({ url: covered });
    else if (entity.type === "text_link" && url !== undefined) links.push(toLink(url, covered));
  }
  return { links, mentionsUs };
};

/** Who wrote a forwarded message first, as far as Telegram tells; undefined when it was not forwarded. */
export const readOrigin = (message: NativeMessage): string | undefined => {
  if (isObject(message.forward_origin)) {
    const origin: NativeOrigin = message.forward_origin;
    const hidden = textOf(origin.sender_user_name) ?? "";
    return (
      originName(origin.sender_user) ??
      originName(origin.sender_chat) ??
      originName(origin.chat) ??
      (cleanName(hidden) || "hidden")
    );
  }
  // Bot API servers before 7.0.
  const sender = textOf(message.forward_sender_name);
  return (
    originName(message.forward_from) ??
    originName(message.forward_from_chat) ??
    (sender === undefined ? undefined : cleanName(sender) || "hidden")
  );
};
