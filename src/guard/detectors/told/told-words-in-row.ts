import { spellingAt } from "./told-spelling.ts";
import { topic, topicWordsOf } from "./topics.ts";

const mostWords = 8;

const nextWord = /([^\p{L}\p{N}]*)([\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*)/uy;
/** A sentence goes on behind them. */
const turns = new Set(
  "and but yet so because since which y pero porque aunque desde e mas porem porque desde ma nhung truoc xong tu ve ama fakat и но а хотя раньше".split(
    " ",
  ),
);
/** Between the words of a phrase stands one space, or a picture. */
const inPhrase = /^(?: |\s?\p{Extended_Pictographic}\s?)$/u;
/** First words of what is said of a password, that are no words of its own. */
export const said = new Set(
  "fund funds fondos fundos retiro saque minimum minimo минимум maximum maximo максимум min max me te se le nos driving making giving killing deixando volviendo buyuk kucuk grande pequena big small upper lower capital case заглавные маленькие большие".split(
    " ",
  ),
);

export interface Word {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly gap: string;
}

export const wordAt = (folded: string, at: number): Word | undefined => {
  nextWord.lastIndex = at;
  const match = nextWord.exec(folded);
  const [, gap = "", text = ""] = match ?? [];
  return match === null
    ? undefined
    : { start: at + gap.length, end: at + gap.length + text.length, text, gap };
};

export interface Phrase {
  readonly start: number;
  readonly end: number;
  readonly words: readonly string[];
  readonly isSpelled: boolean;
  /** Another matter follows: "… and it used to work". */
  readonly isCut: boolean;
  /** Nothing follows on its line. */
  readonly isLast: boolean;
  /** Its clause ends: "sunflower, nothing fancy". */
  readonly isClosed: boolean;
}

const isSpelledAt = (folded: string, at: number) => {
  spellingAt.lastIndex = at;
  return spellingAt.test(folded);
};

/** The words from `first` to the end of the line, a comma, or what says how they are written. None of what stands in a secret's place. */
export const phraseFrom = (folded: string, first: Word): Phrase | undefined => {
  if (first.gap.includes("⟦")) return undefined;
  const words = [first.text];
  let { end } = first;
  let isCut = false;
  for (;;) {
    const isSpelled = isSpelledAt(folded, end);
    const next = isSpelled ? undefined : wordAt(folded, end);
    const tail = folded.slice(end, next?.start ?? folded.length);
    isCut = next !== undefined && turns.has(next.text);
    if (isSpelled || isCut || next === undefined || !inPhrase.test(tail))
      return {
        start: first.start,
        end,
        words,
        isSpelled,
        isCut,
        isLast: /^[^\p{L}\p{N}\n]{0,8}(?:\n|$)/u.test(folded.slice(end, end + 9)),
        isClosed: /^[,.;!]/.test(tail),
      };
    if (words.length === mostWords) return undefined;
    words.push(next.text);
    end = next.end;
  }
};

export const speaksOfLogins = (value: string) =>
  topicWordsOf(value).some(
    ({ topics }) => (topics & (topic.secret | topic.access | topic.refused | topic.code)) !== 0,
  );
