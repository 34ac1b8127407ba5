import { crc32, deflateSync } from "node:zlib";
import type { FileKind } from "../types.ts";

export interface Sample {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly mediaType: string;
}

const side = 96;

const chunk = (name: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
};

/** A picture that any program can show: two slanting colours that depend on `n`. */
const png = (n: number): Buffer => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.alloc(side * (1 + side * 3));
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const tone = (x + y) % 32 < 16 ? 200 : 120;
      rows.set([tone, (n * 47) % 256, (n * 91 + x) % 256], y * (1 + side * 3) + 1 + x * 3);
    }
  }
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
};

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
      return { bytes: png(n), fileName: `photo_${n}.png`, mediaType: "image/png" };
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
