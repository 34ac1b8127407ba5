import { describe, expect, it } from "vitest";
import { DeliveryError, type DeliveryFailure } from "../../src/domain/delivery.ts";
import type { Effect } from "../../src/domain/effect.ts";
import { afterFailure, backoffMs, defaultRetry, onUncertain } from "../../src/runtime/retry.ts";
import type { StoredEffect } from "../../src/storage/port.ts";
import { anOpenTicket, aSendMessage, builtAccountId, builtAt } from "../support/builders.ts";

const deletion: Effect = {
  ...aSendMessage(),
  kind: "message.delete",
  lane: "guard",
  priority: "protect",
  messageId: "100",
};

const aStored = (override: Partial<StoredEffect> = {}): StoredEffect => ({
  seq: 1,
  effect: aSendMessage(),
  destination: builtAccountId,
  state: "sending",
  attempts: 1,
  uncertain: 0,
  conversationKind: "direct",
  createdAt: builtAt,
  ...override,
});

type Repeat = "once" | "deduplicated" | "ask";
const settled = (
  failure: DeliveryFailure,
  stored = aStored(),
  repeat: Repeat = "once",
  {
    retryAfterMs,
    unknowable,
    partlySent,
    inOutage = false,
  }: { retryAfterMs?: number; unknowable?: boolean; partlySent?: boolean; inOutage?: boolean } = {},
) =>
  afterFailure({
    stored,
    repeat,
    error: new DeliveryError(failure, "because", { retryAfterMs, unknowable, partlySent }),
    policy: defaultRetry,
    now: builtAt,
    inOutage,
  });

describe("after a failed delivery", () => {
  const last = aStored({ attempts: defaultRetry.maxAttempts, createdAt: builtAt - 600_000 });

  it.each<[string, ReturnType<typeof settled>, object]>([
    [
      "what nobody can ever tell is not repeated, though the platform de-duplicates others",
      settled("uncertain", aStored(), "deduplicated", { unknowable: true }),
      { to: "dead", failure: "uncertain" },
    ],
    [
      "a passing failure is tried again a second later",
      settled("transient"),
      { to: "retry", at: builtAt + 1_000 },
    ],
    [
      "a passing failure is given up in the end",
      settled("transient", last),
      { to: "dead", failure: "transient" },
    ],
    [
      "a passing failure is not given up while nothing at all comes through",
      settled("transient", last, "once", { inOutage: true }),
      { to: "retry", at: builtAt + defaultRetry.capMs },
    ],
    [
      "even then it is given up once nobody waits for it any more",
      settled("transient", { ...last, createdAt: builtAt - 86_400_000 }, "once", { inOutage: true }),
      { to: "dead", failure: "transient" },
    ],
    [
      "a passing failure is not given up while the effect is young, however often it had to wait for an allowance",
      settled("transient", { ...last, attempts: 100, createdAt: builtAt - 599_999 }),
      { to: "retry", at: builtAt + defaultRetry.capMs },
    ],
    [
      "what protects is never given up for a passing failure",
      settled("transient", { ...last, effect: deletion }),
      { to: "retry" },
    ],
    [
      "what the desk is to have is never given up for a passing failure",
      settled("transient", { ...last, attempts: 5_000, effect: anOpenTicket() }),
      { to: "retry", at: builtAt + defaultRetry.capMs },
    ],
    [
      "too many messages wait as long as the platform says, seconds",
      settled("rate_limited", aStored(), "once", { retryAfterMs: 7_000 }),
      { to: "retry", at: builtAt + 7_000 },
    ],
    [
      "too many messages wait as long as the platform says, hours, and however often it says so",
      settled("rate_limited", last, "once", { retryAfterMs: 9 * 3_600_000 }),
      { to: "retry", at: builtAt + 9 * 3_600_000 },
    ],
    [
      "too many messages wait a while where the platform does not say how long",
      settled("rate_limited"),
      { to: "retry", at: builtAt + defaultRetry.capMs },
    ],
    [
      "a token that is not right any more is the operator's to mend, so the effect waits",
      settled("unauthorized", last),
      { to: "retry", at: builtAt + defaultRetry.unauthorizedMs },
    ],
    [
      "pain 2: a limit behind the first part of a long message waits as long, and is asked about then",
      settled("rate_limited", aStored(), "ask", { retryAfterMs: 900_000, partlySent: true }),
      { to: "retry", uncertain: 1, at: builtAt + 900_000 },
    ],
    [
      "pain 2: a lost token behind the first part is asked about, too",
      settled("unauthorized", aStored(), "deduplicated", { partlySent: true }),
      { to: "retry", uncertain: 1, at: builtAt + defaultRetry.unauthorizedMs },
    ],
    [
      "a limit behind the first part does not use up the only repetition where nobody can be asked",
      settled("rate_limited", aStored(), "once", { partlySent: true }),
      { to: "retry", uncertain: 0 },
    ],
    [
      "an unreachable person is not tried again",
      settled("unreachable"),
      { to: "dead", failure: "unreachable" },
    ],
    [
      "a refusal is not tried again",
      settled("rejected"),
      { to: "dead", failure: "rejected", reason: "because" },
    ],
    ["what the platform cannot do is not tried again", settled("unsupported"), { to: "dead" }],
    [
      "a lost response is sent once more, counted, and not before an outage of seconds is over",
      settled("uncertain"),
      { to: "retry", uncertain: 1, at: builtAt + defaultRetry.capMs },
    ],
    [
      "a second lost response ends it",
      settled("uncertain", aStored({ uncertain: 1 })),
      { to: "dead", failure: "uncertain" },
    ],
    [
      "a lost response of a deletion is repeated, and never doubtful",
      settled("uncertain", aStored({ effect: deletion, uncertain: 0, attempts: 7 })),
      { to: "retry", uncertain: 0 },
    ],
    [
      "a lost response of the desk is repeated under the same key",
      settled("uncertain", aStored({ effect: anOpenTicket(), attempts: 5_000 })),
      { to: "retry", uncertain: 0 },
    ],
    [
      "a lost response is repeated again where the platform tells repetitions apart",
      settled("uncertain", aStored({ uncertain: 3 }), "deduplicated"),
      { to: "retry", uncertain: 4, at: builtAt + defaultRetry.baseMs },
    ],
    [
      "pain 2: a lost response is asked about each time where one can ask",
      settled("uncertain", aStored({ uncertain: 3 }), "ask"),
      { to: "retry", uncertain: 4, at: builtAt + defaultRetry.baseMs },
    ],
    [
      "a lost response is not asked about for ever",
      settled("uncertain", { ...last, uncertain: 5 }, "ask"),
      { to: "dead", failure: "uncertain" },
    ],
    [
      "a passing failure does not make a doubtful send certain",
      settled("transient", aStored({ uncertain: 1 })),
      { to: "retry", uncertain: 1 },
    ],
  ])("%s", (_, settlement, expected) => {
    expect(settlement).toMatchObject(expected);
  });
});

describe("what was being sent when the process ended", () => {
  it.each<[string, StoredEffect, Repeat, string]>([
    ["a message", aStored(), "once", "repeat_uncertain"],
    ["a message that was doubtful before", aStored({ uncertain: 1 }), "once", "dead"],
    [
      "a message that was doubtful before, where one can ask",
      aStored({ uncertain: 1 }),
      "ask",
      "repeat_uncertain",
    ],
    [
      "a message where repetitions are told apart",
      aStored({ uncertain: 5 }),
      "deduplicated",
      "repeat_uncertain",
    ],
    ["a deletion", aStored({ effect: deletion, uncertain: 1 }), "once", "repeat"],
    ["a ticket", aStored({ effect: anOpenTicket(), uncertain: 1 }), "once", "repeat"],
  ])("%s", (_, stored, repeat, verdict) => {
    expect(onUncertain(stored, repeat)).toBe(verdict);
  });
});

it("the waiting time doubles up to its cap", () => {
  const times = [0, 1, 2, 3, 4, 5, 6, 1_000].map((attempts) => backoffMs(attempts, defaultRetry));
  expect(times).toEqual([1_000, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
});
