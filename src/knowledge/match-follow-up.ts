import type { Article } from "../domain/article.ts";
import type { ArticleSlug } from "../domain/ids.ts";
import type { Locale } from "../domain/locale.ts";
import { extractFeatures } from "./features.ts";
import { collectHashes, RowIndex, toCounts, toVector, type Vector, weighRows } from "./vectorizer.ts";

interface FollowUp {
  readonly slug: ArticleSlug;
  readonly asked: readonly string[];
  readonly answer: string;
}

/** How alike a question must be to one that an author foresaw: the cosine of their vectors. */
const ALIKE = 0.42;

/** As alike as this, it is hardly another question. */
const CLOSE = 0.7;

/** The follow-up of an article that a text asks for. */
interface MatchedFollowUp {
  readonly answer: string;
  /** In nearly the words that an author foresaw. */
  readonly isClose: boolean;
}

export type FollowUpMatcher = (slug: ArticleSlug, text: string) => MatchedFollowUp | undefined;

/** Compares with all follow-ups of a language, so that words which every one of them has count little. */
export function createFollowUpMatcher(
  articles: readonly Article[],
  { locale, featuresOf }: { locale: Locale; featuresOf: typeof extractFeatures },
): FollowUpMatcher {
  const followUps = borrowLines(
    articles.flatMap(({ slug, texts }) => (texts[locale]?.followUps ?? []).map((one) => ({ ...one, slug }))),
  );
  const lines = followUps.flatMap(({ asked }, label) => asked.map((line) => ({ label, line })));
  const features = lines.map(({ line }) => extractFeatures(line, locale));
  const hashes = collectHashes(features);
  const index = new RowIndex(hashes);
  const texts = features.map((one) => toCounts(one, index));
  const labels = lines.map(({ label }) => label);
  const weights = weighRows({ texts, labels, classes: followUps.length, rows: hashes.length });
  const vectors = texts.map((counts) => toVector(counts, weights));

  const bySlug = Map.groupBy(vectors.keys(), (at) => followUps[labels[at] ?? -1]?.slug);
  /** The question at hand by row; empty between questions. */
  const question = new Float32Array(hashes.length);

  return (slug, text) => {
    const lines = bySlug.get(slug);
    if (!lines) return undefined;
    const { rows, values } = toVector(toCounts(featuresOf(text, locale), index), weights);
    for (const [at, row] of rows.entries()) question[row] = values[at] ?? 0;
    let best: { readonly answer: string; readonly likeness: number } | undefined;
    for (const at of lines) {
      const vector = vectors[at];
      const followUp = followUps[labels[at] ?? -1];
      if (!vector || !followUp) continue;
      const likeness = cosine(vector, question);
      if (likeness >= ALIKE && likeness > (best?.likeness ?? 0)) best = { answer: followUp.answer, likeness };
    }
    for (const row of rows) question[row] = 0;
    return best && { answer: best.answer, isClose: best.likeness >= CLOSE };
  };
}

function cosine({ rows, values }: Vector, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < rows.length; at += 1) sum += (other[rows[at] ?? 0] ?? 0) * (values[at] ?? 0);
  return sum;
}

/** Where two articles foresaw the same line, they mean the same, and each gains the other's lines. */
function borrowLines(followUps: readonly FollowUp[]): FollowUp[] {
  return followUps.map((followUp) => {
    const own = new Set(followUp.asked);
    const alike = followUps.filter(
      ({ slug, asked }) => slug !== followUp.slug && asked.some((line) => own.has(line)),
    );
    const taken = new Set(
      followUps.flatMap((one) => (one.slug === followUp.slug && one !== followUp ? one.asked : [])),
    );
    const borrowed = alike.flatMap(({ asked }) => asked.filter((line) => !taken.has(line)));
    return { ...followUp, asked: [...new Set([...own, ...borrowed])] };
  });
}
