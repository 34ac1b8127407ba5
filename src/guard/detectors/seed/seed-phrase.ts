import type { Detector, Span } from "../../detector.ts";
import { mayMentionSeeds } from "./seed-context.ts";
import { shortestSeed } from "./seed-lists.ts";
import { readingsOf } from "./seed-readings.ts";
import { listedWords } from "./seed-runs.ts";
import { searchList } from "./seed-search.ts";

/** A few ms each. What is not looked through to its end is judged by its words alone. */
const budgetPerText = { checksums: 600, windows: 2_000, sentences: 8_000, likenesses: 24 };

/** Seed phrases in any layout, by their checksum or by words that no sentence would put side by side. */
export const seedPhrase: Detector = {
  name: "seed-phrase",
  kinds: ["seed_phrase"],
  proof: "words of one list stand in a row: by their checksum, or as no sentence would have them",
  find: (text): readonly Span[] => {
    if (text.text.length < shortestSeed - 1) return [];
    const budget = { ...budgetPerText };
    let mentioned: boolean | undefined;
    const mentionsSeeds = () => {
      mentioned ??= mayMentionSeeds(text);
      return mentioned;
    };
    return readingsOf(text).flatMap(({ text: read, tokens, lists }) =>
      listedWords(tokens, lists).flatMap((words) =>
        searchList({ ...words, text: read, budget, mentionsSeeds }),
      ),
    );
  },
};
