import { isUpload, type Upload } from "../../wire/multipart.ts";
import { ApiError, badRequest } from "../api-error.ts";
import type { Call } from "../method.ts";
import type { FileKind } from "../types.ts";
import type { StoredFile } from "./file-store.ts";

const maxPhotoBytes = 10 * 1_024 * 1_024;
const maxFileBytes = 50 * 1_024 * 1_024;

/** The file that a parameter means: an upload, `attach://<part>`, or the id of a file that Telegram has. */
export const inputFile = (call: Call, kind: FileKind, value: unknown): StoredFile => {
  const { bot, params } = call;
  if (isUpload(value)) return store(call, kind, value);
  if (typeof value !== "string" || value === "") throw badRequest(`there is no ${kind} in the request`);
  if (value.startsWith("attach://")) {
    const attached = params[value.slice(9)];
    if (!isUpload(attached)) throw badRequest(`can't find attached file "${value.slice(9)}"`);
    return store(call, kind, attached);
  }
  if (/^https?:/i.test(value)) throw badRequest("failed to get HTTP URL content");
  const known = bot.files.find(value);
  if (!known) throw badRequest("wrong remote file identifier specified: Wrong string length");
  if (known.kind !== kind && kind !== "document")
    throw badRequest(`can't use file of type ${known.kind} as ${kind}`);
  return known;
};

const store = ({ bot }: Call, kind: FileKind, { fileName, mediaType, bytes }: Upload): StoredFile => {
  if (bytes.length === 0) throw badRequest("file must be non-empty");
  if (bytes.length > maxFileBytes) throw new ApiError(413, "Request Entity Too Large");
  if (kind === "photo") {
    if (bytes.length > maxPhotoBytes) throw badRequest("file is too big for a photo");
    if (!isPicture(bytes)) throw badRequest("IMAGE_PROCESS_FAILED");
  }
  return bot.files.add(kind, { bytes, fileName, mediaType });
};

const isPicture = (bytes: Uint8Array): boolean => {
  const head = Buffer.from(bytes.subarray(0, 12)).toString("latin1");
  return (
    head.startsWith("\u00ff\u00d8\u00ff") ||
    head.startsWith("\u0089PNG") ||
    head.startsWith("GIF8") ||
    (head.startsWith("RIFF") && head.endsWith("WEBP"))
  );
};
