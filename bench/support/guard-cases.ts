import { secretKinds } from "../../src/domain/message.ts";
import { seededRandom } from "../../src/knowledge/seeded-random.ts";
import { phrases } from "../../test/guard/detectors/keys/hex-texts.ts";
import { keyFormats } from "../../test/guard/detectors/keys/key-samples.ts";
import {
  aPhrase,
  type ListName,
  layoutsOf,
  listNames,
  seedSizes,
} from "../../test/guard/detectors/seed/seed-layouts.ts";
import { english } from "../../test/guard/detectors/told/tables/english.ts";
import { portuguese } from "../../test/guard/detectors/told/tables/portuguese.ts";
import { russian } from "../../test/guard/detectors/told/tables/russian.ts";
import { spanish } from "../../test/guard/detectors/told/tables/spanish.ts";
import { turkish } from "../../test/guard/detectors/told/tables/turkish.ts";
import { vietnamese } from "../../test/guard/detectors/told/tables/vietnamese.ts";
import { aSecret } from "../../test/guard/secret-samples.ts";

/** Texts of one sort, and how sure the guard is to be of them. */
export interface GuardCases {
  readonly what: string;
  /** Messages of one author; mostly a single one. */
  readonly cases: Iterable<readonly string[]>;
  /** Least shares, or the most hard ones. */
  readonly goal: { readonly hard?: number; readonly any?: number; readonly mostHard?: number };
}

type Random = () => number;

const pick = <T>(items: readonly T[], random: Random, otherwise: T): T =>
  items[Math.floor(random() * items.length)] ?? otherwise;

const officialLists: readonly ListName[] = listNames.filter(
  (list) => list !== "russian" && list !== "turkish",
);

const hexOf = (random: Random) =>
  Array.from({ length: 64 }, () => Math.floor(random() * 16).toString(16)).join("");

function* times<T>(count: number, make: (n: number) => T): Generator<T> {
  for (let n = 0; n < count; n += 1) yield make(n);
}

const joiner = (list: ListName) => (list.endsWith("Chinese") ? "" : " ");

/** In every layout that makes sense with the list, each list in turn. */
function* intact(count: number, lists: readonly ListName[]): Generator<readonly string[]> {
  const random = seededRandom(4);
  for (let n = 0; n < count; n += 1) {
    const list = lists[n % lists.length] ?? "english";
    const layouts = layoutsOf(list);
    const layout = layouts[Math.floor(n / lists.length) % layouts.length];
    if (layout !== undefined)
      yield [layout.write(aPhrase(list, pick(seedSizes, random, 12), random), random)];
  }
}

const damaged =
  (damage: (words: readonly string[], at: number, random: Random) => readonly string[], seed: number) =>
  (n: number): readonly string[] => {
    const random = seededRandom(seed + n);
    const list = pick(officialLists, random, "english");
    const words = aPhrase(list, pick(seedSizes, random, 12), random);
    return [damage(words, Math.floor(random() * words.length), random).join(joiner(list))];
  };

const missing = damaged((words, at) => words.toSpliced(at, 1), 100_000);
const wrongSum = damaged((words, at, random) => words.with(at, pick(words, random, "")), 200_000);
/** A letter more, less or wrong; of characters that are words, a wrong one. */
const typo = damaged((words, at, random) => {
  const letters = [...(words[at] ?? "")];
  const other = pick([...words.join("")], random, "a");
  const place = Math.floor(random() * letters.length);
  const way = letters.length === 1 ? 2 : Math.floor(random() * 3);
  const mistyped = letters.toSpliced(place, way === 0 ? 0 : 1, ...(way === 1 ? [] : [other]));
  return words.with(at, mistyped.join(""));
}, 300_000);

/** Cut over two to twelve messages, between words. */
const split = (n: number): readonly string[] => {
  const random = seededRandom(400_000 + n);
  const list = pick(officialLists, random, "english");
  const words = aPhrase(list, pick(seedSizes, random, 12), random);
  const parts = 2 + Math.floor(random() * Math.min(11, words.length - 1));
  const size = Math.ceil(words.length / parts);
  return Array.from({ length: Math.ceil(words.length / size) }, (_, part) =>
    words.slice(part * size, (part + 1) * size).join(joiner(list)),
  );
};

const encoders = Object.values(keyFormats);
const encoded = (n: number): readonly string[] => [
  `it is ${encoders[n % encoders.length]?.(`bench ${n}`) ?? ""} as far as I know`,
];

const languages = Object.values(phrases);
/** In a frame such as "my N is V". */
const hexWith =
  (names: "keyNames" | "hashNames") =>
  (n: number): readonly string[] => {
    const random = seededRandom(500_000 + n);
    const language = languages[n % languages.length];
    if (language === undefined) return [];
    const frame = pick(language.frames, random, "N: V");
    const name = pick(language[names], random, "");
    return [
      frame.replace("N", () => name).replace("V", () => `${random() < 0.4 ? "0x" : ""}${hexOf(random)}`),
    ];
  };

const told = [english, portuguese, russian, spanish, turkish, vietnamese]
  .flatMap(({ passwords, codes }) => [...passwords, ...codes])
  .map(([message]) => [message]);

/** What the table of goals names, as far as the tests can make it. */
export const guardCases = (count: number): readonly GuardCases[] => [
  {
    what: "intact mnemonics of the ten official lists, every layout",
    cases: intact(count * 2, officialLists),
    goal: { hard: 0.999 },
  },
  {
    what: "intact mnemonics in Russian and Turkish, every layout",
    cases: intact(count, ["russian", "turkish"]),
    goal: { hard: 0.999 },
  },
  { what: "mnemonics with a word missing", cases: times(count, missing), goal: { hard: 0.98 } },
  { what: "mnemonics with a wrong checksum", cases: times(count, wrongSum), goal: { hard: 0.98 } },
  { what: "mnemonics with a letter more, less or wrong", cases: times(count, typo), goal: { any: 0.99 } },
  { what: "mnemonics split over messages", cases: times(count, split), goal: { any: 0.99 } },
  { what: "keys with a checksum, all formats", cases: times(count, encoded), goal: { hard: 1 } },
  {
    what: "64 hexadecimal digits with words of keys",
    cases: times(count, hexWith("keyNames")),
    goal: { hard: 0.99 },
  },
  {
    what: "64 hexadecimal digits with words of transactions",
    cases: times(count * 10, hexWith("hashNames")),
    goal: { mostHard: 0 },
  },
  { what: "passwords and codes of the tests' tables", cases: told, goal: { hard: 0.85, any: 0.95 } },
  ...secretKinds.map((kind) => ({
    what: `a plain sample of the kind ${kind}`,
    cases: times(Math.ceil(count / 10), (n) => [aSecret(kind, n + 1).told]),
    goal: { hard: 0.99 },
  })),
];
