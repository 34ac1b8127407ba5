import type { Clock } from "../../src/domain/clock.ts";
import { discordLimits } from "./limits.ts";

/** Of the whole process, and far below what Discord bears: another program may share our address. */
const mostInvalid = discordLimits.invalidRequests / 4;

const invalidStatuses: ReadonlySet<number> = new Set([401, 403, 429]);

/** Counts answers for which Discord would shut out our address, and tells when to be silent. */
export interface InvalidRequests {
  note(status: number): void;
  /** How long to make no request at all, in ms; 0 as a rule. */
  pauseMs(): number;
  readonly count: number;
}

/** Counts in two halves of the window, so that what is remembered is two numbers. */
export const createInvalidRequests = (clock: Clock): InvalidRequests => {
  const halfMs = discordLimits.invalidWindowMs / 2;
  let since = clock.now();
  let before = 0;
  let current = 0;

  const turn = () => {
    const halves = Math.floor((clock.now() - since) / halfMs);
    if (halves <= 0) return;
    before = halves === 1 ? current : 0;
    current = 0;
    since += halves * halfMs;
  };

  return {
    note: (status) => {
      if (!invalidStatuses.has(status)) return;
      turn();
      current += 1;
    },
    pauseMs: () => {
      turn();
      return before + current >= mostInvalid ? since + halfMs - clock.now() : 0;
    },
    get count() {
      turn();
      return before + current;
    },
  };
};
