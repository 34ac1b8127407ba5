import type { OutboundFile } from "../../src/domain/adapter.ts";
import { DeliveryError } from "../../src/domain/delivery.ts";
import { telegramLimits } from "./limits.ts";

/** How Telegram is given a file; each is the name of the field and of the album's entry too. */
export type FileForm = "photo" | "video" | "animation" | "audio" | "voice" | "document";

const startsWith = (bytes: Uint8Array, { text, at = 0 }: { text: string; at?: number }): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .subarray(at, at + text.length)
    .toString("latin1") === text;

/** An MPEG audio frame without a tag before it. */
const isMpegFrame = (bytes: Uint8Array) => bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0;
const isMp4 = (bytes: Uint8Array) => startsWith(bytes, { text: "ftyp", at: 4 });

interface FormRule {
  readonly mediaType: string;
  readonly form: FileForm;
  readonly extension: string;
  /** The bytes are what the type says. */
  readonly fits: (bytes: Uint8Array) => boolean;
}

const rules: readonly FormRule[] = [
  {
    mediaType: "image/jpeg",
    form: "photo",
    extension: "jpg",
    fits: (bytes) => startsWith(bytes, { text: "\xff\xd8\xff" }),
  },
  {
    mediaType: "image/png",
    form: "photo",
    extension: "png",
    fits: (bytes) => startsWith(bytes, { text: "\x89PNG" }),
  },
  {
    mediaType: "image/webp",
    form: "photo",
    extension: "webp",
    fits: (bytes) => startsWith(bytes, { text: "WEBP", at: 8 }),
  },
  {
    mediaType: "image/gif",
    form: "animation",
    extension: "gif",
    fits: (bytes) => startsWith(bytes, { text: "GIF8" }),
  },
  { mediaType: "video/mp4", form: "video", extension: "mp4", fits: isMp4 },
  { mediaType: "audio/mp4", form: "audio", extension: "m4a", fits: isMp4 },
  {
    mediaType: "audio/mpeg",
    form: "audio",
    extension: "mp3",
    fits: (bytes) => startsWith(bytes, { text: "ID3" }) || isMpegFrame(bytes),
  },
  {
    mediaType: "audio/ogg",
    form: "voice",
    extension: "ogg",
    // What else an Ogg file may hold is no voice message to Telegram.
    fits: (bytes) => startsWith(bytes, { text: "OpusHead", at: 28 }),
  },
];

/** Extensions of what always goes as a document. */
const documentExtensions: Readonly<Record<string, string>> = {
  "application/pdf": "pdf",
  "text/plain": "txt",
  "text/csv": "csv",
  "application/json": "json",
};

const typeOf = ({ mediaType }: OutboundFile) => mediaType.split(";", 1)[0]?.trim().toLowerCase() ?? "";

const ruleOf = (file: OutboundFile) => rules.find(({ mediaType }) => mediaType === typeOf(file));

/** By its type, if its bytes agree and Telegram takes so large a one; else as a document, which may be anything. */
export const fileFormOf = (file: OutboundFile): FileForm => {
  const rule = ruleOf(file);
  if (!rule?.fits(file.bytes)) return "document";
  return rule.form === "photo" && file.bytes.length > telegramLimits.photoBytes ? "document" : rule.form;
};

const maxNameUnits = 120;
const maxExtensionUnits = 16;
/** Controls, line separators, direction marks, lone surrogates. What joins emoji and letters stays. */
const unfit = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu;

/** Cut before its extension, and not within a character. */
const shortened = (name: string): string => {
  if (name.length <= maxNameUnits) return name;
  const dot = name.lastIndexOf(".");
  const extension = dot > 0 && name.length - dot <= maxExtensionUnits ? name.slice(dot) : "";
  return name.slice(0, maxNameUnits - extension.length).replace(/\p{Cs}$/u, "") + extension;
};

/** A name that fits into the header of a part of a request and shows the extension that it has. */
export const wireFileName = (file: OutboundFile): string => {
  const clean = file.fileName
    .replace(unfit, "")
    .replace(/["\\/]/g, "_")
    .trim();
  const name = shortened(clean === "" ? "file" : clean);
  const extension = ruleOf(file)?.extension ?? documentExtensions[typeOf(file)];
  return extension === undefined || /.\.[^.\s]{1,16}$/.test(name) ? name : `${name}.${extension}`;
};

/** Refuses what Telegram takes from no bot, before anything of the message is sent. Throws DeliveryError. */
export const checkFiles = (files: readonly OutboundFile[]): void => {
  for (const [index, { bytes }] of files.entries()) {
    const which = `Attachment ${index + 1} of ${files.length}`;
    if (bytes.length === 0)
      throw new DeliveryError("rejected", `${which} is empty: nothing of the message was sent.`);
    if (bytes.length > telegramLimits.uploadBytes)
      throw new DeliveryError(
        "rejected",
        `${which} has ${bytes.length} bytes, and Telegram takes at most ${telegramLimits.uploadBytes} from a bot: nothing of the message was sent.`,
      );
  }
};
