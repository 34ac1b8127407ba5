import type { FormattedText, TextSpan } from "../domain/effect.ts";

/** An answer with its markup taken out. Links are still keys. */
export interface ParsedMarkup {
  readonly text: string;
  readonly spans: readonly {
    readonly style: "bold" | "link";
    readonly offset: number;
    readonly length: number;
    readonly key?: string;
  }[];
  /** What an author must mend; the text is usable all the same. */
  readonly faults: readonly string[];
}

const PLAIN = /[^*[\]]+/y;
const LINK = /\[([^[\]\n]+)\]\(([^()\s]+)\)/y;

/** Reads `**bold**` and `[label](link-key)`; everything else is plain text. */
export function parseMarkup(source: string): ParsedMarkup {
  const faults: string[] = [];
  const spans: ParsedMarkup["spans"][number][] = [];
  let text = "";
  let boldFrom: number | undefined;
  let at = 0;
  while (at < source.length) {
    PLAIN.lastIndex = at;
    const plain = PLAIN.exec(source)?.[0];
    if (plain !== undefined) {
      text += plain;
      at += plain.length;
      continue;
    }
    if (source.startsWith("**", at)) {
      at += 2;
      if (boldFrom === undefined) {
        if (source.includes("**", at)) boldFrom = text.length;
        else {
          faults.push("** is opened and not closed");
          text += "**";
        }
        continue;
      }
      if (text.length > boldFrom)
        spans.push({ style: "bold", offset: boldFrom, length: text.length - boldFrom });
      else faults.push("** encloses nothing");
      boldFrom = undefined;
      continue;
    }
    LINK.lastIndex = at;
    const link = source[at] === "[" ? LINK.exec(source) : null;
    if (link) {
      const label = (link[1] ?? "").replaceAll("**", "");
      if (label !== link[1]) faults.push("bold inside a link's label");
      spans.push({ style: "link", offset: text.length, length: label.length, key: link[2] ?? "" });
      text += label;
      at += link[0].length;
      continue;
    }
    if (source.startsWith("](", at)) faults.push("a link is not of the form [label](link-key)");
    text += source[at];
    at += 1;
  }
  spans.sort((a, b) => a.offset - b.offset || b.length - a.length);
  return { text, spans, faults };
}

/** The key that stands in for every key that the operator did not configure. */
const FALLBACK_KEY = "help-center";

/** Markup to text and spans. A link whose key leads nowhere stays as plain text. */
export function formatAnswer(source: string, links: Readonly<Record<string, string>>): FormattedText {
  const { text, spans } = parseMarkup(source.trim());
  const resolved: TextSpan[] = [];
  for (const { style, offset, length, key } of spans) {
    if (style === "bold") resolved.push({ style, offset, length });
    else {
      const url = links[key ?? ""] ?? links[FALLBACK_KEY];
      if (url !== undefined) resolved.push({ style, offset, length, url });
    }
  }
  return { text, spans: resolved };
}
