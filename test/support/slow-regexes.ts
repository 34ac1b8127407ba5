import { seededRandom } from "../../src/knowledge/seeded-random.ts";
import { stepsOf, TooManySteps } from "./regex-steps.ts";
import { parseRegex, type Regex } from "./regex-tree.ts";

const alphabet = [
  ..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 \n\t.,:;!?-_+=*/\\|'\"`()[]{}<>@#$%^&~",
  ..."парольéßıñ密码的是验證パスかな비밀번호가١\u0301\u200b😀，：",
];

/** A text that fits, or goes a good way towards it. Look-arounds add nothing. */
const sampleOf = (tree: Regex, random: () => number): string => {
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
  switch (tree.kind) {
    case "one":
      return pick(alphabet.filter((character) => tree.fits(character))) ?? "";
    case "sequence":
      return tree.parts.map((part) => sampleOf(part, random)).join("");
    case "choice": {
      const way = pick(tree.ways);
      return way === undefined ? "" : sampleOf(way, random);
    }
    case "repeat": {
      const turns = Math.min(tree.most, tree.least + Math.floor(random() * 4), 40);
      return Array.from({ length: turns }, () => sampleOf(tree.body, random)).join("");
    }
    case "group":
      return sampleOf(tree.body, random);
    case "look":
    case "edge":
    case "back":
      return "";
    default:
      return tree satisfies never;
  }
};

/** What a text is made of that may make an expression slow: what fits it nearly, and its own characters. */
const unitsFor = (tree: Regex, seed: number): readonly string[] => {
  const random = seededRandom(seed);
  const samples = Array.from({ length: 3 }, () => sampleOf(tree, random)).filter((text) => text !== "");
  const parts = samples.flatMap((text) => {
    const at = Math.floor(random() * text.length);
    return [text.slice(0, -1), text.slice(at), text[at] ?? ""];
  });
  return [...new Set([...parts, "a", " "])].filter((unit) => unit !== "");
};

/** Its end is such that what asks for the end of a text does not find its own there. */
const repeated = (unit: string, length: number) =>
  `${unit.repeat(Math.ceil(length / unit.length)).slice(0, length)}~a\u0001`;

/** Whether a part may take many characters: else the steps are bounded by the expression's own size. */
const repeats = (tree: Regex): boolean => {
  switch (tree.kind) {
    case "repeat":
      return tree.most > 1 || repeats(tree.body);
    case "sequence":
      return tree.parts.some(repeats);
    case "choice":
      return tree.ways.some(repeats);
    case "group":
    case "look":
      return repeats(tree.body);
    case "one":
    case "edge":
    case "back":
      return false;
    default:
      return tree satisfies never;
  }
};

const shortUnits = 200;
const growth = 3;
const mostStepsPerUnit = 2_000;

/** Steps a unit of text; undefined when it gave up. */
const dearness = (regex: RegExp, tree: Regex, text: string): number | undefined => {
  try {
    return stepsOf(tree, regex, { text, most: mostStepsPerUnit * text.length }) / text.length;
  } catch (error) {
    if (error instanceof TooManySteps || error instanceof RangeError) return undefined;
    throw error;
  }
};

/** Texts on which an expression takes more steps a unit the longer they are. */
export const slowOn = (regex: RegExp): readonly string[] => {
  const tree = parseRegex(regex);
  if (!repeats(tree)) return [];
  return unitsFor(tree, 1).flatMap((unit) => {
    const short = dearness(regex, tree, repeated(unit, shortUnits));
    const long = dearness(regex, tree, repeated(unit, shortUnits * growth));
    const isLinear = short !== undefined && long !== undefined && long <= short * 1.7 + 20;
    return isLinear
      ? []
      : [`${JSON.stringify(unit)}: ${short?.toFixed(0)} to ${long?.toFixed(0)} steps a unit`];
  });
};
