import type { GuideQuestion } from "../domain/guide.ts";
import { matchWhole } from "./intents.ts";
import { matchOrdinal } from "./ordinal.ts";
import { bareWords, coreWords, plainWords } from "./words.ts";

/** The option that "I don't know" means, where a question has it. */
export const unknownOption = "unknown";
/** In a longer text words of an option may stand by chance. */
const longestReply = 120;

/** Words without accents that turn what stands beside them into its opposite, in every language served. */
const negation =
  /(?<!\p{L})(?:not?|never|without|cannot|\p{L}+n't|isnt|dont|doesnt|didnt|cant|не|нет|ни|без|sin|nunca|jamas|tampoco|khong|ko|chua|chang|degil|yok|nao|nem|sem)(?!\p{L})|[不没沒未無无非别別]|ない|なかった|ません|ず(?!っと)|않|못|없|(?<!\p{L})안(?=\s)/u;

/** A question may have words of an option in it, and asks for something else. */
const isQuestion = /[?？]\s*$/;

const isDense = (words: string) => /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(words);
const isKorean = (words: string) => /\p{Script=Hangul}$/u.test(words);

/**
 * Whether `part` stands in `whole` as words of its own. Languages without spaces have no such bounds, and a Korean
 * word goes on with a particle or an ending, and may follow a number.
 */
const hasWords = (whole: string, part: string): boolean => {
  if (isDense(part)) return whole.includes(part);
  return isKorean(part)
    ? ` ${whole}`.replaceAll(/(?<=\d)(?=\D)/g, " ").includes(` ${part}`)
    : ` ${whole} `.includes(` ${part} `);
};

interface Hit {
  readonly id: string;
  readonly words: string;
}

/** Two letters, such as "no", stand in sentences about anything: there they answer nothing but a plain question. */
const leastLength = (id: string, words: string): number =>
  /[\p{Script=Latin}\p{Script=Cyrillic}]/u.test(words) && id !== "yes" && id !== "no" ? 3 : 2;

/** The longest words of an option that stand in the reply, unless those of another option stand beside them. */
const findWithin = (reply: string, options: readonly Hit[]): string | undefined => {
  const hits = options
    .filter(({ id, words }) => words.length >= leastLength(id, words) && hasWords(reply, words))
    .sort((one, other) => other.words.length - one.words.length);
  const [best] = hits;
  if (best === undefined) return undefined;
  const rivals = hits.filter(({ id, words }) => id !== best.id && !best.words.includes(words));
  const rest = reply.replace(best.words, " ");
  return rivals.length > 0 || negation.test(rest) ? undefined : best.id;
};

/** Which option a typed reply means: its number, its label or words of it, or a plain yes, no or "I don't know". */
export const matchOption = (text: string, options: GuideQuestion["options"]): string | undefined => {
  const ids = Object.keys(options);
  const number = matchOrdinal(text, ids.length);
  const known = Object.entries(options).flatMap(([id, { label, words }]) =>
    [label, ...words].map((typed): Hit => ({ id, words: plainWords(typed) })),
  );
  const [plain, core] = [plainWords(text), coreWords(text)];
  // Without their accents two words may become one: then the accents decide.
  const bare = known.map(({ id, words }): Hit => ({ id, words: bareWords(words) }));
  const [barePlain, bareCore] = [bareWords(plain), bareWords(core)];
  const whole =
    known.find(({ words }) => words === plain || words === core) ??
    bare.find(({ words }) => words === barePlain || words === bareCore);
  if (whole !== undefined) return whole.id;
  if (number !== undefined) return ids[number];
  const intent = matchWhole(text);
  const plainAnswer = intent === "skip" ? unknownOption : intent;
  const meant = ids.find((id) => id === plainAnswer);
  if (meant !== undefined) return meant;
  return text.length > longestReply || isQuestion.test(text) ? undefined : findWithin(barePlain, bare);
};
