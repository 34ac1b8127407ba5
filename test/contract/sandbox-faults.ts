import type { FaultOrder } from "../../sandbox/wire/faults.ts";
import type { OrderedFailure } from "./adapter-harness.ts";

/** How a sandbox is told to fail; what a platform has a way of its own for is left to its harness. */
export const sandboxFaults: Readonly<Record<OrderedFailure, FaultOrder | undefined>> = {
  rate_limited: { kind: "rate_limited", retryAfterS: 2 },
  unavailable: { kind: "server_error", status: 503 },
  response_lost: { kind: "reset_after" },
  unauthorized: { kind: "server_error", status: 401, times: 0 },
  rejected: { kind: "server_error", status: 400 },
  stuck: { kind: "slow", delayMs: 2000 },
  blocked: undefined,
  formatting_refused: undefined,
};
