import { createHash } from "node:crypto";
import type { LinkedText } from "./types.ts";

/** It ends where other scripts begin, and before the marks of a sentence. */
const address = /https?:\/\/[!-~]*[\w/&=#%-]/g;
const shortLetters = 10;

/** The short form of an address; the same address in the same place has the same one. */
const shortened = (expanded: string, salt: string): string =>
  `https://t.co/${createHash("sha256").update(`${salt} ${expanded}`).digest("base64url").replace(/[-_]/g, "x").slice(0, shortLetters)}`;

/** Every address of a text in its short form; `more` is appended, as X does with the address of a picture. */
export const linkedText = (
  text: string,
  facts: { readonly salt: string; readonly more?: string },
): LinkedText => {
  const whole = facts.more === undefined ? text : `${text} ${facts.more}`.trim();
  const links: LinkedText["links"][number][] = [];
  let wire = "";
  let at = 0;
  for (const { 0: expanded, index } of whole.matchAll(address)) {
    wire += whole.slice(at, index);
    const url = shortened(expanded, facts.salt);
    links.push({ start: wire.length, end: wire.length + url.length, url, expanded });
    wire += url;
    at = index + expanded.length;
  }
  return { wire: wire + whole.slice(at), links };
};

export const linkEntities = ({ links }: LinkedText) =>
  links.map(({ start, end, url, expanded }) => ({
    start,
    end,
    url,
    expanded_url: expanded,
    display_url: expanded.replace(/^https?:\/\//, "").slice(0, 30),
  }));
