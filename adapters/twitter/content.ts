import type { AttachmentRef, Link } from "../../src/domain/message.ts";
import type { Draft } from "../shared/clean-name.ts";
import { maxLinks, toLink } from "../shared/link.ts";
import { isObject, listOf, textOf } from "../shared/values.ts";
import {
  idOf,
  type NativeEntities,
  type NativeIncludes,
  type NativeMedia,
  type NativeUrl,
  type NativeVariant,
} from "./native.ts";

/** Longer than any message: what is over it is no message of X's. */
const maxTextUnits = 40_000;
const maxUrls = 100;
/** The link that X puts at the end of a text for the file that comes with it. */
const ownMedia = /^https:\/\/(?:twitter|x)\.com\/(?:messages\/media\/|[^/]+\/status\/\d+\/(?:photo|video)\/)/;

/** X writes three characters of a text as HTML does. */
const unescaped = (text: string): string =>
  text.includes("&") ? text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&") : text;

export interface Words {
  readonly text: string;
  readonly links: readonly Link[];
}

/** An address that stands in a text in its short form. */
interface Shortened {
  readonly start: number;
  readonly short: string;
  readonly long: string;
}

/** Each address by its place; one that stands there twice is told of twice. */
const shortenedIn = (text: string, urls: unknown): readonly Shortened[] => {
  const searched = new Map<string, number>();
  return listOf(urls)
    .slice(0, maxUrls)
    .flatMap((value) => {
      const { url, expanded_url }: NativeUrl = isObject(value) ? value : {};
      const short = textOf(url) ?? "";
      if (short === "") return [];
      const start = text.indexOf(short, searched.get(short) ?? 0);
      if (start >= 0) searched.set(short, start + short.length);
      return [{ start, short, long: textOf(expanded_url) ?? short }];
    });
};

const isOwnMedia = ({ long }: Shortened): boolean => ownMedia.test(long);

/** In one pass, so that nothing is looked for in what was put in; what an address says means nothing else here. */
const expanded = (text: string, addresses: readonly Shortened[]): string => {
  let whole = "";
  let at = 0;
  for (const address of addresses.toSorted((one, other) => one.start - other.start)) {
    const { start, short, long } = address;
    if (start < at) continue;
    whole += text.slice(at, start) + (isOwnMedia(address) ? "" : long);
    at = start + short.length;
  }
  whole += text.slice(at);
  return addresses.some(isOwnMedia) ? whole.trimEnd() : whole;
};

/** A text as it was typed: with the addresses that X has shortened, and without those of its own files. */
export const readWords = (text: unknown, entities: unknown): Words => {
  const told = (textOf(text) ?? "").slice(0, maxTextUnits);
  const { urls }: NativeEntities = isObject(entities) ? entities : {};
  const addresses = shortenedIn(told, urls);
  const links = addresses.filter((address) => !isOwnMedia(address)).slice(0, maxLinks);
  return {
    text: unescaped(expanded(told, addresses).slice(0, maxTextUnits)),
    links: links.map(({ long }) => toLink(long, long)),
  };
};

const kinds: ReadonlyMap<string, { kind: AttachmentRef["kind"]; mediaType?: string }> = new Map([
  ["photo", { kind: "photo" }],
  ["video", { kind: "video", mediaType: "video/mp4" }],
  ["animated_gif", { kind: "video", mediaType: "video/mp4" }],
  ["audio", { kind: "voice" }],
]);

const variantsOf = (media: NativeMedia): readonly unknown[] => {
  const info = isObject(media.video_info) && "variants" in media.video_info ? media.video_info.variants : [];
  return listOf(media.variants ?? info);
};

/** Of a film the version with the most bits, and no list of pieces. */
const bestVariant = (media: NativeMedia): string | undefined => {
  let best: { url: string; bits: number } | undefined;
  for (const value of variantsOf(media)) {
    const { url, bit_rate, bitrate, content_type }: NativeVariant = isObject(value) ? value : {};
    const address = textOf(url);
    if (address === undefined || /mpegurl|dash/i.test(textOf(content_type) ?? "")) continue;
    const bits = Number(bit_rate ?? bitrate ?? 0) || 0;
    if (best === undefined || bits > best.bits) best = { url: address, bits };
  }
  return best?.url;
};

/**
 * What the call for the bytes asks for, in the address of a file: `/dm/<message>/<file>/<name>`, `/dm_gif/<file>/<name>`,
 * `/dm_video/<file>/vid/<codec>/<size>/<name>` (the codec is not always there). Only a picture's names its message.
 */
const fileOfMessage =
  /\/dm(?:_gif|_video|\/(\d{1,19}))\/(\d{1,19})\/(?:vid\/(?:\w{1,20}\/){1,2})?([\w.-]{1,200})(?:[?#]|$)/;

/** Of a file of a post, which is of no message, there is nothing to ask for. */
const refOf = (media: NativeMedia, messageId: string | undefined): string => {
  const address = bestVariant(media) ?? textOf(media.media_url_https) ?? textOf(media.url) ?? "";
  const [, named, mediaId, resource] = fileOfMessage.exec(address) ?? [];
  const whose = named ?? messageId;
  return mediaId === undefined || whose === undefined ? "" : `${whose}/${mediaId}/${resource}`;
};

const toAttachment = (media: NativeMedia, messageId: string | undefined): AttachmentRef => {
  const known = kinds.get(textOf(media.type) ?? "") ?? { kind: "other" };
  const attachment: Draft<AttachmentRef> = { ref: refOf(media, messageId), ...known };
  return attachment;
};

const maxFiles = 4;

/** Of a delivery: a message has one attachment at most. */
export const readAttachment = (value: unknown, messageId: string): readonly AttachmentRef[] => {
  if (!isObject(value)) return [];
  const media: unknown = "media" in value ? value.media : undefined;
  return [isObject(media) ? toAttachment(media, messageId) : { kind: "other", ref: "" }];
};

/** Of an answer, whose files stand beside the messages and posts, by their keys. */
export const readIncludedMedia = (
  keys: unknown,
  { includes, messageId }: { readonly includes: unknown; readonly messageId?: string },
): readonly AttachmentRef[] => {
  const { media }: NativeIncludes = isObject(includes) ? includes : {};
  const byKey = new Map<string, NativeMedia>();
  for (const value of listOf(media)) {
    const file: NativeMedia = isObject(value) ? value : {};
    const key = textOf(file.media_key);
    if (key !== undefined) byKey.set(key, file);
  }
  return listOf(keys)
    .slice(0, maxFiles)
    .map((key) => toAttachment(byKey.get(textOf(key) ?? "") ?? {}, messageId));
};

/** What stands in a reference of ours; undefined for what is none. */
export const readFileRef = (ref: string): `/${string}` | undefined => {
  const [messageId, mediaId, resource, ...more] = ref.split("/");
  if (idOf(messageId) === undefined || idOf(mediaId) === undefined || more.length > 0) return undefined;
  return resource === undefined || !/^[\w.-]{1,200}$/.test(resource) || /^\.+$/.test(resource)
    ? undefined
    : `/dm_conversations/media/${messageId}/${mediaId}/${resource}`;
};
