import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seedPhrase } from "../../../../src/guard/detectors/seed/seed-phrase.ts";
import { scan } from "../../../../src/guard/scan.ts";
import { seededRandom } from "../../../../src/knowledge/seeded-random.ts";
import { nothingExpected, phrase12 } from "../../support.ts";
import { aPhrase, layoutsOf, listNames, seedSizes } from "./seed-layouts.ts";

const seeds = { detectors: [seedPhrase] };
const find = (text: string) => scan(text, nothingExpected, seeds).findings;
const isHard = (text: string) => find(text).some(({ level }) => level === "hard");
const isFound = (text: string) => find(text).length > 0;

describe("a seed phrase of any list and size, in every layout that people use,", () => {
  it.each(listNames)("pain 29: is certain: %s", (list) => {
    const random = seededRandom(29);
    const missed: string[] = [];
    let tried = 0;
    layoutsOf(list).forEach((layout, i) => {
      for (const size of [12, seedSizes[i % seedSizes.length] ?? 24]) {
        const text = layout.write(aPhrase(list, size, random), random);
        tried += 1;
        if (!isHard(text)) missed.push(`${layout.name}: ${text}`);
      }
    });
    expect(tried).toBeGreaterThan(200);
    expect(missed).toEqual([]);
  });

  it("is found whole between other words of the list", () => {
    const random = seededRandom(5);
    for (let round = 0; round < 60; round += 1) {
      const words = aPhrase("english", 12, random).join(" ");
      const text = `please help open wallet ${words} thank you very much`;
      const covered = find(text).some(({ start, end }) => text.slice(start, end).includes(words));
      expect(covered, text).toBe(true);
    }
  });
});

const letters = "abcdefghijklmnopqrstuvwxyz";

/** Each way to damage a phrase; the place is anywhere in it, its first and last word included. */
const damages = {
  "a word missing": (words: readonly string[], at: number) => words.toSpliced(at, 1),
  "a wrong word": (words: readonly string[], at: number) =>
    words.with(at, words[(at + 5) % words.length] ?? ""),
  "a letter missing": (words: readonly string[], at: number) =>
    words.with(at, (words[at] ?? "").slice(0, -1)),
  "a letter doubled": (words: readonly string[], at: number) =>
    words.with(
      at,
      (words[at] ?? "").replace(/^./u, (letter) => letter + letter),
    ),
  "another letter": (words: readonly string[], at: number) =>
    words.with(at, `${letters[at % letters.length]}${(words[at] ?? "").slice(1)}`),
  "two words run together": (words: readonly string[], at: number) =>
    words.toSpliced(at, 2, `${words[at] ?? ""}${words[at + 1] ?? ""}`),
} as const;

describe("a damaged seed phrase of any list and size", () => {
  it.each(["a word missing", "a wrong word"] as const)("is certain with %s, for 98 of 100", (damage) => {
    const random = seededRandom(98);
    const levels = listNames.flatMap((list) =>
      seedSizes.flatMap((size) =>
        Array.from({ length: 5 }, () => {
          const at = Math.floor(random() * size);
          return isHard(damages[damage](aPhrase(list, size, random), at).join(" "));
        }),
      ),
    );
    expect(levels.filter(Boolean).length / levels.length).toBeGreaterThanOrEqual(0.98);
  });

  it.each(["a letter missing", "a letter doubled", "another letter", "two words run together"] as const)(
    "is found with %s, for 99 of 100",
    (damage) => {
      const random = seededRandom(99);
      const found = listNames.flatMap((list) =>
        seedSizes.flatMap((size) =>
          Array.from({ length: 5 }, () => {
            const at = Math.floor(random() * size);
            return isFound(damages[damage](aPhrase(list, size, random), at).join(" "));
          }),
        ),
      );
      expect(found.filter(Boolean).length / found.length).toBeGreaterThanOrEqual(0.99);
    },
  );
});

describe("what a person does not see", () => {
  const invisible = fc.constantFrom(
    "\u200b",
    "\u200c",
    "\u200d",
    "\u2060",
    "\ufeff",
    "\u00ad",
    "\u202e",
    "\u2066",
  );
  const texts = fc.constantFrom(
    phrase12,
    `my seed is ${phrase12.toUpperCase()}, help`,
    phrase12
      .split(" ")
      .map((word, i) => `${i + 1}. ${word}`)
      .join("\n"),
    "the recovery phrase has twelve words, never share it",
  );

  it("changes neither the kinds nor the places of what is found, wherever it stands", () => {
    fc.assert(
      fc.property(texts, fc.array(fc.tuple(fc.nat(), invisible), { maxLength: 12 }), (text, marks) => {
        let written = text;
        for (const [at, mark] of marks) {
          const place = at % (written.length + 1);
          written = written.slice(0, place) + mark + written.slice(place);
        }
        const bare = (part: string) => part.replace(/[\u200b-\u200d\u2060\ufeff\u00ad\u202e\u2066]/g, "");
        const seen = (found: string) =>
          find(found).map(({ kind, level, start, end }) => [kind, level, bare(found.slice(start, end))]);
        expect(seen(written)).toEqual(seen(text));
      }),
    );
  });
});
