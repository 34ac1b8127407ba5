/** What a model said of a text whose truth is known. */
export interface Judged {
  /** The right class; undefined when no class is right. */
  readonly truth: string | undefined;
  /** Classes by probability, best first. */
  readonly ranked: readonly { readonly slug: string; readonly probability: number }[];
  /** The higher, the surer that some class is right; 0 is the border that the model learned. */
  readonly scope: number;
}

/** Shares are fractions from 0 to 1; null where the texts cannot tell. */
export interface Figures {
  readonly n: number;
  readonly accuracy: number | null;
  readonly top3: number | null;
  readonly oosAuroc: number | null;
  readonly oosRecallAtMinus2: number | null;
  readonly ece: number | null;
  readonly coverageAt98: number | null;
}

const BINS = 15;
const RIGHT_SHARE = 0.98;

/** Accuracy, top3, ece and coverage are over the texts that some class is right for. */
export function toFigures(judged: readonly Judged[]): Figures {
  const inside = judged.filter(({ truth }) => truth !== undefined);
  const outside = judged.filter(({ truth }) => truth === undefined);
  const top = inside.map(({ truth, ranked }) => ({
    right: ranked[0]?.slug === truth,
    probability: ranked[0]?.probability ?? 0,
  }));
  const amongThree = inside.filter(({ truth, ranked }) =>
    ranked.slice(0, 3).some(({ slug }) => slug === truth),
  );
  return {
    n: judged.length,
    accuracy: share(top.filter(({ right }) => right).length, top.length),
    top3: share(amongThree.length, inside.length),
    oosAuroc: areaUnderCurve(
      inside.map(({ scope }) => scope),
      outside.map(({ scope }) => scope),
    ),
    oosRecallAtMinus2: share(outside.filter(({ scope }) => scope < 0).length, outside.length),
    ece: calibrationError(top),
    coverageAt98: coverage(top),
  };
}

interface Top {
  readonly right: boolean;
  readonly probability: number;
}

const share = (count: number, of: number): number | null => (of === 0 ? null : count / of);

/** The chance that a text inside scores above one outside; a tie counts half. By rank sums (Mann and Whitney). */
function areaUnderCurve(inside: readonly number[], outside: readonly number[]): number | null {
  if (inside.length === 0 || outside.length === 0) return null;
  const all = [
    ...inside.map((score) => ({ score, in: true })),
    ...outside.map((score) => ({ score, in: false })),
  ].sort((a, b) => a.score - b.score);
  let rankSum = 0;
  for (let from = 0; from < all.length; ) {
    let to = from;
    while (to < all.length && all[to]?.score === all[from]?.score) to += 1;
    // Ranks count from 1; those that tie share their mean.
    const rank = (from + 1 + to) / 2;
    for (const one of all.slice(from, to)) if (one.in) rankSum += rank;
    from = to;
  }
  const wins = rankSum - (inside.length * (inside.length + 1)) / 2;
  return wins / (inside.length * outside.length);
}

/** The mean distance between what the model promised and what came true, in bins of equal width. */
function calibrationError(top: readonly Top[]): number | null {
  if (top.length === 0) return null;
  const bins = Map.groupBy(top, ({ probability }) => Math.min(BINS - 1, Math.floor(probability * BINS)));
  let error = 0;
  for (const bin of bins.values()) {
    const promised = bin.reduce((sum, { probability }) => sum + probability, 0);
    error += Math.abs(promised - bin.filter(({ right }) => right).length);
  }
  return error / top.length;
}

/** The largest share of texts, the surest first, of which 98 in 100 are right. */
function coverage(top: readonly Top[]): number | null {
  const surest = [...top].sort((a, b) => b.probability - a.probability);
  let right = 0;
  let covered = 0;
  for (const [place, one] of surest.entries()) {
    if (one.right) right += 1;
    // Where probabilities tie, no threshold comes between.
    if (surest[place + 1]?.probability === one.probability) continue;
    if (right >= RIGHT_SHARE * (place + 1)) covered = place + 1;
  }
  return share(covered, top.length);
}
