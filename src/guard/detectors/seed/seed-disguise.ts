import type { Normalised } from "../../normalise.ts";
import { seedLists } from "./seed-lists.ts";

/** Digits and signs that stand for letters, the likeliest letter first. */
const disguises: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "0": "o",
    "1": "il",
    "2": "z",
    "3": "e",
    "4": "a",
    "5": "s",
    "6": "gb",
    "7": "t",
    "8": "b",
    "9": "gq",
    "@": "a",
    $: "s",
    "!": "il",
    "|": "li",
    "€": "e",
    "+": "t",
    "¢": "c",
    "£": "l",
    "¥": "y",
    п: "n",
    г: "r",
    ґ: "r",
    ь: "b",
    ъ: "b",
    ы: "bi",
    и: "un",
    й: "u",
    я: "r",
    ш: "w",
    щ: "w",
    ц: "u",
    л: "n",
    ф: "f",
  }),
);

const hiragana = (katakana: string) => String.fromCharCode(katakana.charCodeAt(0) - 0x60);

/** Words with letters of another script, digits or signs in them. */
const disguisedWord = /[\p{L}0-9@$!|€+¢£¥]+/gu;
const signsInWords = /[a-z][0-9@$!|€+¢£¥]|[0-9@$!|€+¢£¥][a-z]/g;
const mixedScripts = /[a-z][\u0430-\u0491]|[\u0430-\u0491][a-z]/g;
const katakana = /[\u30a1-\u30f6]/g;
const fewestDisguises = 4;
const fewestKana = 33;

const mostReadings = 16;

/** Every way to read the word; the likeliest first. */
const readingsOf = (word: string): readonly string[] => {
  let readings = [""];
  for (const character of word) {
    const letters = [...(disguises.get(character) ?? character)].slice(
      0,
      readings.length < mostReadings ? undefined : 1,
    );
    readings = letters.flatMap((letter) => readings.map((reading) => reading + letter));
  }
  return readings;
};

/** A number before a word, or a sign after it, may belong to the form. */
const frame = /^([0-9]{0,2})(.*?)([!+|]*)$/su;

const undisguise = (written: string): string => {
  const { placeOf } = seedLists();
  const isWord = (word: string) => placeOf(word, 0, word.length) !== -1;
  if (!/[a-z]/.test(written) || !/[^a-z]/.test(written) || isWord(written)) return written;
  const [, number = "", , signs = ""] = frame.exec(written) ?? [];
  for (const [lead, trail] of [
    [0, 0],
    [0, signs.length],
    [number.length, 0],
    [number.length, signs.length],
    [1, 0],
    [1, signs.length],
  ] as const) {
    if (lead > number.length) continue;
    const end = written.length - trail;
    const word = readingsOf(written.slice(lead, end)).find(isWord);
    if (word !== undefined) return written.slice(0, lead) + word + written.slice(end);
  }
  return readingsOf(written)[0] ?? written;
};

/** At most so many units of a word are read. */
const longestWord = 4_096;

/** The text with letters where other characters stand for them; undefined if there is no sign of it. */
export const withoutDisguise = (text: Normalised): Normalised | undefined => {
  const has = (where: string, what: RegExp, fewest: number) => (where.match(what)?.length ?? 0) >= fewest;
  const isMixed = has(text.folded, mixedScripts, fewestDisguises) && has(text.latin, mixedScripts, 1);
  const isDisguised = isMixed || has(text.latin, signsInWords, fewestDisguises);
  const isKatakana = has(text.latin, katakana, fewestKana);
  if (!isDisguised && !isKatakana) return undefined;
  let { latin } = text;
  if (isKatakana) latin = latin.replace(katakana, hiragana);
  if (isDisguised)
    latin = latin.replace(disguisedWord, (word) => (word.length > longestWord ? word : undisguise(word)));
  return { ...text, latin };
};
