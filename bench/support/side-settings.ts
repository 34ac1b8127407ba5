/** What a side is told when it starts: its only argument, as JSON. */
export interface SideSettings {
  readonly apiRoot: string;
  readonly token: string;
  readonly discordApiRoot: string;
  /** Host and port of the stand-in for X, and who vouches for it; empty where the stage has none. */
  readonly twitterAddress: string;
  readonly twitterAuthority: string;
  /** Where it may keep what it keeps. */
  readonly folder: string;
  readonly deskUrl: string;
  readonly deskSecret: string;
  readonly webhookSecret: string;
  /** Of the account. @default "unlimited" */
  readonly allowance?: "unlimited" | "published";
  /** Accounts on Telegram in the process; their tokens are those of {@link tokenOf}. @default 1 */
  readonly accounts?: number;
  /** Accounts on Discord; their tokens are those of {@link discordTokenOf}. @default 0 */
  readonly discordAccounts?: number;
  /** Of an echo with one account. @default "telegram" */
  readonly platform?: "telegram" | "discord" | "twitter";
  /** @default "polling" */
  readonly receive?: "polling" | "webhook";
}

export const readSettings = (): SideSettings => JSON.parse(process.argv[2] ?? "{}");

/** The n-th bot's token, from 0. */
export const tokenOf = (n: number): string => `${123456 + n}:bench-token-of-no-worth-at-all-${n}`;

/** The n-th Discord bot's id, from 0. */
export const discordIdOf = (n: number): string => String(1_100_000_000_000_000_000n + BigInt(n));

export const discordTokenOf = (n: number): string =>
  `${Buffer.from(discordIdOf(n)).toString("base64url")}.GhIjKl.bench-token-of-no-worth-at-all-${n}`;

export const usernameOf = (n: number): string => `bench${n}bot`;

/** Of the only account on X; of no worth anywhere. */
export const twitterKeys = {
  consumerKey: "bench-consumer-key-of-no-worth",
  consumerSecret: "bench-consumer-secret-of-no-worth",
  accessToken: "1500000000000000042-bench-token-of-no-worth",
  accessSecret: "bench-access-secret-of-no-worth",
} as const;

export const twitterUserId = "1500000000000000042";

/** The least that an operator may set. */
export const twitterPollMs = 1_000;
