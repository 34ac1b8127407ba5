const special = /[.*+?^${}()|[\]\\]/g;
const wordSign = /[\p{L}\p{N}]/u;

/** A piece as it may stand in what quotes it: spaces and line ends may have become others. */
const patternOf = (piece: string): RegExp => {
  const words = piece.trim().split(/\s+/u);
  const source = words.map((word) => word.replace(special, "\\$&")).join("\\s+");
  const before = wordSign.test(piece.trim().slice(0, 1)) ? "(?<![\\p{L}\\p{N}])" : "";
  const after = wordSign.test(piece.trim().slice(-1)) ? "(?![\\p{L}\\p{N}])" : "";
  // Text without spaces between words has no such edges.
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(piece)
    ? new RegExp(source, "gu")
    : new RegExp(`${before}${source}${after}`, "gu");
};

export type TakeOut = (text: string) => string;

/** Takes the pieces of a secret out of whatever quotes them; the longest first. */
export const takingOut = (pieces: readonly string[], mask: string): TakeOut => {
  const patterns = pieces
    .filter((piece) => piece.trim() !== "")
    .sort((a, b) => b.length - a.length)
    .map(patternOf);
  return (text) => patterns.reduce((left, pattern) => left.replace(pattern, () => mask), text);
};
