/** The first second of 2015, from which Discord counts. */
const discordEpochMs = 1_420_070_400_000n;
const lowBits = 22n;

/** Makes Discord's ids: ms since {@link discordEpochMs}, then a count, so that later ids are larger. */
export class Snowflakes {
  readonly #now: () => number;
  #last = 0n;

  constructor(now: () => number) {
    this.#now = now;
  }

  next(): string {
    const first = (BigInt(Math.floor(this.#now())) - discordEpochMs) << lowBits;
    this.#last = first > this.#last ? first : this.#last + 1n;
    return String(this.#last);
  }
}

export const isSnowflake = (value: unknown): value is string =>
  typeof value === "string" && /^\d{1,20}$/.test(value);

export const snowflakeAt = (id: string): number => Number((BigInt(id) >> lowBits) + discordEpochMs);

/** Older first. */
export const byAge = (a: { readonly id: string }, b: { readonly id: string }): number =>
  BigInt(a.id) < BigInt(b.id) ? -1 : BigInt(a.id) > BigInt(b.id) ? 1 : 0;
