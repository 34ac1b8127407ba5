import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { seededRandom } from "../../src/knowledge/seeded-random.ts";
import { stepsOf, TooManySteps } from "../support/regex-steps.ts";
import { parseRegex, type Regex } from "../support/regex-tree.ts";
import { regexLiterals } from "../support/source-regexes.ts";
import { readTree } from "../support/source-tree.ts";

/** Imported late: what the guard makes of strings is caught while it is made. */
const regexesMadeBy = async (files: readonly string[]): Promise<readonly RegExp[]> => {
  const made: RegExp[] = [];
  const Own = RegExp;
  const watched = new Proxy(Own, {
    construct(target, given) {
      const regex: RegExp = Reflect.construct(target, given);
      if (new Error("here").stack?.includes("/src/guard/")) made.push(regex);
      return regex;
    },
  });
  globalThis.RegExp = watched;
  try {
    for (const file of files) await import(/* @vite-ignore */ file);
  } finally {
    globalThis.RegExp = Own;
  }
  return made;
};

const root = fileURLToPath(new URL("../../", import.meta.url));
const sources = readTree(root, ["src/guard"]);
const regexes = async (): Promise<ReadonlyMap<string, RegExp>> => {
  const written = sources.flatMap(({ text }) => regexLiterals(text));
  const made = await regexesMadeBy(sources.map(({ path }) => `${root}${path}`));
  return new Map([...written, ...made].map((regex) => [String(regex), regex]));
};

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
const slowOn = (regex: RegExp): readonly string[] => {
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

describe("the count of steps", () => {
  it.each([
    [/(?:a+)+b/, "nested repetition"],
    [/(?:a|a)*b/, "two ways to the same"],
    [/(?:\w{1,30}\s?){1,10}x/, "bounded ones, nested"],
    [/\s+$/, "what is tried again from each place"],
    [/a.*b.*c/, "two that share a text"],
    [/(?<=a.*)b/, "looking far behind"],
  ])("tells that %s is not linear: %s", (regex) => {
    expect(slowOn(regex)).not.toEqual([]);
  });

  it.each([/password\s{0,3}is/i, /[0-9a-f]{64}/g, /(?<![0-9])\d{6}(?!\d)/, /^[a-z]+$/, /"[^"]{0,80}"/])(
    "tells that %s is",
    (regex) => {
      expect(slowOn(regex)).toEqual([]);
    },
  );

  it("is of the same matches as the platform's", () => {
    const text = "my password is Abc-123, 密码：xyz the code 482913 4111 1111";
    for (const regex of [
      /(?<word>[a-z]+) is ([A-Z]\w*)/g,
      /\d{4}(?: \d{4})*/g,
      /(?<=：)\w+?(?= )/g,
      /(\d)\1{2}/g,
    ]) {
      const found = [...text.matchAll(regex)].length;
      expect(found, String(regex)).toBeGreaterThan(0);
    }
  });
});

describe("regular expressions of the guard", async () => {
  const found = await regexes();

  it("are found, written out and made of strings", () => {
    expect(found.size).toBeGreaterThan(60);
    expect(
      regexLiterals(
        "const a = b / c / d; const e = /x[/]\\/y/g; // /no/\nconst f = `$" + "{g(/z/)} /n/`; h(/i/u)",
      ).map(String),
    ).toEqual(["/x[/]\\/y/g", "/i/u"]);
  });

  it.each([...found])("take steps in proportion to the text: %s", (_, regex) => {
    expect(slowOn(regex)).toEqual([]);
  });
});
