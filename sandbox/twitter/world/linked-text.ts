import { createHash } from "node:crypto";
import type { LinkedText } from "./types.ts";

/** Endings of domains that X knows; a few of many. Of a country, and of anything else. */
const countries = ["ai", "cn", "co", "de", "gg", "io", "jp", "kr", "me", "ru", "tr", "tv", "uk", "us"];
const others = ["app", "com", "dev", "exchange", "finance", "info", "net", "org", "support", "xyz"];
/** An address ends where other scripts begin, and before the marks of a sentence. */
const ending = "[!-~]*[\\w/&=#%-]";
const domain = `(?:[a-z\\d-]{1,63}\\.){1,5}(?:${[...countries, ...others].join("|")})(?![\\w@-]|\\.\\w)`;
const address = new RegExp(`https?://${ending}|(?<![\\w@$#./-])${domain}(?:/(?:${ending})?)?`, "gi");
const shortLetters = 10;

/** Without a path X links no domain right below a country's, but for two of them. https://github.com/twitter/twitter-text */
const unlinked = new RegExp(`^[^./]+\\.(?!co$|tv$)(?:${countries.join("|")})$`, "i");

/** X completes an address that was typed without its scheme. */
const completed = (typed: string): string => (/^https?:/i.test(typed) ? typed : `http://${typed}`);

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
  for (const { 0: typed, index } of whole.matchAll(address)) {
    if (unlinked.test(typed)) continue;
    wire += whole.slice(at, index);
    const expanded = completed(typed);
    const url = shortened(expanded, facts.salt);
    links.push({ start: wire.length, end: wire.length + url.length, url, expanded });
    wire += url;
    at = index + typed.length;
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
