import type { ScopeSigns, ScopeWeights } from "./confidence.ts";

/** What the signs of texts were whose truth is known. */
export interface ScopeSamples {
  readonly genuine: readonly ScopeSigns[];
  /** Samples of what is out of scope. */
  readonly small: readonly ScopeSigns[];
  /** Questions of classes that the model had not seen. */
  readonly foreign: readonly ScopeSigns[];
}

/** Beside samples of what really comes, unseen classes are only a likeness of it. */
const FOREIGN_BESIDE_SMALL = 0.35;
/** Fewer samples than this stand for little. */
const ENOUGH_SMALL = 20;
const STEPS = 400;
const RATE = 1;
const PENALTY = 0.002;

/** Logistic regression of in scope against out of it; both sides weigh the same. */
export function fitScope({ genuine, small, foreign }: ScopeSamples): ScopeWeights {
  const trust = Math.min(1, small.length / ENOUGH_SMALL);
  const foreignShare = small.length === 0 ? 1 : 1 - (1 - FOREIGN_BESIDE_SMALL) * trust;
  const smallShare = foreign.length === 0 ? 1 : 1 - foreignShare;
  const samples = [
    ...weighted(genuine, { side: 1, share: 1 }),
    ...weighted(small, { side: 0, share: smallShare }),
    ...weighted(foreign, { side: 0, share: foreign.length === 0 ? 0 : foreignShare }),
  ];
  const { means, spreads } = scaleOf(samples);
  const scaled = samples.map(({ signs, ...rest }) => ({
    ...rest,
    signs: signs.map((sign, at) => (sign - (means[at] ?? 0)) / (spreads[at] ?? 1)),
  }));
  const weights = descend(scaled);
  const [height = 0, against = 0, known = 0, lead = 0] = weights.map(
    (weight, at) => weight / (spreads[at] ?? 1),
  );
  const bias =
    (weights[SIGNS] ?? 0) -
    height * (means[0] ?? 0) -
    against * (means[1] ?? 0) -
    known * (means[2] ?? 0) -
    lead * (means[3] ?? 0);
  return { height, against, known, lead, bias };
}

interface Sample {
  readonly signs: readonly number[];
  /** 1 when in scope. */
  readonly side: 0 | 1;
  /** The weights of a side are 1 together. */
  readonly weight: number;
}

const SIGNS = 4;

const weighted = (
  all: readonly ScopeSigns[],
  { side, share }: { side: 0 | 1; share: number },
): readonly Sample[] =>
  all.map(({ height, against, known, lead }) => ({
    signs: [height, against, known, lead],
    side,
    weight: share / all.length,
  }));

function scaleOf(samples: readonly Sample[]) {
  const total = samples.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const mean = (of: (signs: readonly number[]) => number) =>
    samples.reduce((sum, { signs, weight }) => sum + weight * of(signs), 0) / total;
  const means = Array.from({ length: SIGNS }, (_, at) => mean((signs) => signs[at] ?? 0));
  const spreads = means.map(
    (middle, at) => Math.sqrt(mean((signs) => ((signs[at] ?? 0) - middle) ** 2)) || 1,
  );
  return { means, spreads };
}

/** The last of the weights is the bias. */
function descend(samples: readonly Sample[]): Float64Array {
  const weights = new Float64Array(SIGNS + 1);
  const gradient = new Float64Array(SIGNS + 1);
  for (let step = 0; step < STEPS; step += 1) {
    gradient.fill(0);
    for (const { signs, side, weight } of samples) {
      let odds = weights[SIGNS] ?? 0;
      for (let at = 0; at < SIGNS; at += 1) odds += (weights[at] ?? 0) * (signs[at] ?? 0);
      const error = weight * (1 / (1 + Math.exp(-odds)) - side);
      for (let at = 0; at < SIGNS; at += 1) gradient[at] = (gradient[at] ?? 0) + error * (signs[at] ?? 0);
      gradient[SIGNS] = (gradient[SIGNS] ?? 0) + error;
    }
    for (let at = 0; at <= SIGNS; at += 1) {
      const pull = at === SIGNS ? 0 : PENALTY * (weights[at] ?? 0);
      weights[at] = (weights[at] ?? 0) - RATE * ((gradient[at] ?? 0) + pull);
    }
  }
  return weights;
}
