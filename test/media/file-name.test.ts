import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { safeFileName } from "../../src/media/file-name.ts";
import { type FoundType, textTypeOf } from "../../src/media/find-type.ts";

const jpeg: FoundType = { family: "picture", mediaType: "image/jpeg", endings: ["jpg", "jpeg"] };

describe("a file's name", () => {
  it.each([
    ["photo.jpg", "photo.jpg"],
    ["photo.JPEG", "photo.jpeg"],
    ["photo", "photo.jpg"],
    ["photo.png", "photo.png.jpg"],
    ["invoice.exe", "invoice.exe.jpg"],
    ["", "file.jpg"],
    [".jpg", "jpg.jpg"],
    ["../../etc/passwd", "_.._etc_passwd.jpg"],
    ["a\\b:c*d?.jpg", "a_b_c_d_.jpg"],
    ["gpj.\u202eexe", "gpj._exe.jpg"],
    ["zero\u200bwidth\u200d.jpg", "zero_width_.jpg"],
    ["line\nbreak\0.jpg", "line_break_.jpg"],
    ["截图 1.jpg", "截图 1.jpg"],
    ["صورة.jpg", "صورة.jpg"],
    ["\ud83d.jpg", "\ufffd.jpg"],
  ])("%j becomes %j", (name, expected) => {
    expect(safeFileName(name, jpeg)).toBe(expected);
  });

  it("is short, on one line, and ends as what it is, whatever it was", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 150 }), (name) => {
        const safe = safeFileName(name, jpeg);
        expect(safe).toMatch(/^[^\p{Cc}\p{Cf}/\\]+\.(jpg|jpeg)$/u);
        expect([...safe].length).toBeLessThanOrEqual(105);
        expect(safe.isWellFormed()).toBe(true);
      }),
    );
  });

  it("tells the kinds of text apart, and knows no others", () => {
    expect([textTypeOf("txt"), textTypeOf("csv"), textTypeOf("")].map((type) => type?.mediaType)).toEqual([
      "text/plain",
      "text/csv",
      "text/plain",
    ]);
    expect(["html", "svg", "js", "bat", "sh", "py", "xml", "eml"].map(textTypeOf)).toEqual(
      Array(8).fill(undefined),
    );
  });
});
