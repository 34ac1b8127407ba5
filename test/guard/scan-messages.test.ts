import { describe, expect, it } from "vitest";
import { scanMessages } from "../../src/guard/scan-messages.ts";
import { splitKinds, type splitLists, splitPhrase } from "./split-cases.ts";
import { nothingExpected } from "./support.ts";

const lists = [
  "english",
  "japanese",
  "korean",
  "simplified",
  "traditional",
] as const satisfies readonly (keyof typeof splitLists)[];
const intact = splitKinds.filter((kind) => kind !== "missing" && kind !== "typo" && kind !== "wrongSum");

describe("a phrase cut over several messages", () => {
  it.each(intact.flatMap((kind) => lists.map((list) => ({ kind, list }))))(
    "is found: $kind, $list",
    ({ kind, list }) => {
      const found = [1, 2, 3].filter((seed) => {
        const { texts } = splitPhrase({ seed, kind, list, words: 24 });
        return scanMessages(
          texts.map((text) => ({ text })),
          nothingExpected,
        ).some((finding) => finding.kind === "seed_phrase" && finding.level === "hard");
      });
      expect(found).toEqual([1, 2, 3]);
    },
  );

  it("is none when its pieces are farther apart than ten minutes", () => {
    const { texts } = splitPhrase({ seed: 1, kind: "even", list: "english", words: 12 });
    const apart = texts.map((text, n) => ({ text, at: n * 11 * 60_000 }));
    expect(scanMessages(apart, nothingExpected)).toEqual([]);
  });
});
