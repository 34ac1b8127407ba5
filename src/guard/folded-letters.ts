/** Letters of the alphabets that write words apart, as folded text has them; for the inside of a character class. */
export const foldedLetters = "a-z\\u00df-\\u024f\\u0400-\\u052f";

/**
 * A pattern's source with these in the place of the letters of all scripts: those make a pattern of many words a
 * hundred times as long to compile, at the first message that it is tried on.
 */
export const withFoldedLetters = (source: string): string =>
  source
    .replaceAll("\\p{Script=Latin}\\p{Script=Cyrillic}", foldedLetters)
    .replaceAll("\\p{L}", `[${foldedLetters}]`);
