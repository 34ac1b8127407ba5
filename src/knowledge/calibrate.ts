import { type Calibration, type Confidence, type ScopeWeights, toConfidence } from "./confidence.ts";
import type { HeldOut, HeldOuts } from "./cross-validate.ts";
import { fitScope } from "./fit-scope.ts";

/** With fewer held-out texts than this, rates say nothing, and careful defaults hold. */
const ENOUGH = 60;
const careful: Calibration = {
  temperature: 1,
  scopeWeights: { height: 1, against: -0.5, known: 0, lead: 0, bias: 0 },
  answerAt: 0.75,
  answerScopeAt: Number.NEGATIVE_INFINITY,
  urgentAt: 0.45,
  scopeAt: Number.NEGATIVE_INFINITY,
  edgeAt: Number.NEGATIVE_INFINITY,
};

/**
 * Of the answers given, at most this share may be wrong on held-out texts. It is more than people meet: each model of the
 * cross-validation lacks a quarter of the phrasings.
 */
const WRONG_SHARE = 0.06;
/** Of the small talk, at most this share may be answered. */
const OUT_OF_SCOPE_SHARE = 0.08;
/** Of questions on topics without an article, which mostly resemble one that has, at most this share. */
const FOREIGN_SHARE = 0.5;
/** This share of genuine questions may be taken for out of scope. */
const SCOPE_LOSS = 0.02;
const URGENT_FACTOR = 0.75;
/** Phrasings of one author are more alike than messages of many people: perfect marks are not believed beyond this. */
const LEAST_ANSWER = 0.5;
const MOST_ANSWER = 0.95;
/** Where the bar of scope for an answer may lie among genuine questions. */
const SCOPE_QUANTILES = [0.04, 0.06, 0.09, 0.12, 0.16, 0.2, 0.25, 0.3, 0.4];
const LEAST_TEMPERATURE = 0.4;

/** Temperature and thresholds from texts that the scoring models had not seen. */
export function calibrate({ known, foreign }: HeldOuts, outOfScope: number | undefined): Calibration {
  const genuine = known.filter(({ label }) => label !== outOfScope);
  if (genuine.length < ENOUGH) return careful;
  const temperature = fitTemperature(known);
  const read = (scopeWeights: ScopeWeights) => (heldOut: HeldOut) => ({
    ...toConfidence(heldOut, { temperature, scopeWeights, outOfScope, top: 1 }),
    label: heldOut.label,
  });
  const isSmall = ({ label }: HeldOut) => label === outOfScope;
  const raw = read(careful.scopeWeights);
  const signs = (heldOuts: readonly HeldOut[]) => heldOuts.map((heldOut) => raw(heldOut).signs);
  const scopeWeights = fitScope({
    genuine: signs(genuine),
    small: signs(known.filter(isSmall)),
    foreign: signs(foreign),
  });
  const confidence = read(scopeWeights);
  const judged = genuine.map(confidence);
  const small = known.filter(isSmall).map(confidence);
  const strangers = foreign.map(confidence);
  const scopeAt = middleOfGap(
    quantile(scopesOf(judged), SCOPE_LOSS),
    quantile(scopesOf(small), 1 - SCOPE_LOSS),
  );
  const right = judged.filter(({ ranked, label }) => ranked[0]?.label === label);
  const edgeAt = quantile(scopesOf(right), (SCOPE_LOSS * judged.length) / Math.max(1, right.length));
  const { answerAt, answerScopeAt } = chooseBar({ judged, small, strangers, scopeAt });
  const urgentAt = answerAt * URGENT_FACTOR;
  return { temperature, scopeWeights, answerAt, answerScopeAt, urgentAt, scopeAt, edgeAt };
}

/** Of all pairs of bars that keep the promises, the one under which most is answered; else the strictest. */
function chooseBar(held: {
  readonly judged: readonly (Confidence & { readonly label: number })[];
  readonly small: readonly Confidence[];
  readonly strangers: readonly Confidence[];
  readonly scopeAt: number;
}) {
  const { judged, small, strangers, scopeAt } = held;
  const scopes = [scopeAt, ...SCOPE_QUANTILES.map((part) => quantile(scopesOf(judged), part))];
  let best = { answerAt: MOST_ANSWER, answerScopeAt: Math.max(...scopes), answered: 0 };
  for (const answerScopeAt of scopes.filter((scope) => scope >= scopeAt)) {
    for (let answerAt = LEAST_ANSWER; answerAt <= MOST_ANSWER; answerAt += 0.01) {
      const passes = ({ scope, ranked }: Confidence) =>
        scope >= answerScopeAt && (ranked[0]?.probability ?? 0) >= answerAt;
      const given = judged.filter(passes);
      if (given.length <= best.answered) break;
      const wrong = given.filter(({ ranked, label }) => ranked[0]?.label !== label).length;
      if (
        share(wrong, given.length) <= WRONG_SHARE &&
        share(small.filter(passes).length, small.length) <= OUT_OF_SCOPE_SHARE &&
        share(strangers.filter(passes).length, strangers.length) <= FOREIGN_SHARE
      ) {
        best = { answerAt, answerScopeAt, answered: given.length };
      }
    }
  }
  return best;
}

/** Half an event is added, so that a handful of texts does not look like certainty; nothing at all is no evidence. */
const share = (count: number, of: number) => (of === 0 ? 0 : (count + 0.5) / (of + 1));

const scopesOf = (confidences: readonly Confidence[]) => confidences.map(({ scope }) => scope);

/** Where small talk lies well below genuine questions, the border runs between them; else at the genuine ones' edge. */
const middleOfGap = (genuine: number, smallTalk: number) =>
  smallTalk < genuine && Number.isFinite(smallTalk) ? (genuine + smallTalk) / 2 : genuine;

function quantile(values: number[], fraction: number): number {
  values.sort((a, b) => a - b);
  return values[Math.floor(values.length * fraction)] ?? Number.NEGATIVE_INFINITY;
}

/** The temperature under which the truth is least surprising; it has one minimum, which the golden section finds. */
function fitTemperature(heldOuts: readonly HeldOut[]): number {
  const golden = (Math.sqrt(5) - 1) / 2;
  const texts = heldOuts.map(belowLargest);
  const at = (place: number) => ({ place, surprise: surprise(texts, Math.exp(place)) });
  let low = Math.log(LEAST_TEMPERATURE);
  let high = Math.log(5);
  let left = at(high - golden * (high - low));
  let right = at(low + golden * (high - low));
  for (let step = 0; step < 24; step += 1) {
    if (left.surprise < right.surprise) {
      high = right.place;
      right = left;
      left = at(high - golden * (high - low));
    } else {
      low = left.place;
      left = right;
      right = at(low + golden * (high - low));
    }
  }
  return Math.exp((low + high) / 2);
}

/** At no temperature that is tried does a score so far below the largest count for anything. */
const FAR_BELOW = 60;

interface BelowLargest {
  /** How far each score that counts lies below the largest, as a negative number. */
  readonly scores: Float64Array;
  readonly truth: number;
}

function belowLargest({ scores, label }: HeldOut): BelowLargest {
  const largest = scores.reduce((a, b) => Math.max(a, b));
  const below = scores.map((score) => score - largest);
  return { scores: below.filter((score) => score > -FAR_BELOW), truth: below[label] ?? 0 };
}

function surprise(texts: readonly BelowLargest[], temperature: number): number {
  let total = 0;
  for (const { scores, truth } of texts) {
    let sum = 0;
    for (let at = 0; at < scores.length; at += 1) sum += Math.exp((scores[at] ?? 0) / temperature);
    total += Math.log(sum) - truth / temperature;
  }
  return total;
}
