import type { Account } from "../domain/account.ts";
import type { Adapter, Allowance } from "../domain/adapter.ts";
import type { Telemetry } from "../telemetry/events.ts";
import { createLimiter, type Limiter } from "./limiter.ts";
import { SendSlots } from "./send-slots.ts";
import { Spending } from "./spending.ts";

const platformSendsAtOnce = 256;

/** Makes the limiter of each account; accounts that share a window get the same slots of it, the most that one names. */
export function accountLimiters(parts: {
  now: () => number;
  telemetry: Telemetry;
}): (account: Account, adapter: Pick<Adapter, "allowance">) => Limiter {
  const { now, telemetry } = parts;
  const shared = new Map<string, SendSlots>();
  const slotsOf = (window: NonNullable<Allowance["more"]>[number]): SendSlots => {
    const { sharedAs } = window;
    if (sharedAs === undefined) return new SendSlots(window, now);
    const slots = shared.get(sharedAs) ?? new SendSlots(window, now);
    slots.growTo(window.sends);
    shared.set(sharedAs, slots);
    return slots;
  };
  return ({ id }, { allowance }) => {
    const inFlight = platformSendsAtOnce;
    if (allowance === "unlimited") return createLimiter({ allowance, inFlight, now });
    const { scarce, more = [] } = allowance;
    const spending =
      scarce &&
      new Spending({
        price: scarce.dollarsPerSend,
        cap: scarce.dollarsPerDay,
        answersShare: 1 - scarce.keptSends / allowance.sends,
        now,
        report: {
          changed: (dollars) => telemetry.dollarsSpent(id, dollars),
          reached: (level, spent) => telemetry.spendingReached(id, { level, ...spent }),
        },
      });
    return createLimiter({
      allowance,
      inFlight,
      now,
      more: more.map(slotsOf),
      ...(spending && { spending }),
    });
  };
}
