import { z } from "zod";
import type { AccountId, ConversationId } from "../../src/domain/ids.ts";
import { conversationId } from "../../src/domain/ids.ts";
import { type AllowanceSetting, telegramLimits } from "./limits.ts";

/** Where Telegram delivers to, and how it proves to be Telegram. */
export interface WebhookFields {
  readonly url: string;
  readonly secret: string;
}

/** The options of a Telegram account, read and resolved. */
export interface TelegramFields {
  readonly token: string;
  readonly apiRoot: string;
  readonly allowance: AllowanceSetting;
  readonly pollTimeoutSeconds: number;
  /** @default "polling" */
  readonly receive?: "polling" | "webhook";
  /** Required to receive by it. */
  readonly webhook?: WebhookFields | undefined;
  readonly moderatorsChat?: number | undefined;
}

/** The conversation in which an account's moderators are told what they must know. */
export const moderatorsOf = (
  account: AccountId,
  { moderatorsChat }: Pick<TelegramFields, "moderatorsChat">,
): ConversationId | undefined =>
  moderatorsChat === undefined ? undefined : conversationId(account, String(moderatorsChat));

/** What leads into the bot's own chat; `{token}` stands for what `/start` brings along there. */
export const directLinkOf = (handle: string): string =>
  `https://t.me/${handle.replace(/^@/, "")}?start={token}`;

const loopbackHosts = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Plain http is for a Bot API server on this machine. */
const isWebhookAddress = (text: string): boolean => {
  const url = URL.parse(text);
  if (url === null || url.username !== "" || url.password !== "") return false;
  return url.protocol === "https:" || (url.protocol === "http:" && loopbackHosts.has(url.hostname));
};

const webhookField = <Secret extends z.ZodType<string>>(secret: Secret) =>
  z
    .strictObject({
      url: z
        .string()
        .refine(isWebhookAddress, {
          error: "must be an https address; http is allowed to this machine only",
        })
        .meta({ format: "uri", examples: ["https://bots.example.com/webhooks/telegram/telegram-support"] })
        .describe(
          "The public address that Telegram delivers to. It must lead to `/webhooks/telegram/<account id>` of the fleet's HTTP server.",
        ),
      secret: secret
        .refine((text) => /^[A-Za-z0-9_-]{1,256}$/.test(text), {
          error: "must be 1 to 256 letters, digits, - or _; Telegram takes no other characters",
        })
        .meta({ examples: [{ env: "TELEGRAM_WEBHOOK_SECRET" }] })
        .describe(
          "Telegram sends it with every delivery, and nothing is taken without it. Long and random, such as 32 letters and digits.",
        ),
    })
    .optional()
    .meta({
      examples: [
        {
          url: "https://bots.example.com/webhooks/telegram/telegram-support",
          secret: { env: "TELEGRAM_WEBHOOK_SECRET" },
        },
      ],
    })
    .describe(
      "Where and how Telegram delivers. Needed with `receive: webhook`, and without effect otherwise.",
    );

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
  receive: z
    .enum(["polling", "webhook"])
    .default("polling")
    .meta({ examples: ["polling"] })
    .describe(
      "How updates come. `polling`: the fleet asks Telegram. `webhook`: Telegram calls the fleet. Changed between two starts, nothing is lost and nothing comes twice.",
    ),
  webhook: webhookField(secret),
  moderatorsChat: z
    .int()
    .refine((id) => id !== 0, { error: "must be the id of a chat" })
    .optional()
    .meta({ examples: [-1001234567890] })
    .describe(
      "The id of the group, or of the person, to be told when the bot loses rights in a group. Without it only log and metrics tell.",
    ),
});
