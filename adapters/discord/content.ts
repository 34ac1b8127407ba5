import type { AttachmentRef, Link } from "../../src/domain/message.ts";
import { cleanName, type Draft } from "../shared/clean-name.ts";
import { maxLinks, toLink } from "../shared/link.ts";
import { isObject, listOf, textOf, wholeOf } from "../shared/values.ts";
import { type NativeAttachment, type NativeMessage, type NativeUser, snowflakeOf } from "./native.ts";
import type { ParseContext } from "./place.ts";

const maxFileNameUnits = 255;
const maxMediaTypeUnits = 200;
/** Signed links have about 300 characters. */
const maxUrlUnits = 2048;
/** A message holds 10 files; a forwarded one as many again. */
const maxFiles = 20;
const maxMentions = 100;
const mostWords = 40;
const maxShownUnits = 1024;

const kindsOfMedia = [
  ["image/", "photo"],
  ["video/", "video"],
  ["audio/", "audio"],
] as const;

/** A message of the kind that is spoken. */
const isVoice = 1 << 13;

const toAttachment = (value: unknown, flags: number): AttachmentRef => {
  const file: NativeAttachment = isObject(value) ? value : {};
  const url = textOf(file.url) ?? "";
  const mediaType = textOf(file.content_type)?.slice(0, maxMediaTypeUnits);
  const media = kindsOfMedia.find(([start]) => mediaType?.startsWith(start))?.[1] ?? "document";
  const kind = media === "audio" && (flags & isVoice) !== 0 ? "voice" : media;
  const attachment: Draft<AttachmentRef> = { kind, ref: url.length > maxUrlUnits ? "" : url };
  const fileName = cleanName(textOf(file.filename) ?? "", maxFileNameUnits);
  if (fileName !== "") attachment.fileName = fileName;
  if (mediaType !== undefined) attachment.mediaType = mediaType;
  const size = wholeOf(file.size);
  if (size !== undefined && size >= 0) attachment.size = size;
  return attachment;
};

/** Files as Discord lists them, be it of a message or of a form. */
export const readFiles = (values: readonly unknown[], flags = 0): readonly AttachmentRef[] =>
  values.slice(0, maxFiles).map((value) => toAttachment(value, flags));

export const readAttachments = (message: NativeMessage): readonly AttachmentRef[] => {
  const files = readFiles(listOf(message.attachments), wholeOf(message.flags) ?? 0);
  const stickers = listOf(message.sticker_items).slice(0, maxFiles);
  return [...files, ...stickers.map((): AttachmentRef => ({ kind: "sticker", ref: "" }))];
};

/** `<@42>` as people read it: by the name of whom it means, and us by the name that the account has. */
export const withNames = (text: string, message: NativeMessage, us: ParseContext): string => {
  if (!text.includes("<@")) return text;
  const names = new Map<string, string>();
  for (const value of listOf(message.mentions).slice(0, maxMentions)) {
    const user: NativeUser = isObject(value) ? value : {};
    const id = snowflakeOf(user.id);
    if (id !== undefined) names.set(id, cleanName(textOf(user.username) ?? "") || id);
  }
  if (us.botId !== undefined) names.set(us.botId, us.handle);
  return text.replace(/<@!?(\d{15,20})>/g, (whole, id: string) => {
    const name = names.get(id);
    return name === undefined ? whole : `@${name}`;
  });
};

const address = /https?:\/\/[^\s<>]+/giu;
const masked = /\[([^\]\n]{1,512})\]\(<?(https?:\/\/[^\s<>)]+)>?\)/giu;

/** Links with a label, then bare ones. */
export const readLinks = (text: string): readonly Link[] => {
  if (!text.includes("://")) return [];
  const links: Link[] = [];
  for (const [, label = "", url = ""] of text.matchAll(masked)) links.push(toLink(url, label));
  const known = new Set(links.map(({ url }) => url));
  for (const [found] of text.matchAll(address)) {
    const url = found.replace(/(?<![)\].,!?;:'"])[)\].,!?;:'"]+$/u, "");
    if (!known.has(url)) links.push({ url });
    known.add(url);
    if (links.length >= maxLinks) break;
  }
  return links.slice(0, maxLinks);
};

interface Poll {
  readonly question?: unknown;
  readonly answers?: unknown;
}

/** A question has its text itself, an answer in what is shown of it. */
interface PollPart {
  readonly text?: unknown;
  readonly poll_media?: unknown;
}

const partText = (value: unknown): string => {
  const part: PollPart = isObject(value) ? value : {};
  const media: PollPart = isObject(part.poll_media) ? part.poll_media : part;
  return textOf(media.text) ?? "";
};

/** The words of a poll; undefined without one. */
export const readShownWords = (message: NativeMessage): readonly string[] | undefined => {
  if (!isObject(message.poll)) return undefined;
  const poll: Poll = message.poll;
  const words = [poll.question, ...listOf(poll.answers).slice(0, mostWords)].map(partText);
  const shown = words.filter((text) => text !== "").map((text) => text.slice(0, maxShownUnits));
  return shown.length === 0 ? undefined : shown;
};
