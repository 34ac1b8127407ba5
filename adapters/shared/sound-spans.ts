import type { FormattedText, TextSpan } from "../../src/domain/effect.ts";

/** Between the halves of a character. */
const splitsCharacter = (text: string, at: number) => {
  const code = text.codePointAt(at - 1);
  return at > 0 && code !== undefined && code > 0xffff;
};

/** A span within its text and of whole characters, or none: a platform would refuse the message for any other. */
const soundSpan = (span: TextSpan, text: string): TextSpan[] => {
  const { offset, length, style, url } = span;
  if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(length)) return [];
  if (style === "link" && (url ?? "") === "") return [];
  const start = Math.max(0, offset);
  const end = Math.min(text.length, offset + length);
  if (end <= start) return [];
  const from = splitsCharacter(text, start) ? start - 1 : start;
  const to = splitsCharacter(text, end) ? end + 1 : end;
  return [{ ...span, offset: from, length: to - from }];
};

/** The text with its spans made sound. */
export const withSoundSpans = (content: FormattedText): FormattedText => {
  const { text, spans } = content;
  return spans.length === 0 ? content : { text, spans: spans.flatMap((span) => soundSpan(span, text)) };
};
