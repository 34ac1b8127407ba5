import type { FormattedText, TextSpan } from "../../src/domain/effect.ts";

const address = /https?:\/\/[^\s<>]+/giu;
/** Signs that Discord reads as markup wherever they stand. */
const anywhere = /[\\*_~`|[\]<]/g;
/** A quote, a heading, a list and small print, at the beginning of a line. */
const atLineStart = /^([^\S\r\n\u2028\u2029]*)([>#]|-#?|\+|\d+(?=[.)]))/gm;

const escapePlain = (text: string): string =>
  text
    .replace(anywhere, "\\$&")
    .replace(atLineStart, (_, space: string, sign: string) =>
      /\d/.test(sign) ? `${space}${sign}\u2060` : `${space}\\${sign}`,
    );

/** Words as they are, whatever they would mean as markup; an address stays one, for it is read before markup is. */
const escapeText = (text: string): string => {
  let escaped = "";
  let from = 0;
  for (const { 0: url, index } of text.matchAll(address)) {
    escaped += escapePlain(text.slice(from, index)) + url;
    from = index + url.length;
  }
  return escaped + escapePlain(text.slice(from));
};

/** Back-ticks within code need a fence of more than as many as stand in a row. */
const asCode = (text: string): string => {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longest + 1);
  return longest === 0 ? fence + text + fence : `${fence} ${text} ${fence}`;
};

/** What would end a link early, or be read as anything but its address. */
const wireUrl = (url: string): string =>
  url.toWellFormed().replace(/[\s<>()\\]/g, (sign) => encodeURIComponent(sign).replace(/[()]/g, hex));
const hex = (sign: string): string => (sign === "(" ? "%28" : "%29");

/** Markup does not hold when white space stands within its ends. */
const around = (text: string, mark: (inner: string) => string): string => {
  const [, before = "", inner = "", after = ""] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  return inner === "" ? text : before + mark(inner) + after;
};

const wrap = ({ style, url }: TextSpan, inner: string): string => {
  switch (style) {
    case "bold":
      return around(inner, (text) => `**${text}**`);
    case "italic":
      return around(inner, (text) => `*${text}*`);
    case "code":
      return around(inner, asCode);
    case "link":
      return url === undefined || !/^https?:/i.test(url)
        ? inner
        : around(inner, (text) => `[${text}](<${wireUrl(url)}>)`);
    default:
      return style satisfies never;
  }
};

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Wide spans hold narrow ones; what sticks out of its holder is cut. */
const bySize = (a: TextSpan, b: TextSpan) => a.offset - b.offset || b.length - a.length;

const render = (text: string, spans: readonly TextSpan[], { start, end }: Range): string => {
  let out = "";
  let from = start;
  for (const [index, span] of spans.entries()) {
    const spanStart = Math.max(span.offset, from);
    const spanEnd = Math.min(span.offset + span.length, end);
    if (spanEnd <= spanStart) continue;
    const range = { start: spanStart, end: spanEnd };
    const raw = text.slice(spanStart, spanEnd);
    // An address within a link's words would be a link within a link.
    const plain = span.style === "code" ? raw : render(text, spans.slice(index + 1), range);
    out += escapeText(text.slice(from, spanStart)) + wrap(span, plain);
    from = spanEnd;
  }
  return out + escapeText(text.slice(from, end));
};

/** A text with its formatting in Discord's markup, in which a person's words mean nothing but themselves. */
export const toMarkdown = ({ text, spans }: FormattedText): string =>
  render(text, [...spans].sort(bySize), { start: 0, end: text.length }).toWellFormed();
