import { classOf, unitClass } from "../../characters.ts";
import type { Normalised } from "../../normalise.ts";
import { mayMentionSeeds } from "./seed-context.ts";
import type { Cut, PieceMessage } from "./seed-cut.ts";
import { isLabel } from "./seed-labels.ts";
import { seedLists, wordlists } from "./seed-lists.ts";
import { characterCuts } from "./seed-piece-characters.ts";
import { wordCuts } from "./seed-piece-words.ts";
import type { Run } from "./seed-runs.ts";
import { keepTokens, type Tokens, tokenise } from "./seed-tokens.ts";

/** Words of one list in a message: perhaps a part of a phrase that other messages go on with. */
export interface SeedPiece {
  readonly list: number;
  /** In the list; -1 for one word that stands in none, and may be mistyped. */
  readonly numbers: readonly number[];
  /** Of {@link Cut}. */
  readonly score: number;
  /** Of the message as it was written, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** The message holds nothing else. */
  readonly isWhole: boolean;
  /** The number that the first word is counted with. */
  readonly place?: number;
}

export interface SeedPieces {
  /** Of each list at most one of them belongs to a phrase: they are several ways to cut it out of the message. */
  readonly pieces: readonly SeedPiece[];
  /** The message speaks of seed phrases. */
  readonly isAnnouncing: boolean;
}

const withoutNumberNames = (text: Normalised, tokens: Tokens): Tokens => {
  if (!/[0-9]/.test(text.text)) return tokens;
  return keepTokens(tokens, (i) => !isLabel(text, tokens.starts[i] ?? 0, tokens.ends[i] ?? 0));
};

const numberBefore = /(?:^|[^0-9])([0-9]{1,2})[^0-9\p{L}]{0,4}$/u;
const numberReach = 12;

const placeOf = ({ text, tokens }: PieceMessage, { from }: Run): number | undefined => {
  const start = tokens.starts[from] ?? 0;
  const found = numberBefore.exec(text.text.slice(Math.max(0, start - numberReach), start))?.[1];
  return found === undefined ? undefined : Number(found);
};

const pieceOf = (message: PieceMessage, list: number, cut: Cut): SeedPiece => {
  const { masks, numbers } = seedLists();
  const { text, tokens } = message;
  const place = placeOf(message, cut);
  const own = numbers[list];
  return {
    list,
    numbers: tokens.places
      .slice(cut.from, cut.to)
      .map((at) => ((((masks[at] ?? 0) >> list) & 1) === 1 ? (own?.[at] ?? -1) : -1)),
    score: cut.score,
    ...text.toOriginal(tokens.starts[cut.from] ?? 0, tokens.ends[cut.to - 1] ?? 0),
    isWhole: cut.from === 0 && cut.to === tokens.starts.length,
    ...(place === undefined ? {} : { place }),
  };
};

const piecesOf = (message: PieceMessage, cut: Cut): readonly SeedPiece[] =>
  wordlists.flatMap((_, list) => (((cut.mask >> list) & 1) === 1 ? [pieceOf(message, list, cut)] : []));

const holdsHan = ({ text }: PieceMessage) => {
  for (let i = 0; i < text.text.length; i += 1)
    if (classOf(text.text.charCodeAt(i)) === unitClass.han) return true;
  return false;
};

const hanLists = wordlists.flatMap(({ isHan }, list) => (isHan ? [list] : []));

/** What a message would add to a phrase that is spread over several. */
export const seedPiecesOf = (text: Normalised): SeedPieces => {
  const message = { text, tokens: withoutNumberNames(text, tokenise(text)) };
  if (message.tokens.starts.length === 0) return { pieces: [], isAnnouncing: false };
  const cuts = [
    ...wordCuts(message),
    ...(holdsHan(message) ? hanLists.flatMap((list) => characterCuts(message, list)) : []),
  ];
  return {
    pieces: cuts.flatMap((cut) => piecesOf(message, cut)),
    isAnnouncing: mayMentionSeeds(text),
  };
};
