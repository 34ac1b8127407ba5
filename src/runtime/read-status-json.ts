import { z } from "zod";
import { isLocale, type Locale } from "../domain/locale.ts";
import type { Notice } from "../domain/notice.ts";

/** What a feed came to; what could not be read is counted and left out. */
export interface ReadFeed {
  readonly notices: readonly Notice[];
  readonly skipped: number;
}

/** What the operator's words stand for: articles, coins and networks. */
export type FeedMap = Readonly<Record<string, readonly string[]>>;

/** More is no list of what is out of order now. */
export const mostNotices = 200;
const longestTitle = 500;

export const plainTitle = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim()
    .slice(0, longestTitle);

/** Articles are written small and coins in capitals, as they are everywhere. */
export const affectedBy = (words: readonly string[]): Pick<Notice, "slugs" | "coins"> => {
  const isSlug = (word: string) => /^[a-z][a-z0-9-]{1,79}$/.test(word);
  return {
    slugs: words.filter(isSlug),
    coins: words.filter((word) => !isSlug(word) && word !== "").map((word) => word.toUpperCase()),
  };
};

const time = z
  .union([z.number(), z.string().transform((text) => Date.parse(text))])
  .refine((at) => Number.isFinite(at));
const incident = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  title: z.union([z.string(), z.record(z.string(), z.string())]).default({}),
  affects: z.array(z.string()).default([]),
  from: time,
  until: time.nullish(),
});

const titlesOf = (title: z.output<typeof incident>["title"]): Notice["title"] => {
  const named = typeof title === "string" ? { en: title } : title;
  const known = Object.entries(named).filter(
    (entry): entry is [Locale, string] => isLocale(entry[0]) && plainTitle(entry[1]) !== "",
  );
  return Object.fromEntries(known.map(([locale, text]) => [locale, plainTitle(text)]));
};

/**
 * A list of incidents, or an object with the list as `incidents`: `{id, title, affects, from, until}`, where `title` is a
 * text or texts by locale, `affects` names articles, coins, networks or words of `map`, and times are ISO 8601 or ms.
 *
 * @throws SyntaxError or ZodError when it is no such thing at all
 */
export const readStatusJson = (body: string, map: FeedMap): ReadFeed => {
  const parsed: unknown = JSON.parse(body.replace(/^\ufeff/, ""));
  const list = z
    .union([
      z.array(z.unknown()),
      z.object({ incidents: z.array(z.unknown()) }).transform((o) => o.incidents),
    ])
    .parse(parsed)
    .slice(0, mostNotices);
  const words = new Map(Object.entries(map).map(([word, means]) => [word.toLowerCase(), means]));
  const notices = list.flatMap((item): Notice[] => {
    const { data } = incident.safeParse(item);
    if (data === undefined) return [];
    const { id, title, affects, from, until } = data;
    const meant = affects.flatMap((word) => words.get(word.trim().toLowerCase()) ?? [word.trim()]);
    const end = until === null || until === undefined ? {} : { until };
    return [{ id, title: titlesOf(title), ...affectedBy(meant), from, ...end }];
  });
  return { notices, skipped: list.length - notices.length };
};
