import type { ConnectionStatus } from "../domain/adapter.ts";
import type { AccountId } from "../domain/ids.ts";
import type { Telemetry } from "../telemetry/events.ts";
import type { Gate } from "./ports.ts";

export type AccountStatus = ConnectionStatus & { readonly paused: boolean };

/** What is known of each account at the moment: connected or not, paused or not, and whether the outbox is held. */
export class StatusBoard implements Gate {
  readonly #telemetry: Telemetry;
  readonly #connections = new Map<AccountId, ConnectionStatus>();
  /** Why a platform takes nothing that an account sends, though it may well receive. */
  readonly #refusals = new Map<AccountId, string>();
  #paused: ReadonlySet<string> = new Set();
  #held = false;

  constructor(accounts: readonly AccountId[], telemetry: Telemetry) {
    this.#telemetry = telemetry;
    for (const id of accounts) this.#connections.set(id, { state: "waiting", reason: "starting" });
  }

  report(accountId: AccountId, status: ConnectionStatus): void {
    this.#change(accountId, () => this.#connections.set(accountId, status));
  }

  noteRefusal(accountId: AccountId, reason: string | undefined): void {
    // Told with every send that succeeds: nothing is composed for that.
    if (this.#refusals.get(accountId) === reason) return;
    this.#change(accountId, () => {
      if (reason === undefined) this.#refusals.delete(accountId);
      else this.#refusals.set(accountId, reason);
    });
  }

  /** Tells what has become of the account's state, where that is another than it was. */
  #change(accountId: AccountId, change: () => void): void {
    const before = this.#statusOf(accountId);
    change();
    const after = this.#statusOf(accountId);
    if (before?.state === after?.state && reasonOf(before) === reasonOf(after)) return;
    if (after) this.#telemetry.accountStatus(accountId, after.state, reasonOf(after));
  }

  #statusOf(accountId: AccountId): ConnectionStatus | undefined {
    const status = this.#connections.get(accountId);
    const refusal = this.#refusals.get(accountId);
    if (status?.state !== "connected" || refusal === undefined) return status;
    const reasons = [status.reason, `nothing can be sent: ${refusal}`];
    return { ...status, reason: reasons.filter((reason) => reason !== undefined).join("; ") };
  }

  /** What an operator has said about sending. */
  setOperator(state: { paused: ReadonlySet<string>; held: boolean }): void {
    if (state.held && !this.#held) this.#telemetry.outboxHeld("restored");
    if (!state.held && this.#held) this.#telemetry.outboxReleased();
    for (const id of state.paused) {
      if (!this.#paused.has(id)) this.#telemetry.accountStatus(id as AccountId, "paused");
    }
    const statuses = this.#statuses();
    const resumed = statuses.filter(([id]) => this.#paused.has(id) && !state.paused.has(id));
    for (const [id, status] of resumed) this.#telemetry.accountStatus(id, status.state, reasonOf(status));
    this.#paused = state.paused;
    this.#held = state.held;
  }

  isPaused(accountId: AccountId): boolean {
    return this.#paused.has(accountId);
  }

  isHeld(): boolean {
    return this.#held;
  }

  all(): ReadonlyMap<AccountId, AccountStatus> {
    return new Map(this.#statuses().map(([id, status]) => [id, { ...status, paused: this.#paused.has(id) }]));
  }

  #statuses(): readonly (readonly [AccountId, ConnectionStatus])[] {
    return [...this.#connections].map(([id, status]) => [id, this.#statusOf(id) ?? status]);
  }
}

const reasonOf = (status: ConnectionStatus | undefined): string | undefined =>
  status && "reason" in status ? status.reason : undefined;
