import type { Allowance } from "../../src/domain/adapter.ts";

/**
 * What Discord publishes.
 * Requests: https://discord.com/developers/docs/topics/rate-limits (50 a second over all; buckets by their headers;
 * 10,000 answers of 401, 403 or 429 in 10 minutes, and the address is shut out).
 * Sizes: https://discord.com/developers/docs/resources/message, /interactions/receiving-and-responding,
 * /components/reference, /resources/channel (bulk of messages at once).
 */
export const discordLimits = {
  requestsPerSecond: 50,
  /** UTF-16 units of one message, its markup included. */
  textUnits: 2000,
  filesPerMessage: 10,
  /** All files of one request. A server without boosts takes no more. */
  uploadBytes: 10 * 1024 * 1024,
  /** Enough for 10 MB over a slow line. */
  uploadTimeoutMs: 120_000,
  /** What a person may send depends on their plan; larger ones are not kept anyway. */
  downloadBytes: 25 * 1024 * 1024,
  buttonsPerRow: 5,
  rowsPerMessage: 5,
  labelUnits: 80,
  customIdUnits: 100,
  nonceUnits: 25,
  /** A send may be repeated with its nonce for so long; a little less than the few minutes that Discord remembers it. */
  nonceLivesMs: 120_000,
  messagesPerRead: 100,
  /** An interaction must be answered first within 3 s. */
  interactionFirstMs: 2000,
  /** Its token lives for 15 min; what is under way at its end is lost. */
  interactionLivesMs: 14.5 * 60_000,
  invalidRequests: 10_000,
  invalidWindowMs: 600_000,
} as const;

/** https://discord.com/developers/docs/resources/message#message-object-message-flags */
export const messageFlags = { suppressEmbeds: 1 << 2, ephemeral: 1 << 6, loading: 1 << 7 } as const;

/** An account's allowance as the operator sets it. `unlimited` is meant for a stand-in. */
export type AllowanceSetting = "unlimited" | { readonly perSecond: number };

/** Buckets are told by headers only: who is over one is told to wait, and waits in the outbox. */
export const toAllowance = (setting: AllowanceSetting): Allowance | "unlimited" =>
  setting === "unlimited"
    ? setting
    : { sends: setting.perSecond, windowMs: 1000, perConversationMs: 0, perGroupMs: 0 };
