/** Ids are in the order of time, and numbers too large for a double. */
export const isLater = (id: string, than: string): boolean =>
  id.length === than.length ? id > than : id.length > than.length;

/** Ids whose upper bits count the ms since `epoch`, itself in ms since the Unix epoch. */
export const snowflakesSince = (epoch: number) => ({
  /** When something got its id, in ms since the epoch. */
  timeOf: (id: string): number => Number(BigInt(id) >> 22n) + epoch,
  /** The least id that something of this time can have. */
  leastIdAt: (at: number): string => String(BigInt(Math.max(0, Math.floor(at) - epoch)) << 22n),
});
