/** The phrases `redacted.*` and `masked.*` stand in these brackets, which people do not type. */
const maskPattern = /\u27e6[^\u27e6\u27e7\n]{1,60}\u27e7/gu;

/** What is left to understand of a text when what the guard put in is taken out. */
export const withoutMasks = (text: string): string =>
  text
    .replace(maskPattern, " ")
    .replace(/[ \t]+/g, " ")
    .trim();
