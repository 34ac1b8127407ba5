/** What a load is made of. */
export const loadKinds = ["direct", "group", "album", "edit"] as const;
export type LoadKind = (typeof loadKinds)[number];
export type LoadShares = Readonly<Partial<Record<LoadKind, number>>>;

const albumSize = 3;

export interface PlannedUpdate {
  readonly kind: LoadKind;
  /** Counts messages, albums and edits: an album's pictures have the same one. */
  readonly item: number;
  /** Of an album's pictures; 0 for all else. */
  readonly part: number;
}

interface Slot {
  readonly kind: LoadKind;
  readonly item: number;
  readonly part: number;
}

/** The kinds by their shares, spread as evenly as they go. */
const spread = (shares: LoadShares): LoadKind[] => {
  const weights = loadKinds.map((kind) => ({
    kind,
    weight: Math.max(0, Math.round(shares[kind] ?? 0)),
    due: 0,
  }));
  const total = weights.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return ["direct"];
  return Array.from({ length: total }, () => {
    for (const entry of weights) entry.due += entry.weight;
    const next = weights.reduce((most, entry) => (entry.due > most.due ? entry : most));
    next.due -= total;
    return next.kind;
  });
};

/** Tells of the n-th update what it is, without remembering the ones before. */
export const planLoad = (shares: LoadShares): ((n: number) => PlannedUpdate) => {
  const kinds = spread(shares);
  const cycle: Slot[] = kinds.flatMap((kind, item) =>
    Array.from({ length: kind === "album" ? albumSize : 1 }, (_, part) => ({ kind, item, part })),
  );
  return (n) => {
    const round = Math.floor(n / cycle.length);
    const { kind, item, part } = cycle[n % cycle.length] ?? { kind: "direct", item: 0, part: 0 };
    return { kind, item: round * kinds.length + item, part };
  };
};
