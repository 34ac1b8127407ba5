import { entropyToMnemonic } from "@scure/bip39";
import { wordlist as english } from "@scure/bip39/wordlists/english.js";
import { wordlist as french } from "@scure/bip39/wordlists/french.js";
import { wordlist as japanese } from "@scure/bip39/wordlists/japanese.js";
import { wordlist as korean } from "@scure/bip39/wordlists/korean.js";
import { wordlist as simplified } from "@scure/bip39/wordlists/simplified-chinese.js";
import { wordlist as spanish } from "@scure/bip39/wordlists/spanish.js";
import { wordlist as traditional } from "@scure/bip39/wordlists/traditional-chinese.js";
import { seededRandom } from "../../src/knowledge/seeded-random.ts";

/** A secret cut over messages of one author, oldest first. */
export interface SplitCase {
  readonly texts: readonly string[];
  /** Of each text, what belongs to the secret; empty for chatter. */
  readonly pieces: readonly string[];
}

export const splitLists = { english, spanish, french, japanese, korean, simplified, traditional } as const;
export type SplitList = keyof typeof splitLists;

export const splitKinds = [
  "even",
  "uneven",
  "oneEach",
  "numbered",
  "shuffled",
  "chatter",
  "sentence",
  "lines",
  "wrongSum",
  "missing",
  "typo",
] as const;
export type SplitKind = (typeof splitKinds)[number];

const isHan = (list: SplitList) => list === "simplified" || list === "traditional";

const chatter: Readonly<Record<"han" | "other", readonly string[]>> = {
  other: [
    "wait",
    "next:",
    "ok here are the others",
    "one moment please",
    "are you still there?",
    "and then",
    "sorry, my phone is slow",
    "now the rest",
    "hold on a sec, where is my paper",
    "👍",
    "is it safe to send this?",
    "...",
  ],
  han: [
    "等一下",
    "下面是后面的",
    "好的",
    "稍等，我找一下",
    "你还在吗？",
    "接下来",
    "后面還有",
    "这样可以吗",
    "手机有点卡",
    "👌",
    "還有這些",
    "马上",
  ],
};

const before: Readonly<Record<"han" | "other", readonly string[]>> = {
  other: ["first part: ", "next: ", "then ", "here: ", "ok so: ", "- ", "and: "],
  han: ["前面是：", "接着：", "然后 ", "后面：", "這是 "],
};

const after: Readonly<Record<"han" | "other", readonly string[]>> = {
  other: ["", "", " ...", " (more coming)", " - got it?"],
  han: ["", "", " ……", "（还有）", " 收到吗"],
};

/** Sizes of at most twelve pieces that add up to `words`. */
const sizesOf = (words: number, random: () => number, kind: SplitKind): readonly number[] => {
  if (kind === "oneEach" && words <= 12) return Array.from({ length: words }, () => 1);
  const most = kind === "chatter" ? 6 : 12;
  if (kind === "even" || kind === "oneEach") {
    const each = [2, 3, 4, 6, 8].filter((size) => words / size <= most);
    const size = each[Math.floor(random() * each.length)] ?? 6;
    const sizes = Array.from({ length: Math.floor(words / size) }, () => size);
    return words % size === 0 ? sizes : [...sizes, words % size];
  }
  const pieces = 2 + Math.floor(random() * (Math.min(most, Math.floor(words / 2)) - 1));
  const cuts = new Set<number>();
  while (cuts.size < pieces - 1) cuts.add(1 + Math.floor(random() * (words - 1)));
  const places = [0, ...[...cuts].sort((a, b) => a - b), words];
  return places.slice(1).map((to, i) => to - (places[i] ?? 0));
};

const pick = <T>(values: readonly T[], random: () => number): T => {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new Error("Nothing to pick from.");
  return value;
};

const rareLetters = { han: "鑫淼彧囍燚睿喆", kana: "ぬゆむへそ", hangul: "뷁춈괌밟섦", latin: "qxzkw" };

/** Another last letter of the same script. */
const mistyped = (word: string, random: () => number): string => {
  if (/\p{Script=Hiragana}/u.test(word)) return word.slice(0, -1) + pick([...rareLetters.kana], random);
  const isHangul = /[\p{Script=Hangul}]/u.test(word);
  const composed = word.normalize("NFC");
  return composed.slice(0, -1) + pick([...(isHangul ? rareLetters.hangul : rareLetters.latin)], random);
};

const flawed = (
  words: readonly string[],
  kind: SplitKind,
  { random, list }: { random: () => number; list: SplitList },
): readonly string[] => {
  const at = Math.floor(random() * words.length);
  if (kind === "missing") return words.filter((_, i) => i !== at);
  if (kind === "wrongSum") return words.map((word, i) => (i === at ? pick(splitLists[list], random) : word));
  if (kind !== "typo") return words;
  const swap = (word: string) => (isHan(list) ? pick([...rareLetters.han], random) : mistyped(word, random));
  return words.map((word, i) => (i === at ? swap(word) : word));
};

/** How the words of a piece are written. */
const writtenAs = (words: readonly string[], from: number, { kind, list, glued }: Style): string => {
  if (kind === "numbered" || kind === "shuffled")
    return words.map((word, i) => `${from + i + 1}. ${word}`).join("\n");
  if (kind === "lines") return words.join("\n");
  return words.join(isHan(list) && glued ? "" : " ");
};

interface Style {
  readonly kind: SplitKind;
  readonly list: SplitList;
  readonly glued: boolean;
}

export interface SplitRequest {
  readonly seed: number;
  readonly kind: SplitKind;
  readonly list: SplitList;
  readonly words?: 12 | 15 | 18 | 21 | 24;
}

/** One seed phrase cut over two to twelve messages. */
export const splitPhrase = ({ seed, kind, list, words: size }: SplitRequest): SplitCase => {
  const random = seededRandom(seed);
  const count = size ?? pick([12, 12, 12, 15, 18, 21, 24] as const, random);
  const entropy = Uint8Array.from({ length: (count / 3) * 4 }, () => Math.floor(random() * 256));
  const phrase = entropyToMnemonic(entropy, [...splitLists[list]]).split(/[ \u3000]/u);
  const words = flawed(phrase, kind, { random, list });
  const style = { kind, list, glued: random() < 0.6 };
  const voice = isHan(list) ? "han" : "other";
  let from = 0;
  const sent = sizesOf(words.length, random, kind).map((length) => {
    const piece = writtenAs(words.slice(from, from + length), from, style);
    from += length;
    if (kind !== "sentence") return { text: piece, piece };
    return { text: `${pick(before[voice], random)}${piece}${pick(after[voice], random)}`, piece };
  });
  if (kind === "shuffled") sent.sort(() => random() - 0.5);
  const withChatter =
    kind === "chatter" || kind === "sentence"
      ? sent.flatMap((message, i) =>
          i > 0 && random() < 0.6 && sent.length < 7
            ? [{ text: pick(chatter[voice], random), piece: "" }, message]
            : [message],
        )
      : sent;
  return { texts: withChatter.map(({ text }) => text), pieces: withChatter.map(({ piece }) => piece) };
};
