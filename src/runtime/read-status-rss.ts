import type { Locale } from "../domain/locale.ts";
import type { Notice } from "../domain/notice.ts";
import { affectedBy, type FeedMap, mostNotices, plainTitle, type ReadFeed } from "./read-status-json.ts";

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
};

const decode = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return entities[String(name).toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10_ffff ? String.fromCodePoint(code) : whole;
  });

/** The texts of all elements of a name, as they stand between their tags; elements of that name are not nested. */
const elements = (xml: string, name: string): readonly { readonly tag: string; readonly inner: string }[] => {
  const found: { tag: string; inner: string }[] = [];
  const end = `</${name}>`;
  for (let at = xml.indexOf(`<${name}`); at >= 0 && found.length < mostNotices; ) {
    const tagEnd = xml.indexOf(">", at);
    if (tagEnd < 0) break;
    const tag = xml.slice(at, tagEnd + 1);
    const isIt = /^[\s/>]$/.test(tag.charAt(name.length + 1));
    const isEmpty = tag.endsWith("/>");
    const close = isIt && !isEmpty ? xml.indexOf(end, tagEnd) : tagEnd;
    if (close < 0) break;
    if (isIt) found.push({ tag, inner: isEmpty ? "" : xml.slice(tagEnd + 1, close) });
    at = xml.indexOf(`<${name}`, close + 1);
  }
  return found;
};

/** Words without markup, whether it was escaped, in CDATA, or neither. */
const wordsIn = (inner: string): string => {
  const text = inner.replaceAll("<![CDATA[", "").replaceAll("]]>", "");
  return plainTitle(decode(decode(text).replace(/<[^<>]{0,500}>/g, " ")));
};

const first = (item: string, names: readonly string[]): string | undefined =>
  names
    .flatMap((name) => elements(item, name).map(({ inner }) => wordsIn(inner)))
    .find((text) => text !== "");

const withoutComments = (xml: string): string => {
  const parts: string[] = [];
  let at = 0;
  for (let start = xml.indexOf("<!--"); start >= 0; start = xml.indexOf("<!--", at)) {
    const end = xml.indexOf("-->", start + 4);
    if (end < 0) break;
    parts.push(xml.slice(at, start));
    at = end + 3;
  }
  return [...parts, xml.slice(at)].join("");
};

/** What stands before the items says which language they are in. */
const headUnits = 5_000;

const localeOf = (xml: string): Locale => {
  const [, attribute] =
    /<(?:feed|rss)\b[^>]{0,1000}\bxml:lang="([\w-]{2,20})"/.exec(xml.slice(0, headUnits)) ?? [];
  const tag = (attribute ?? first(xml.slice(0, headUnits), ["language"]) ?? "en").toLowerCase();
  if (tag.startsWith("zh")) return /tw|hk|mo|hant/.test(tag) ? "zh-Hant" : "zh-Hans";
  const locales = ["en", "ja", "ko", "ru", "es", "vi", "tr", "pt"] as const;
  return locales.find((locale) => tag.startsWith(locale)) ?? "en";
};

/** An item that says so tells of what is past. */
const isOver =
  /(?<!\p{L}|not |un)(?:resolved|completed|postmortem|fixed)(?!\p{L})|已解决|已修复|已恢复|已解決|已修復|已恢復|復旧しました|解決済み/iu;

const isNamed = (word: string, text: string): boolean => {
  const isDense = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(word);
  const bare = (given: string) =>
    ` ${given
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
      .trim()} `;
  return isDense ? text.toLowerCase().includes(word.toLowerCase()) : bare(text).includes(bare(word));
};

/** What the operator's words in a title or category stand for. */
const affects = (text: string, map: FeedMap) =>
  affectedBy(
    Object.entries(map)
      .filter(([word]) => isNamed(word, text))
      .flatMap(([, means]) => means),
  );

/**
 * RSS 2.0 and Atom, as far as announcements need: an item is a notice from its date on, for `itemLifeMs` at most, and
 * only until it says that it is resolved. It affects what `map` gives for the words of its title and categories.
 */
export const readStatusRss = (
  xml: string,
  { map, itemLifeMs }: { map: FeedMap; itemLifeMs: number },
): ReadFeed => {
  if (!/<(?:rss|feed|rdf:RDF)[\s>]/.test(xml)) throw new SyntaxError("neither RSS nor Atom");
  const locale = localeOf(xml);
  const body = withoutComments(xml);
  const items = [...elements(body, "item"), ...elements(body, "entry")];
  let skipped = 0;
  const notices = items.flatMap(({ inner }): Notice[] => {
    const title = first(inner, ["title"]);
    const from = Date.parse(first(inner, ["pubDate", "published", "updated", "dc:date"]) ?? "");
    if (title === undefined || !Number.isFinite(from)) {
      skipped += 1;
      return [];
    }
    const categories = elements(inner, "category").map(({ tag, inner: words }) => {
      const [, term = ""] = /\bterm="([^"]{0,200})"/.exec(tag) ?? [];
      return `${wordsIn(words)} ${decode(term)}`;
    });
    const named = [title, ...categories].join("\n");
    const told = first(inner, ["description", "summary", "content", "content:encoded"]) ?? "";
    if (isOver.test(`${named}\n${told}`)) return [];
    const id = first(inner, ["guid", "id", "link"]) ?? `${title} ${from}`;
    return [{ id, title: { [locale]: title }, ...affects(named, map), from, until: from + itemLifeMs }];
  });
  return { notices, skipped };
};
