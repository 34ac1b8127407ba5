import type { Allowance, Scarcity } from "../../src/domain/adapter.ts";
import { conversationId, personId } from "../../src/domain/ids.ts";
import { aMessage, anEvent, aPerson, builtAccountId } from "./builders.ts";

export const windowMs = 900_000;
export const dayMs = 86_400_000;
const answerWithinMs = 6 * 3_600_000;

/** 15 sends in 15 min and 1,440 a day, of which two in fifteen are kept for what is urgent. */
export const aScarceAllowance = (
  scarce: Partial<Scarcity> = {},
  override: Partial<Allowance> = {},
): Allowance => ({
  sends: 15,
  windowMs,
  perConversationMs: 0,
  perGroupMs: 0,
  more: [{ sends: 1_440, windowMs: dayMs }],
  ...override,
  scarce: { keptSends: 2, answerWithinMs, dollarsPerSend: 0.015, dollarsPerMessage: 0.01, ...scarce },
});

let told = 0;
/** A person of a conversation of their own writes. */
export const writtenBy = (name: string, { text = `from ${name}`, at }: { text?: string; at: number }) => {
  told += 1;
  return anEvent({
    conversationId: conversationId(builtAccountId, name),
    platformEventId: `w-${told}`,
    occurredAt: at,
    message: aMessage({
      id: `${told}`,
      text,
      author: aPerson({ id: personId("telegram", name), displayName: name }),
    }),
  });
};

/** The most that lie in any window. */
export const mostInAnyWindow = (times: readonly number[], ms: number): number => {
  const sorted = times.toSorted((one, other) => one - other);
  let most = 0;
  let from = 0;
  for (const [n, at] of sorted.entries()) {
    while ((sorted[from] ?? at) <= at - ms) from += 1;
    most = Math.max(most, n - from + 1);
  }
  return most;
};
