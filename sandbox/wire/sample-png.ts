import { crc32, deflateSync } from "node:zlib";

/** Of the picture, in pixels. */
export const sampleSide = 96;

const chunk = (name: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
};

/** A picture that any program can show: two slanting colours that depend on `n`. */
export const samplePng = (n: number): Buffer => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(sampleSide, 0);
  header.writeUInt32BE(sampleSide, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.alloc(sampleSide * (1 + sampleSide * 3));
  for (let y = 0; y < sampleSide; y += 1) {
    for (let x = 0; x < sampleSide; x += 1) {
      const tone = (x + y) % 32 < 16 ? 200 : 120;
      rows.set([tone, (n * 47) % 256, (n * 91 + x) % 256], y * (1 + sampleSide * 3) + 1 + x * 3);
    }
  }
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
};
