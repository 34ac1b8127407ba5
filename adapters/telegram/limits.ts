import type { Allowance } from "../../src/domain/adapter.ts";

/**
 * What Telegram publishes.
 * Sending: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
 * (about one message a second in a chat, 20 a minute in a group, 30 a second over all).
 * Sizes: https://core.telegram.org/bots/api (sendMessage, InlineKeyboardButton, sendPhoto, sendDocument, sendMediaGroup,
 * getFile, getUpdates, deleteMessage).
 */
export const telegramLimits = {
  sendsPerSecond: 30,
  perChatMs: 1000,
  perGroup: { sends: 20, windowMs: 60_000 },
  /** UTF-16 units of one message, entities not counted. */
  textUnits: 4096,
  /** The same, under a file. */
  captionUnits: 1024,
  callbackDataBytes: 64,
  downloadBytes: 20 * 1024 * 1024,
  /** One file, and one request too: the files of an album share it. */
  uploadBytes: 50 * 1024 * 1024,
  /** A larger picture goes as a document. */
  photoBytes: 10_000_000,
  albumFiles: 10,
  updatesPerPoll: 100,
  deleteWithinHours: 48,
} as const;

/** An account's allowance as the operator sets it. `unlimited` is meant for a local Bot API server. */
export type AllowanceSetting = "unlimited" | { readonly perSecond: number; readonly perChatMs: number };

export const toAllowance = (setting: AllowanceSetting): Allowance | "unlimited" =>
  setting === "unlimited"
    ? setting
    : {
        sends: setting.perSecond,
        windowMs: 1000,
        perConversationMs: setting.perChatMs,
        // One message a second holds for every chat; what a group allows beside it is counted by the minute.
        perGroupMs: setting.perChatMs,
        perGroup: telegramLimits.perGroup,
      };
