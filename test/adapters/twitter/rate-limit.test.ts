import { describe, expect, it } from "vitest";
import { type Headers, readWindows, waitMsIn } from "../../../adapters/twitter/rate-limit.ts";
import { builtAt } from "../../support/builders.ts";

const quarterMs = 900_000;
const dayMs = 86_400_000;
const now = Math.floor(builtAt / 1000) * 1000;
const secondsAt = (at: number) => String(at / 1000);

const quarter = (reset: string | readonly string[] | undefined, remaining = "0"): Headers => ({
  "x-rate-limit-limit": "15",
  "x-rate-limit-remaining": remaining,
  "x-rate-limit-reset": reset,
});
const day = (reset: string, remaining = "0"): Headers => ({
  "x-user-limit-24hour-limit": "1440",
  "x-user-limit-24hour-remaining": remaining,
  "x-user-limit-24hour-reset": reset,
});

describe("how long a 429 of X's asks to wait", () => {
  it.each<[string, Headers, number]>([
    ["a reset to come", quarter(secondsAt(now + 300_000)), 300_000],
    ["a reset that has just been", quarter(secondsAt(now - 2_000)), 1_000],
    ["a reset told in ms", quarter(String(now + 300_000)), 300_000],
    ["one told twice alike", quarter([secondsAt(now + 300_000), secondsAt(now + 300_000)]), 300_000],
    ["one joined of two alike", quarter(`${secondsAt(now + 5_000)}, ${secondsAt(now + 5_000)}`), 5_000],
    [
      "the day's, used up",
      { ...quarter(secondsAt(now + 1_000), "3"), ...day(secondsAt(now + dayMs / 2)) },
      dayMs / 2,
    ],
    ["seconds", { "retry-after": "2" }, 2_000],
    ["a date", { "retry-after": new Date(now + 7_000).toUTCString() }, 7_000],
    [
      "X's own clock",
      { ...quarter(secondsAt(now + 300_000)), date: new Date(now + 290_000).toUTCString() },
      10_000,
    ],
  ])("is what the headers tell: %s", (_, headers, waitMs) => {
    expect(waitMsIn(headers, now)).toBe(waitMs);
  });

  it.each<[string, Headers]>([
    ["are missing", {}],
    ["lack the reset", quarter(undefined)],
    ["lie ten years ahead", quarter(secondsAt(now + 3_650 * dayMs))],
    ["lie a day ahead of a quarter of an hour", quarter(secondsAt(now + dayMs))],
    ["lie ten years ahead, in ms", quarter(String(now + 3_650 * dayMs))],
    ["lie hours back", quarter(secondsAt(now - 9_999_000))],
    ["are negative", quarter("-5")],
    ["are no number", quarter("NaN")],
    ["are endless", quarter("Infinity")],
    ["are empty", quarter("")],
    ["say two things", quarter([secondsAt(now + 300_000), secondsAt(now + 3_650 * dayMs)])],
    ["say two things in one", quarter(`${secondsAt(now + 300_000)}, 0`)],
    [
      "are of a day, and years ahead",
      { ...quarter(secondsAt(now + 1_000), "3"), ...day(secondsAt(now + 3_650 * dayMs)) },
    ],
    ["are negative seconds", { "retry-after": "-1" }],
    ["are seconds of years", { "retry-after": "99999999" }],
    ["are no date", { "retry-after": "soon" }],
  ])("is the shortest window where they make no sense: %s", (_, headers) => {
    expect(waitMsIn(headers, now)).toBe(quarterMs);
  });

  it("is never longer than a day, whatever X takes for its own time", () => {
    const headers = { ...quarter(secondsAt(now + 300_000)), date: "Thu, 01 Jan 1970 00:00:00 GMT" };
    expect(waitMsIn(headers, now)).toBe(quarterMs);
  });
});

it("what is left of a window is told also without its reset", () => {
  expect(readWindows(quarter(undefined, "3"))).toEqual([{ name: "15 min", limit: 15, remaining: 3 }]);
});
