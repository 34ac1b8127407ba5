/** Headers of an answer, by their names in lower case. */
export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A window that X counts calls in, as its headers tell. */
export interface RateWindow {
  readonly name: "15 min" | "24 h of the account" | "24 h of the app";
  readonly limit: number;
  readonly remaining: number;
  /** ms since the epoch, by X's clock. */
  readonly resetAt: number;
}

const windows = [
  ["15 min", "x-rate-limit"],
  ["24 h of the account", "x-user-limit-24hour"],
  ["24 h of the app", "x-app-limit-24hour"],
] as const;

const numberIn = (headers: Headers, name: string): number | undefined => {
  const value = headers[name];
  const number = typeof value === "string" && value !== "" ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
};

export const readWindows = (headers: Headers): readonly RateWindow[] =>
  windows.flatMap(([name, prefix]) => {
    const limit = numberIn(headers, `${prefix}-limit`);
    const remaining = numberIn(headers, `${prefix}-remaining`);
    const resetS = numberIn(headers, `${prefix}-reset`);
    if (limit === undefined || remaining === undefined || resetS === undefined) return [];
    return [{ name, limit, remaining, resetAt: resetS * 1000 }];
  });

/** X's own time, or undefined when it tells none. */
export const toldTime = (headers: Headers): number | undefined => {
  const { date } = headers;
  const at = typeof date === "string" ? Date.parse(date) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
};

const leastWaitMs = 1000;

/**
 * How long a refused call has to wait: until the last of the windows that are used up begins anew. Measured by X's own
 * clock where it tells it, so that a clock that goes wrong makes nothing worse.
 */
export const waitMsIn = (headers: Headers, now: number): number | undefined => {
  const told = readWindows(headers);
  const usedUp = told.filter(({ remaining }) => remaining <= 0);
  const resets = (usedUp.length > 0 ? usedUp : told.slice(0, 1)).map(({ resetAt }) => resetAt);
  if (resets.length > 0) return Math.max(leastWaitMs, Math.max(...resets) - (toldTime(headers) ?? now));
  const retryAfterS = numberIn(headers, "retry-after");
  return retryAfterS === undefined ? undefined : Math.max(leastWaitMs, retryAfterS * 1000);
};
