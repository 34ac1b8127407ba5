import type { SecretKind } from "../../../domain/message.ts";

/**
 * How sure a format is of a value: `sure` by its checksum; `near` because its beginning and length say what it
 * is, though the checksum is wrong; `hint` when only words around it can tell.
 */
export type Verdict = "sure" | "near" | "hint";

/** What a scan may still spend on dear checks; each check takes one. */
export interface KeyBudget {
  decodes: number;
  pairs: number;
}

/** One encoding of a key, as an unbroken run of letters and digits. */
export interface KeyFormat {
  readonly kind: SecretKind;
  /** How a value begins; a value that is broken in pieces must begin so, a whole one is judged anyway. */
  readonly opens: RegExp;
  /** What stands before a value in pieces, instead of what it begins with. */
  readonly after?: RegExp;
  readonly shortest: number;
  readonly longest: number;
  /** `before` is what stands in front of the value: up to 40 units. */
  judge(value: string, before: string, budget: KeyBudget): Verdict | undefined;
}

const fewestCharacters = 12;

/** A value that somebody made up to show where a key goes has few different characters. */
export const isVaried = (value: string): boolean => {
  let seen = "";
  for (let i = 0; i < value.length && seen.length < fewestCharacters; i += 1) {
    const unit = value[i] ?? "";
    if (!seen.includes(unit)) seen += unit;
  }
  return seen.length >= fewestCharacters;
};

/** Upper case, lower case and digits, as a random value of this length has them. */
export const isMixed = (value: string): boolean =>
  /[a-z]/.test(value) && /[A-Z]/.test(value) && /[0-9][^0-9]+[0-9]/.test(value) && isVaried(value);
