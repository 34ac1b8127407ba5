import { pause } from "../shared/pause.ts";

/** Servers tell of themselves right after a session begins; who is silent for so long is not waited for. */
const longestMs = 5000;

/** Servers of a new session that have not told of themselves yet. */
export interface GuildsToCome {
  /** All servers of the session, some of which may have told of themselves already. */
  expect(guildIds: readonly string[]): void;
  here(guildId: string): void;
  /** Resolves once all are here, or after 5 s. */
  settled(signal: AbortSignal): Promise<void>;
}

export const createGuildsToCome = (): GuildsToCome => {
  const here = new Set<string>();
  let expected: readonly string[] | undefined;
  const all = Promise.withResolvers<void>();
  const look = () => {
    if (expected?.every((id) => here.has(id)) === true) all.resolve();
  };
  return {
    expect: (guildIds) => {
      expected = guildIds;
      look();
    },
    here: (guildId) => {
      here.add(guildId);
      look();
    },
    settled: async (signal) => {
      const late = new AbortController();
      await Promise.race([all.promise, pause(longestMs, AbortSignal.any([signal, late.signal]))]);
      late.abort();
    },
  };
};
