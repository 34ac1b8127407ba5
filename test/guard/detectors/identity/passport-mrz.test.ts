import { describe, expect, it } from "vitest";
import { coverOf, credentialsIn } from "../made-up.ts";

/** The specimens of ICAO Doc 9303, parts 4 to 6. */
const td3 = ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"];
const td2 = ["I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6"];
const td1 = [
  "I<UTOD231458907<<<<<<<<<<<<<<<",
  "7408122F1204159UTO<<<<<<<<<<<6",
  "ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
];
const sizes = [
  ["a passport", td3],
  ["a card of two lines", td2],
  ["a card of three lines", td1],
] as const;

describe("the machine-readable lines", () => {
  it.each(sizes)("of %s are certain", (_, lines) => {
    for (const joint of ["\n", "\r\n", "\n\n", " ", ""]) {
      const written = lines.join(joint);
      expect(coverOf(`my passport:\n${written}\nthanks`, written)).toBe("national_id hard");
    }
  });

  it.each(sizes)(
    "of %s are certain with other characters for the filler, and in small letters",
    (_, lines) => {
      const written = lines.join("\n");
      for (const each of [
        written.replaceAll("<", "«"),
        written.replaceAll("<", "＜"),
        written.toLowerCase(),
        written.replaceAll("<", " <"),
      ])
        expect(coverOf(each, each)).toBe("national_id hard");
    },
  );

  it.each([...td3, td2[1], td1[1]])("are certain one by one: %s", (line) => {
    expect(coverOf(`护照 ${line}`, line ?? "")).toBe("national_id hard");
  });

  it("are doubtful with one wrong check digit", () => {
    const line = (td3[1] ?? "").replace("L898902C36", "L898902C35");
    expect(credentialsIn(line)).toEqual([`national_id soft "${line}"`]);
  });

  it.each([
    "std::vector<std::map<int, std::string>> a; cout << a << endl << b << endl;",
    "if (a<b && c<d || e<<2 < f<<3) return P<T>();",
    "«Привет», — сказал он. «Как дела?» «Хорошо» 89521234567 и 2024-01-15",
    "<<<<<<<<<< HEAD conflict <<<<<<<<<<",
    "<b>bold</b><i>italic</i><u>underlined</u>",
    "order 1234567X1234567 and 20240115123045",
    "L898902C36UTO7408123F1204158ZE184226B",
  ])("are not seen in %s", (text) => {
    expect(credentialsIn(text)).toEqual([]);
  });
});
