import { classOf, unitClass } from "../../characters.ts";
import type { Normalised } from "../../normalise.ts";
import { withoutDisguise } from "./seed-disguise.ts";
import { type GlueBudget, withoutGlue } from "./seed-glue.ts";
import { withoutLabels } from "./seed-labels.ts";
import { type SeedLists, seedLists, shortestSeed, shortSeedLists } from "./seed-lists.ts";
import { closeLists } from "./seed-runs.ts";
import { fewestSpelled, spelledOut } from "./seed-spelled.ts";
import { type Tokens, tokenise } from "./seed-tokens.ts";

/** One way to see words in a text. */
export interface Reading {
  readonly text: Normalised;
  readonly tokens: Tokens;
  readonly lists: SeedLists;
}

/** What a look at the tokens tells of how a phrase may be hidden among them. */
interface Glance {
  readonly listed: number;
  /** Without characters in the midst of Chinese sentences. */
  readonly listedApart: number;
  readonly singles: number;
  /** Most words of three or four letters in a row. */
  readonly shorts: number;
  /** Most letters that stand together. */
  readonly longest: number;
}

const isShort = ({ starts, ends }: Tokens, i: number) => {
  const size = (ends[i] ?? 0) - (starts[i] ?? 0);
  return size === 3 || size === 4;
};

const glanceAt = ({ latin }: Normalised, tokens: Tokens): Glance => {
  const { starts, ends, places } = tokens;
  let listed = 0;
  let listedApart = 0;
  let singles = 0;
  let shorts = 0;
  let shortRun = 0;
  let longest = 0;
  let blockStart = 0;
  let lastEnd = -1;
  for (let i = 0; i < starts.length; i += 1) {
    const start = starts[i] ?? 0;
    const end = ends[i] ?? 0;
    const isHan = end - start === 1 && classOf(latin.charCodeAt(start)) === unitClass.han;
    if (places[i] !== -1) {
      listed += 1;
      if (!isHan || start !== lastEnd) listedApart += 1;
    }
    if (end - start === 1 && !isHan) singles += 1;
    shortRun = isShort(tokens, i) ? shortRun + 1 : 0;
    if (shortRun > shorts) shorts = shortRun;
    if (start !== lastEnd || isHan) blockStart = start;
    if (end - blockStart > longest) longest = end - blockStart;
    lastEnd = end;
  }
  return { listed, listedApart, singles, shorts, longest };
};

const fewestWords = shortestSeed - 1;
/** Letters of a phrase without spaces, or of a good part of one. */
const fewestGlued = 20;
/** Words that are hidden are looked for in so much of a text: more than any platform's message holds, several times. */
const mostLetters = 12_000;
/** In all readings of a text together. */
const mostGlued = 5_000;
/** Among labels: "word number 1 is", the tags of a list. */
const closeToLabels = { fewest: 10, within: 64 };
/** Around words that were run together. */
const closeToPair = { fewest: 8, within: 13 };

const cutShort = (text: Normalised, tokens: Tokens, lists: SeedLists): Tokens => ({
  ...tokens,
  places: tokens.starts.map((start, i) =>
    isShort(tokens, i) ? lists.placeOf(text.latin, start, tokens.ends[i] ?? start) : -1,
  ),
});

/** The part of a text in which words are looked for that do more than stand one behind the other. */
const firstOf = (text: Normalised): Normalised =>
  text.text.length <= mostLetters
    ? text
    : {
        ...text,
        text: text.text.slice(0, mostLetters),
        folded: text.folded.slice(0, mostLetters),
        latin: text.latin.slice(0, mostLetters),
      };

/** The tokens that lie in it. */
const firstTokens = (tokens: Tokens): Tokens => {
  const behind =
    (tokens.ends.at(-1) ?? 0) <= mostLetters ? -1 : tokens.ends.findIndex((end) => end > mostLetters);
  return behind === -1
    ? tokens
    : {
        starts: tokens.starts.slice(0, behind),
        ends: tokens.ends.slice(0, behind),
        places: tokens.places.slice(0, behind),
      };
};

/** The ways to read a text whose characters are what they seem. */
const readingsOfView = (whole: Normalised, budget: GlueBudget): readonly Reading[] => {
  const all = tokenise(whole);
  const { listed, listedApart, singles, shorts, longest } = glanceAt(whole, all);
  const lists = seedLists();
  const readings: Reading[] = [];
  const add = (read: Tokens | undefined, by = lists) => {
    if (read !== undefined) readings.push({ text: whole, tokens: read, lists: by });
  };
  if (listed >= fewestWords - 1) add(all);
  const mayBeLabelled = listedApart >= fewestWords - 1 && closeLists(all, lists, closeToLabels).length > 0;
  const text = firstOf(whole);
  const tokens = firstTokens(all);
  const unlabelled = mayBeLabelled ? withoutLabels(text, tokens) : undefined;
  add(unlabelled);
  const isLong = longest >= fewestGlued;
  if (isLong) {
    const apart = withoutGlue(text, tokens, lists, budget);
    add(apart);
    if (apart === undefined) add(withoutGlue(text, tokens, shortSeedLists(), budget), shortSeedLists());
  }
  if (listedApart >= closeToPair.fewest) {
    const uncut = isLong ? [] : [tokens];
    for (const read of unlabelled === undefined ? uncut : [...uncut, unlabelled])
      if (closeLists(read, lists, closeToPair).length > 0) add(withoutGlue(text, read, lists, budget));
  }
  if (singles >= fewestSpelled) add(spelledOut(text, tokens, lists));
  if (shorts >= fewestWords) add(cutShort(text, tokens, shortSeedLists()), shortSeedLists());
  return readings;
};

/** All ways to read a text in which a phrase may show; none for nearly every text. */
export const readingsOf = (text: Normalised): readonly Reading[] => {
  const open = withoutDisguise(firstOf(text));
  const budget = { letters: mostGlued };
  return [...readingsOfView(text, budget), ...(open === undefined ? [] : readingsOfView(open, budget))];
};
