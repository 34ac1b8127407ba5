/** What of a text's scores speaks for its being in scope, each times its weight. */
export interface ScopeWeights {
  /** How far the best score stands above the mean of the articles'. */
  readonly height: number;
  /** How far that of out-of-scope does. */
  readonly against: number;
  /** The share of the text that the model knows. */
  readonly known: number;
  /** The logarithm of the best probability. */
  readonly lead: number;
  readonly bias: number;
}

/** How raw scores are read. */
export interface Calibration {
  /** Scores are divided by it before they become probabilities. */
  readonly temperature: number;
  readonly scopeWeights: ScopeWeights;
  /** Probability from which an answer is given. */
  readonly answerAt: number;
  /** Scope from which one is. */
  readonly answerScopeAt: number;
  /** The probability from which urgent articles are answered. */
  readonly urgentAt: number;
  /** Scope below which nothing is offered: the message is about something else. */
  readonly scopeAt: number;
  /** Scope below which the first two in a hundred right answers lie. */
  readonly edgeAt: number;
}

/** What the classifier says of a text. */
export interface Scores {
  /** By class: the articles, then small talk if the model has it. */
  readonly scores: Float64Array;
  /** The share of the text that the model knows, 0 to 1. */
  readonly known: number;
}

export interface Confidence {
  /** Classes by probability, best first; never the one for out-of-scope. */
  readonly ranked: readonly { readonly label: number; readonly probability: number }[];
  /** How much speaks for the text's being in scope; the scale is the model's own. */
  readonly scope: number;
  readonly signs: ScopeSigns;
}

/** What is less likely than this is equally unlikely. */
const LEAST_LEAD = -5;

/** What scope is made of, before it is weighted. */
export type ScopeSigns = Omit<ScopeWeights, "bias">;

const nothing: ScopeSigns = { height: 0, against: 0, known: 0, lead: LEAST_LEAD };

export function toConfidence(
  { scores, known }: Scores,
  how: {
    readonly temperature: number;
    readonly scopeWeights: ScopeWeights;
    readonly outOfScope?: number | undefined;
    readonly top: number;
  },
): Confidence {
  const { temperature, outOfScope, top, scopeWeights: weights } = how;
  let largest = Number.NEGATIVE_INFINITY;
  for (const score of scores) if (score > largest) largest = score;
  let sum = 0;
  for (const score of scores) sum += Math.exp((score - largest) / temperature);
  const ranked = rank(scores, top, outOfScope).map((label) => ({
    label,
    probability: Math.exp(((scores[label] ?? 0) - largest) / temperature) / sum,
  }));
  const [best] = ranked;
  if (!best) return { ranked, scope: Number.NEGATIVE_INFINITY, signs: nothing };
  const mean = meanOfArticles(scores, outOfScope);
  const signs: ScopeSigns = {
    height: (scores[best.label] ?? 0) - mean,
    against: outOfScope === undefined ? 0 : (scores[outOfScope] ?? 0) - mean,
    known,
    lead: Math.max(LEAST_LEAD, Math.log(best.probability)),
  };
  return { ranked, scope: toScope(signs, weights), signs };
}

const toScope = (signs: ScopeSigns, weights: ScopeWeights): number =>
  signs.height * weights.height +
  signs.against * weights.against +
  signs.known * weights.known +
  signs.lead * weights.lead +
  weights.bias;

/** Classes that a model does not have, while it is tried, score minus infinity and count for nothing. */
function meanOfArticles(scores: Float64Array, outOfScope: number | undefined): number {
  let sum = 0;
  let count = 0;
  for (let label = 0; label < scores.length; label += 1) {
    const score = scores[label] ?? 0;
    if (label === outOfScope || score === Number.NEGATIVE_INFINITY) continue;
    sum += score;
    count += 1;
  }
  return count === 0 ? 0 : sum / count;
}

function rank(scores: ArrayLike<number>, top: number, without: number | undefined): number[] {
  const ranked: number[] = [];
  for (let label = 0; label < scores.length; label += 1) {
    if (label === without) continue;
    const score = scores[label] ?? 0;
    let place = ranked.length;
    while (place > 0 && score > (scores[ranked[place - 1] ?? 0] ?? 0)) place -= 1;
    if (place < top) {
      ranked.splice(place, 0, label);
      if (ranked.length > top) ranked.pop();
    }
  }
  return ranked;
}
