import { twitterLimits } from "./limits.ts";

/** Headers of an answer, by their names in lower case. */
export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A window that X counts calls in, as its headers tell. */
export interface RateWindow {
  readonly name: "15 min" | "24 h of the account" | "24 h of the app";
  readonly limit: number;
  readonly remaining: number;
}

const { quarterMs, dayMs } = twitterLimits;

const windows = [
  { name: "15 min", prefix: "x-rate-limit", lengthMs: quarterMs },
  { name: "24 h of the account", prefix: "x-user-limit-24hour", lengthMs: dayMs },
  { name: "24 h of the app", prefix: "x-app-limit-24hour", lengthMs: dayMs },
] as const;

/** Undefined where the header is missing, no number, or says two things: a repeated one is joined by commas. */
const numberIn = (headers: Headers, name: string): number | undefined => {
  const said = [headers[name] ?? []].flat().flatMap((value) => value.split(","));
  const [first = "", ...others] = new Set(said.map((value) => value.trim()));
  const number = others.length > 0 || first === "" ? Number.NaN : Number(first);
  return Number.isFinite(number) ? number : undefined;
};

export const readWindows = (headers: Headers): readonly RateWindow[] =>
  windows.flatMap(({ name, prefix }) => {
    const limit = numberIn(headers, `${prefix}-limit`);
    const remaining = numberIn(headers, `${prefix}-remaining`);
    return limit === undefined || remaining === undefined ? [] : [{ name, limit, remaining }];
  });

/** X's own time, or undefined when it tells none. */
export const toldTime = (headers: Headers): number | undefined => {
  const { date } = headers;
  const at = typeof date === "string" ? Date.parse(date) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
};

const leastWaitMs = 1000;
/** X tells times by the second, and clocks differ. */
const clockErrorMs = 60_000;

/**
 * How long until a window begins anew; undefined where its header says nothing that makes sense: no window ends later
 * than its length from now, nor is one used up that has ended. X tells it in seconds; what makes sense as ms alone is
 * read so.
 */
const resetIn = (
  headers: Headers,
  { prefix, lengthMs, now }: { readonly prefix: string; readonly lengthMs: number; readonly now: number },
): number | undefined => {
  const told = numberIn(headers, `${prefix}-reset`) ?? Number.NaN;
  const waitMs = [told * 1000 - now, told - now].find(
    (each) => each >= -clockErrorMs && each <= lengthMs + clockErrorMs,
  );
  return waitMs === undefined ? undefined : Math.min(waitMs, lengthMs);
};

/** In seconds, or as a date. */
const retryAfterIn = (headers: Headers, now: number): number | undefined => {
  const { "retry-after": text = "" } = headers;
  const seconds = numberIn(headers, "retry-after");
  const waitMs = seconds === undefined ? Date.parse(String(text)) - now : seconds * 1000;
  return waitMs >= 0 && waitMs <= quarterMs ? waitMs : undefined;
};

/**
 * How long a refused call has to wait: until the last of the windows that are used up begins anew. Measured by X's own
 * clock where it tells it, so that a clock that goes wrong makes nothing worse. Where nothing that is told makes sense,
 * it is the shortest window, also of a day's: one odd header must not silence an account for a day.
 */
export const waitMsIn = (headers: Headers, ownNow: number): number => {
  const now = toldTime(headers) ?? ownNow;
  const told = windows.flatMap(({ prefix, lengthMs }) => {
    const remaining = numberIn(headers, `${prefix}-remaining`);
    if (remaining === undefined && headers[`${prefix}-reset`] === undefined) return [];
    return [
      { isUsedUp: (remaining ?? 0) <= 0, waitMs: resetIn(headers, { prefix, lengthMs, now }) ?? quarterMs },
    ];
  });
  const usedUp = told.filter(({ isUsedUp }) => isUsedUp);
  const waits = (usedUp.length > 0 ? usedUp : told.slice(0, 1)).map(({ waitMs }) => waitMs);
  if (waits.length > 0) return Math.max(leastWaitMs, ...waits);
  return Math.max(leastWaitMs, retryAfterIn(headers, now) ?? quarterMs);
};
