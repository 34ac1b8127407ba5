import type { FormattedText } from "../domain/effect.ts";
import { type ArticleSlug, articleSlug } from "../domain/ids.ts";
import type { Locale } from "../domain/locale.ts";
import { createScorer } from "./classifier-model.ts";
import { toConfidence } from "./confidence.ts";
import { decide, type Verdict } from "./decide.ts";
import { extractFeatures, type Features } from "./features.ts";
import { formatAnswer } from "./format-answer.ts";
import { loadModels, type ModelRequest } from "./load-models.ts";
import { createFollowUpMatcher, type FollowUpMatcher } from "./match-follow-up.ts";
import { type ArticleTitle, createShelf, localeChain, type ServedArticle } from "./serve-articles.ts";

export interface Candidate {
  readonly slug: ArticleSlug;
  readonly title: string;
  readonly probability: number;
}

export interface Classification {
  readonly decision: Verdict;
  /** Best first, at most three, and only what may be served. */
  readonly candidates: readonly Candidate[];
  /** 0 and above: the message is about something that articles are about. */
  readonly scope: number;
}

export interface FollowUp {
  readonly content: FormattedText;
  /** In nearly the words that an author foresaw. */
  readonly isClose: boolean;
}

/** What the fleet knows: which article a message asks for, and what it says. */
export interface Knowledge {
  classify(text: string, locale: Locale): Classification;
  /** Undefined when the article is unknown, unsigned, or past its review date. */
  serve(slug: ArticleSlug, locale: Locale, now: number): ServedArticle | undefined;
  titles(locale: Locale): readonly ArticleTitle[];
  /** The answer of the article's follow-up that the text asks for. */
  followUp(slug: ArticleSlug, locale: Locale, text: string): FollowUp | undefined;
}

export interface KnowledgeOptions extends ModelRequest {
  /** Addresses by link key. */
  readonly links: Readonly<Record<string, string>>;
  /** ms since the epoch. */
  readonly now: () => number;
  /** Serve texts that nobody signed. */
  readonly serveUnreviewed: boolean;
}

const OFFERED = 3;
/** What is less likely is not offered. */
const LEAST_OFFERED = 0.04;

const nothing: Classification = { decision: "handover", candidates: [], scope: Number.NEGATIVE_INFINITY };

/** Keeps the last result: a text is classified, matched with follow-ups, and at times classified again. */
const rememberingLast = (read: typeof extractFeatures): typeof extractFeatures => {
  let last: { readonly text: string; readonly locale: string; readonly features: Features } | undefined;
  return (text, locale) => {
    if (last?.text !== text || last.locale !== locale) last = { text, locale, features: read(text, locale) };
    return last.features;
  };
};

/** Trains or loads a model for each language that the articles have. */
export async function createKnowledge(options: KnowledgeOptions): Promise<Knowledge> {
  const { articles, links, now } = options;
  const shelf = createShelf(options);
  const urgentSlugs = new Set<string>(
    articles.filter(({ priority }) => priority === "urgent").map(({ slug }) => slug),
  );
  const classifiers = new Map(
    Array.from(await loadModels(options), ([locale, model]) => {
      const slugs = model.slugs.map(articleSlug);
      return [locale, { model, slugs, score: createScorer(model) }] as const;
    }),
  );
  const matchers = new Map<Locale, FollowUpMatcher>();
  const featuresOf = rememberingLast(extractFeatures);

  function classify(text: string, locale: Locale): Classification {
    const known = localeChain(locale).find((candidate) => classifiers.has(candidate));
    const classifier = known && classifiers.get(known);
    if (!classifier) return nothing;
    const { model, slugs, score } = classifier;
    const scored = score(featuresOf(text, known));
    const outOfScope = model.hasOutOfScope ? slugs.length : undefined;
    const { scopeAt } = model.calibration;
    const confidence = toConfidence(scored, { ...model.calibration, outOfScope, top: OFFERED });
    const verdict = decide({
      confidence,
      known: scored.known,
      calibration: model.calibration,
      isUrgent: (label) => urgentSlugs.has(slugs[label] ?? ""),
    });
    const at = now();
    const candidates = confidence.ranked.flatMap(({ label, probability }) => {
      const slug = slugs[label];
      const title = slug && shelf.text(slug, locale, at)?.text.title;
      return slug && title && probability >= LEAST_OFFERED ? [{ slug, title, probability }] : [];
    });
    // The best fit may be an article that must not be served: another one would be a wrong answer.
    const bestIsServed = candidates[0]?.slug === slugs[confidence.ranked[0]?.label ?? -1];
    const decision =
      candidates.length === 0 || (verdict === "answer" && !bestIsServed) ? "handover" : verdict;
    return { decision, candidates, scope: confidence.scope - scopeAt };
  }

  function followUp(slug: ArticleSlug, locale: Locale, text: string): FollowUp | undefined {
    const shown = shelf.text(slug, locale, now());
    if (!shown) return undefined;
    let match = matchers.get(shown.locale);
    if (!match) {
      match = createFollowUpMatcher(articles, { locale: shown.locale, featuresOf });
      matchers.set(shown.locale, match);
    }
    const matched = match(slug, text);
    return matched && { content: formatAnswer(matched.answer, links), isClose: matched.isClose };
  }

  return { classify, serve: shelf.serve, titles: (locale) => shelf.titles(locale, now()), followUp };
}
