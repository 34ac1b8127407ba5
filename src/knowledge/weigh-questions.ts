import type { Article } from "../domain/article.ts";
import type { Locale } from "../domain/locale.ts";
import { extractFeatures, type Features } from "./features.ts";
import { collectHashes, RowIndex, toCounts, weighRows } from "./vectorizer.ts";

/** A question as it is compared with others: its most telling features, of length 1 together. */
export interface QuestionVector {
  readonly hashes: Uint32Array;
  readonly values: Float32Array;
}

export type WeighQuestion = (text: string, locale: Locale) => QuestionVector;

/** Of a question's features; the rest tells little, and costs time with every comparison. */
const MOST_FEATURES = 160;

type Weigh = (features: Features) => Float64Array;

/**
 * The classifier's own features, each the heavier the fewer articles have it. What no article has weighs most: it is what an unanswered
 * question is about.
 */
export function createQuestionWeigher(articles: readonly Article[]): WeighQuestion {
  const weighers = new Map<Locale, Weigh>();
  return (text, locale) => {
    const weigh = weighers.get(locale) ?? weigherOf(articles, locale);
    weighers.set(locale, weigh);
    const features = extractFeatures(text, locale);
    const weights = weigh(features);
    const places = Array.from(weights.keys());
    if (places.length > MOST_FEATURES) {
      // Equal weights in the order in which they were met, so that the same text has the same vector.
      places.sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0) || a - b);
      places.length = MOST_FEATURES;
    }
    const norm = Math.sqrt(places.reduce((sum, place) => sum + (weights[place] ?? 0) ** 2, 0)) || 1;
    return {
      hashes: Uint32Array.from(places, (place) => features.hashes[place] ?? 0),
      values: Float32Array.from(places, (place) => (weights[place] ?? 0) / norm),
    };
  };
}

function weigherOf(articles: readonly Article[], locale: Locale): Weigh {
  const said = articles.flatMap(({ texts }, label) =>
    (texts[locale]?.phrasings ?? []).map((phrasing) => ({
      label,
      features: extractFeatures(phrasing, locale),
    })),
  );
  const hashes = collectHashes(said.map(({ features }) => features));
  const index = new RowIndex(hashes);
  const { weights, unknownWeight } = weighRows({
    texts: said.map(({ features }) => toCounts(features, index)),
    labels: said.map(({ label }) => label),
    classes: articles.length,
    rows: hashes.length,
  });
  return (features) =>
    Float64Array.from(features.hashes, (hash, at) => {
      const row = index.find(hash);
      return (features.weights[at] ?? 0) * (row === -1 ? unknownWeight : (weights[row] ?? 0));
    });
}
