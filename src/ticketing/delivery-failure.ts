import { DeliveryError, type DeliveryFailure } from "../domain/delivery.ts";

/** The desk asks to wait longer than this: we ask again after it all the same. */
const maxRetryAfterMs = 3_600_000;

/** `Retry-After` in seconds or as a date. */
export const retryAfterMs = (header: string | undefined, now: number): number | undefined => {
  if (header === undefined) return;
  const value = header.trim();
  const ms = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - now;
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), maxRetryAfterMs);
};

const repeatable: ReadonlySet<number> = new Set([408, 409, 425]);

/**
 * What an HTTP status means for a delivery; undefined for success. Nothing is `uncertain` here: the desk knows each
 * effect by its key, so that a repeat after a lost answer is always safe. A redirect is `transient`: it tells of a
 * wrong address, which an operator can mend while the tickets wait.
 */
export const failureOf = (status: number): DeliveryFailure | undefined => {
  if (status >= 200 && status < 300) return;
  if (status === 429) return "rate_limited";
  if (status === 401 || status === 403) return "unauthorized";
  return status >= 400 && status < 500 && !repeatable.has(status) ? "rejected" : "transient";
};

/** The desk could not be reached, or did not answer in time. */
export const unreachable = (error: unknown, what: string): DeliveryError => {
  if (error instanceof DeliveryError) return error;
  const code = error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
  const why = code || (error instanceof Error ? error.name : "unknown");
  return new DeliveryError("transient", `No answer from the desk to ${what} (${why}).`, { cause: error });
};
