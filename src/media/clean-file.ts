import type { KeepRefusal } from "../domain/attachment.ts";
import { cleanBoxes } from "./clean-boxes.ts";
import { cleanPicture } from "./clean-picture.ts";
import { checkOgg, cleanMp3 } from "./clean-sound.ts";
import { safeFileName } from "./file-name.ts";
import type { FoundType } from "./find-type.ts";
import { checkPdf, checkWebm, inspect } from "./inspect.ts";
import { Refused } from "./refused.ts";

/** Bytes; larger files are not kept. */
export const fileBytesAtMost = 20 * 1024 * 1024;

/** A file as it may be kept. */
export interface CleanFile {
  readonly bytes: Uint8Array;
  /** What it was found to be, whatever was claimed. */
  readonly mediaType: string;
  /** With the ending of what it is. */
  readonly fileName: string;
}

/**
 * Looks what a file is, and takes out what it says of its making: of pictures everything but the pixels; of MP4, MOV,
 * M4A, HEIC and AVIF the places meant for it; of MP3 the tags. PDF, WebM, Ogg and text are checked, and kept as they
 * came. Never throws: what cannot be vouched for is refused.
 */
export const cleanFile = async (file: {
  readonly bytes: Uint8Array;
  readonly fileName: string;
}): Promise<CleanFile | { readonly refusal: KeepRefusal }> => {
  try {
    if (file.bytes.length > fileBytesAtMost) return { refusal: "too_large" };
    const type = inspect(file.bytes, file.fileName);
    const bytes = await cleaned(file.bytes, type);
    if (bytes.length > fileBytesAtMost) return { refusal: "too_large" };
    return { bytes, mediaType: type.mediaType, fileName: safeFileName(file.fileName, type) };
  } catch (error) {
    return { refusal: error instanceof Refused ? error.refusal : "damaged" };
  }
};

const cleaned = async (bytes: Uint8Array, type: FoundType): Promise<Uint8Array> => {
  switch (type.family) {
    case "picture":
      return cleanPicture(bytes, type.mediaType);
    case "boxes":
      return cleanBoxes(bytes, type.mediaType.startsWith("image/") ? "picture" : "recording");
    case "mp3":
      return cleanMp3(bytes);
    case "ogg":
      checkOgg(bytes);
      return bytes;
    case "webm":
      checkWebm(bytes);
      return bytes;
    case "pdf":
      checkPdf(bytes);
      return bytes;
    case "text":
      return bytes;
    default:
      return type.family satisfies never;
  }
};
