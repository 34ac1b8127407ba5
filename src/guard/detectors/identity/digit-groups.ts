import { unitsOf } from "../../units.ts";

/** Digits in a row, and where they stand. */
export interface DigitGroup {
  readonly start: number;
  readonly end: number;
}

const isDigit = (unit: number) => unit >= 48 && unit <= 57;

/** All runs of ASCII digits, in order. */
export const digitGroups = (text: string): readonly DigitGroup[] => {
  const groups: DigitGroup[] = [];
  const units = unitsOf(text);
  for (let at = 0; at < text.length; at += 1) {
    if (!isDigit(units[at] ?? 0)) continue;
    const start = at;
    while (at < text.length && isDigit(units[at] ?? 0)) at += 1;
    groups.push({ start, end: at });
  }
  return groups;
};

/** Whether a text holds so many digits at all. */
export const hasDigits = (text: string, least: number): boolean => {
  let count = 0;
  for (let at = text.search(/\d/); at >= 0 && at < text.length; at += 1) {
    if (isDigit(text.charCodeAt(at))) count += 1;
    if (count >= least) return true;
  }
  return false;
};
