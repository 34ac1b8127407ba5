import type { ConnectionStatus } from "../../src/domain/adapter.ts";
import { growingWaitMs } from "../shared/growing-wait.ts";
import { ApiFailure } from "./api-failure.ts";

/** What to do after receiving failed. */
export interface Trouble {
  readonly status: ConnectionStatus;
  readonly waitMs: number;
}

/** The gateway refused us for good: its close code. https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway */
export class GatewayRefusal extends Error {
  override readonly name = "GatewayRefusal";
  readonly code: number;

  constructor(code: number) {
    super(`the gateway closed with ${code}`);
    this.code = code;
  }
}

/** A wrong token or a missing intent does not mend itself soon. */
const operatorsWaitMs = 60_000;

const refusals: Readonly<Record<number, string>> = {
  4004: "Discord does not know the token. Copy it again from the Developer Portal (your application, Bot, Reset Token) into the account's `token`.",
  4010: "Discord refuses the shard. Report this.",
  4011: "The bot is on too many servers for one connection. Report this.",
  4012: "Discord no longer speaks version 10 of its gateway. Update Flotilla.",
  4013: "Discord knows none of the intents. Report this.",
  4014: "The account's `intents` are not granted: switch them on in the Developer Portal (your application, Bot, Privileged Gateway Intents), or take them out of the configuration.",
};

/** Close codes after which the same would happen again. */
export const isRefusal = (code: number): boolean => code in refusals;

/** "Not authenticated" and "invalid sequence": whoever went on with the session would be told the same again. */
const sessionEnds: ReadonlySet<number> = new Set([4003, 4007]);

/** Close codes that end the session with the connection. */
export const endsSession = (code: number): boolean => sessionEnds.has(code);

/** Why receiving failed, in words that tell the operator what to do, and how long to wait. Pure. */
export const assessTrouble = (
  error: unknown,
  { failures, now }: { readonly failures: number; readonly now: number },
): Trouble => {
  const waiting = (reason: string, waitMs: number): Trouble => ({
    status: { state: "waiting", reason, untilAt: now + waitMs },
    waitMs,
  });
  const failed = (reason: string): Trouble => ({
    status: { state: "failed", reason },
    waitMs: operatorsWaitMs,
  });
  const waitMs = growingWaitMs(failures);
  if (error instanceof GatewayRefusal) return failed(refusals[error.code] ?? error.message);
  if (!(error instanceof ApiFailure))
    return waiting(error instanceof Error ? error.message : "unknown failure", waitMs);
  if (error.status === 401) return failed(`${refusals[4004]} (${error.message})`);
  if (error.status === 429)
    return waiting(`Discord asks to wait (${error.message})`, error.retryAfterMs ?? waitMs);
  return waiting(`Discord cannot be reached (${error.message})`, waitMs);
};
