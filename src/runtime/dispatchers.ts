import type { Account } from "../domain/account.ts";
import type { Adapter, Allowance, ButtonToken } from "../domain/adapter.ts";
import type { Clock } from "../domain/clock.ts";
import { DeliveryError, type Receipt } from "../domain/delivery.ts";
import type { TicketDesk } from "../domain/desk.ts";
import { isDeskEffect, priorities } from "../domain/effect.ts";
import { deskDestination } from "../storage/destination.ts";
import type { Storage, StoredEffect } from "../storage/port.ts";
import type { Telemetry } from "../telemetry/events.ts";
import { Dispatcher } from "./dispatcher.ts";
import { createLimiter } from "./limiter.ts";
import type { Gate } from "./ports.ts";
import type { ReadyQueue } from "./ready-queue.ts";
import type { RetryPolicy } from "./retry.ts";

const deskRequestsAtOnce = 8;
const platformSendsAtOnce = 256;
const leastPriority = Math.max(...Object.values(priorities));

/** One dispatcher an account, and one for the desk. */
export function buildDispatchers(parts: {
  accounts: readonly { readonly account: Account; readonly adapter: Adapter }[];
  desk: TicketDesk;
  storage: Storage;
  ready: ReadyQueue;
  telemetry: Telemetry;
  clock: Clock;
  retry: RetryPolicy;
  gate: Gate;
}): ReadonlyMap<string, Dispatcher> {
  const { storage, ready, telemetry, clock, retry: policy, gate, desk } = parts;
  const shared = { storage, ready, telemetry, clock, policy };
  const dispatchers = new Map<string, Dispatcher>();
  for (const { account, adapter } of parts.accounts) {
    const { allowance } = adapter;
    dispatchers.set(
      account.id,
      new Dispatcher({
        ...shared,
        destination: account.id,
        repeatUncertain: adapter.repeatUncertain,
        limiter: createLimiter({ allowance, inFlight: platformSendsAtOnce, now: clock.now }),
        spacingMs: ({ conversationKind }) => spacingMs(allowance, conversationKind === "group"),
        deliver: (stored, signal) => deliverToPlatform(adapter, stored, signal),
        open: () => {
          if (gate.isHeld()) return -1;
          return gate.isPaused(account.id) ? priorities.protect : leastPriority;
        },
      }),
    );
  }
  dispatchers.set(
    deskDestination,
    new Dispatcher({
      ...shared,
      destination: deskDestination,
      repeatUncertain: "deduplicated",
      limiter: createLimiter({ allowance: "unlimited", inFlight: deskRequestsAtOnce, now: clock.now }),
      spacingMs: () => 0,
      deliver: (stored, signal) => deliverToDesk(desk, stored, signal),
      open: () => (gate.isHeld() ? -1 : leastPriority),
    }),
  );
  return dispatchers;
}

const spacingMs = (allowance: Allowance | "unlimited", inGroup: boolean): number => {
  if (allowance === "unlimited") return 0;
  return inGroup ? allowance.perGroupMs : allowance.perConversationMs;
};

async function deliverToPlatform(
  adapter: Adapter,
  stored: StoredEffect,
  signal: AbortSignal,
): Promise<Receipt> {
  const { effect } = stored;
  if (isDeskEffect(effect))
    throw new DeliveryError("unsupported", `${effect.kind} does not go to a platform`);
  if (effect.kind === "attachment.keep")
    throw new DeliveryError("unsupported", "attachments are not kept yet");
  return adapter.deliver({ effect, buttons: buttonTokens(stored) }, signal);
}

async function deliverToDesk(
  desk: TicketDesk,
  { effect }: StoredEffect,
  signal: AbortSignal,
): Promise<Receipt> {
  if (!isDeskEffect(effect)) throw new DeliveryError("unsupported", `${effect.kind} does not go to the desk`);
  return desk.deliver(effect, signal);
}

/** What the platform carries of a button: where its payload stands in the outbox, and nothing else. */
const buttonTokens = ({ seq, effect }: StoredEffect): readonly ButtonToken[] =>
  "buttons" in effect && effect.buttons
    ? effect.buttons.map(({ label }, index) => ({ label, token: `${seq.toString(36)}.${index}` }))
    : [];
