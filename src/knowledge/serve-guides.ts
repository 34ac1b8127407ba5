import type { Guide, ServedGuide } from "../domain/guide.ts";
import type { ArticleSlug } from "../domain/ids.ts";
import type { Locale } from "../domain/locale.ts";
import { localeChain } from "./serve-articles.ts";

export interface GuideShelf {
  /** The guide that is offered below an article, in exactly this language. */
  of(article: ArticleSlug, locale: Locale): string | undefined;
  /** In the nearest language; undefined when there is none, or none that may be said. */
  serve(slug: string, locale: Locale): ServedGuide | undefined;
}

/** Holds the rule of what may be said: signed, or unsigned by choice. */
export function createGuideShelf({
  guides,
  serveUnreviewed,
}: {
  readonly guides: readonly Guide[];
  readonly serveUnreviewed: boolean;
}): GuideShelf {
  const bySlug = new Map(guides.map((guide) => [guide.slug, guide]));
  const byArticle = new Map(guides.map((guide) => [guide.article, guide]));

  const textOf = (guide: Guide, locale: Locale) => {
    const text = guide.texts[locale];
    return text && (serveUnreviewed || text.reviewedBy !== undefined) ? text : undefined;
  };

  return {
    of(article, locale) {
      const guide = byArticle.get(article);
      return guide && textOf(guide, locale) ? guide.slug : undefined;
    },
    serve(slug, locale) {
      const guide = bySlug.get(slug);
      if (!guide) return undefined;
      const { texts: _, ...graph } = guide;
      for (const candidate of localeChain(locale)) {
        const text = textOf(guide, candidate);
        if (text) return { ...graph, text, locale: candidate };
      }
      return undefined;
    },
  };
}
