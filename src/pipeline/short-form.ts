import type { FormattedText } from "../domain/effect.ts";
import { joinLines } from "./voice.ts";

/** Ends of sentences and lines. */
const ends = /[.!](?=\s|$)|[。！]|\n/g;
/** A question whose answer is cut off, the number of a list's line, or what leads to lines that are cut off. */
const noEnd = /(?:(?:^|\n)\s*(?:\d{1,2}\.|[-•])|[:：?？])\s*$/;
const listLine = /^\s*(?:\d{1,2}\.|[-•])\s/;
const sentence = /[.!。！]\s*$/;
/** Scripts of which one sign tells as much as two letters. */
const dense =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uffef]/u;

/** How far into a text so many letters reach. */
const reachOf = (text: string, letters: number): number => {
  let at = 0;
  let left = letters;
  for (const sign of text) {
    left -= dense.test(sign) ? 2 * sign.length : sign.length;
    if (left < 0) break;
    at += sign.length;
  }
  return at;
};

/** Whether the line that ends at `at` may be the heading of what follows. */
const isHeading = (text: string, at: number): boolean => {
  const line = text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
  return line.trim() !== "" && !listLine.test(line) && !sentence.test(line);
};

const endOf = (text: string, most: number): number => {
  let end = 0;
  let heading = 0;
  for (const { index, 0: sign } of text.matchAll(ends)) {
    const at = sign === "\n" ? index : index + sign.length;
    if (at > most) break;
    if (noEnd.test(text.slice(0, at))) continue;
    if (sign === "\n" && isHeading(text, at)) heading = at;
    else end = at;
  }
  return end || heading;
};

interface CutList {
  /** Where the line stands that leads to the list, or else the list itself. */
  readonly from: number;
  /** Where the last of its lines ends that fits; undefined when not one does, or when half of it would read as all. */
  readonly to: number | undefined;
}

/** The list that goes on beyond `most`. */
const cutList = (text: string, most: number): CutList | undefined => {
  let at = 0;
  let list: CutList | undefined;
  let before = { at: 0, line: "" };
  for (const line of text.split("\n")) {
    const end = at + line.length;
    if (listLine.test(line)) {
      const led = list === undefined && before.line !== "" && !sentence.test(before.line);
      list ??= { from: led ? before.at : at, to: undefined };
      if (end > most) return list;
      if (!led && list.from === at) list = { ...list, to: end };
      else if (list.to !== undefined && !noEnd.test(line)) list = { ...list, to: end };
    } else if (line.trim() !== "") {
      if (end > most) return undefined;
      list = undefined;
      before = { at, line };
    }
    at = end + 1;
  }
  return undefined;
};

/** The first sentences, as many as fit into so many letters; formatting and links go along. */
export const firstSentences = ({ text, spans }: FormattedText, letters: number): FormattedText => {
  const most = reachOf(text, letters);
  if (text.length <= most) return { text, spans };
  const list = cutList(text, most);
  const sentences = endOf(text, list?.from ?? most) || endOf(text, most);
  const end = list?.to ?? sentences;
  const at = end > 0 ? end : Math.max(text.lastIndexOf(" ", most), most / 2);
  const kept = text.slice(0, at).toWellFormed().trimEnd();
  const more = list?.to !== undefined ? "\n…" : end > 0 ? "" : "…";
  return {
    text: kept + more,
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
