import type { SecretFinding, SecretKind } from "../../domain/message.ts";
import type { Detector, GuardContext } from "../detector.ts";
import { paymentCard } from "../detectors/identity/payment-card.ts";
import { encodedKey } from "../detectors/keys/encoded-key.ts";
import { hexKey } from "../detectors/keys/hex-key.ts";
import type { Normalised } from "../normalise.ts";
import { scan } from "../scan.ts";

/** The longest run of letters and digits of a message that may be a piece of a key. */
export interface KeyPiece {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** What a key that was sent in pieces consists of. */
export interface KeyAcross {
  readonly kind: SecretKind;
  readonly parts: readonly { readonly part: number; readonly start: number; readonly end: number }[];
}

const runs = /[0-9A-Za-z]+/g;
const numberLists = /^[\s[\],0-9]+$/;
const cardDigits = /^[0-9][0-9 -]*$/;
const shortest = 6;
/** A run that does not look random is a piece only when it has more letters than most words. */
const shortestPlain = 12;
const looksRandom = /[0-9][A-Za-z]|[A-Za-z][0-9]|[a-z][A-Z]/;
/** Words that stand beside a piece: "part 2: …", "1/3 …". */
const mostOtherLetters = 24;

export const keyPieceOf = ({ text, toOriginal }: Normalised): KeyPiece | undefined => {
  const trimmed = text.trim();
  const at = text.indexOf(trimmed);
  if (trimmed.length >= 3 && /[0-9]/.test(trimmed) && (numberLists.test(trimmed) || cardDigits.test(trimmed)))
    return { value: trimmed, ...toOriginal(at, at + trimmed.length) };
  let best: KeyPiece | undefined;
  let letters = 0;
  for (const { 0: value, index } of text.matchAll(runs)) {
    letters += value.length;
    if (value.length <= (best?.value.length ?? 0)) continue;
    best = { value, start: index, end: index + value.length };
  }
  if (best === undefined || best.value.length < shortest) return undefined;
  const others = letters - best.value.length;
  const isRandom = looksRandom.test(best.value);
  const isPlain = others === 0 && (/^[0-9]+$/.test(best.value) || best.value.length >= shortestPlain);
  const isPiece = isPlain || (isRandom && others <= mostOtherLetters);
  return isPiece ? { value: best.value, ...toOriginal(best.start, best.end) } : undefined;
};

const mostPieces = 6;
/** The shortest keys have 26 units, cards 13 digits. */
const shortestKey = 26;
const shortestCard = 13;
const mostAround = 200;
const keyDetectors: readonly Detector[] = [encodedKey, hexKey];
const cardDetectors: readonly Detector[] = [paymentCard];

interface Placed extends KeyPiece {
  readonly part: number;
}

type Sort = "run" | "digits" | "list";

const sortOf = ({ value }: KeyPiece): Sort => {
  if (cardDigits.test(value)) return "digits";
  return numberLists.test(value) ? "list" : "run";
};

const separators = { run: "", digits: " ", list: "," } as const;

/** The pieces as one value, and where in it each of them stands. */
const joinPieces = (pieces: readonly Placed[], separator: string) => {
  let value = "";
  const places = pieces.map((piece, i) => {
    if (i > 0 && separator !== "" && !value.trimEnd().endsWith(separator.trim() || "\0")) value += separator;
    const at = value.length;
    value += piece.value;
    return { ...piece, at, until: value.length };
  });
  return { value, places };
};

const isHard = ({ level }: SecretFinding) => level === "hard";

/** What the messages around the pieces say; `all` are the messages that hold pieces. */
const saidAround = (texts: readonly string[], pieces: readonly Placed[], all: readonly Placed[]) => {
  const first = pieces[0]?.part ?? 0;
  const parts = new Set(all.map(({ part }) => part));
  const others = texts.map((text, part) => (parts.has(part) ? "" : text));
  return {
    before: others.slice(0, first).filter(Boolean).join("\n").slice(-mostAround),
    after: others.slice(first).filter(Boolean).join("\n").slice(0, mostAround),
  };
};

interface Around {
  readonly texts: readonly string[];
  readonly context: GuardContext;
  readonly sort: Sort;
  /** All messages that hold pieces of any key. */
  readonly all: readonly Placed[];
}

const judge = (pieces: readonly Placed[], { texts, context, sort, all }: Around): KeyAcross | undefined => {
  const { value, places } = joinPieces(pieces, separators[sort]);
  if (value.length < (sort === "digits" ? shortestCard : shortestKey)) return undefined;
  const { before, after } = saidAround(texts, pieces, all);
  const lead = before === "" ? "" : `${before}\n`;
  const text = `${lead}${value}${after === "" ? "" : `\n${after}`}`;
  const detectors = sort === "digits" ? cardDetectors : keyDetectors;
  for (const { kind, start, end } of scan(text, context, { detectors }).findings.filter(isHard)) {
    const touched = places.filter(({ at, until }) => lead.length + at < end && start < lead.length + until);
    if (touched.length > 1)
      return {
        kind,
        parts: touched.map((piece) => ({ part: piece.part, start: piece.start, end: piece.end })),
      };
  }
  return undefined;
};

/** A key, or the number of a card, that was sent in up to six pieces, whatever was said between them. */
export const keyAcross = (
  found: readonly (KeyPiece | undefined)[],
  texts: readonly string[],
  context: GuardContext,
): KeyAcross | undefined => {
  const placed = found.flatMap((piece, part): Placed[] => (piece === undefined ? [] : [{ ...piece, part }]));
  if (placed.length < 2) return undefined;
  const sorts: readonly Sort[] = ["run", "digits", "list"];
  for (const sort of sorts) {
    const pieces = placed.filter(
      (piece) => sortOf(piece) === sort || (sort === "run" && /^[0-9]+$/.test(piece.value)),
    );
    for (let from = 0; from < pieces.length; from += 1) {
      for (let to = Math.min(pieces.length, from + mostPieces); to >= from + 2; to -= 1) {
        const key = judge(pieces.slice(from, to), { texts, context, sort, all: placed });
        if (key !== undefined) return key;
      }
    }
  }
  return undefined;
};
