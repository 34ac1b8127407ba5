import type { FormattedText, TextSpan } from "../../src/domain/effect.ts";

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Where a text may be cut, best first: between paragraphs, lines, words. What matches is dropped. */
const breaks = [/\n\s*\n\s*/g, /(?<![^\S\n])[^\S\n]*\n\s*/g, /\s+/g];

interface Cut {
  /** The part ends here … */
  readonly end: number;
  /** … and the next begins here. */
  readonly next: number;
}

/** A piece of text, with where the characters in it begin that people see as one. */
interface Piece {
  readonly text: string;
  readonly characters: Intl.Segments;
}

const isBoundary = ({ text, characters }: Piece, index: number): boolean =>
  index >= text.length || characters.containing(index)?.index === index;

/** The last break of a kind that leaves a part of at most `limit` units and splits no character. */
const lastBreak = (piece: Piece, { pattern, limit }: { pattern: RegExp; limit: number }): Cut | undefined => {
  const cuts: Cut[] = [];
  for (const match of piece.text.matchAll(pattern)) {
    if (match.index > limit) break;
    if (match.index > 0) cuts.push({ end: match.index, next: match.index + match[0].length });
  }
  // A mark that combines with white space makes one character with it.
  return cuts.findLast((cut) => isBoundary(piece, cut.end) && isBoundary(piece, cut.next));
};

/** Between two characters as people see them; failing that, between two code points. */
const hardCut = ({ text, characters }: Piece, limit: number): Cut => {
  const seen = characters.containing(limit)?.index ?? limit;
  if (seen > 0) return { end: seen, next: seen };
  const code = text.charCodeAt(limit - 1);
  const end = code >= 0xd800 && code <= 0xdbff && limit > 1 ? limit - 1 : limit;
  return { end, next: end };
};

/** A paragraph's end is taken even when it leaves half of the room empty, a line's end less so. */
const leastFill = [0.5, 0.6, 0];

const findCut = (text: string, limit: number): Cut => {
  const piece = { text, characters: graphemes.segment(text) };
  for (const [index, pattern] of breaks.entries()) {
    const cut = lastBreak(piece, { pattern, limit });
    if (cut && cut.end >= limit * (leastFill[index] ?? 0)) return cut;
  }
  return hardCut(piece, limit);
};

const spansWithin = (
  spans: readonly TextSpan[],
  { start, end }: { start: number; end: number },
): TextSpan[] =>
  spans.flatMap((span) => {
    const from = Math.max(span.offset, start);
    const to = Math.min(span.offset + span.length, end);
    return to > from ? [{ ...span, offset: from - start, length: to - from }] : [];
  });

/** How far behind the limit is read, to see where the character at the limit ends and a break begins. */
const lookahead = 256;

/**
 * Parts of at most `limit` UTF-16 units, in order, with their spans. White space at a cut is dropped;
 * a part of nothing but white space is left out, because no platform takes it.
 */
export const splitText = (content: FormattedText, limit: number): FormattedText[] => {
  const { text, spans } = content;
  if (text.length <= limit) return [content];
  const parts: FormattedText[] = [];
  const take = (start: number, end: number) => {
    const part = text.slice(start, end);
    if (part.trim() !== "") parts.push({ text: part, spans: spansWithin(spans, { start, end }) });
  };
  let start = 0;
  while (text.length - start > limit) {
    const cut = findCut(text.slice(start, start + limit + lookahead), limit);
    take(start, start + cut.end);
    start += cut.next;
  }
  take(start, text.length);
  return parts;
};

/** The text without formatting. A link's address stands behind its label, so that it is not lost. */
export const plainText = ({ text, spans }: FormattedText): FormattedText => {
  const links = spans.filter((span) => span.style === "link").sort((a, b) => a.offset - b.offset);
  let plain = "";
  let from = 0;
  for (const { offset, length, url } of links) {
    const end = Math.min(offset + length, text.length);
    if (end < from) continue;
    plain += text.slice(from, end);
    if (url !== undefined && text.slice(offset, end) !== url) plain += ` (${url})`;
    from = end;
  }
  return { text: plain + text.slice(from), spans: [] };
};
