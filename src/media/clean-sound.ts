import { damaged } from "./refused.ts";

const tagHead = 10;
const id3v1Bytes = 128;
const framesChecked = 3;

/** Kilobits a second of layer III, by version (MPEG 1, then 2 and 2.5) and index. */
const bitrates = [
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
] as const;
const sampleRates = [44_100, 48_000, 32_000];

/** Bytes of the frame at an offset; undefined where none begins. */
const frameBytes = (file: Buffer, at: number): number | undefined => {
  if (at + 4 > file.length || file[at] !== 0xff) return undefined;
  const [second = 0, third = 0] = [file[at + 1], file[at + 2]];
  const version = (second >> 3) & 3;
  if ((second & 0xe6) !== 0xe2 || version === 1) return undefined;
  const kbps = bitrates[version === 3 ? 0 : 1][third >> 4];
  const rate = sampleRates[(third >> 2) & 3];
  if (!kbps || !rate) return undefined;
  const hz = version === 3 ? rate : version === 2 ? rate / 2 : rate / 4;
  return Math.floor(((version === 3 ? 144 : 72) * kbps * 1_000) / hz) + ((third >> 1) & 1);
};

const id3v2End = (file: Buffer): number => {
  if (file.toString("latin1", 0, 3) !== "ID3" || file.length < tagHead) return 0;
  const size = [6, 7, 8, 9].reduce((sum, at) => sum * 128 + ((file[at] ?? 0) & 127), 0);
  const footer = ((file[5] ?? 0) & 0x10) !== 0 ? tagHead : 0;
  return tagHead + size + footer;
};

/** An MP3 without its tags: title, comments, pictures. */
export const cleanMp3 = (bytes: Uint8Array): Buffer => {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let start = id3v2End(file);
  while (start < file.length && file[start] === 0) start += 1;
  for (let at = start, n = 0; n < framesChecked && at < file.length; n++) {
    const size = frameBytes(file, at);
    if (size === undefined) throw damaged("no sound where it should begin");
    at += size;
  }
  const tagged = file.toString("latin1", file.length - id3v1Bytes, file.length - id3v1Bytes + 3) === "TAG";
  const end = file.length - (tagged ? id3v1Bytes : 0);
  if (start >= end) throw damaged("a recording without sound");
  return file.subarray(start, end);
};

const pageHead = 27;

/** Whole pages from the first byte to the last, or it is refused (RFC 3533). */
export const checkOgg = (bytes: Uint8Array): void => {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < file.length; ) {
    if (file.toString("latin1", at, at + 5) !== "OggS\0") throw damaged("no page where one should begin");
    const segments = file[at + pageHead - 1] ?? 0;
    let size = pageHead + segments;
    for (let n = 0; n < segments; n++) size += file[at + pageHead + n] ?? 0;
    at += size;
    if (at > file.length) throw damaged("the last page is cut off");
  }
};
