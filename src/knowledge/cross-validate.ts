import { denseScores, trainSoftmax } from "./train-softmax.ts";
import { type Counts, toVector, weighRows } from "./vectorizer.ts";

/** The phrasings of all classes. The classes count from 0; `outOfScope`, if any, is the last. */
export interface Examples {
  readonly texts: readonly Counts[];
  readonly labels: Uint16Array;
  readonly classes: number;
  /** Features of all texts together. */
  readonly rows: number;
  readonly outOfScope?: number;
}

/** What a model said of a text that it was not trained on. */
export interface HeldOut {
  readonly label: number;
  readonly scores: Float64Array;
}

export interface HeldOuts {
  /** Texts of classes that the model knows. */
  readonly known: readonly HeldOut[];
  /** Texts of classes that were kept from the model as a whole: what a question looks like that no article answers. */
  readonly foreign: readonly HeldOut[];
}

const FOLDS = 4;
/** How many rounds keep whole classes away. */
const FOREIGN_FOLDS = 3;

/** Trains on a part and scores the rest, in turns. */
export function crossValidate(examples: Examples): HeldOuts {
  const { labels, outOfScope } = examples;
  const nth = numberWithinClass(labels, examples.classes);
  const known: HeldOut[] = [];
  const foreign: HeldOut[] = [];
  for (let fold = 0; fold < FOLDS; fold += 1) {
    known.push(...scoreHeldOut(examples, (at) => (nth[at] ?? 0) % FOLDS === fold));
  }
  for (let fold = 0; fold < FOREIGN_FOLDS; fold += 1) {
    const isForeign = (at: number) => labels[at] !== outOfScope && (labels[at] ?? 0) % FOREIGN_FOLDS === fold;
    foreign.push(...scoreHeldOut(examples, isForeign));
  }
  return { known, foreign };
}

/** Scores of classes that the model never saw are minus infinity. */
function scoreHeldOut(examples: Examples, isHeldOut: (at: number) => boolean): HeldOut[] {
  const { texts, labels, classes, rows } = examples;
  const all = Array.from(labels.keys());
  const kept = all.filter((at) => !isHeldOut(at));
  const seen = [...new Set(kept.map((at) => labels[at] ?? 0))].sort((a, b) => a - b);
  const compact = new Map(seen.map((label, index) => [label, index]));
  const keptLabels = Uint16Array.from(kept, (at) => compact.get(labels[at] ?? 0) ?? 0);
  const keptTexts = kept.flatMap((at) => texts[at] ?? []);
  const weights = weighRows({ texts: keptTexts, labels: keptLabels, classes: seen.length, rows });
  const vectors = keptTexts.map((text) => toVector(text, weights));
  const dense = trainSoftmax({ vectors, labels: keptLabels, rows, classes: seen.length });
  return all.filter(isHeldOut).flatMap((at) => {
    const text = texts[at];
    if (!text) return [];
    const compactScores = denseScores(toVector(text, weights), dense);
    const scores = new Float64Array(classes).fill(Number.NEGATIVE_INFINITY);
    for (const [place, label] of seen.entries()) scores[label] = compactScores[place] ?? 0;
    return { label: labels[at] ?? 0, scores };
  });
}

function numberWithinClass(labels: Uint16Array, classes: number): Uint32Array {
  const next = new Uint32Array(classes);
  return Uint32Array.from(labels, (label) => {
    const number = next[label] ?? 0;
    next[label] = number + 1;
    return number;
  });
}
