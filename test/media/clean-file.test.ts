import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { cleanFile, fileBytesAtMost } from "../../src/media/clean-file.ts";
import { countSteps } from "../support/counted-steps.ts";
import {
  aBox,
  aFilm,
  aGif,
  aHeic,
  anMp3,
  anOgg,
  aPdf,
  aPicture,
  aPixelBomb,
  aWebm,
  aZip,
  canary,
  withJpegComment,
} from "../support/files.ts";

const text = (content: string) => Buffer.from(content);
const both = (...parts: readonly Uint8Array[]) => Buffer.concat(parts);

const kept = async (bytes: Uint8Array, fileName = "file") => {
  const file = await cleanFile({ bytes, fileName });
  if ("refusal" in file) throw new Error(`refused: ${file.refusal}`);
  return { ...file, bytes: Buffer.from(file.bytes) };
};

describe("a file is what its bytes say", () => {
  it.each<readonly [string, string, () => Promise<Buffer> | Buffer]>([
    ["image/jpeg", "photo.jpg", () => aPicture("jpeg")],
    ["image/png", "photo.png", () => aPicture("png")],
    ["image/webp", "photo.webp", () => aPicture("webp")],
    ["image/gif", "photo.gif", () => aPicture("gif")],
    ["image/heic", "photo.heic", () => aHeic()],
    ["image/avif", "photo.avif", () => aHeic("avif")],
    ["video/mp4", "photo.mp4", () => aFilm("isom")],
    ["video/mp4", "photo.mp4", () => aFilm("mp42")],
    ["video/quicktime", "photo.mov", () => aFilm("qt  ")],
    ["audio/mp4", "photo.m4a", () => aFilm("M4A ")],
    ["video/webm", "photo.webm", () => aWebm()],
    ["audio/mpeg", "photo.mp3", () => anMp3()],
    ["audio/ogg", "photo.ogg", () => anOgg()],
    ["application/pdf", "photo.pdf", () => aPdf()],
  ])("%s, and is called %s though it claimed to be another", async (mediaType, fileName, make) => {
    expect(await kept(await make(), "photo.exe")).toMatchObject({
      mediaType,
      fileName: fileName.replace("photo", "photo.exe"),
    });
    expect(await kept(await make(), fileName)).toMatchObject({ mediaType, fileName });
  });

  it.each([
    ["notes.txt", "text/plain"],
    ["Export.CSV", "text/csv"],
    ["app.log", "text/plain"],
    ["notes", "text/plain"],
  ])("%s is %s when it is plain text", async (fileName, mediaType) => {
    const bytes = text("id,amount\n1,2 小明 \u{1f600}\n");
    expect(await kept(bytes, fileName)).toMatchObject({ mediaType, bytes });
  });
});

describe("of a picture nothing but the picture is kept", () => {
  it.each(["jpeg", "png", "webp"] as const)("%s: no EXIF, GPS, XMP, ICC", async (format) => {
    const bytes = await aPicture(format);
    expect(bytes.includes(canary)).toBe(true);
    const clean = (await kept(bytes)).bytes;
    expect(clean.includes(canary)).toBe(false);
    const { exif, xmp, icc, orientation, width, height } = await sharp(clean).metadata();
    expect({ exif, xmp, icc, orientation, width, height }).toEqual({ width: 64, height: 48 });
  });

  it("no comment, and nothing that was hidden behind its end", async () => {
    const bytes = both(withJpegComment(await aPicture("jpeg")), aZip(), text(canary));
    const clean = (await kept(bytes)).bytes;
    expect(clean.includes(canary)).toBe(false);
    expect(clean.includes("PK\x03\x04", 0, "latin1")).toBe(false);
  });

  it.each([
    [1, "left"],
    [3, "right"],
    [6, "top"],
    [8, "bottom"],
  ] as const)(
    "it stands as it was meant to stand: orientation %i shows red at the %s",
    async (orientation, side) => {
      const clean = (await kept(await aPicture("png", { orientation }))).bytes;
      const { data, info } = await sharp(clean).raw().toBuffer({ resolveWithObject: true });
      const upright = orientation < 5;
      expect([info.width, info.height]).toEqual(upright ? [64, 48] : [48, 64]);
      const at = {
        left: [2, 20],
        right: [info.width - 3, 20],
        top: [20, 2],
        bottom: [20, info.height - 3],
      }[side];
      const offset = ((at[1] ?? 0) * info.width + (at[0] ?? 0)) * info.channels;
      expect([...data.subarray(offset, offset + 3)]).toEqual([255, 0, 0]);
    },
  );

  it("a film of pictures stays one, up to a length at which its first picture stays", async () => {
    const pagesOf = async (gif: Buffer) => (await sharp((await kept(gif)).bytes).metadata()).pages ?? 1;
    expect(await pagesOf(await aGif(12))).toBe(12);
    expect(await pagesOf(await aGif(500, 8))).toBe(1);
  });
});

describe("of films, recordings and HEIC the places for metadata are emptied", () => {
  it.each<readonly [string, () => Buffer, string]>([
    ["a film", () => aFilm(), "the pictures themselves"],
    ["a HEIC picture", () => aHeic(), "the picture itself"],
    ["an AVIF picture", () => aHeic("avif"), "the picture itself"],
  ])("%s: no offset changes, and what it shows is untouched", async (_name, make, content) => {
    const bytes = make();
    const clean = (await kept(bytes)).bytes;
    expect(bytes.includes(canary)).toBe(true);
    expect(clean.includes(canary)).toBe(false);
    expect(clean.length).toBe(bytes.length);
    expect(clean.indexOf(content)).toBe(bytes.indexOf(content));
  });

  it("a film tells no date", async () => {
    const date = Buffer.from([0xde, 0xad, 0xbe, 0xef]);
    expect(aFilm().includes(date)).toBe(true);
    expect((await kept(aFilm())).bytes.includes(date)).toBe(false);
  });

  it("an MP3 has no tags, and its sound is untouched", async () => {
    const clean = (await kept(anMp3(4))).bytes;
    expect(clean.includes(canary)).toBe(false);
    expect(clean.length).toBe(4 * 104);
  });
});

const script = "<script>alert(1)</script>";
describe("is refused as a type that is not kept", () => {
  it.each<readonly [string, Buffer, string]>([
    ["a zip", aZip(), "photo.jpg"],
    ["an office document", aZip("word/document.xml"), "letter.docx"],
    ["a rar", text("Rar!\x1a\x07\x00........"), "a.rar"],
    ["a 7z", Buffer.from("7z\xbc\xaf\x27\x1c\0\x04", "latin1"), "a.7z"],
    ["a gzip", Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]), "a.txt"],
    ["a tar", both(text("a.txt"), Buffer.alloc(252), text("ustar\x0000"), Buffer.alloc(248)), "a.txt"],
    ["an SVG", text(`<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`), "a.png"],
    ["an SVG behind a byte order mark and a comment", text(`\ufeff\n <!-- x --><svg/>`), "a.txt"],
    ["an XML document", text(`<?xml version="1.0"?><svg/>`), "a.txt"],
    ["a page", text(`\n\n<!DOCTYPE html><html>${script}</html>`), "a.txt"],
    ["a page by its name", text(`hello ${script}`), "a.html"],
    ["a shell script", text("#!/bin/sh\nrm -rf /"), "a.txt"],
    ["a script by its name", text("Invoke-WebRequest x"), "a.ps1"],
    ["a script with two endings", text("WScript.Echo 1"), "photo.txt.vbs"],
    ["PostScript", text("%!PS-Adobe-3.0\n"), "a.txt"],
    ["RTF", text("{\\rtf1 hello}"), "a.txt"],
    ["a Windows program", both(text("MZ\x90\x00"), Buffer.alloc(60)), "a.txt"],
    ["a Linux program", both(text("\x7fELF"), Buffer.alloc(60)), "a"],
    ["text with NULs", text("hello\0world"), "a.txt"],
    ["text in UTF-16", Buffer.from("\ufeffhello", "utf16le"), "a.txt"],
    ["text that is no UTF-8", Buffer.from([0x68, 0xc3, 0x28]), "a.csv"],
    ["a bitmap", both(text("BM"), Buffer.alloc(100)), "a.bmp"],
    ["a Matroska film", aWebm("matroska"), "a.webm"],
    ["a film of an unknown kind", aFilm("crx "), "a.mp4"],
    ["a PDF that does not begin with itself", both(text("x"), aPdf()), "a.pdf"],
    ["a PDF that acts", aPdf("/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"), "a.pdf"],
    ["a PDF that starts programs", aPdf("/S /Launch /F (cmd.exe)"), "a.pdf"],
    ["a PDF that is a zip, too", both(aPdf(), aZip(), text("%%EOF")), "a.pdf"],
    ["a film that is a zip, too", aFilm("isom", aBox("free", aZip())), "a.mp4"],
    ["a film that is a rar, too", aFilm("isom", aBox("skip", text("Rar!\x1a\x07\x01\0"))), "a.mp4"],
    ["a WebP that only says so", text("RIFF\0\0\0\0WAVEfmt "), "a.webp"],
  ])("%s", async (_name, bytes, fileName) => {
    expect(await cleanFile({ bytes, fileName })).toEqual({ refusal: "type_refused" });
  });
});

describe("is refused as damaged", () => {
  it.each<readonly [string, () => Promise<Buffer> | Buffer]>([
    ["nothing", () => Buffer.alloc(0)],
    ["half a JPEG", async () => (await aPicture("jpeg", { width: 400, height: 400 })).subarray(0, 2_000)],
    ["half a PNG", async () => (await aPicture("png")).subarray(0, 200)],
    ["the beginning of a GIF", () => text("GIF89a\x01\x00")],
    ["a WebP of noise", () => both(text("RIFF\x20\0\0\0WEBPVP8 "), Buffer.alloc(40, 7))],
    ["a film that is cut off", () => aFilm().subarray(0, aFilm().length - 5)],
    ["a film without its table", () => both(aBox("ftyp", text("isom0000")), aBox("mdat", text("x")))],
    [
      "a film with a box that ends nowhere",
      () => both(aFilm(), Buffer.from("\xff\xff\xff\xffmdat1234", "latin1")),
    ],
    ["a HEIC without items", () => both(aBox("ftyp", text("heic0000")), aBox("meta", Buffer.alloc(4)))],
    ["a recording that is cut off", () => anOgg().subarray(0, -3)],
    ["a recording that goes on as something else", () => both(anOgg(), text("more"))],
    ["an MP3 that is only a tag", () => anMp3(0)],
    ["a WebM film that is cut off", () => aWebm().subarray(0, -3)],
    ["a PDF that is cut off", () => aPdf().subarray(0, -8)],
  ])("%s", async (_name, make) => {
    expect(await cleanFile({ bytes: await make(), fileName: "file.txt" })).toEqual({ refusal: "damaged" });
  });
});

describe("is refused as too large", () => {
  it("what has more bytes than are kept", async () => {
    const bytes = Buffer.alloc(fileBytesAtMost + 1, "a");
    expect(await cleanFile({ bytes, fileName: "a.txt" })).toEqual({ refusal: "too_large" });
  });

  it("a text that nobody reads", async () => {
    expect(await cleanFile({ bytes: Buffer.alloc(1_000_001, "a"), fileName: "a.txt" })).toEqual({
      refusal: "too_large",
    });
  });

  it("a picture that unpacks to 100 megapixels, before it is unpacked", async () => {
    expect(await kept(aPixelBomb(800), "a.png")).toMatchObject({ mediaType: "image/png" });
    const bytes = aPixelBomb();
    expect(bytes.length).toBeLessThan(100_000);
    expect(await cleanFile({ bytes, fileName: "a.png" })).toEqual({ refusal: "too_large" });
  });
});

describe("whatever comes", () => {
  const heads = [aFilm(), aHeic(), anMp3(), anOgg(), aWebm(), aPdf()];
  it("it is kept or refused, never thrown at us", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...heads),
        fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 12 }),
        fc.nat(400),
        async (head, changes, cut) => {
          const bytes = Buffer.from(head.subarray(0, cut === 400 ? head.length : cut));
          for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
          const file = await cleanFile({ bytes, fileName: "x" });
          expect("refusal" in file || file.bytes.length > 0).toBe(true);
        },
      ),
      { numRuns: 400 },
    );
  });

  it("a list of items that repeats itself without end is given up soon", async () => {
    const bytes = aHeic();
    const iloc = bytes.indexOf("iloc");
    // No sizes at all: each of 65,535 places takes no bytes of the list.
    bytes.writeUInt8(0, iloc + 4);
    bytes.writeUInt16BE(0, iloc + 8);
    bytes.fill(0xff, iloc + 10, iloc + 60);
    const counted = countSteps();
    expect(await cleanFile({ bytes, fileName: "x.heic" })).toEqual({ refusal: "damaged" });
    const steps = counted();
    expect(steps).toBeGreaterThan(10);
    expect(steps).toBeLessThan(200_000);
  });
});
