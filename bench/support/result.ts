/** One line of `npm run bench`: a goal of the project, measured. */
export interface GoalResult {
  readonly goal: number;
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly target: number;
  readonly ok: boolean;
  readonly detail: Readonly<Record<string, unknown>>;
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
};

export const round = (value: number, digits = 3): number => Number(value.toFixed(digits));

/** Progress goes to standard error, so that standard output holds results only. */
export const progress = (text: string): void => {
  process.stderr.write(`${text}\n`);
};
