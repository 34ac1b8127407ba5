import { isAbsolute, relative } from "node:path";
import { z } from "zod";
import { locales } from "../domain/locale.ts";
import { accountFields, checkAccountsDiffer, checkWebhooks } from "./accounts.ts";
import { hostField, isLoopback, pathField, urlField, wholeNumber } from "./fields.ts";
import { guardSchema } from "./guard.ts";
import { incidentsSchema } from "./incidents.ts";
import { linksSchema } from "./links.ts";
import { type ReadSecret, type SecretField, secretField } from "./secret.ts";
import { statusSchema } from "./status.ts";

/** What a platform adds to the options of its accounts. Each takes the field that its secrets use. */
export interface AdapterFields<
  Telegram extends z.ZodRawShape,
  Discord extends z.ZodRawShape,
  Twitter extends z.ZodRawShape,
> {
  readonly telegram: (secret: SecretField) => Telegram;
  readonly discord: (secret: SecretField) => Discord;
  readonly twitter: (secret: SecretField) => Twitter;
}

/** The outside of the schema: tests and generators hand in their own. */
export interface SchemaPorts<
  Telegram extends z.ZodRawShape,
  Discord extends z.ZodRawShape,
  Twitter extends z.ZodRawShape,
> {
  readonly adapters: AdapterFields<Telegram, Discord, Twitter>;
  readonly readSecret: ReadSecret;
  /** Makes a path of the configuration absolute. */
  readonly resolvePath: (path: string) => string;
}

const accountsSchema = <
  Telegram extends z.ZodRawShape,
  Discord extends z.ZodRawShape,
  Twitter extends z.ZodRawShape,
>(
  adapters: AdapterFields<Telegram, Discord, Twitter>,
  secret: SecretField,
) => {
  const telegram = z.strictObject({
    platform: z.literal("telegram").describe("Which platform the account is on."),
    ...accountFields,
    ...adapters.telegram(secret),
  });
  const discord = z.strictObject({
    platform: z.literal("discord").describe("Which platform the account is on."),
    ...accountFields,
    ...adapters.discord(secret),
  });
  const twitter = z.strictObject({
    platform: z.literal("twitter").describe("Which platform the account is on. X is called `twitter` here."),
    ...accountFields,
    ...adapters.twitter(secret),
  });
  return z
    .array(z.discriminatedUnion("platform", [telegram, discord, twitter]))
    .min(1)
    .superRefine(checkAccountsDiffer, { when: () => true })
    .superRefine(checkWebhooks, { when: () => true })
    .describe(
      "The official accounts that the fleet answers for. No two may share an id, a token or an account of the platform.",
    );
};

const httpSchema = z
  .strictObject({
    host: z
      .string()
      .min(1)
      .default("127.0.0.1")
      .meta({ examples: ["127.0.0.1"] })
      .describe(
        "The address to listen on. `0.0.0.0` opens webhooks, health and metrics to the network; FLOTILLA_HTTP_HOST overrides it.",
      ),
    port: wholeNumber({ least: 0, most: 65_535, default: 8080 }).describe(
      "The port to listen on; 0 takes any free one and logs it.",
    ),
    console: z
      .boolean()
      .default(false)
      .meta({ examples: [false] })
      .describe("Serve the console pages. They answer to this machine only, whatever the host is."),
  })
  .prefault({})
  .describe("The fleet's own HTTP server: webhooks of the platforms and of the desk, health, metrics.");

const deskSchema = (secret: SecretField) =>
  z
    .strictObject({
      url: urlField(["http", "https"], "https://desk.example.com/flotilla").describe(
        "Where tickets go: the base address of an endpoint that speaks docs/ticket-endpoint.yaml.",
      ),
      secret: secret
        .pipe(z.string().min(16, { error: "must have at least 16 characters" }))
        .describe(
          "Signs what goes to the desk and verifies what comes from it; at least 16 characters. With the prefix `whsec_` the rest is base64.",
        ),
      hours: z
        .string()
        .min(1)
        .max(100)
        .optional()
        .meta({ examples: ["Mon-Fri 9-18 UTC"] })
        .describe(
          "When people work at the desk; told with a ticket's receipt. Without it nothing is promised.",
        ),
      agentSilentMs: wholeNumber({ least: 60_000, most: 86_400_000, default: 1_800_000 }).describe(
        "An agent who has taken over and not replied for this long (ms): the person is told that the ticket is open.",
      ),
      allowHttp: z
        .boolean()
        .default(false)
        .meta({ examples: [false] })
        .describe(
          "Permit plain http to a desk that is not on this machine. Whoever can read that network then reads tickets.",
        ),
    })
    .superRefine((desk, context) => {
      if (desk.allowHttp || !desk.url.startsWith("http:") || isLoopback(desk.url)) return;
      context.addIssue({
        code: "custom",
        path: ["url"],
        message:
          "uses plain http to another machine; use https, or set desk.allowHttp when that network is yours",
      });
    })
    .describe("The ticket desk.");

const isInside = (folder: string, path: string) => {
  const way = relative(folder, path);
  return way === "" || !(way.startsWith("..") || isAbsolute(way));
};

const storageSchema = (resolvePath: (path: string) => string) =>
  z
    .strictObject({
      path: pathField(resolvePath, "/var/lib/flotilla").describe(
        "Where everything is kept. Ending in .db, .sqlite or .sqlite3 it is the database file; anything else is a folder that holds flotilla.db.",
      ),
      keyFile: pathField(resolvePath, "/etc/flotilla/flotilla.key").describe(
        "The key that seals texts and names; made at the first start, readable by its owner alone. Outside storage.path, so that a copy of the data is worthless without it. Lost, the texts are lost.",
      ),
    })
    .superRefine(({ path, keyFile }, context) => {
      if (!isInside(path, keyFile)) return;
      context.addIssue({
        code: "custom",
        path: ["keyFile"],
        message: "lies inside storage.path; put it where a backup of the data does not reach",
      });
    })
    .describe("Where the fleet remembers.");

const capsSchema = z
  .strictObject({
    repliesPerHour: wholeNumber({ least: 1, most: 10_000, default: 60 }).describe(
      "Answers to one person in an hour. Beyond it the person is told once; warnings, tickets and agents' replies go on.",
    ),
    ticketsPerDay: wholeNumber({ least: 1, most: 1_000, default: 5 }).describe(
      "Tickets that one person can open in 24 hours. Beyond it the person is told so.",
    ),
  })
  .prefault({})
  .describe("What one person can use up.");

const knowledgeSchema = (resolvePath: (path: string) => string) =>
  z
    .strictObject({
      articles: pathField(resolvePath, "/etc/flotilla/articles")
        .optional()
        .describe("The folder of the articles. Without it: the project's own, config/articles."),
      guides: pathField(resolvePath, "/etc/flotilla/guides")
        .optional()
        .describe("The folder of the guides. Without it: the project's own, config/guides."),
      locales: z
        .array(z.enum(locales))
        .min(1)
        .default([...locales])
        .meta({ examples: [["en", "zh-Hans"]] })
        .describe(
          "The languages that are answered, all ten unless said. Whoever writes in another is answered in the first.",
        ),
      serveUnreviewed: z
        .boolean()
        .optional()
        .meta({ examples: [false] })
        .describe(
          "Answer with texts that nobody of the operator has signed (`reviewedBy`). `false`: such questions go to a person. Left out, it is on only where every account talks to a stand-in on this machine.",
        ),
      cacheFolder: pathField(resolvePath, "/var/cache/flotilla")
        .optional()
        .describe(
          "Where the trained classifier is kept between starts. Without it, it is trained at each start.",
        ),
    })
    .prefault({})
    .describe("What the fleet answers with.");

const lateSchema = z
  .strictObject({
    directAfterMs: wholeNumber({ least: 1_000, most: 86_400_000, default: 600_000 }).describe(
      "A direct message older than this (ms) when its turn comes is answered with a word on the delay.",
    ),
  })
  .prefault({})
  .describe("What counts as late, after an outage or under a heavy load.");

const retentionSchema = z
  .strictObject({
    textDays: wholeNumber({ least: 1, most: 3_650, default: 90 }).describe(
      "Days until texts of messages are forgotten. Tickets at the desk are not touched.",
    ),
    idDays: wholeNumber({ least: 31, most: 3_650, default: 180 }).describe(
      "Days for which ids of handled events are kept, so that none is taken in twice. At least 31, longer than any platform repeats its history.",
    ),
  })
  .prefault({})
  .describe("How long things are kept.");

const telemetrySchema = z
  .strictObject({
    logLevel: z
      .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"])
      .default("info")
      .meta({ examples: ["info"] })
      .describe("The least important line that is logged. No level logs texts."),
  })
  .prefault({})
  .describe("What the fleet tells about itself.");

const groupsSchema = z
  .strictObject({
    newcomerMs: wholeNumber({ least: 0, most: 2_592_000_000, default: 86_400_000 }).describe(
      "Who was seen to come to a group less than this ago (ms) is a newcomer: a recovery phrase that they post is bait, deleted without advice to them, and told to the moderators.",
    ),
  })
  .prefault({})
  .describe("What holds in groups.");

const deliverySchema = z
  .strictObject({
    maxAttempts: wholeNumber({ least: 1, most: 100, default: 12 }).describe(
      "Attempts at one delivery to a platform before it becomes a dead letter. Waiting for an allowance is not an attempt. Tickets are tried until the desk takes or refuses them.",
    ),
  })
  .prefault({})
  .describe("How hard a delivery is tried.");

/** Every option there is. Unknown ones are faults. */
export const configSchema = <
  Telegram extends z.ZodRawShape,
  Discord extends z.ZodRawShape,
  Twitter extends z.ZodRawShape,
>(
  ports: SchemaPorts<Telegram, Discord, Twitter>,
) => {
  const secret = secretField(ports.readSecret);
  return z.strictObject({
    accounts: accountsSchema(ports.adapters, secret),
    http: httpSchema,
    desk: deskSchema(secret),
    storage: storageSchema(ports.resolvePath),
    links: linksSchema,
    allowedHosts: z
      .array(hostField)
      .default([])
      .meta({ examples: [["status.example.com"]] })
      .describe(
        "Hosts, beside those of `links`, that answers and agents may link. A reply with any other link goes back to the desk.",
      ),
    caps: capsSchema,
    groups: groupsSchema,
    knowledge: knowledgeSchema(ports.resolvePath),
    late: lateSchema,
    status: statusSchema,
    incidents: incidentsSchema,
    retention: retentionSchema,
    telemetry: telemetrySchema,
    delivery: deliverySchema,
    guard: guardSchema,
  });
};

export type FleetConfig<
  Telegram extends z.ZodRawShape,
  Discord extends z.ZodRawShape,
  Twitter extends z.ZodRawShape,
> = z.output<ReturnType<typeof configSchema<Telegram, Discord, Twitter>>>;
