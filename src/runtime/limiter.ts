import Bottleneck from "bottleneck";
import type { Allowance } from "../domain/adapter.ts";
import { priorities } from "../domain/effect.ts";

/** Permits that only protection and human replies may take, where the allowance is large enough. */
const reserved = 2;
/** They are kept back for so long after one was asked for, in ms: where nothing is urgent, answers may use all there is. */
const keptBackMs = 10 * 60_000;

/** Sends of which none has been finished for this long are stalled rather than busy. */
const stalledAfterMs = 50;

const nothing = () => undefined;

/**
 * The right to begin one send. Give it back once, with `done` when the response is there, or with `unused` when
 * nothing was sent; nobody is told of an unused one.
 */
export interface Permit {
  /** @param messages what the send became, as far as it is known. @default 1 */
  done(messages?: number): void;
  unused(): void;
}

export interface Limiter {
  /** A permit, now or not at all: nothing ever queues in here. */
  tryAcquire(priority: number): Permit | undefined;
  /** Something urgent was sent: for a while permits are kept back for more of it. */
  noteUrgent(): void;
  /** How many permits could be had now. */
  available(priority: number): number;
  /** The platform said how long to wait: no permit before that. */
  freeze(untilAt: number): void;
  frozenUntil(): number;
  /** Without an allowance: fewer than `wanted` permits are left, and sends are being finished all the time. */
  isBusy(wanted: number): boolean;
  /** Called when permits have become available again. */
  onAvailable(listener: () => void): void;
  /** How long a slot is held after its response, in ms; 0 without an allowance. */
  readonly windowMs: number;
  /** Allowance that was used before the start: permits held until the windows of those sends have passed. */
  occupy(sentAts: readonly number[]): void;
  close(): void;
}

/**
 * Keeps an account inside its allowance of N sends in any window. Each of N slots is held until the response
 * and the window after it have passed, so no window can ever see more than N, whatever the round trip is
 * (a reservoir that refills on a beat lets 2N through across a beat). A slot that is held is a job of one
 * bottleneck, so that an account that sends nothing costs nothing; the backlog stays in the outbox.
 */
export function createLimiter(options: {
  allowance: Allowance | "unlimited";
  /** Sends under way at once where no allowance limits them. */
  inFlight: number;
  now: () => number;
}): Limiter {
  const { allowance, now } = options;
  const slots = allowance === "unlimited" ? options.inFlight : allowance.sends;
  const windowMs = allowance === "unlimited" ? 0 : allowance.windowMs;
  const gate = windowMs > 0 ? new Bottleneck({ maxConcurrent: slots }) : undefined;
  const listeners: (() => void)[] = [];
  const held = new Set<() => void>();
  const timers = new Set<NodeJS.Timeout>();
  /** Below zero when more was used before the start than is allowed by now. */
  let free = slots;
  let frozenUntilAt = 0;
  let closed = false;
  let releasedAt = 0;
  let urgentAt = Number.NEGATIVE_INFINITY;

  const isUrgent = (priority: number) => priority <= priorities.human;
  const keptBack = (priority: number) =>
    !isUrgent(priority) && slots >= 10 && now() - urgentAt < keptBackMs ? reserved : 0;

  const tell = () => {
    for (const listener of listeners) listener();
  };
  const later = (ms: number, run: () => void) => {
    if (closed) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      run();
    }, ms);
    timers.add(timer);
  };
  /** Takes a slot; what is returned ends its job. */
  const take = (): (() => void) => {
    free -= 1;
    if (!gate) return nothing;
    const { promise, resolve } = Promise.withResolvers<void>();
    held.add(resolve);
    void gate.schedule(() => promise);
    return resolve;
  };
  const putBack = (endJob: () => void) => {
    free += 1;
    held.delete(endJob);
    endJob();
  };
  const release = (endJob: () => void) => {
    putBack(endJob);
    releasedAt = now();
    tell();
  };

  return {
    windowMs,
    available: (priority) => (closed || now() < frozenUntilAt ? 0 : Math.max(0, free - keptBack(priority))),
    noteUrgent: () => {
      urgentAt = now();
    },
    tryAcquire(priority) {
      if (isUrgent(priority)) this.noteUrgent();
      if (this.available(priority) <= 0) return undefined;
      const endJob = take();
      let isHeld = true;
      const once = (end: () => void) => () => {
        if (isHeld) end();
        isHeld = false;
      };
      return {
        done: once(() => (windowMs > 0 ? later(windowMs, () => release(endJob)) : release(endJob))),
        unused: once(() => putBack(endJob)),
      };
    },
    freeze(untilAt) {
      frozenUntilAt = Math.max(frozenUntilAt, untilAt);
      later(Math.min(Math.max(0, frozenUntilAt - now()) + 1, 0x7fffffff), tell);
    },
    isBusy: (wanted) => !gate && free < wanted && now() - releasedAt < stalledAfterMs,
    frozenUntil: () => frozenUntilAt,
    onAvailable: (listener) => listeners.push(listener),
    occupy(sentAts) {
      for (const sentAt of sentAts) {
        const until = sentAt + windowMs;
        if (until <= now()) continue;
        const endJob = take();
        later(until - now(), () => release(endJob));
      }
    },
    close() {
      closed = true;
      for (const timer of timers) clearTimeout(timer);
      for (const endJob of held) endJob();
    },
  };
}
