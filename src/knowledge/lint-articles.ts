import type { Article, ArticleText } from "../domain/article.ts";
import type { Locale } from "../domain/locale.ts";
import { foldText, withoutAccents } from "./fold.ts";
import { parseMarkup } from "./format-answer.ts";
import { lintAnswer, lintLength } from "./lint-answer.ts";

export interface ArticleFault {
  readonly file: string;
  readonly slug: string;
  readonly locale?: Locale;
  readonly reason: string;
}

export interface LintRequest {
  readonly articles: readonly Article[];
  /** Articles that exist although they could not be read. */
  readonly present?: readonly string[];
  /** Link keys that the configuration resolves. */
  readonly links: Readonly<Record<string, string>>;
  /** ISO date. */
  readonly today: string;
  readonly requiredLocales: readonly Locale[];
}

const MOST_RELATED = 3;

const minimumPhrasings = (locale: Locale) => (locale === "en" || locale === "zh-Hans" ? 16 : 12);

/** Everything that keeps an article from being published, all at once. */
export function lintArticles(request: LintRequest): ArticleFault[] {
  const { articles, links, today, requiredLocales } = request;
  const slugs = new Set<string>([...articles.map(({ slug }) => slug), ...(request.present ?? [])]);
  const owners = new Map<string, string>();
  const faults: ArticleFault[] = [];
  for (const article of articles) {
    const { slug } = article;
    const fault = (reason: string, locale?: Locale) =>
      faults.push({ file: `${slug}/${locale ?? "article"}.yaml`, slug, reason, ...(locale && { locale }) });
    if (article.reviewBy < today) fault(`the review date ${article.reviewBy} has passed`);
    for (const key of article.links) if (!(key in links)) fault(`the link key "${key}" is not configured`);
    for (const other of article.related) {
      if (!slugs.has(other)) fault(`the related article "${other}" does not exist`);
      if (other === slug) fault("the article is related to itself");
    }
    if (article.related.length < 1 || article.related.length > MOST_RELATED)
      fault(`${article.related.length} related articles, 1 to ${MOST_RELATED} are needed`);
    for (const locale of requiredLocales)
      if (!article.texts[locale]) fault("the language is missing", locale);
    for (const [locale, text] of textsOf(article)) {
      for (const reason of lintText({ article, text, locale, links })) fault(reason, locale);
      for (const reason of findShared({ slug, text, locale, owners })) fault(reason, locale);
    }
  }
  return faults;
}

const textsOf = (article: Article) => Object.entries(article.texts) as [Locale, ArticleText][];

function* lintText({
  article,
  text,
  locale,
  links,
}: {
  article: Article;
  text: ArticleText;
  locale: Locale;
  links: LintRequest["links"];
}) {
  const fewest = minimumPhrasings(locale);
  if (text.phrasings.length < fewest)
    yield `${text.phrasings.length} phrasings, at least ${fewest} are needed`;
  yield* lintLength(text.answer);
  const named = new Set(parseMarkup(text.answer).spans.map(({ key }) => key));
  for (const key of article.links) if (!named.has(key)) yield `the answer does not name the link "${key}"`;
  for (const answer of [text.answer, ...text.followUps.map((followUp) => followUp.answer)])
    yield* lintAnswer(answer, { locale, links });
}

/** A phrasing belongs to one article only; what counts is the text as the classifier reads it. */
function* findShared({
  slug,
  text,
  locale,
  owners,
}: {
  slug: string;
  text: ArticleText;
  locale: Locale;
  owners: Map<string, string>;
}) {
  for (const phrasing of text.phrasings) {
    const key = `${locale} ${foldPhrasing(phrasing, locale)}`;
    const owner = owners.get(key);
    if (owner !== undefined && owner !== slug) yield `the phrasing "${phrasing}" belongs to "${owner}" too`;
    owners.set(key, owner ?? slug);
  }
}

function foldPhrasing(phrasing: string, locale: Locale): string {
  return withoutAccents(foldText(phrasing, locale))
    .replace(/[\p{P}\p{S}\s]+/gu, " ")
    .trim();
}
