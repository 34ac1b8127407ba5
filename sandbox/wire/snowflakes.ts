const lowBits = 22n;

/** Makes ids as Discord and X do: ms since the platform's first ms, then a count, so that later ids are larger. */
export class Snowflakes {
  readonly #epochMs: bigint;
  readonly #now: () => number;
  #last = 0n;

  constructor({ epochMs, now }: { readonly epochMs: number; readonly now: () => number }) {
    this.#epochMs = BigInt(epochMs);
    this.#now = now;
  }

  next(): string {
    const first = (BigInt(Math.floor(this.#now())) - this.#epochMs) << lowBits;
    this.#last = first > this.#last ? first : this.#last + 1n;
    return String(this.#last);
  }
}

export const isSnowflake = (value: unknown): value is string =>
  typeof value === "string" && /^\d{1,20}$/.test(value);

/** When an id of the platform with that first ms was made. */
export const snowflakeAt = (id: string, epochMs: number): number => Number(BigInt(id) >> lowBits) + epochMs;

/** Older first. */
export const byAge = (a: { readonly id: string }, b: { readonly id: string }): number =>
  BigInt(a.id) < BigInt(b.id) ? -1 : BigInt(a.id) > BigInt(b.id) ? 1 : 0;
