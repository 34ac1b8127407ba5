import type { AccountId } from "../domain/ids.ts";
import type { createFamilies } from "./families.ts";
import type { Logger } from "./logger.ts";

/** What the platforms let an account do, and what it costs. */
export interface AllowanceTelemetry {
  rateLimited(accountId: AccountId, retryAfterMs: number): void;
  limiterFrozen(accountId: AccountId, untilAt: number): void;
  /** In the last 24 h. */
  dollarsSpent(accountId: AccountId, dollars: number): void;
  /** The day's money is nearly used up, or what answers may cost of it is, or all. */
  spendingReached(
    accountId: AccountId,
    spending: {
      readonly level: "near" | "answers_stopped" | "all_stopped";
      readonly dollars: number;
      readonly cap: number;
    },
  ): void;
  /** Somebody could not be answered in time, and was given to the desk. */
  unanswered(accountId: AccountId): void;
}

export const allowanceEvents = ({
  metrics,
  logger,
}: {
  readonly metrics: ReturnType<typeof createFamilies>;
  readonly logger: Logger;
}): AllowanceTelemetry => ({
  rateLimited(accountId, retryAfterMs) {
    metrics.rateLimits(accountId);
    logger.warn({ event: "rate.limited", accountId, retryAfterMs });
  },
  limiterFrozen: (accountId, untilAt) => metrics.frozenUntil(untilAt / 1_000, accountId),
  dollarsSpent: (accountId, dollars) => metrics.dollarsSpent(dollars, accountId),
  spendingReached(accountId, spending) {
    metrics.spendingAlarms(accountId, spending.level);
    logger.error({ event: "spending.reached", accountId, ...spending });
  },
  unanswered(accountId) {
    metrics.unanswered(accountId);
    logger.warn({ event: "person.unanswered", accountId });
  },
});
