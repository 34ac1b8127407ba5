import { samplePng } from "../../wire/sample-png.ts";
import type { FileKind } from "../types.ts";

export interface Sample {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly mediaType: string;
}

const padded = (head: string, n: number) =>
  Buffer.concat([Buffer.from(head, "latin1"), Buffer.alloc(600, `sample ${n} `)]);

const pdf = (n: number) =>
  Buffer.from(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${200 + n} 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`,
    "latin1",
  );

const mp4 = (n: number) => padded("\u0000\u0000\u0000\u0018ftypisom\u0000\u0000\u0002\u0000isommp42", n);

const ogg = (n: number) =>
  padded(`OggS\u0000\u0002${"\u0000".repeat(20)}\u0001\u0013OpusHead\u0001\u0001`, n);

const mp3 = (n: number) => padded("ID3\u0003\u0000\u0000\u0000\u0000\u0000\u0000\u00ff\u00fb\u0090\u0000", n);

const webp = (n: number) => padded("RIFF\u0060\u0002\u0000\u0000WEBPVP8 ", n);

const different = 12;
const made = new Map<string, Sample>();

/** Bytes of a kind for whoever brings none of their own; a dozen different ones of each. */
export const sampleOf = (kind: FileKind, n: number): Sample => {
  const key = `${kind}${n % different}`;
  const known = made.get(key);
  if (known) return known;
  const sample = makeSample(kind, n % different);
  made.set(key, sample);
  return sample;
};

const makeSample = (kind: FileKind, n: number): Sample => {
  switch (kind) {
    case "photo":
      return { bytes: samplePng(n), fileName: `photo_${n}.png`, mediaType: "image/png" };
    case "document":
      return { bytes: pdf(n), fileName: "statement.pdf", mediaType: "application/pdf" };
    case "video":
    case "video_note":
      return { bytes: mp4(n), fileName: `video_${n}.mp4`, mediaType: "video/mp4" };
    case "animation":
      return { bytes: mp4(n), fileName: `animation_${n}.mp4`, mediaType: "video/mp4" };
    case "audio":
      return { bytes: mp3(n), fileName: `track_${n}.mp3`, mediaType: "audio/mpeg" };
    case "voice":
      return { bytes: ogg(n), fileName: `voice_${n}.oga`, mediaType: "audio/ogg" };
    case "sticker":
      return { bytes: webp(n), fileName: `sticker_${n}.webp`, mediaType: "image/webp" };
    default:
      return kind satisfies never;
  }
};
