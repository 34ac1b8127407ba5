import type { Article } from "../domain/article.ts";
import type { ArticleSlug } from "../domain/ids.ts";
import type { Locale } from "../domain/locale.ts";
import { extractFeatures } from "./features.ts";
import {
  collectHashes,
  RowIndex,
  type RowWeights,
  toCounts,
  toVector,
  type Vector,
  weighRows,
} from "./vectorizer.ts";

interface AskedLine {
  readonly slug: ArticleSlug;
  readonly answer: string;
  readonly vector: Vector;
}

/** How alike a question must be to one that the author foresaw: the cosine of their vectors. */
const ALIKE = 0.5;

/** Finds the answer of an article's follow-up that a text asks for. */
export type FollowUpMatcher = (slug: ArticleSlug, text: string) => string | undefined;

/** Compares with all follow-ups of a language, so that words which every one of them has count little. */
export function createFollowUpMatcher(articles: readonly Article[], locale: Locale): FollowUpMatcher {
  const asked = articles.flatMap(({ slug, texts }) =>
    (texts[locale]?.followUps ?? []).flatMap(({ asked: lines, answer }, place) =>
      lines.map((line) => ({
        slug,
        answer,
        key: `${slug} ${place}`,
        features: extractFeatures(line, locale),
      })),
    ),
  );
  const hashes = collectHashes(asked.map(({ features }) => features));
  const index = new RowIndex(hashes);
  const keys = [...new Set(asked.map(({ key }) => key))];
  const texts = asked.map(({ features }) => toCounts(features, index));
  const labels = asked.map(({ key }) => keys.indexOf(key));
  const weights: RowWeights = weighRows({ texts, labels, classes: keys.length, rows: hashes.length });
  const lines: readonly AskedLine[] = texts.flatMap((counts, at) => {
    const line = asked[at];
    return line ? [{ slug: line.slug, answer: line.answer, vector: toVector(counts, weights) }] : [];
  });

  return (slug, text) => {
    const values = new Float32Array(hashes.length);
    const question = toVector(toCounts(extractFeatures(text, locale), index), weights);
    for (const [at, row] of question.rows.entries()) values[row] = question.values[at] ?? 0;
    let best: { answer: string; likeness: number } | undefined;
    for (const line of lines) {
      if (line.slug !== slug) continue;
      const likeness = line.vector.rows.reduce(
        (sum, row, at) => sum + (values[row] ?? 0) * (line.vector.values[at] ?? 0),
        0,
      );
      if (likeness >= ALIKE && likeness > (best?.likeness ?? 0)) best = { answer: line.answer, likeness };
    }
    return best?.answer;
  };
}
