import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalise } from "../../src/guard/normalise.ts";
import { anyText } from "./support.ts";

describe("normalise", () => {
  it.each([
    ["full-width letters and digits", "ａｂｃ１２３", "abc123"],
    ["mathematical letters", "𝐬𝐞𝐞𝐝", "seed"],
    ["digits of other scripts", "٤٨٢ ४८२", "482 482"],
    ["zero-width characters", "pa\u200bss\u2060wo\ufeffrd", "password"],
    ["bidi controls", "\u202epass\u202cword\u2066", "password"],
    ["variation selectors of number emoji", "1\ufe0f\u20e3", "1"],
    ["decomposed letters", "ábaco".normalize("NFD"), "ábaco"],
    ["a mark behind a zero-width character", "e\u200b\u0301", "é"],
    ["decomposed Hangul", "가격".normalize("NFD"), "가격"],
    ["half-width kana with its voicing mark", "ｶﾞ", "ガ"],
    ["letters that are struck through", "p\u0336i\u0336n\u0336", "pin"],
    ["the ideographic space", "a　b", "a b"],
    [
      "hyphens of word processors and the minus sign",
      "a\u2010b\u2011c\u2012d\u2212e\u2043f\u02d7g",
      "a-b-c-d-e-f-g",
    ],
    ["longer dashes as they are", "a\u2013b\u2014c\u2015d", "a\u2013b\u2014c\u2015d"],
    ["other line ends", "a\u2028b\u0085c", "a\nb\nc"],
  ])("reads %s", (_, written, read) => {
    expect(normalise(written).text).toBe(read);
  });

  it.each([
    ["capitals", "PassWord", "password"],
    ["Latin accents", "Contraseña, Şifrem, mật khẩu, ĐẶT", "contrasena, sifrem, mat khau, dat"],
    ["Turkish letters", "İıI", "iii"],
    ["kana and Cyrillic й as they are", "ガ й Ё", "ガ й е"],
  ])("folds %s", (_, written, folded) => {
    expect(normalise(written).folded).toBe(folded);
  });

  it("sees Latin letters in their look-alikes, for detection only", () => {
    const normalised = normalise("аbandοn");
    expect(normalised.latin).toBe("abandon");
    expect(normalised.text).toBe("аbandοn");
  });

  it("leads back to what the person wrote", () => {
    const written = "x ｓ\u200be\u0301ed";
    const normalised = normalise(written);
    const start = normalised.text.indexOf("séed");
    expect(normalised.toOriginal(start, start + 2)).toEqual({ start: 2, end: 6 });
  });

  it("keeps its three views of equal length, whatever the text", () => {
    fc.assert(
      fc.property(anyText, (written) => {
        const { text, folded, latin } = normalise(written);
        expect(folded).toHaveLength(text.length);
        expect(latin).toHaveLength(text.length);
      }),
    );
  });

  it("maps every range to a whole range of the original, whatever the text", () => {
    fc.assert(
      fc.property(anyText, fc.nat(), fc.nat(), (written, a, b) => {
        const normalised = normalise(written);
        const size = normalised.text.length;
        fc.pre(size > 0);
        const from = a % size;
        const to = from + 1 + (b % (size - from));
        const { start, end } = normalised.toOriginal(from, to);
        expect(start).toBeLessThan(end);
        expect(end).toBeLessThanOrEqual(written.length);
        // A surrogate pair is never halved.
        expect(written.slice(0, start) + written.slice(end)).toSatisfy(
          (rest: string) => rest.isWellFormed() || !written.isWellFormed(),
        );
      }),
    );
  });

  it("gives plain ASCII back untouched", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme-ascii" }), (written) => {
        expect(normalise(written).text).toBe(written);
      }),
    );
  });
});
