import { type Box, boxesIn } from "./box-list.ts";
import { blankHeifItems } from "./heif-items.ts";
import { damaged } from "./refused.ts";

/** Where what was said about the recording stands: place, device, author, comments. */
const aboutIt: ReadonlySet<string> = new Set(["udta", "meta", "uuid", "free", "skip"]);
const containers: ReadonlySet<string> = new Set(["moov", "trak", "mdia", "moof", "traf"]);
/** Their first fields are two dates. */
const dated: ReadonlySet<string> = new Set(["mvhd", "tkhd", "mdhd"]);
const deepest = 4;

/** The box becomes free space of the same size, so that no offset into the file changes. */
const blank = (file: Buffer, box: Box): void => {
  file.write("free", box.start + 4, "latin1");
  file.fill(0, box.body, box.end);
};

const blankDates = (file: Buffer, { body, end }: Box): void => {
  const length = file[body] === 1 ? 16 : 8;
  file.fill(0, body + 4, Math.min(body + 4 + length, end));
};

const clean = (file: Buffer, boxes: readonly Box[], depth: number): void => {
  for (const box of boxes) {
    if (aboutIt.has(box.type)) blank(file, box);
    else if (dated.has(box.type)) blankDates(file, box);
    else if (containers.has(box.type) && depth < deepest)
      clean(file, boxesIn(file, box.body, box.end), depth + 1);
  }
};

/**
 * A copy of a film or recording (MP4, MOV, M4A) or of a picture in such a file (HEIC, AVIF) without what it tells of
 * its making: user data, metadata, dates; of a picture EXIF and XMP. Sound and pictures are not looked into.
 */
export const cleanBoxes = (bytes: Uint8Array, kind: "picture" | "recording"): Buffer => {
  const file = Buffer.from(bytes);
  const boxes = boxesIn(file, 0, file.length);
  const last = boxes.at(-1)?.end ?? 0;
  const wanted = kind === "picture" ? ["meta"] : ["moov"];
  if (!wanted.every((type) => boxes.some((box) => box.type === type))) throw damaged("a box is missing");
  if (kind === "recording") clean(file, boxes, 0);
  else {
    for (const box of boxes) {
      if (box.type === "meta") blankHeifItems(file, box);
      else if (box.type !== "moov" && aboutIt.has(box.type)) blank(file, box);
    }
  }
  return file.subarray(0, last);
};
