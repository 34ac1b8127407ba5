import { samplePng, sampleSide } from "./sample-png.ts";

export interface StoredFile {
  readonly id: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly size: number;
  readonly width?: number;
  readonly height?: number;
  readonly description?: string;
}

/** What somebody attaches to a message. */
export interface FileDraft {
  /** @default "screenshot.png" */
  readonly fileName?: string;
  /** @default a small picture */
  readonly bytes?: Uint8Array;
  /** @default by the name's ending */
  readonly mediaType?: string;
  /** What the message claims instead of the truth. */
  readonly claimedSize?: number;
}

const mediaTypes: Readonly<Record<string, string>> = {
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  gif: "image/gif",
  webp: "image/webp",
  mp4: "video/mp4",
  pdf: "application/pdf",
  txt: "text/plain; charset=utf-8",
  json: "application/json; charset=utf-8",
};

export const storedFile = (draft: FileDraft, id: string): StoredFile => {
  const { fileName = "screenshot.png", claimedSize } = draft;
  const bytes = draft.bytes ?? samplePng(1);
  const ending = fileName.slice(fileName.lastIndexOf(".") + 1).toLowerCase();
  const mediaType = draft.mediaType ?? mediaTypes[ending] ?? "application/octet-stream";
  const isPicture = mediaType.startsWith("image/");
  return {
    id,
    fileName,
    mediaType,
    bytes,
    size: claimedSize ?? bytes.length,
    ...(isPicture && { width: sampleSide, height: sampleSide }),
  };
};
