import { describe, expect, it } from "vitest";
import { growingWaitMs } from "../../../adapters/shared/growing-wait.ts";
import { ApiFailure } from "../../../adapters/telegram/api-failure.ts";
import { assessTrouble } from "../../../adapters/telegram/trouble.ts";

const assess = (status: number | undefined, message = "x", failures = 0) =>
  assessTrouble(new ApiFailure(message, { status, retryAfterMs: status === 429 ? 9000 : undefined }), {
    failures,
    now: 1000,
  });

describe("when receiving fails", () => {
  it("waits longer each time, and never over 30 s", () => {
    expect([0, 1, 2, 3, 9, 5000].map(growingWaitMs)).toEqual([500, 1000, 2000, 4000, 30_000, 30_000]);
  });

  it.each([401, 404])(
    "calls a token that Telegram does not know (%i) failed, and says where to get it",
    (status) => {
      const { status: report, waitMs, prepareAgain } = assess(status);
      expect(report).toMatchObject({ state: "failed", reason: expect.stringContaining("@BotFather") });
      expect([waitMs, prepareAgain]).toEqual([60_000, true]);
    },
  );

  it("says that another process polls, and waits", () => {
    const trouble = assess(409, "Conflict: terminated by other getUpdates request");
    expect(trouble).toMatchObject({
      status: { state: "waiting", reason: expect.stringContaining("another process polls"), untilAt: 4000 },
      waitMs: 3000,
      prepareAgain: false,
    });
  });

  it("pain 6: says which host a webhook gives the updates to, bears it for a while, then looks at it again", () => {
    const conflict = new ApiFailure("409 Conflict: can't use getUpdates method while webhook is active", {
      status: 409,
    });
    const borne = (failures: number) =>
      assessTrouble(conflict, { failures, now: 0, webhookHost: "other.example" });
    expect(borne(0)).toMatchObject({
      status: { state: "waiting", reason: expect.stringContaining("webhook to other.example") },
      waitMs: 3000,
      prepareAgain: false,
    });
    expect([1, 4, 5].map((failures) => borne(failures).prepareAgain)).toEqual([false, false, true]);
  });

  it("calls it failed when Telegram refuses what the options make it ask, and says why", () => {
    expect(assess(400, "bad webhook: HTTPS url must be provided", 1)).toMatchObject({
      status: { state: "failed", reason: expect.stringContaining("HTTPS url must be provided") },
      waitMs: 1000,
    });
  });

  it("waits as long as Telegram asks", () => {
    expect(assess(429)).toMatchObject({ waitMs: 9000, status: { state: "waiting", untilAt: 10_000 } });
  });

  it.each([500, 502, undefined])("waits and tries again when Telegram cannot be reached (%s)", (status) => {
    expect(assess(status, "down", 2)).toMatchObject({ waitMs: 2000, status: { state: "waiting" } });
  });

  it("waits when the fleet's own store does not answer", () => {
    const trouble = assessTrouble(new Error("disk full"), { failures: 0, now: 0 });
    expect(trouble.status).toEqual({ state: "waiting", reason: "disk full", untilAt: 500 });
  });
});
