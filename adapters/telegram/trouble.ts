import type { ConnectionStatus } from "../../src/domain/adapter.ts";
import { growingWaitMs } from "../shared/growing-wait.ts";
import { ApiFailure } from "./api-failure.ts";

/** What to do after receiving failed. */
export interface Trouble {
  readonly status: ConnectionStatus;
  readonly waitMs: number;
  /** Token and webhook have to be looked at again first. */
  readonly prepareAgain: boolean;
}

/** A wrong token does not mend itself soon. */
const tokenWaitMs = 60_000;
const conflictWaitMs = 3000;
/** Another process that has the updates by a webhook is given so many waits, about 20 s, to leave. */
const conflictsBorne = 5;

export interface TroubleHistory {
  /** How many times in a row receiving has failed before. */
  readonly failures: number;
  readonly now: number;
  /** Who has the updates, when a webhook is in the way and it could be told. */
  readonly webhookHost?: string | undefined;
}

/** Somebody set a webhook while we poll. */
export const isWebhookConflict = (error: unknown): boolean =>
  error instanceof ApiFailure && error.status === 409 && /webhook/i.test(error.message);

/** Why receiving failed, in words that tell the operator what to do, and how long to wait. Pure. */
export const assessTrouble = (error: unknown, { failures, now, webhookHost }: TroubleHistory): Trouble => {
  const waiting = (reason: string, waitMs: number, prepareAgain = false): Trouble => ({
    status: { state: "waiting", reason, untilAt: now + waitMs },
    waitMs,
    prepareAgain,
  });
  const waitMs = growingWaitMs(failures);
  if (!(error instanceof ApiFailure))
    return waiting(error instanceof Error ? error.message : "unknown failure", waitMs);
  if (error.status === 401 || error.status === 404)
    return {
      status: {
        state: "failed",
        reason: `Telegram does not know the token (${error.message}). Copy it again from @BotFather (/mybots, API Token) into the account's \`token\`, and check \`apiRoot\`.`,
      },
      waitMs: tokenWaitMs,
      prepareAgain: true,
    };
  if (isWebhookConflict(error))
    return waiting(
      `a webhook to ${webhookHost ?? "another address"} has the updates: stop the program that set it, or give each its own bot; a webhook that stays is taken off (${error.message})`,
      Math.max(waitMs, conflictWaitMs),
      failures >= conflictsBorne,
    );
  if (error.status === 409)
    return waiting(
      `another process polls this token; stop it, or give each its own bot (${error.message})`,
      Math.max(waitMs, conflictWaitMs),
    );
  if (error.status === 400) {
    const reason = `Telegram refuses what it is asked (${error.message}). Check the account's options.`;
    return { status: { state: "failed", reason }, waitMs, prepareAgain: true };
  }
  if (error.status === 429)
    return waiting(`Telegram asks to wait (${error.message})`, error.retryAfterMs ?? waitMs);
  return waiting(`Telegram cannot be reached (${error.message})`, waitMs);
};
