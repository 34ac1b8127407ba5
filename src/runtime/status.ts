import type { ConnectionStatus } from "../domain/adapter.ts";
import type { AccountId } from "../domain/ids.ts";
import type { Telemetry } from "../telemetry/events.ts";
import type { Gate } from "./ports.ts";

export type AccountStatus = ConnectionStatus & { readonly paused: boolean };

/** What is known of each account at the moment: connected or not, paused or not, and whether the outbox is held. */
export class StatusBoard implements Gate {
  readonly #telemetry: Telemetry;
  readonly #connections = new Map<AccountId, ConnectionStatus>();
  #paused: ReadonlySet<string> = new Set();
  #held = false;

  constructor(accounts: readonly AccountId[], telemetry: Telemetry) {
    this.#telemetry = telemetry;
    for (const id of accounts) this.#connections.set(id, { state: "waiting", reason: "starting" });
  }

  report(accountId: AccountId, status: ConnectionStatus): void {
    const before = this.#connections.get(accountId);
    this.#connections.set(accountId, status);
    const reason = "reason" in status ? status.reason : undefined;
    const reasonBefore = before && "reason" in before ? before.reason : undefined;
    if (before?.state === status.state && reason === reasonBefore) return;
    this.#telemetry.accountStatus(accountId, status.state, reason);
  }

  /** What an operator has said about sending. */
  setOperator(state: { paused: ReadonlySet<string>; held: boolean }): void {
    if (state.held && !this.#held) this.#telemetry.outboxHeld("restored");
    if (!state.held && this.#held) this.#telemetry.outboxReleased();
    for (const id of state.paused) {
      if (!this.#paused.has(id)) this.#telemetry.accountStatus(id as AccountId, "paused");
    }
    const resumed = [...this.#connections].filter(([id]) => this.#paused.has(id) && !state.paused.has(id));
    for (const [id, status] of resumed) {
      this.#telemetry.accountStatus(id, status.state, "reason" in status ? status.reason : undefined);
    }
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
    return new Map(
      [...this.#connections].map(([id, status]) => [id, { ...status, paused: this.#paused.has(id) }]),
    );
  }
}
