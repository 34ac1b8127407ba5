import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";

/** Stands in metadata, and must be found in nothing that is kept. */
export const canary = "CANARY-51.5074,-0.1278";

const latin1 = (text: string) => Buffer.from(text, "latin1");
const u32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
const u16 = (value: number) => u32(value).subarray(2);

export type PictureFormat = "jpeg" | "png" | "webp" | "gif";

/** A picture whose left half is red; with everything that pictures can say beside their pixels. */
export const aPicture = (
  format: PictureFormat = "jpeg",
  { width = 64, height = 48, orientation = 1 } = {},
): Promise<Buffer> => {
  const red = { create: { width: width / 2, height, channels: 3, background: "#ff0000" } } as const;
  return sharp({ create: { width, height, channels: 3, background: "#0000ff" } })
    .composite([{ input: red, left: 0, top: 0 }])
    .withMetadata({ orientation })
    .withExifMerge({ IFD0: { Artist: canary, Make: canary }, IFD3: { GPSLatitudeRef: "N" } })
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><who>${canary}</who></x:xmpmeta>`)
    .toFormat(format)
    .toBuffer();
};

/** A comment of a JPEG, right after its beginning. */
export const withJpegComment = (jpeg: Buffer): Buffer =>
  Buffer.concat([
    jpeg.subarray(0, 2),
    latin1("\xff\xfe"),
    u16(canary.length + 2),
    latin1(canary),
    jpeg.subarray(2),
  ]);

/** A film of pictures, red and blue by turns. */
export const aGif = async (frames: number, size = 16): Promise<Buffer> => {
  const square = (background: string) =>
    sharp({ create: { width: size, height: size, channels: 3, background } })
      .png()
      .toBuffer();
  const colours = [await square("#f00"), await square("#00f")];
  const pictures = Array.from({ length: frames }, (_, n) => colours[n % 2] ?? Buffer.alloc(0));
  return sharp(pictures, { join: { animated: true } })
    .gif({ delay: 50 })
    .toBuffer();
};

const pngChunk = (type: string, body: Buffer): Buffer =>
  Buffer.concat([u32(body.length), latin1(type), body, u32(crc32(Buffer.concat([latin1(type), body])))]);

/** A few kilobytes that unpack to 100 megapixels, all black. */
export const aPixelBomb = (side = 10_000): Buffer => {
  const rows = deflateSync(Buffer.alloc(side * (1 + side / 8)));
  return Buffer.concat([
    latin1("\x89PNG\r\n\x1a\n"),
    pngChunk("IHDR", Buffer.concat([u32(side), u32(side), latin1("\x01\0\0\0\0")])),
    pngChunk("IDAT", rows),
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
};

export const aZip = (name = "run.exe"): Buffer => {
  const entry = Buffer.concat([latin1("PK\x03\x04"), Buffer.alloc(22), latin1(name), latin1("MZ")]);
  const directory = Buffer.concat([latin1("PK\x01\x02"), Buffer.alloc(42), latin1(name)]);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(entry.length, 16);
  return Buffer.concat([entry, directory, end]);
};

export const aBox = (type: string, ...parts: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([u32(body.length + 8), latin1(type), body]);
};

/** A film with a place and a date, at the top and in its track. */
export const aFilm = (brand = "isom", ...more: readonly Uint8Array[]): Buffer => {
  const date = Buffer.concat([u32(0), u32(0xdeadbeef), u32(0xdeadbeef), Buffer.alloc(88)]);
  const place = aBox("udta", aBox("\xa9xyz", latin1(canary)));
  const track = aBox("trak", aBox("tkhd", date), place, aBox("mdia", aBox("mdhd", date)));
  return Buffer.concat([
    aBox("ftyp", latin1(brand), u32(0), latin1(brand)),
    aBox("moov", aBox("mvhd", date), track, place, aBox("meta", latin1(canary))),
    aBox("uuid", latin1(`0123456789abcdef${canary}`)),
    aBox("mdat", latin1("the pictures themselves")),
    ...more,
  ]);
};

/** A HEIC picture with one item that is it, and two that tell about it; one of those lies in `idat`. */
export const aHeic = (brand = "heic"): Buffer => {
  const ftyp = aBox("ftyp", latin1(brand), u32(0), latin1("mif1"), latin1(brand));
  const info = (id: number, kind: string) =>
    aBox("infe", u32(0x02000000), u16(id), u16(0), latin1(kind), latin1("\0"));
  const iinf = aBox("iinf", u32(0), u16(3), info(1, "hvc1"), info(2, "Exif"), info(3, "mime"));
  const idat = aBox("idat", latin1(`<xmp>${canary}</xmp>`));
  const pixels = latin1("the picture itself");
  const exif = latin1(`Exif\0\0${canary}`);
  const iloc = (mdatBody: number) => {
    const item = (id: number, extent: { method: number; start: number; length: number }) =>
      Buffer.concat([u16(id), u16(extent.method), u16(0), u16(1), u32(extent.start), u32(extent.length)]);
    return aBox(
      "iloc",
      u32(0x01000000),
      u16(0x4400),
      u16(3),
      item(1, { method: 0, start: mdatBody, length: pixels.length }),
      item(2, { method: 0, start: mdatBody + pixels.length, length: exif.length }),
      item(3, { method: 1, start: 0, length: idat.length - 8 }),
    );
  };
  const meta = (mdatBody: number) => aBox("meta", u32(0), iinf, iloc(mdatBody), idat);
  const mdatBody = ftyp.length + meta(0).length + 8;
  return Buffer.concat([ftyp, meta(mdatBody), aBox("mdat", pixels, exif)]);
};

/** Frames of silence, 32 kbit/s at 44.1 kHz, between a tag and a tag. */
export const anMp3 = (frames = 4): Buffer => {
  const frame = Buffer.alloc(104);
  frame.write("\xff\xfb\x10\xc0", "latin1");
  const tag = Buffer.concat([latin1("ID3\x04\0\0\0\0\0"), Buffer.from([canary.length]), latin1(canary)]);
  const end = Buffer.alloc(128);
  end.write(`TAG${canary}`, "latin1");
  return Buffer.concat([tag, ...Array.from({ length: frames }, () => frame), end]);
};

export const anOgg = (): Buffer => {
  const page = (content: string) =>
    Buffer.concat([latin1("OggS\0"), Buffer.alloc(21), Buffer.from([1, content.length]), latin1(content)]);
  return Buffer.concat([page("OpusHead"), page("the voice itself")]);
};

export const aWebm = (docType = "webm"): Buffer => {
  const name = Buffer.concat([latin1("\x42\x82"), Buffer.from([0x80 | docType.length]), latin1(docType)]);
  const segment = latin1("the film itself");
  return Buffer.concat([
    latin1("\x1a\x45\xdf\xa3"),
    Buffer.from([0x80 | name.length]),
    name,
    latin1("\x18\x53\x80\x67"),
    Buffer.from([0x80 | segment.length]),
    segment,
  ]);
};

export const aPdf = (inside = ""): Buffer => latin1(`%PDF-1.7\n1 0 obj\n<< ${inside} >>\nendobj\n%%EOF\n`);
