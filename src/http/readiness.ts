import type { AccountReport, PartReport, ReadinessReport } from "./ports.ts";

interface AccountLine {
  readonly id: string;
  readonly ready: boolean;
  readonly receives: AccountReport["receives"];
  readonly state: AccountReport["state"] | "paused" | "held";
  readonly reason?: string;
  /** When the account tries again. */
  readonly untilAt?: string;
  readonly remedy?: string;
}

export interface Readiness {
  readonly ready: boolean;
  readonly accounts: readonly AccountLine[];
  readonly intake: PartReport;
  readonly storage: PartReport;
  readonly outbox: PartReport;
  readonly desk: PartReport;
}

const stateOf = (account: AccountReport, outbox: PartReport): AccountLine["state"] => {
  if (account.state !== "connected") return account.state;
  if (!outbox.ok) return "held";
  return account.paused ? "paused" : "connected";
};

const remedyFor = (state: AccountLine["state"], account: AccountReport, outbox: PartReport) => {
  switch (state) {
    case "connected":
      return;
    case "waiting":
      return "It tries again by itself. If this lasts, see whether another program uses the same token, and whether the platform can be reached.";
    case "failed":
      return "Check the account's token and rights at the platform, correct the configuration, and restart.";
    case "paused":
      return `npm run -s cli -- resume ${account.id}`;
    case "held":
      return outbox.remedy;
    default:
      return state satisfies never;
  }
};

const accountLine = (account: AccountReport, outbox: PartReport): AccountLine => {
  const state = stateOf(account, outbox);
  const reason = state === "held" ? outbox.reason : "reason" in account ? account.reason : undefined;
  const untilAt = account.state === "waiting" ? account.untilAt : undefined;
  const remedy = account.remedy ?? remedyFor(state, account, outbox);
  return {
    id: account.id,
    // A paused or held account takes messages in: an operator wants it so, and no restart would change it.
    ready: account.state === "connected",
    receives: account.receives,
    state,
    ...(reason !== undefined && { reason }),
    ...(untilAt !== undefined && { untilAt: new Date(untilAt).toISOString() }),
    ...(remedy !== undefined && { remedy }),
  };
};

/** Ready: every account (or the one asked for) is connected, and messages are taken in. Undefined: no such account. */
export const assess = (report: ReadinessReport, accountId?: string): Readiness | undefined => {
  const { intake, storage, outbox, desk } = report;
  const accounts = report.accounts
    .filter(({ id }) => accountId === undefined || id === accountId)
    .map((account) => accountLine(account, outbox));
  if (accountId !== undefined && accounts.length === 0) return;
  const ready = intake.ok && storage.ok && accounts.every((account) => account.ready);
  return { ready, accounts, intake, storage, outbox, desk };
};
