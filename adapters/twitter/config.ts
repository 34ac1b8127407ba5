import { X509Certificate } from "node:crypto";
import { z } from "zod";
import type { Policies } from "../../src/domain/account.ts";
import { type BudgetSetting, leftForAnswers, twitterLimits } from "./limits.ts";

/** How messages come. */
export interface ReceiveFields {
  /** The public address that X delivers to. */
  readonly webhook?: { readonly url: string } | undefined;
  /** How often X is asked without a webhook, or while it does not work. */
  readonly pollMs: number;
}

/** The options of an X account, read and resolved. */
export interface TwitterFields {
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly accessToken: string;
  readonly accessSecret: string;
  readonly receive: ReceiveFields;
  readonly budget: BudgetSetting;
  readonly privacyLink?: string | undefined;
  /** Of a stand-in on this machine. */
  readonly apiAddress?: string | undefined;
  readonly apiAuthority?: string | undefined;
}

/** What X's rules for automated accounts ask, whatever is configured. */
export const policiesOf = ({ privacyLink }: Pick<TwitterFields, "privacyLink">): Policies => ({
  onlyWhoWroteFirst: true,
  inPublic: "invites_once",
  optOut: "silent",
  ...(privacyLink !== undefined && { privacyLink }),
});

/** Where somebody begins to write to the account; an access token begins with its account's public id. */
export const directLinkOf = ({ accessToken }: Pick<TwitterFields, "accessToken">): string | undefined => {
  const [, id] = /^(\d{1,19})-/.exec(accessToken) ?? [];
  return id === undefined ? undefined : `https://x.com/messages/compose?recipient_id=${id}`;
};

const loopbackHosts = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Plain http and a port are for a stand-in on this machine: X itself takes neither. */
const isWebhookAddress = (text: string): boolean => {
  const url = URL.parse(text);
  if (url === null || url.username !== "" || url.password !== "" || text.length > 200) return false;
  if (loopbackHosts.has(url.hostname)) return url.protocol === "http:" || url.protocol === "https:";
  return url.protocol === "https:" && url.port === "";
};

/** A stand-in listens on this machine: keys are sent there. */
const isLoopbackAddress = (text: string): boolean => {
  const url = URL.parse(`https://${text}`);
  return url !== null && url.host === text && loopbackHosts.has(url.hostname) && url.port !== "";
};

const isCertificate = (text: string): boolean => {
  try {
    return new X509Certificate(text).subject !== undefined;
  } catch {
    return false;
  }
};

const receiveField = z
  .strictObject({
    webhook: z
      .strictObject({
        url: z
          .string()
          .refine(isWebhookAddress, { error: "must be an https address without a port" })
          .meta({ format: "uri", examples: ["https://bots.example.com/webhooks/twitter/x-support"] })
          .describe(
            "The public address that X delivers to. It must lead to `/webhooks/twitter/<account id>` of the fleet's HTTP server, and end in it. The fleet registers it and its subscriptions.",
          ),
      })
      .optional()
      .meta({ examples: [{ url: "https://bots.example.com/webhooks/twitter/x-support" }] })
      .describe("Have X call the fleet. Without it the fleet asks X."),
    pollMs: z
      .number()
      .int()
      .min(1_000)
      .max(3_600_000)
      .default(60_000)
      .meta({ examples: [60_000] })
      .describe(
        "How often X is asked for messages (ms) without a webhook, or while it does not work; less often where `budget.readsPer15Min` does not suffice for that (15 are enough for 70 s). While it works, X is asked every 5 minutes for what it may have missed.",
      ),
  })
  .prefault({})
  .meta({
    examples: [
      { webhook: { url: "https://bots.example.com/webhooks/twitter/x-support" }, pollMs: 60_000 },
      { pollMs: 60_000 },
    ],
  })
  .describe("How messages come. Either way works alone; what comes by both is one.");

const count = (most: number, example: number) =>
  z
    .number()
    .int()
    .min(1)
    .max(most)
    .default(example)
    .meta({ examples: [example] });

const budgetField = z
  .strictObject({
    sendsPer15Min: count(1_000_000, twitterLimits.sendsPer15Min).describe(
      "Direct messages and public replies in any 15 minutes.",
    ),
    sendsPerDay: count(100_000_000, twitterLimits.sendsPerDay).describe("The same in any 24 hours."),
    readsPer15Min: count(1_000_000, twitterLimits.readsPer15Min).describe(
      "Looks at direct messages in any 15 minutes.",
    ),
    keptSends: z
      .number()
      .int()
      .min(0)
      .max(1000)
      .default(2)
      .meta({ examples: [2] })
      .describe("So many of `sendsPer15Min` are kept for warnings about secrets and for people at the desk."),
    answerWithinMs: z
      .number()
      .int()
      .min(60_000)
      .max(86_400_000)
      .default(21_600_000)
      .meta({ examples: [21_600_000] })
      .describe(
        "Whoever cannot be answered within this time (ms) is given to the desk, in a ticket marked as unanswered.",
      ),
    dollarsPerSend: z
      .number()
      .min(0)
      .max(100)
      .default(twitterLimits.dollarsPerSend)
      .meta({ examples: [twitterLimits.dollarsPerSend] })
      .describe("What X takes for one message sent."),
    dollarsPerMessage: z
      .number()
      .min(0)
      .max(100)
      .default(twitterLimits.dollarsPerMessage)
      .meta({ examples: [twitterLimits.dollarsPerMessage] })
      .describe("What X takes for telling of one message received."),
    dollarsPerDay: z
      .number()
      .min(0)
      .max(1_000_000)
      .optional()
      .meta({ examples: [25] })
      .describe("What may be spent in any 24 hours; then nothing more is sent. Without it there is no cap."),
  })
  .refine(({ keptSends, sendsPer15Min }) => keptSends < sendsPer15Min, {
    path: ["keptSends"],
    error: "must be less than `sendsPer15Min`, or nothing is left for answers",
    abort: true,
  })
  .superRefine((budget, context) => {
    const fault = (path: keyof BudgetSetting, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    const { sendsPerDay, dollarsPerDay, dollarsPerAnswer } = leftForAnswers(budget);
    const kept = "the rest is kept, as `keptSends` of `sendsPer15Min` are";
    if (sendsPerDay < 1) fault("sendsPerDay", `leaves no send of a day for answers; ${kept}`);
    if (dollarsPerDay <= 0 || dollarsPerDay < dollarsPerAnswer)
      fault(
        "dollarsPerDay",
        `leaves ${dollarsPerDay} dollars a day for answers; ${kept}. One message and its answer cost ${dollarsPerAnswer}`,
      );
  })
  .prefault({})
  .meta({ examples: [{ sendsPer15Min: 15, sendsPerDay: 1440, dollarsPerDay: 25 }] })
  .describe("What the account may use up. The defaults are what X publishes for one account.");

/** The fields that an X account adds. `secret` is the field that the configuration uses for secrets. */
export const twitterFields = <Secret extends z.ZodType<string>>(secret: Secret) => ({
  consumerKey: secret
    .meta({ examples: [{ env: "X_CONSUMER_KEY" }] })
    .describe("The app's key, from the developer console (Keys and tokens, Consumer Keys)."),
  consumerSecret: secret
    .meta({ examples: [{ env: "X_CONSUMER_SECRET" }] })
    .describe("The app's secret. It also proves that deliveries are X's."),
  accessToken: secret
    .meta({ examples: [{ env: "X_ACCESS_TOKEN" }] })
    .describe(
      "The account's access token for the app, made with the permission to read, write and send direct messages.",
    ),
  accessSecret: secret
    .meta({ examples: [{ env: "X_ACCESS_SECRET" }] })
    .describe("The secret that belongs to the access token."),
  receive: receiveField,
  budget: budgetField,
  privacyLink: z
    .url({ protocol: /^https$/, error: "must be an https address" })
    .optional()
    .meta({ examples: ["https://www.example.com/privacy"] })
    .describe("The privacy policy; X asks for a link to it. It is shown in the first reply to a person."),
  apiAddress: z
    .string()
    .refine(isLoopbackAddress, {
      error: "must be a host of this machine with its port, as in 127.0.0.1:8443",
    })
    .optional()
    .meta({ examples: ["127.0.0.1:8443"] })
    .describe("Where a stand-in for X listens on this machine. Without it: X itself."),
  apiAuthority: z
    .string()
    .refine(isCertificate, { error: "must be a certificate in PEM" })
    .optional()
    .meta({ examples: ["-----BEGIN CERTIFICATE-----"] })
    .describe("The certificate, in PEM, of the authority that vouches for the stand-in."),
});
