import { damaged } from "./refused.ts";

/** A box of an ISO base media file (ISO 14496-12); offsets are absolute. */
export interface Box {
  readonly type: string;
  readonly start: number;
  readonly body: number;
  readonly end: number;
}

const boxesAtMost = 100_000;
/** Longest rest that is no box: QuickTime ends some lists with a zero. */
const padding = 8;

/** The boxes between two offsets. Throws when they do not fill the space exactly. */
export const boxesIn = (file: Buffer, start: number, end: number): readonly Box[] => {
  const boxes: Box[] = [];
  for (let at = start; end - at >= padding; ) {
    const size32 = file.readUInt32BE(at);
    const long = size32 === 1;
    if (long && end - at < 16) throw damaged("a box is cut off");
    const size = long ? Number(file.readBigUInt64BE(at + 8)) : size32 === 0 ? end - at : size32;
    const head = long ? 16 : 8;
    if (size < head || size > end - at) throw damaged("a box is larger than what holds it");
    if (boxes.length === boxesAtMost) throw damaged("too many boxes");
    boxes.push({ type: file.toString("latin1", at + 4, at + 8), start: at, body: at + head, end: at + size });
    at += size;
  }
  return boxes;
};
