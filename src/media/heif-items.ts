import { type Box, boxesIn } from "./box-list.ts";
import { damaged } from "./refused.ts";

/** Reads big-endian numbers one after the other; throws when the box ends before. */
class Reader {
  readonly #file: Buffer;
  readonly #end: number;
  #at: number;

  constructor(file: Buffer, span: { start: number; end: number }) {
    this.#file = file;
    this.#at = span.start;
    this.#end = span.end;
  }

  /** @param bytes 0, 1, 2, 4 or 8; nothing is read as 0. */
  number(bytes: number): number {
    if (this.#at + bytes > this.#end) throw damaged("a list is cut off");
    const from = this.#at;
    this.#at += bytes;
    if (bytes === 8) return Number(this.#file.readBigUInt64BE(from));
    return bytes === 0 ? 0 : this.#file.readUIntBE(from, bytes);
  }
}

/** More than any picture has; lists that repeat themselves must not keep us busy. */
const extentsAtMost = 10_000;

interface Extent {
  readonly start: number;
  readonly length: number;
}

/** Items that describe the picture instead of being it. */
const aboutIt: ReadonlySet<string> = new Set(["Exif", "mime", "uri "]);

/** Overwrites EXIF, XMP and the like where they lie; lists and offsets stay as they are (ISO 23008-12). */
export const blankHeifItems = (file: Buffer, meta: Box): void => {
  const boxes = boxesIn(file, meta.body + 4, meta.end);
  const find = (type: string) => boxes.find((box) => box.type === type);
  const infos = find("iinf");
  const places = find("iloc");
  if (!infos || !places) throw damaged("a picture without items");
  const unwanted = itemsAboutIt(file, infos);
  const idat = find("idat");
  const extents = extentsOf(file, places, { unwanted, idat: idat?.body ?? 0 });
  const total = extents.reduce((sum, { length }) => sum + length, 0);
  if (total > file.length) throw damaged("items are larger than the file");
  for (const { start, length } of extents) {
    if (start + length > file.length) throw damaged("an item lies outside the file");
    file.fill(0, start, start + length);
  }
  for (const box of boxes) if (box.type === "uuid" || box.type === "udta") file.fill(0, box.body, box.end);
};

const itemsAboutIt = (file: Buffer, infos: Box): ReadonlySet<number> => {
  const counted = file[infos.body] === 0 ? 2 : 4;
  const ids = new Set<number>();
  for (const { type, body, end } of boxesIn(file, infos.body + 4 + counted, infos.end)) {
    const version = file[body] ?? 0;
    if (type !== "infe" || version < 2) continue;
    const idBytes = version === 2 ? 2 : 4;
    const reader = new Reader(file, { start: body + 4, end });
    const id = reader.number(idBytes);
    reader.number(2);
    const kind = Buffer.alloc(4);
    kind.writeUInt32BE(reader.number(4));
    if (aboutIt.has(kind.toString("latin1"))) ids.add(id);
  }
  return ids;
};

const extentsOf = (
  file: Buffer,
  places: Box,
  { unwanted, idat }: { unwanted: ReadonlySet<number>; idat: number },
): readonly Extent[] => {
  const version = file[places.body] ?? 0;
  const reader = new Reader(file, { start: places.body + 4, end: places.end });
  const sizes = reader.number(2);
  const [offsetBytes, lengthBytes, baseBytes, indexBytes] = [12, 8, 4, 0].map((bits) => (sizes >> bits) & 15);
  const extents: Extent[] = [];
  let looked = 0;
  for (let items = reader.number(version < 2 ? 2 : 4); items > 0; items--) {
    const id = reader.number(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : reader.number(2) & 15;
    reader.number(2);
    const base = reader.number(baseBytes ?? 0);
    for (let count = reader.number(2); count > 0; count--) {
      if (version > 0) reader.number(indexBytes ?? 0);
      const start = base + reader.number(offsetBytes ?? 0);
      const length = reader.number(lengthBytes ?? 0);
      if (++looked > extentsAtMost) throw damaged("too many places of items");
      if (unwanted.has(id) && method < 2)
        extents.push({ start: method === 1 ? idat + start : start, length });
    }
  }
  return extents;
};
