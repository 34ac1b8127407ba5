import { wordlists } from "../detectors/seed/seed-lists.ts";
import type { SeedPiece, SeedPieces } from "../detectors/seed/seed-piece.ts";
import { type ChosenSeed, chooseSeed, type Placed } from "./choose-seed.ts";

/** Where a piece of a secret stands; `part` is the number of the message. */
export interface PartSpan {
  readonly part: number;
  readonly start: number;
  readonly end: number;
}

/** Fewer words of a list, all messages together, are no phrase of it. */
const fewestOf = (list: number) => wordlists[list]?.kind.fewest ?? 0;

/** What is said in other messages as well, a name perhaps, is no piece; a whole message may have been sent twice. */
const isRepeated = ({ start, end }: SeedPiece, part: number, texts: readonly string[]): boolean => {
  const own = (texts[part] ?? "").slice(start, end);
  return (
    own.length > 1 && texts.some((text, i) => i !== part && text.length > own.length && text.includes(own))
  );
};

const placedIn = (
  messages: readonly SeedPieces[],
  texts: readonly string[],
  list: number,
): readonly Placed[] =>
  messages.flatMap(({ pieces }, part) =>
    pieces.flatMap((piece) =>
      piece.list === list && !isRepeated(piece, part, texts) ? [{ ...piece, part }] : [],
    ),
  );

/** Lists of which all messages together may hold a phrase. */
const likelyLists = (messages: readonly SeedPieces[]): readonly number[] => {
  const words = new Map<number, number>();
  for (const { pieces } of messages)
    for (const { list, numbers } of pieces) words.set(list, (words.get(list) ?? 0) + numbers.length);
  return [...words].flatMap(([list, count]) => (count >= fewestOf(list) ? [list] : []));
};

/** In the order in which the words are counted, if all are and were sent in another one. */
const inCountedOrder = (pieces: readonly Placed[]): readonly Placed[] | undefined => {
  const sorted = [...pieces].sort((a, b) => (a.place ?? 0) - (b.place ?? 0));
  const isCounted = sorted.every(({ place }, i) => place !== undefined && place !== sorted[i - 1]?.place);
  return isCounted && sorted.some((piece, i) => piece !== pieces[i]) ? sorted : undefined;
};

const spanOf = ({ part, start, end }: Placed): PartSpan => ({ part, start, end });

/** A seed phrase whose words were sent in several messages, oldest first; whatever stands between them stays. */
export const seedAcross = (
  messages: readonly SeedPieces[],
  texts: readonly string[],
): readonly PartSpan[] | undefined => {
  const isAnnounced = messages.some(({ isAnnouncing }) => isAnnouncing);
  let best: ChosenSeed | undefined;
  for (const list of likelyLists(messages)) {
    const pieces = placedIn(messages, texts, list);
    const counted = inCountedOrder(pieces);
    for (const order of counted === undefined ? [pieces] : [counted, pieces]) {
      const chosen = chooseSeed(order, { list, isAnnounced });
      if (chosen !== undefined && chosen.surplus > (best?.surplus ?? -1)) best = chosen;
    }
  }
  return best?.taken.map(spanOf).sort((a, b) => a.part - b.part);
};
