interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/** A span and what stands in its place. */
export interface Replacement extends TextSpan {
  readonly label: string;
}

/** Puts labels in the place of spans, which must not overlap and may come in any order. */
export const replaceSpans = (text: string, replacements: readonly Replacement[]): string => {
  let result = "";
  let kept = 0;
  for (const { start, end, label } of [...replacements].sort((a, b) => a.start - b.start)) {
    result += text.slice(kept, start) + label;
    kept = end;
  }
  return result + text.slice(kept);
};

/** The text with one label in the place of every span. */
export const redact = (text: string, spans: readonly TextSpan[], label: string): string =>
  replaceSpans(
    text,
    spans.map(({ start, end }) => ({ start, end, label })),
  );
