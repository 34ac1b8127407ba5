import type { OutboundFile } from "../../src/domain/adapter.ts";
import { DeliveryError } from "../../src/domain/delivery.ts";
import { mediaTypeOf } from "../shared/wire-file-name.ts";
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
  /** The bytes are what the type says. */
  readonly fits: (bytes: Uint8Array) => boolean;
}

const rules: readonly FormRule[] = [
  {
    mediaType: "image/jpeg",
    form: "photo",
    fits: (bytes) => startsWith(bytes, { text: "\xff\xd8\xff" }),
  },
  {
    mediaType: "image/png",
    form: "photo",
    fits: (bytes) => startsWith(bytes, { text: "\x89PNG" }),
  },
  {
    mediaType: "image/webp",
    form: "photo",
    fits: (bytes) => startsWith(bytes, { text: "WEBP", at: 8 }),
  },
  {
    mediaType: "image/gif",
    form: "animation",
    fits: (bytes) => startsWith(bytes, { text: "GIF8" }),
  },
  { mediaType: "video/mp4", form: "video", fits: isMp4 },
  { mediaType: "audio/mp4", form: "audio", fits: isMp4 },
  {
    mediaType: "audio/mpeg",
    form: "audio",
    fits: (bytes) => startsWith(bytes, { text: "ID3" }) || isMpegFrame(bytes),
  },
  {
    mediaType: "audio/ogg",
    form: "voice",
    // What else an Ogg file may hold is no voice message to Telegram.
    fits: (bytes) => startsWith(bytes, { text: "OpusHead", at: 28 }),
  },
];

const ruleOf = (file: OutboundFile) => rules.find(({ mediaType }) => mediaType === mediaTypeOf(file));

/** By its type, if its bytes agree and Telegram takes so large a one; else as a document, which may be anything. */
export const fileFormOf = (file: OutboundFile): FileForm => {
  const rule = ruleOf(file);
  if (!rule?.fits(file.bytes)) return "document";
  return rule.form === "photo" && file.bytes.length > telegramLimits.photoBytes ? "document" : rule.form;
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
