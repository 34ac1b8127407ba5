/** What a side is told when it starts: its only argument, as JSON. */
export interface SideSettings {
  readonly apiRoot: string;
  readonly token: string;
  /** Where it may keep what it keeps. */
  readonly folder: string;
  readonly deskUrl: string;
  readonly deskSecret: string;
  readonly webhookSecret: string;
  /** Of the account. @default "unlimited" */
  readonly allowance?: "unlimited" | "published";
  /** Accounts in the process; their tokens are those of {@link tokenOf}. @default 1 */
  readonly accounts?: number;
  /** @default "polling" */
  readonly receive?: "polling" | "webhook";
}

export const readSettings = (): SideSettings => JSON.parse(process.argv[2] ?? "{}");

/** The n-th bot's token, from 0. */
export const tokenOf = (n: number): string => `${123456 + n}:bench-token-of-no-worth-at-all-${n}`;

export const usernameOf = (n: number): string => `bench${n}bot`;
