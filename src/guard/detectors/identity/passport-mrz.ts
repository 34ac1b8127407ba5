import type { Detector, Span } from "../../detector.ts";
import { textOf, unitsFor } from "../../units.ts";
import { mayHoldOpaque } from "../credentials/credential-shapes.ts";
import { isMrzChecked } from "./check-digits.ts";
import { hasDigits } from "./digit-groups.ts";

/** A text without spaces, in capitals, every stand-in for the filler as `<`; and the way back. */
interface Compact {
  readonly line: string;
  readonly places: Uint32Array;
}

const filler = 0x3c;
/** « ‹ 〈 */
const fillerLikes = new Set([0xab, 0x2039, 0x3008]);

const capitalOf = (unit: number): number => {
  if (unit >= 0x61 && unit <= 0x7a) return unit - 0x20;
  return unit > 0x7f && fillerLikes.has(unit) ? filler : unit;
};

const compactOf = (text: string): Compact => {
  const places = new Uint32Array(text.length);
  const units = unitsFor(text.length);
  let size = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 32 || (unit >= 9 && unit <= 13)) continue;
    places[size] = at;
    units[size] = capitalOf(unit);
    size += 1;
  }
  return { line: textOf(units, size), places };
};

/** Birth, sex and expiry stand beside each other in all sizes (ICAO Doc 9303, parts 4 to 6). */
const dates = /\d{6}\d[MFX<]\d{6}\d/g;
const datesSize = 15;
/** Before them, in passports and visas: the number, its check digit and the nationality. */
const beforeDates = /^[A-Z0-9<]{9}[0-9<][A-Z<]{3}$/;
const beforeSize = 13;
/** Behind them, on cards of three lines: nationality, optional data, check digit. */
const behindOnCard = /^[A-Z<]{3}[A-Z0-9<]{11}\d/;
const cardSize = 30;
const firstOfCard = /^[ACI][A-Z0-9<][A-Z<]{3}[A-Z0-9<]{25}$/;
const lastOfCard = /^[A-Z]{1,28}<[A-Z<]{1,28}$/;
const names = /(?:P[A-Z<]|[ACIV]<)(?:[A-Z]{3}|D<<)[A-Z]{1,38}(?:<[A-Z]{1,30}){0,5}<<[A-Z<]{3,40}/g;
const runs = /(?<![A-Za-z0-9<«‹〈])[A-Za-z0-9<«‹〈]{24,92}(?![A-Za-z0-9<«‹〈])/g;
const doubled = /[<«‹〈]\s?[<«‹〈]/;
const lineSizes = [44, 36] as const;

const isSixChecked = (piece: string) => isMrzChecked(piece.slice(0, 6), piece.charAt(6));

const isPlausible = (six: string) => {
  const month = Number(six.slice(2, 4));
  const day = Number(six.slice(4, 6));
  return month <= 12 && day <= 31;
};

interface Line {
  readonly start: number;
  readonly end: number;
  readonly level: Span["level"];
}

/** As far as a line goes: its full size where it is there, else as far as its characters do. */
const endOf = (line: string, start: number, sizes: readonly number[]): number => {
  const run = /^[A-Z0-9<]*/.exec(line.slice(start, start + 46))?.[0].length ?? 0;
  const size = sizes.find((each) => run >= each && /\d/.test(line.charAt(start + each - 1)));
  return start + Math.min(run, size ?? run);
};

const dateLinesIn = ({ line }: Compact): readonly Line[] =>
  [...line.matchAll(dates)].flatMap(({ 0: found, index }): Line[] => {
    const birth = found.slice(0, 7);
    const expiry = found.slice(8);
    if (!isPlausible(birth) || !isPlausible(expiry)) return [];
    const areDatesChecked = isSixChecked(birth) && isSixChecked(expiry);
    const before = line.slice(Math.max(0, index - beforeSize), index);
    if (beforeDates.test(before) && /^<{0,8}[A-Z0-9]/.test(before)) {
      const start = index - beforeSize;
      const isNumberChecked = isMrzChecked(before.slice(0, 9), before.charAt(9));
      const checks = [isSixChecked(birth), isSixChecked(expiry), isNumberChecked].filter(Boolean).length;
      if (checks < 2) return [];
      return [{ start, end: endOf(line, start, lineSizes), level: checks === 3 ? "hard" : "soft" }];
    }
    if (!areDatesChecked || !behindOnCard.test(line.slice(index + datesSize, index + datesSize + 15)))
      return [];
    const isFirst = firstOfCard.test(line.slice(Math.max(0, index - cardSize), index));
    const isLast = lastOfCard.test(line.slice(index + cardSize, index + 2 * cardSize));
    return [
      {
        start: isFirst ? index - cardSize : index,
        end: index + (isLast ? 2 : 1) * cardSize,
        level: "hard",
      },
    ];
  });

const nameLinesIn = ({ line }: Compact): readonly Line[] =>
  [...line.matchAll(names)].flatMap(({ 0: found, index }): Line[] => {
    const fillers = found.split("<").length - 1;
    return found.length < 30 || fillers < 4
      ? []
      : [{ start: index, end: index + Math.min(found.length, 44), level: "hard" }];
  });

/** Lines beside a certain one: the first and the last of a card prove nothing alone. */
const neighbours = (text: string): readonly Span[] =>
  [...text.matchAll(runs)].flatMap(({ 0: run, index }): Span[] =>
    doubled.test(run) ? [{ kind: "national_id", level: "hard", start: index, end: index + run.length }] : [],
  );

const mayHold = (text: string): boolean =>
  text.length >= 28 &&
  (doubled.test(text) ||
    (/[<«‹〈]/.test(text) && hasDigits(text, 14)) ||
    (mayHoldOpaque(text) && /\d{7}[mfx]\d{7}/i.test(text)));

/** Machine-readable lines of passports, visas and identity cards, whole or one of them alone. */
export const passportMrz: Detector = {
  name: "passport-mrz",
  kinds: ["national_id"],
  proof: "its check digits are right, as ICAO Doc 9303 has them",
  find: ({ text }) => {
    if (!mayHold(text)) return [];
    const compact = compactOf(text);
    const lines = [...dateLinesIn(compact), ...nameLinesIn(compact)];
    const spans = lines.map(
      ({ start, end, level }): Span => ({
        kind: "national_id",
        level,
        start: compact.places[start] ?? 0,
        end: (compact.places[end - 1] ?? 0) + 1,
      }),
    );
    return lines.some(({ level }) => level === "hard") ? [...spans, ...neighbours(text)] : spans;
  },
};
