import type { ExpectedKind, SecretKind } from "../domain/message.ts";

/** Brackets that people do not type, so that what was masked is told from what was written. */
const mask = (words: string) => `\u27e6${words}\u27e7`;
const maskPattern = /\u27e6[^\u27e6\u27e7\n]{1,60}\u27e7/gu;

/** What stands in the place of a secret, for agents and for the history. */
export const secretMask = (kind: SecretKind): string => mask(`${kind.replaceAll("_", " ")} removed`);

/** What stands in the place of a value that a form has taken. */
export const valueMask = (kind: ExpectedKind): string => mask(kind.replaceAll("_", " "));

/** What is left to understand. */
export const withoutMasks = (text: string): string =>
  text
    .replace(maskPattern, " ")
    .replace(/[ \t]+/g, " ")
    .trim();
