import { z } from "zod";
import { type AllowanceSetting, telegramLimits } from "./limits.ts";

/** The options of a Telegram account, read and resolved. */
export interface TelegramFields {
  readonly token: string;
  readonly apiRoot: string;
  readonly allowance: AllowanceSetting;
  readonly pollTimeoutSeconds: number;
}

const allowanceField = z
  .union([
    z.literal("unlimited"),
    z.strictObject({
      perSecond: z
        .number()
        .min(1)
        .max(1000)
        .default(telegramLimits.sendsPerSecond)
        .meta({ examples: [30] })
        .describe("Messages in any second, over all chats."),
      perChatMs: z
        .number()
        .int()
        .min(0)
        .max(60_000)
        .default(telegramLimits.perChatMs)
        .meta({ examples: [1000] })
        .describe("Least time between two messages to one chat, in ms."),
    }),
  ])
  .prefault({})
  .meta({ examples: [{ perSecond: 30, perChatMs: 1000 }, "unlimited"] })
  .describe(
    "How fast the account may send. The default is what Telegram publishes; `unlimited` is meant for a local Bot API server.",
  );

/** The fields that a Telegram account adds. `secret` is the field that the configuration uses for secrets. */
export const telegramFields = <Secret extends z.ZodType<string>>(secret: Secret) => ({
  token: secret
    .meta({ examples: [{ env: "TELEGRAM_TOKEN" }] })
    .describe("The bot's token from @BotFather: `{env: NAME}`, `{file: PATH}`, or the token itself."),
  apiRoot: z
    .url({ protocol: /^https?$/, error: "must be an http or https address" })
    .default("https://api.telegram.org")
    .meta({ examples: ["https://api.telegram.org", "http://127.0.0.1:8081"] })
    .describe("Where the Bot API is. A local Bot API server may have another address, with a path too."),
  allowance: allowanceField,
  pollTimeoutSeconds: z
    .number()
    .int()
    .min(1)
    .max(50)
    .default(30)
    .meta({ examples: [30] })
    .describe("How long one request waits at Telegram for new messages, in seconds."),
});
