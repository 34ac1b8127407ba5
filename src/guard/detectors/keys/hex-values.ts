import { holdsRun, runUnits } from "../../long-run.ts";
import type { Normalised } from "../../normalise.ts";
import { turnsIn } from "./key-tokens.ts";

/** Hexadecimal digits that may be a key. */
export interface HexValue {
  /** Lower case, no prefix, nothing between the digits. */
  readonly digits: string;
  readonly start: number;
  readonly end: number;
  /** `whole` stands in one run of 64; `parted` has gaps; `odd` is a key only if it is called one: it has some digits more or less. */
  readonly form: "whole" | "parted" | "odd";
}

/** Also behind the escape of a new line, and behind a word that ends where the prefix begins. */
const left = "(?:(?<![0-9a-z])|(?<=\\\\[nrt]|%[0-9a-f]{2})|(?<=[a-z])(?=0x))";
const hexUnits = runUnits(/[0-9a-f]/);
const shortestRun = 60;
const runs = new RegExp(`${left}(?:0x)?([0-9a-f]{${shortestRun},67}|[0-9a-f]{128})(?![0-9a-z])`, "g");
const groups = /(?<![0-9a-z])(?:0x[\s:-]?)?[0-9a-f]{4,60}(?:[\s:>|-]{1,5}[0-9a-f]{1,60}){1,16}(?![0-9a-z])/g;
const pairs = /(?<![0-9a-z])(?:0x[\s:-]?)?[0-9a-f]{2}(?:[\s:,-]{1,2}[0-9a-f]{2}){31}(?![0-9a-z])/g;
const digitRun = /[0-9a-f]+/g;
const digitsOfKey = 64;
const fewestTurns = 8;

const runsIn = (view: string): HexValue[] => {
  if (!holdsRun(view, hexUnits, shortestRun)) return [];
  return [...view.matchAll(runs)].flatMap((match): HexValue[] => {
    const digits = match[1] ?? "";
    const end = match.index + match[0].length;
    // A compressed public key: 2 or 3, and 32 bytes.
    if (digits.length === 66 && /^0[23]/.test(digits)) return [];
    return [{ digits, start: match.index, end, form: digits.length === digitsOfKey ? "whole" : "odd" }];
  });
};

/** Pieces with like gaps between them that are 64 digits together, from the first piece on. */
const partedIn = (view: string): HexValue[] =>
  [...view.matchAll(groups), ...view.matchAll(pairs)].flatMap((match): HexValue[] => {
    const prefix = /^0x[\s:-]?/.exec(match[0])?.[0].length ?? 0;
    const body = match[0].slice(prefix);
    let digits = "";
    let kinds = "";
    for (const piece of body.matchAll(digitRun)) {
      if (digits !== "") kinds += /[-:,]/.exec(body[piece.index - 1] ?? "")?.[0] ?? " ";
      digits += piece[0];
      if (digits.length > digitsOfKey) return [];
      if (digits.length < digitsOfKey) continue;
      // Two hashes of 16 bytes below each other.
      const areTwo = piece.index > 0 && piece[0].length === digitsOfKey / 2;
      if (new Set(kinds).size > 1 || turnsIn(digits) < fewestTurns) return [];
      return [
        {
          digits,
          start: match.index,
          end: match.index + prefix + piece.index + piece[0].length,
          form: areTwo ? "odd" : "parted",
        },
      ];
    }
    return [];
  });

/** In order of place, not overlapping. Look-alikes of Latin letters count where there is nothing without them. */
export const hexValuesOf = ({ folded, latin }: Normalised): readonly HexValue[] => {
  const found = [...runsIn(folded), ...partedIn(folded)];
  if (latin !== folded) found.push(...runsIn(latin));
  const values: HexValue[] = [];
  for (const value of found.sort((a, b) => a.start - b.start || b.end - a.end))
    if (value.start >= (values.at(-1)?.end ?? 0)) values.push(value);
  return values;
};
