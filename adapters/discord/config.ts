import { z } from "zod";
import type { AccountId, ConversationId } from "../../src/domain/ids.ts";
import { conversationId } from "../../src/domain/ids.ts";
import { channelShape } from "./address.ts";
import { type PrivilegedIntent, privilegedIntents } from "./intents.ts";
import { type AllowanceSetting, discordLimits } from "./limits.ts";

/** The options of a Discord account, read and resolved. */
export interface DiscordFields {
  readonly token: string;
  readonly apiRoot: string;
  readonly allowance: AllowanceSetting;
  readonly intents: readonly PrivilegedIntent[];
  readonly refillHours: number;
  readonly moderatorsChannel?: string | undefined;
}

/** The conversation in which an account's moderators are told what they must know. */
export const moderatorsOf = (
  account: AccountId,
  { moderatorsChannel }: Pick<DiscordFields, "moderatorsChannel">,
): ConversationId | undefined =>
  moderatorsChannel === undefined ? undefined : conversationId(account, moderatorsChannel);

const allowanceField = z
  .union([
    z.literal("unlimited"),
    z.strictObject({
      perSecond: z
        .number()
        .min(1)
        .max(1000)
        .default(discordLimits.requestsPerSecond - 10)
        .meta({ examples: [40] })
        .describe(
          "Messages in any second, over all channels. Discord takes 50 requests, acknowledgements included.",
        ),
    }),
  ])
  .prefault({})
  .meta({ examples: [{ perSecond: 40 }, "unlimited"] })
  .describe(
    "How fast the account may send. Limits of single channels are told by Discord and kept by themselves; `unlimited` is meant for a stand-in.",
  );

/** The fields that a Discord account adds. `secret` is the field that the configuration uses for secrets. */
export const discordFields = <Secret extends z.ZodType<string>>(secret: Secret) => ({
  token: secret
    .meta({ examples: [{ env: "DISCORD_TOKEN" }] })
    .describe(
      "The bot's token from the Developer Portal: `{env: NAME}`, `{file: PATH}`, or the token itself.",
    ),
  apiRoot: z
    .url({ protocol: /^https?$/, error: "must be an http or https address" })
    .default("https://discord.com/api")
    .meta({ examples: ["https://discord.com/api"] })
    .describe("Where the REST API is, without its version. The address of the gateway is asked there."),
  allowance: allowanceField,
  intents: z
    .array(z.enum(privilegedIntents))
    .default([])
    .meta({ examples: [["messageContent", "members"]] })
    .describe(
      "Privileged intents that Discord has granted. Without any, direct messages, mentions, commands, buttons and forms work. `messageContent`: messages of servers are watched too. `members`: it is known who came lately.",
    ),
  refillHours: z
    .number()
    .min(0)
    .max(168)
    .default(24)
    .meta({ examples: [24] })
    .describe("After an outage, messages of so many last hours are read from their channels, in hours."),
  moderatorsChannel: z
    .string()
    .regex(channelShape, {
      error: "must be the ids of a server and of its channel, as in 1234567890123456789/1234567890123456789",
    })
    .optional()
    .meta({ examples: ["1234567890123456789/1234567890123456789"] })
    .describe(
      "Server and channel in which moderators are told what they must know: the last two parts of the channel's link. Without it only log and metrics tell.",
    ),
});
