import type { FormattedText } from "../domain/effect.ts";
import { joinLines } from "./voice.ts";

/** Ends of sentences and lines. */
const ends = /[.!?](?=\s|$)|[。！？]|\n/g;
/** The number of a list's line, or what leads to lines that are cut off. */
const noEnd = /(?:(?:^|\n)\s*\d{1,2}\.|[:：])\s*$/;

const endOf = (text: string, most: number): number => {
  let end = 0;
  for (const { index, 0: sign } of text.matchAll(ends)) {
    const at = sign === "\n" ? index : index + sign.length;
    if (at > most) break;
    if (!noEnd.test(text.slice(0, at))) end = at;
  }
  return end;
};

/** The first sentences, as many as fit into `most` UTF-16 units; formatting and links go along. */
export const firstSentences = ({ text, spans }: FormattedText, most: number): FormattedText => {
  if (text.length <= most) return { text, spans };
  const end = endOf(text, most);
  const whole = end > 0;
  const at = whole ? end : Math.max(text.lastIndexOf(" ", most), most / 2);
  const kept = text.slice(0, at).toWellFormed().trimEnd();
  return {
    text: whole ? kept : `${kept}…`,
    spans: spans.filter(({ offset, length }) => offset + length <= kept.length),
  };
};

/** An article as a group sees it: its title, its first sentences, and an official link. */
export const shortForm = (
  { title, content }: { readonly title: string; readonly content: FormattedText },
  most: number,
): FormattedText => {
  const short = firstSentences(content, most);
  const lines: FormattedText[] = [
    { text: title, spans: [{ style: "bold", offset: 0, length: title.length }] },
    short,
  ];
  const link = content.spans.find(({ style }) => style === "link");
  if (link !== undefined && !short.spans.some(({ style }) => style === "link")) {
    const label = content.text.slice(link.offset, link.offset + link.length);
    lines.push({ text: label, spans: [{ ...link, offset: 0 }] });
  }
  return joinLines(lines);
};
