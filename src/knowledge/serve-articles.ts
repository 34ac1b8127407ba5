import type { Article, ArticleText, Collectable } from "../domain/article.ts";
import type { FormattedText } from "../domain/effect.ts";
import type { ArticleSlug } from "../domain/ids.ts";
import type { Locale } from "../domain/locale.ts";
import type { TicketCategory } from "../domain/ticket.ts";
import { formatAnswer } from "./format-answer.ts";

/** An article as a person gets it. */
export interface ServedArticle {
  readonly slug: ArticleSlug;
  readonly title: string;
  readonly content: FormattedText;
  readonly urgent: boolean;
  readonly category: TicketCategory;
  /** What a ticket about it should hold, most telling first. */
  readonly collect: readonly Collectable[];
  readonly related: readonly { readonly slug: ArticleSlug; readonly title: string }[];
  /** The language of the text, which may differ from the one asked for. */
  readonly locale: Locale;
}

export interface ArticleTitle {
  readonly slug: ArticleSlug;
  readonly title: string;
  readonly category: TicketCategory;
  readonly urgent: boolean;
}

export interface Shelf {
  /** The text that may be said at this time, in the nearest language; undefined when there is none. */
  text(
    slug: ArticleSlug,
    locale: Locale,
    now: number,
  ): { readonly text: ArticleText; readonly locale: Locale } | undefined;
  serve(slug: ArticleSlug, locale: Locale, now: number): ServedArticle | undefined;
  titles(locale: Locale, now: number): readonly ArticleTitle[];
}

/** The languages to try, best first. */
export const localeChain = (locale: Locale): readonly Locale[] =>
  locale === "zh-Hant" ? ["zh-Hant", "zh-Hans", "en"] : [locale, "en"];

const dayMs = 86_400_000;

/** What may be said changes at midnight (UTC) only: what was made ready to be served is kept until then. */
interface Day {
  readonly number: number;
  readonly date: string;
  /** By language and slug. */
  readonly served: Map<string, ServedArticle | undefined>;
}

/** Holds the rules of what may be said: signed (or unsigned by choice), and not past its review date. */
export function createShelf(request: {
  readonly articles: readonly Article[];
  readonly links: Readonly<Record<string, string>>;
  readonly serveUnreviewed: boolean;
}): Shelf {
  const { articles, links, serveUnreviewed } = request;
  const bySlug = new Map(articles.map((article) => [article.slug, article]));

  let today: Day | undefined;
  const dayOf = (now: number): Day => {
    const number = Math.floor(now / dayMs);
    if (today?.number !== number)
      today = { number, date: new Date(now).toISOString().slice(0, 10), served: new Map() };
    return today;
  };

  const text: Shelf["text"] = (slug, locale, now) => {
    const article = bySlug.get(slug);
    if (!article || dayOf(now).date > article.reviewBy) return undefined;
    for (const candidate of localeChain(locale)) {
      const found = article.texts[candidate];
      if (found && (serveUnreviewed || found.reviewedBy !== undefined))
        return { text: found, locale: candidate };
    }
    return undefined;
  };

  const makeReady: Shelf["serve"] = (slug, locale, now) => {
    const article = bySlug.get(slug);
    const found = text(slug, locale, now);
    if (!article || !found) return undefined;
    return {
      slug,
      title: found.text.title,
      content: formatAnswer(found.text.answer, links),
      urgent: article.priority === "urgent",
      category: article.category,
      collect: article.collect,
      related: article.related.flatMap((other) => {
        const title = text(other, locale, now)?.text.title;
        return title === undefined ? [] : [{ slug: other, title }];
      }),
      locale: found.locale,
    };
  };

  return {
    text,
    serve(slug, locale, now) {
      if (!bySlug.has(slug)) return undefined;
      const { served } = dayOf(now);
      const place = `${locale} ${slug}`;
      const ready = served.get(place) ?? makeReady(slug, locale, now);
      served.set(place, ready);
      return ready;
    },
    titles: (locale, now) =>
      articles.flatMap(({ slug, category, priority }) => {
        const title = text(slug, locale, now)?.text.title;
        return title === undefined ? [] : [{ slug, title, category, urgent: priority === "urgent" }];
      }),
  };
}
