import type { Normalised } from "../../normalise.ts";
import { unitsOf } from "../../units.ts";
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

/** What words and their disguises are made of. */
const disguisedWord = /[\p{L}0-9@$!|€+¢£¥]+/gu;
const signs = "0123456789@$!|€+¢£¥";
const signByLetter = /[0-9@$!|€+¢£¥][a-z]|[a-z][0-9@$€¢£¥]/;
const mixedScripts = /[a-z][\u0430-\u0491]|[\u0430-\u0491][a-z]/g;
/** Letters of a word that is spelled, and what stands for one. */
const loneLetter = /[\s._,·-][a-z](?=[\s._,·-])/g;
const loneDisguise = /(?<=[\s._,·-])[0-9@$!\u0430-\u0491](?=[\s_,·-])/g;
const fewestSpelled = 10;
const katakana = /[\u30a1-\u30f6]/g;
/** Words of a phrase are short; letters and digits in a longer row are an address, a hash or a phrase without spaces. */
const longestWord = 16;
const fewestGlued = 33;
const fewestWords = 5;
const fewestMixed = 3;
const fewestKana = 33;

const partOf = { other: 0, letter: 1, sign: 2, hexLetter: 3 };
const parts = Uint8Array.from({ length: 0x3000 }, (_, unit) => {
  const character = String.fromCharCode(unit);
  if (signs.includes(character)) return partOf.sign;
  if (/[a-f]/.test(character)) return partOf.hexLetter;
  return /[g-z]/.test(character) ? partOf.letter : partOf.other;
});

/** Signs that stand behind a word for their own sake. */
const emphasis = new Set(Array.from("!|+", (sign) => sign.charCodeAt(0)));

/** Whether enough words have signs among their letters; signs behind a word are none of it, nor are hexadecimal digits. */
const hasSignsInWords = ({ latin }: Normalised): boolean => {
  if (!signByLetter.test(latin)) return false;
  let words = 0;
  let letters = 0;
  let isHex = true;
  let signsBefore = 0;
  let signsInside = 0;
  const units = unitsOf(latin);
  for (let i = 0; i <= latin.length; i += 1) {
    const part = i === latin.length ? partOf.other : (parts[units[i] ?? 0] ?? partOf.other);
    if (part === partOf.letter || part === partOf.hexLetter) {
      const isPrefix = letters === 0 && latin[i] === "x";
      if (part === partOf.letter && !isPrefix) isHex = false;
      letters += 1;
      signsInside += signsBefore;
      signsBefore = 0;
    } else if (part === partOf.sign) signsBefore += 1;
    else {
      if (letters > 0 && !emphasis.has(latin.charCodeAt(i - 1))) signsInside += signsBefore;
      const count = letters + signsInside;
      if (signsInside > 0 && count >= fewestGlued && !isHex) return true;
      if (signsInside > 0 && count <= longestWord) words += 1;
      if (words >= fewestWords) return true;
      letters = 0;
      isHex = true;
      signsBefore = 0;
      signsInside = 0;
    }
  }
  return false;
};

const mostReadings = 16;
const beginningLength = 3;

/** Every way to read the word that may be one of a list; the likeliest first. */
const readingsOf = (word: string, mayBegin: (text: string) => boolean): readonly string[] => {
  let readings = [""];
  for (let i = 0; i < word.length; i += 1) {
    const letters = disguises.get(word.charAt(i)) ?? word.charAt(i);
    const used = readings.length < mostReadings ? [...letters] : [letters.charAt(0)];
    readings = used.flatMap((letter) => readings.map((reading) => reading + letter));
    if (i + 1 === beginningLength) readings = readings.filter(mayBegin);
    if (readings.length === 0) return readings;
  }
  return readings;
};

/** A number before a word, or a sign after it, may belong to the form. */
const lead = /^[0-9]{1,2}(?=.{3})/;
const trail = /[!+|]{1,64}$/;

const likeliestOf = (written: string) => written.replace(/./gu, (unit) => disguises.get(unit)?.[0] ?? unit);

const undisguise = (written: string): string => {
  if (!/[^a-z]/.test(written)) return written;
  const { placeOf, mayBegin } = seedLists();
  const isWord = (word: string) => placeOf(word, 0, word.length) !== -1;
  if (!/[a-z]/.test(written)) {
    const word = written.length >= beginningLength ? readingsOf(written, mayBegin).find(isWord) : undefined;
    return word ?? written;
  }
  if (written.length > longestWord || isWord(written))
    return isWord(written) ? written : likeliestOf(written);
  const number = lead.exec(written)?.[0].length ?? 0;
  const end = written.length - (trail.exec(written)?.[0].length ?? 0);
  for (const from of new Set([0, number, Math.min(number, 1)])) {
    for (const to of new Set([written.length, end])) {
      const word = readingsOf(written.slice(from, to), mayBegin).find(isWord);
      if (word !== undefined) return written.slice(0, from) + word + written.slice(to);
    }
  }
  return likeliestOf(written);
};

/** A text with letters where other characters stand for them; undefined if there is no sign of it. */
export const withoutDisguise = (text: Normalised): Normalised | undefined => {
  const count = (where: string, what: RegExp) => where.match(what)?.length ?? 0;
  const mayBeMixed = text.folded !== text.latin && count(text.folded, mixedScripts) >= fewestMixed;
  const isDisguised = (mayBeMixed && count(text.latin, mixedScripts) > 0) || hasSignsInWords(text);
  const isKatakana = count(text.latin, katakana) >= fewestKana;
  const isSpelled = text.latin.search(loneDisguise) !== -1 && count(text.latin, loneLetter) >= fewestSpelled;
  if (!isDisguised && !isKatakana && !isSpelled) return undefined;
  let { latin } = text;
  if (isKatakana) latin = latin.replace(katakana, hiragana);
  if (isDisguised) latin = latin.replace(disguisedWord, undisguise);
  if (isSpelled) latin = latin.replace(loneDisguise, likeliestOf);
  return latin === text.latin ? undefined : { ...text, latin };
};
