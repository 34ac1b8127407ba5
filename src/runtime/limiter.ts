import type { Allowance } from "../domain/adapter.ts";
import { priorities } from "../domain/effect.ts";
import type { UsedSend } from "../storage/port.ts";
import { SendSlots, type Slot } from "./send-slots.ts";
import type { Spending } from "./spending.ts";

/** Permits that only protection and human replies may take, where the allowance is large enough. */
const reserved = 2;
/** They are kept back for so long after one was asked for, in ms: where nothing is urgent, answers may use all there is. */
const keptBackMs = 10 * 60_000;

/** Sends of which none has been finished for this long are stalled rather than busy. */
const stalledAfterMs = 50;

/**
 * The right to begin one send, of one or several messages. Give it back once, with `done` when the response is there,
 * or with `unused` when nothing was sent; nobody is told of an unused one.
 */
export interface Permit {
  /** @param messages what the send became, as far as it is known; what was set aside beyond them is free again. @default 1 */
  done(messages?: number): void;
  unused(): void;
}

/** For what needs no call. */
export const noPermit: Permit = { done: () => undefined, unused: () => undefined };

export interface Limiter {
  /**
   * A permit, now or not at all: nothing ever queues in here. Where one for several messages is not to be had, what is
   * not more urgent leaves it the slots that come free. Of more messages than can ever be free it gets what can.
   *
   * @param messages @default 1
   */
  tryAcquire(priority: number, messages?: number): Permit | undefined;
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
  /** The longest time that a slot is held after its response, in ms; 0 without an allowance. */
  readonly windowMs: number;
  /** Allowance that was used before the start: permits held until the windows of those sends have passed. */
  occupy(used: readonly UsedSend[]): void;
  /** All messages that came in, whoever took them in; they count instead of those that were noted. */
  restoreReceived(ats: readonly number[]): void;
  /** A person's message came in, which costs where the allowance says so. */
  noteReceived(): void;
  /** How long an answer has to wait behind so many others, in ms, as far as it can be told. */
  waitMs(ahead: number): number;
  close(): void;
}

/**
 * Keeps an account inside its allowance: a send holds a slot of each of its windows, and its price of the day's money
 * where it has one. The backlog stays in the outbox.
 */
export function createLimiter(options: {
  allowance: Allowance | "unlimited";
  /** Sends under way at once where no allowance limits them. */
  inFlight: number;
  now: () => number;
  /** Windows beside the allowance's own, which a send is counted in; some may be shared with other limiters. @default none */
  more?: readonly SendSlots[];
  spending?: Spending;
}): Limiter {
  const { allowance, now, spending, more = [] } = options;
  const own = new SendSlots(
    allowance === "unlimited" ? { sends: options.inFlight, windowMs: 0 } : { ...allowance, byJobs: true },
    now,
  );
  const windows = [own, ...more];
  const windowMs = Math.max(...windows.map((window) => window.windowMs));
  const scarce = allowance === "unlimited" ? undefined : allowance.scarce;
  const listeners: (() => void)[] = [];
  let frozenUntilAt = 0;
  let frozen: NodeJS.Timeout | undefined;
  let closed = false;
  let releasedAt = 0;
  let urgentAt = Number.NEGATIVE_INFINITY;
  /** A send of several messages that waits for their slots; it may come to nothing, and is forgotten at that time. */
  let awaited: { priority: number; messages: number; untilAt: number } | undefined;

  const isUrgent = (priority: number) => priority <= priorities.human;
  const keptBack = ({ size }: SendSlots, priority: number): number => {
    if (isUrgent(priority)) return 0;
    if (scarce) return Math.ceil((size * scarce.keptSends) / own.size);
    return own.size >= 10 && now() - urgentAt < keptBackMs ? reserved : 0;
  };
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const freed = () => {
    releasedAt = now();
    if (!closed) tell();
  };
  for (const window of windows) window.onFree(freed);
  const hold = (slots: readonly Slot[]) => {
    for (const [n, slot] of slots.entries()) slot.holdFor(windows[n]?.windowMs ?? 0);
  };
  const take = () => windows.map((window) => window.take(freed));
  const putBack = (slots: readonly Slot[]) => {
    for (const slot of slots) slot.putBack();
  };
  const free = (priority: number): number => {
    if (closed || now() < frozenUntilAt) return 0;
    const slots = windows.map((window) => window.free - keptBack(window, priority));
    return Math.max(0, Math.min(...slots, spending?.room(isUrgent(priority)) ?? Number.POSITIVE_INFINITY));
  };
  const canEverBeFree = (priority: number): number => {
    const slots = windows.map((window) => window.size - keptBack(window, priority));
    return Math.max(1, Math.min(...slots, spending?.most(isUrgent(priority)) ?? Number.POSITIVE_INFINITY));
  };
  /** What is waited for, to those who are not more urgent. */
  const leftAlone = (priority: number): number =>
    awaited && now() < awaited.untilAt && priority >= awaited.priority ? awaited.messages : 0;
  const isFreeFor = (priority: number, messages: number): boolean => {
    if (messages === 1) return free(priority) > leftAlone(priority);
    // It leaves nothing to itself.
    const left = priority === awaited?.priority ? 0 : leftAlone(priority);
    const isFree = free(priority) >= messages + left;
    if (isFree && priority === awaited?.priority) awaited = undefined;
    if (!isFree && left === 0) awaited = { priority, messages, untilAt: now() + own.windowMs };
    return isFree;
  };

  return {
    windowMs,
    // When all that is waited for is free, whoever waits for it may ask again.
    available: (priority) => Math.max(0, free(priority) - Math.max(0, leftAlone(priority) - 1)),
    noteUrgent: () => {
      urgentAt = now();
    },
    tryAcquire(priority, messages = 1) {
      if (isUrgent(priority)) this.noteUrgent();
      const wanted = messages === 1 ? 1 : Math.min(messages, canEverBeFree(priority));
      if (!isFreeFor(priority, wanted)) return undefined;
      const taken = Array.from({ length: wanted }, take);
      spending?.reserve(wanted);
      let isHeld = true;
      const once = (end: () => void) => {
        if (isHeld) end();
        isHeld = false;
      };
      return {
        done: (sent = 1) =>
          once(() => {
            // Where each message counts, those of a long text use up slots of their own.
            const calls = scarce ? Math.max(1, sent) : 1;
            for (const slots of taken.slice(0, calls)) hold(slots);
            for (let n = wanted; n < calls; n++) hold(take());
            for (const slots of taken.slice(calls)) putBack(slots);
            spending?.sent(calls, { reserved: wanted });
            if (calls < wanted) tell();
          }),
        unused: () =>
          once(() => {
            for (const slots of taken) putBack(slots);
            spending?.unused(wanted);
          }),
      };
    },
    freeze(untilAt) {
      frozenUntilAt = Math.max(frozenUntilAt, untilAt);
      clearTimeout(frozen);
      if (!closed) frozen = setTimeout(tell, Math.min(Math.max(0, frozenUntilAt - now()) + 1, 0x7fffffff));
    },
    isBusy: (wanted) => windowMs === 0 && own.free < wanted && now() - releasedAt < stalledAfterMs,
    frozenUntil: () => frozenUntilAt,
    onAvailable: (listener) => listeners.push(listener),
    occupy(sends) {
      for (const { at, calls } of sends) {
        for (const window of windows) {
          const leftMs = at + window.windowMs - now();
          if (leftMs <= 0) continue;
          for (let n = 0; n < (scarce ? calls : 1); n++) window.take().holdFor(leftMs);
        }
      }
      if (!scarce) return;
      const { dollarsPerSend } = scarce;
      spending?.restore(sends.map(({ at, calls }) => ({ at, dollars: calls * dollarsPerSend })));
    },
    restoreReceived(ats) {
      const dollars = scarce?.dollarsPerMessage ?? 0;
      spending?.restoreReceived(ats.map((at) => ({ at, dollars })));
    },
    noteReceived: () => spending?.received(scarce?.dollarsPerMessage ?? 0),
    waitMs(ahead) {
      const frozenMs = Math.max(0, frozenUntilAt - now());
      const waits = windows.map((window) => window.waitMs(ahead + 1, keptBack(window, priorities.answer)));
      const moneyMs = spending?.waitMs(ahead + 1) ?? 0;
      return Math.max(frozenMs, moneyMs, ...waits);
    },
    close() {
      closed = true;
      clearTimeout(frozen);
      spending?.close();
      for (const window of windows) window.close();
    },
  };
}
