import { DiscordAPIError, HTTPError, RateLimitError } from "@discordjs/rest";
import { growingWaitMs } from "../shared/growing-wait.ts";
import { isUnsent } from "../shared/unsent.ts";

interface FailureFacts {
  /** The HTTP status; undefined when no usable answer came. */
  readonly status?: number | undefined;
  /** Discord's own code of the error, such as 50007. */
  readonly code?: number | undefined;
  readonly retryAfterMs?: number | undefined;
  /** The limit is the account's, and not that of a route. */
  readonly global?: boolean;
  /** Certain: Discord never got the request. */
  readonly unsent?: boolean;
}

/** A call that failed. It holds neither token nor request, so it may be logged and kept as a cause. */
export class ApiFailure extends Error {
  override readonly name = "ApiFailure";
  readonly status: number | undefined;
  readonly code: number | undefined;
  readonly retryAfterMs: number | undefined;
  readonly global: boolean;
  readonly unsent: boolean;

  constructor(message: string, facts: FailureFacts) {
    super(message);
    this.status = facts.status;
    this.code = facts.code;
    this.retryAfterMs = facts.retryAfterMs;
    this.global = facts.global ?? false;
    this.unsent = facts.unsent ?? false;
  }
}

/** Whether Discord would answer the same again. Other failures pass, or are the operator's to mend. */
export const isRefusedForGood = (error: unknown): boolean => {
  const status = error instanceof ApiFailure ? error.status : undefined;
  return status !== undefined && status >= 400 && status < 500 && status !== 401 && status !== 429;
};

/** How long to wait after so many failures in a row. */
export const waitAfter = (error: unknown, failures: number): number =>
  (error instanceof ApiFailure ? error.retryAfterMs : undefined) ?? growingWaitMs(failures);

const longestReason = 500;
const leastWaitMs = 50;
/** What went wrong, without the request and without the tokens that discord.js's errors hold. */
export const toApiFailure = (error: unknown, scrub: (text: string) => string): ApiFailure => {
  const said = (text: string) => scrub(text).slice(0, longestReason);
  if (error instanceof ApiFailure) return error;
  if (error instanceof RateLimitError)
    return new ApiFailure(`429 the limit of ${error.global ? "all requests" : "a route"} is reached`, {
      status: 429,
      retryAfterMs: Math.max(leastWaitMs, Math.ceil(error.retryAfter)),
      global: error.global,
    });
  if (error instanceof DiscordAPIError) {
    const code = typeof error.code === "number" ? error.code : undefined;
    return new ApiFailure(said(`${error.status} ${error.message} (${code ?? "no code"})`), {
      status: error.status,
      code,
    });
  }
  if (error instanceof HTTPError)
    return new ApiFailure(said(`${error.status} ${error.message}`), { status: error.status });
  if (!(error instanceof Error)) return new ApiFailure("unknown failure", {});
  return new ApiFailure(said(error.message === "" ? error.name : error.message), { unsent: isUnsent(error) });
};
