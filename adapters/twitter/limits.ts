import type { Allowance, SendWindow } from "../../src/domain/adapter.ts";

/**
 * What X publishes.
 * Calls: https://docs.x.com/x-api/fundamentals/rate-limits (direct messages: 15 sends in 15 min and 1,440 in 24 h, of the
 * user and of the app; 15 reads in 15 min). Prices: https://docs.x.com/x-api/getting-started/pricing.
 * Sizes: https://docs.x.com/x-api/direct-messages/manage/introduction, /x-api/media/introduction,
 * https://docs.x.com/fundamentals/counting-characters. How long a direct message may be is told nowhere: 10,000 was
 * the limit of the interface before this one.
 */
export const twitterLimits = {
  sendsPer15Min: 15,
  sendsPerDay: 1440,
  readsPer15Min: 15,
  quarterMs: 900_000,
  dayMs: 86_400_000,
  dollarsPerSend: 0.015,
  dollarsPerMessage: 0.01,
  /** UTF-16 units of one direct message. */
  textUnits: 9000,
  /** Of a post, where a wide character counts twice and a link always as `linkWeight`. */
  postWeight: 280,
  linkWeight: 23,
  eventsPerRead: 100,
  mentionsPerRead: 100,
  /** Events are told of for so long. */
  historyMs: 30 * 86_400_000,
  /** `POST /2/webhooks/replay` goes back for a day, told by the minute. */
  replayMs: 86_340_000,
  imageBytes: 5 * 1024 * 1024,
  gifBytes: 15 * 1024 * 1024,
  videoBytes: 512 * 1024 * 1024,
  downloadBytes: 25 * 1024 * 1024,
  uploadChunkBytes: 1024 * 1024,
} as const;

/** Of reads, those that are left for settling sends: see `takeRead` of the sink. */
const readsForSettling = 2;
/** A read counts a while longer than X's window, on its way there. */
const wayMs = 10_000;

/** How often the reads let X be asked; `pollMs` where they suffice for that, and else spread over the window. */
export const spreadPollMs = (pollMs: number, readsPer15Min: number): number => {
  const reads = Math.max(1, readsPer15Min - readsForSettling);
  return Math.max(pollMs, Math.ceil((twitterLimits.quarterMs + wayMs) / reads));
};

/** What an account may use up, as the operator sets it. */
export interface BudgetSetting {
  readonly sendsPer15Min: number;
  readonly sendsPerDay: number;
  readonly readsPer15Min: number;
  readonly keptSends: number;
  readonly answerWithinMs: number;
  readonly dollarsPerSend: number;
  readonly dollarsPerMessage: number;
  readonly dollarsPerDay?: number | undefined;
}

/** What a budget leaves for answers beside what is kept. */
export interface LeftForAnswers {
  readonly sendsPerDay: number;
  readonly dollarsPerDay: number;
  /** One message that X tells of, and its answer. */
  readonly dollarsPerAnswer: number;
}

/** The same share of each window and of the day's money is kept. Whole millionths of a dollar add up exactly. */
export const leftForAnswers = (budget: BudgetSetting): LeftForAnswers => {
  const { sendsPer15Min, sendsPerDay, keptSends, dollarsPerSend, dollarsPerMessage } = budget;
  const { dollarsPerDay = Number.POSITIVE_INFINITY } = budget;
  const millionths = (dollars: number) => Math.round(dollars * 1e6);
  return {
    sendsPerDay: sendsPerDay - Math.ceil((sendsPerDay * keptSends) / sendsPer15Min),
    dollarsPerDay: Math.floor(millionths(dollarsPerDay) * (1 - keptSends / sendsPer15Min)) / 1e6,
    dollarsPerAnswer: millionths(dollarsPerSend + dollarsPerMessage) / 1e6,
  };
};

/** @param app a name of the account's app: all accounts of one app share the sends of a day. */
export const toAllowance = (budget: BudgetSetting, app: string): Allowance => {
  const { keptSends, answerWithinMs, dollarsPerSend, dollarsPerMessage, dollarsPerDay } = budget;
  const day: SendWindow = { sends: budget.sendsPerDay, windowMs: twitterLimits.dayMs };
  return {
    sends: budget.sendsPer15Min,
    windowMs: twitterLimits.quarterMs,
    more: [day, { ...day, sharedAs: app }],
    reads: { calls: budget.readsPer15Min, windowMs: twitterLimits.quarterMs },
    scarce: {
      keptSends,
      answerWithinMs,
      dollarsPerSend,
      dollarsPerMessage,
      ...(dollarsPerDay !== undefined && { dollarsPerDay }),
    },
    perConversationMs: 0,
    perGroupMs: 0,
  };
};
