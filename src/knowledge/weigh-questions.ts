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

/** How heavy each feature of a text is. */
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
    const { hashes, weights } = heaviest(extractFeatures(text, locale), weigh);
    let squares = 0;
    for (let at = 0; at < weights.length; at += 1) squares += (weights[at] ?? 0) ** 2;
    const norm = Math.sqrt(squares) || 1;
    const values = new Float32Array(weights.length);
    for (let at = 0; at < weights.length; at += 1) values[at] = (weights[at] ?? 0) / norm;
    return { hashes, values };
  };
}

/** In the order in which they were met; of equal weights the first, so that the same text has the same vector. */
function heaviest(features: Features, weigh: Weigh) {
  const weights = weigh(features);
  if (weights.length <= MOST_FEATURES) return { hashes: features.hashes, weights };
  // Numbers sort without being compared by a function of ours.
  const sorted = weights.slice().sort();
  const least = sorted[sorted.length - MOST_FEATURES] ?? 0;
  let above = 0;
  for (let at = 0; at < weights.length; at += 1) if ((weights[at] ?? 0) > least) above += 1;
  const kept = { hashes: new Uint32Array(MOST_FEATURES), weights: new Float64Array(MOST_FEATURES) };
  let equals = MOST_FEATURES - above;
  let length = 0;
  for (let at = 0; at < weights.length; at += 1) {
    const weight = weights[at] ?? 0;
    if (weight < least || (weight === least && equals === 0)) continue;
    if (weight === least) equals -= 1;
    kept.hashes[length] = features.hashes[at] ?? 0;
    kept.weights[length] = weight;
    length += 1;
  }
  return kept;
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
  return (features) => {
    const heavy = new Float64Array(features.hashes.length);
    for (let at = 0; at < heavy.length; at += 1) {
      const row = index.find(features.hashes[at] ?? 0);
      heavy[at] = (features.weights[at] ?? 0) * (row === -1 ? unknownWeight : (weights[row] ?? 0));
    }
    return heavy;
  };
}
