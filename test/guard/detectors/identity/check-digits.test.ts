import { describe, expect, it } from "vitest";
import {
  isBrazilianChecked,
  isChineseChecked,
  isHongKongChecked,
  isJapaneseChecked,
  isKoreanChecked,
  isLuhn,
  isMrzChecked,
  isSnilsChecked,
  isSpanishChecked,
  isTaiwaneseChecked,
  isTurkishChecked,
} from "../../../../src/guard/detectors/identity/check-digits.ts";

/** Published examples: of the standards, of the offices that give the numbers out, or computed by hand. */
const examples: readonly (readonly [string, (id: string) => boolean, string])[] = [
  ["Luhn", isLuhn, "79927398713"],
  ["China", isChineseChecked, "11010519491231002X"],
  ["China", isChineseChecked, "440524188001010014"],
  ["Korea", isKoreanChecked, "9001011234568"],
  ["Turkey", isTurkishChecked, "10000000146"],
  ["Brazil", isBrazilianChecked, "52998224725"],
  ["Spain", isSpanishChecked, "12345678Z"],
  ["Spain's foreigners", isSpanishChecked, "X1234567L"],
  ["Japan", isJapaneseChecked, "123456789018"],
  ["Russia", isSnilsChecked, "11223344595"],
  ["Taiwan", isTaiwaneseChecked, "A123456789"],
  ["Hong Kong", isHongKongChecked, "A1234563"],
  ["Hong Kong, two letters", isHongKongChecked, "AB9876543"],
];

describe("a check digit", () => {
  it.each(examples)("of %s is right in the published example", (_, isChecked, id) => {
    expect(isChecked(id)).toBe(true);
  });

  it.each(examples)("of %s finds every single wrong digit in front of it", (_, isChecked, id) => {
    const at = id.search(/\d/) + 1;
    const others = [..."0123456789"].filter((digit) => digit !== id.charAt(at));
    const accepted = others.filter((digit) => isChecked(id.slice(0, at) + digit + id.slice(at + 1)));
    expect(accepted).toEqual([]);
  });

  it("of ICAO Doc 9303 is that of its examples", () => {
    expect(isMrzChecked("L898902C3", "6")).toBe(true);
    expect(isMrzChecked("740812", "2")).toBe(true);
    expect(isMrzChecked("740812", "3")).toBe(false);
    expect(isMrzChecked("<<<<<<", "<")).toBe(true);
  });
});
