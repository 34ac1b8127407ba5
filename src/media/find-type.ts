/** How a file of a type is looked into and cleaned. */
export type Family = "picture" | "boxes" | "mp3" | "ogg" | "webm" | "pdf" | "text";

export interface FoundType {
  readonly family: Family;
  readonly mediaType: string;
  /** Endings that a file of this type may have; the first is given to one that has another. */
  readonly endings: readonly [string, ...string[]];
}

const picture = (subtype: string, ...endings: [string, ...string[]]): FoundType => ({
  family: "picture",
  mediaType: `image/${subtype}`,
  endings,
});
const boxes = (mediaType: string, ...endings: [string, ...string[]]): FoundType => ({
  family: "boxes",
  mediaType,
  endings,
});
const ogg: FoundType = { family: "ogg", mediaType: "audio/ogg", endings: ["ogg", "oga", "opus"] };
const mp3: FoundType = { family: "mp3", mediaType: "audio/mpeg", endings: ["mp3"] };
const webm: FoundType = { family: "webm", mediaType: "video/webm", endings: ["webm"] };
const pdf: FoundType = { family: "pdf", mediaType: "application/pdf", endings: ["pdf"] };

/** Bytes at a fixed place, as latin1. A type that stands nowhere here and is no plain text is not kept. */
const magics: readonly { readonly at: number; readonly bytes: string; readonly type: FoundType }[] = [
  { at: 0, bytes: "\xff\xd8\xff", type: picture("jpeg", "jpg", "jpeg", "jfif") },
  { at: 0, bytes: "\x89PNG\r\n\x1a\n", type: picture("png", "png") },
  { at: 0, bytes: "GIF87a", type: picture("gif", "gif") },
  { at: 0, bytes: "GIF89a", type: picture("gif", "gif") },
  { at: 8, bytes: "WEBPVP8", type: picture("webp", "webp") },
  { at: 0, bytes: "%PDF-", type: pdf },
  { at: 0, bytes: "OggS\0", type: ogg },
  { at: 0, bytes: "ID3", type: mp3 },
  { at: 0, bytes: "\x1a\x45\xdf\xa3", type: webm },
];

const heic = boxes("image/heic", "heic", "heif");
const mp4 = boxes("video/mp4", "mp4", "m4v");
const mp4Audio = boxes("audio/mp4", "m4a", "m4b");
/** Brands of ISO base media files, https://mp4ra.org/registered-types/brands */
const brands: Readonly<Record<string, FoundType>> = {
  heic,
  heix: heic,
  heim: heic,
  heis: heic,
  mif1: heic,
  avif: boxes("image/avif", "avif"),
  "qt  ": boxes("video/quicktime", "mov", "qt"),
  "M4A ": mp4Audio,
  "M4B ": mp4Audio,
  "M4V ": mp4,
  isom: mp4,
  iso2: mp4,
  iso4: mp4,
  iso5: mp4,
  iso6: mp4,
  mp41: mp4,
  mp42: mp4,
  avc1: mp4,
  MSNV: mp4,
  dash: mp4,
  "3gp4": mp4,
  "3gp5": mp4,
  "3gp6": mp4,
};

const latin1 = (bytes: Uint8Array, start: number, length: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1", start, start + length);

/** What the first bytes say, whatever the file is called. Undefined: none of the binary types that are kept. */
export const findType = (bytes: Uint8Array): FoundType | undefined => {
  if (latin1(bytes, 4, 4) === "ftyp") return ofBrand(bytes);
  const fixed = magics.find((magic) => latin1(bytes, magic.at, magic.bytes.length) === magic.bytes);
  if (fixed) return fixed.type;
  return isMp3Frame(bytes) ? mp3 : undefined;
};

/** The brand that the file is, or else the first known one that it says to be compatible with. */
const ofBrand = (bytes: Uint8Array): FoundType | undefined => {
  const size = Math.min(new DataView(bytes.buffer, bytes.byteOffset).getUint32(0), 256, bytes.length);
  for (let at = 8; at + 4 <= size; at += at === 8 ? 8 : 4) {
    const type = brands[latin1(bytes, at, 4)];
    if (type) return type;
  }
  return undefined;
};

/** A header of MPEG audio layer III, whose values are none of the forbidden ones. */
const isMp3Frame = (bytes: Uint8Array): boolean => {
  const [first = 0, second = 0, third = 0] = bytes;
  const layer3 = first === 0xff && (second & 0xe6) === 0xe2 && (second & 0x18) !== 0x08;
  return layer3 && third >> 4 !== 0x0f && third >> 4 !== 0 && (third & 0x0c) !== 0x0c;
};

const plain: FoundType = {
  family: "text",
  mediaType: "text/plain",
  endings: ["txt", "text", "log", "md", "json"],
};
const table: FoundType = { family: "text", mediaType: "text/csv", endings: ["csv", "tsv"] };

/** What a text is, which only its name tells; undefined for the names of what a machine carries out or draws. */
export const textTypeOf = (ending: string): FoundType | undefined => {
  if (ending === "") return plain;
  return [plain, table].find(({ endings }) => endings.includes(ending));
};
