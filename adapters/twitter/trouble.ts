import type { ConnectionStatus } from "../../src/domain/adapter.ts";
import { growingWaitMs } from "../shared/growing-wait.ts";
import { ApiFailure } from "./api-failure.ts";
import { reasonFor } from "./failure-reasons.ts";

/** What to do after receiving failed. */
export interface Trouble {
  readonly status: ConnectionStatus;
  readonly waitMs: number;
}

/** Wrong keys, or a plan that is too small, do not mend themselves soon. */
const operatorsWaitMs = 60_000;

interface Circumstances {
  readonly failures: number;
  readonly now: number;
  /** The next attempt comes no sooner. @default 0 */
  readonly leastWaitMs?: number;
}

/** Why receiving failed, in words that tell the operator what to do, and how long to wait. Pure. */
export const assessTrouble = (error: unknown, { failures, now, leastWaitMs = 0 }: Circumstances): Trouble => {
  const waiting = (reason: string, neededMs: number): Trouble => {
    const waitMs = Math.max(leastWaitMs, neededMs);
    return { status: { state: "waiting", reason, untilAt: now + waitMs }, waitMs };
  };
  const failed = (reason: string): Trouble => ({
    status: { state: "failed", reason },
    waitMs: Math.max(leastWaitMs, operatorsWaitMs),
  });
  const waitMs = growingWaitMs(failures);
  if (!(error instanceof ApiFailure))
    return waiting(error instanceof Error ? error.message : "unknown failure", waitMs);
  const reason = reasonFor(error.said);
  if (error.status !== undefined && error.status < 500 && reason?.failure === "unauthorized")
    return failed(`X refuses us: ${reason.meaning} (${reason.name}; ${error.message})`);
  if (error.status === 401)
    return failed(
      `X does not know the account's keys. Make the access token anew in the developer console (Keys and tokens) and put it into \`accessToken\` and \`accessSecret\`; check \`consumerKey\` and \`consumerSecret\`, and the clock of this machine (${error.message})`,
    );
  if (error.status === 402 || error.status === 403)
    return failed(
      `X refuses what it is asked (${error.message}). See the app's permissions and plan in the developer console, and log in to the account to see what X asks of it.`,
    );
  if (error.status === 429)
    return waiting(`X asks to wait (${error.message})`, error.retryAfterMs ?? operatorsWaitMs);
  return waiting(`X cannot be reached (${error.message})`, waitMs);
};
