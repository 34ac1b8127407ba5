import { isLocale, type Locale } from "../domain/locale.ts";
import { countHanVariants } from "./han-variants.ts";
import { type LatinScores, latinLanguages, scoreLatin, wordsOf } from "./latin-model.ts";
import { countLetters, type LetterCounts, withoutNeutral } from "./letters.ts";

/** What is known of a person's language before the message is read. */
export interface LocalePriors {
  /** The conversation's language so far. */
  readonly current?: Locale | undefined;
  /** The platform's own word for the language of the person's client, such as `zh-hans` or `en-US`. */
  readonly hint?: string | undefined;
  /** The account's language. */
  readonly account?: Locale | undefined;
}

export interface DetectedLocale {
  readonly locale: Locale;
  /** 0 to 1: how much the text itself speaks for it. */
  readonly confidence: number;
  /** The text alone is reason enough to speak this language from now on. */
  readonly sure: boolean;
}

/** Longer texts tell no more. */
const MAX_CHARACTERS = 500;
/** Fewer words than this do not change a conversation's language. */
const ENOUGH_WORDS = 3;
const ENOUGH_CONFIDENCE = 0.8;
/** Below it, the best guess of a first message is one among several. */
const CLEAR_GUESS = 0.6;
/** As likely as this, what was expected is as good a guess. */
const LIKELY_ENOUGH = 0.2;
const traditionalPlaces = /^zh\b.*\b(hant|tw|hk|mo)\b/;

/** The fleet's language for a tag as platforms write it; undefined when it does not serve it. */
export function hintToLocale(hint: string): Locale | undefined {
  const tag = hint.trim().toLowerCase().replaceAll("_", "-");
  if (/^zh\b/.test(tag)) return traditionalPlaces.test(tag) ? "zh-Hant" : "zh-Hans";
  const [language = ""] = tag.split("-");
  return isLocale(language) ? language : undefined;
}

/** Which language to speak after this message. One short message does not change that of a conversation. */
export function detectLocale(text: string, priors: LocalePriors): DetectedLocale {
  const rest = withoutNeutral(text.slice(0, MAX_CHARACTERS));
  const letters = countLetters(rest);
  const words = wordsOf(rest.replace(/[^\p{Script=Latin}'\s]+/gu, " ").toLowerCase());
  const east = letters.han + letters.kana + letters.hangul;
  if (east > 0 && east >= 1.5 * countSmallWords(words)) return detectEastern(rest, letters, priors);
  if (letters.cyrillic > letters.latin)
    return { locale: "ru", confidence: 0.95, sure: letters.cyrillic >= 2 };
  if (words.length > 0) return detectLatin(words, priors);
  return { locale: expected(priors), confidence: 0, sure: false };
}

/** What to speak when the text tells nothing. */
const expected = ({ current, hint, account }: LocalePriors): Locale =>
  current ?? (hint === undefined ? undefined : hintToLocale(hint)) ?? account ?? "en";

/** The words that hold a sentence together show whose sentence it is; borrowed words are rarely among them. */
const smallWords = new Set(
  (
    "the a an and or but of to in on at for from with is are was do does did have has i you it we my your this that what " +
    "when where why how not no can can't cannot don't will would should please el los las un una y de del que en con por " +
    "para mi tu su es está no se me lo o os um uma e do da em com meu minha não como tôi không của bị là có cho và được " +
    "chưa đã toi khong cua bi la co ve bir ve bu mi için ne neden nasıl icin nasil"
  ).split(" "),
);
const countSmallWords = (words: readonly string[]) => words.filter((word) => smallWords.has(word)).length;

/** Everybody says these, whatever their language. */
const international = new Set(
  "hi hello hey helo thanks thx ty pls plz please help test start stop menu yes no yo bye sir bro admin ad boss lol human agent".split(
    " ",
  ),
);

/** Written alike in both scripts, and asked for by whoever writes Traditional: others say 人工. */
const traditionalWords = /^\s*(?:找|要|轉)?真人(?:客服)?\s*$/u;

function detectEastern(
  text: string,
  { han, kana, hangul }: LetterCounts,
  priors: LocalePriors,
): DetectedLocale {
  if (hangul > 0 && hangul >= (han + kana) / 2) return { locale: "ko", confidence: 0.98, sure: hangul >= 2 };
  if (kana >= 2 || (kana === 1 && han <= 4)) return { locale: "ja", confidence: 0.98, sure: kana + han >= 2 };
  const { simplified, traditional, japanese, notJapanese } = countHanVariants(text);
  const prior = expected(priors);
  if (prior === "ja" && notJapanese === 0) return { locale: "ja", confidence: 0.6, sure: false };
  if (japanese > simplified + traditional) return { locale: "ja", confidence: 0.9, sure: han >= 2 };
  if (simplified === traditional) {
    // Nothing tells the scripts apart. Japanese can be written in such characters alone, and what fits stays.
    const known = [prior, priors.hint === undefined ? undefined : hintToLocale(priors.hint), priors.account];
    const fitting = known.find((locale) => locale === "zh-Hans" || locale === "zh-Hant" || locale === "ja");
    const guess = traditionalWords.test(text) ? "zh-Hant" : "zh-Hans";
    return { locale: fitting ?? guess, confidence: 0.6, sure: han >= 2 };
  }
  const locale = simplified > traditional ? "zh-Hans" : "zh-Hant";
  const clear = Math.max(simplified, traditional) / (simplified + traditional);
  const switches =
    prior !== locale && (prior === "zh-Hans" || prior === "zh-Hant") && priors.current !== undefined;
  // One character may be a name or a slip of the input method: between the two scripts it takes two.
  if (switches && Math.abs(simplified - traditional) < 2)
    return { locale: prior, confidence: 0.5, sure: false };
  return { locale, confidence: clear, sure: han >= 2 };
}

function detectLatin(words: readonly string[], priors: LocalePriors): DetectedLocale {
  const prior = expected(priors);
  const probabilities = toProbabilities(scoreLatin(words), prior);
  const [best = "other"] = [...latinLanguages].sort((a, b) => probabilities[b] - probabilities[a]);
  const confidence = probabilities[best];
  const tellsNothing = words.every((word) => international.has(word));
  if (best === "other" || tellsNothing) return { locale: prior, confidence: 0, sure: false };
  const sure = words.length >= ENOUGH_WORDS && confidence >= ENOUGH_CONFIDENCE;
  const expectedScore = latinLanguages.find((language) => language === prior);
  const isLikely = expectedScore !== undefined && probabilities[expectedScore] >= LIKELY_ENOUGH;
  const stays = priors.current !== undefined || (isLikely && confidence < CLEAR_GUESS);
  if (sure || best === prior || !stays) return { locale: best, confidence, sure };
  return { locale: prior, confidence: 1 - confidence, sure: false };
}

/** What was expected is a little likelier than the text alone says. */
function toProbabilities(scores: LatinScores, prior: Locale): LatinScores {
  const adjusted = { ...scores };
  for (const language of latinLanguages) if (language === prior) adjusted[language] += 1;
  const largest = Math.max(...latinLanguages.map((language) => adjusted[language]));
  let sum = 0;
  for (const language of latinLanguages) {
    adjusted[language] = Math.exp(adjusted[language] - largest);
    sum += adjusted[language];
  }
  for (const language of latinLanguages) adjusted[language] /= sum;
  return adjusted;
}
