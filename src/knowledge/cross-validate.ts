import { createGrouper } from "./column-groups.ts";
import type { Scores } from "./confidence.ts";
import { denseScores } from "./dense-weights.ts";
import { fitClassifier } from "./fit-classifier.ts";
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
export interface HeldOut extends Scores {
  readonly label: number;
}

export interface HeldOuts {
  /** Texts of classes that the model knows. */
  readonly known: readonly HeldOut[];
  /** Texts of classes that were kept from the model as a whole: what a question looks like that no article answers. */
  readonly foreign: readonly HeldOut[];
}

/** Of the texts, and of the classes, one in so many is kept away in a round. */
const TEXT_FOLDS = 4;
const CLASS_FOLDS = 6;
const ROUNDS = 4;
/** From this many texts times classes on, a round takes long and tells enough. */
const MANY = 200_000;
const VERY_MANY = 600_000;

/** Trains on a part and scores the rest, in turns. Every round keeps some texts away, and some classes as a whole. */
export function crossValidate(examples: Examples): HeldOuts {
  const { labels, outOfScope } = examples;
  const nth = numberWithinClass(labels, examples.classes);
  const known: HeldOut[] = [];
  const foreign: HeldOut[] = [];
  const size = labels.length * examples.classes;
  const rounds = size > VERY_MANY ? 1 : size > MANY ? 2 : ROUNDS;
  for (let round = 0; round < rounds; round += 1) {
    const isForeign = (at: number) => labels[at] !== outOfScope && (labels[at] ?? 0) % CLASS_FOLDS === round;
    const isKept = (at: number) => !isForeign(at) && (nth[at] ?? 0) % TEXT_FOLDS !== round;
    for (const [at, heldOut] of scoreHeldOut(examples, isKept))
      (isForeign(at) ? foreign : known).push(heldOut);
  }
  return { known, foreign };
}

/** Scores of classes that the model never saw are minus infinity. */
function scoreHeldOut(examples: Examples, isKept: (at: number) => boolean): [at: number, HeldOut][] {
  const { texts, labels, classes, rows } = examples;
  const all = Array.from(labels.keys());
  const kept = all.filter(isKept);
  const seen = [...new Set(kept.map((at) => labels[at] ?? 0))].sort((a, b) => a - b);
  const compact = new Map(seen.map((label, index) => [label, index]));
  const keptLabels = Uint16Array.from(kept, (at) => compact.get(labels[at] ?? 0) ?? 0);
  const keptTexts = kept.flatMap((at) => texts[at] ?? []);
  const weights = weighRows({ texts: keptTexts, labels: keptLabels, classes: seen.length, rows });
  const vectors = keptTexts.map((text) => toVector(text, weights));
  const { groups, dense } = fitClassifier({ vectors, labels: keptLabels, rows, classes: seen.length });
  const group = createGrouper(groups);
  return all.flatMap((at) => {
    const text = texts[at];
    if (!text || isKept(at)) return [];
    const vector = toVector(text, weights);
    const compactScores = denseScores(group(vector), dense);
    const scores = new Float64Array(classes).fill(Number.NEGATIVE_INFINITY);
    for (const [place, label] of seen.entries()) scores[label] = compactScores[place] ?? 0;
    return [[at, { label: labels[at] ?? 0, scores, known: vector.known }]];
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
