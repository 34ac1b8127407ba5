import type { DeliveryError } from "../domain/delivery.ts";
import { backoffMs, type RetryPolicy } from "./retry.ts";

/** Whether the other side fails for reasons that pass, since how many rounds of tries, and when it is tried again. */
export class Outage {
  readonly #policy: RetryPolicy;
  #rounds = 0;
  #nextTryAt = 0;

  constructor(policy: RetryPolicy) {
    this.#policy = policy;
  }

  /** Rounds of tries that failed in a row. */
  get rounds(): number {
    return this.#rounds;
  }

  get lasts(): boolean {
    return this.#rounds > 0;
  }

  /** What waits on disk is not tried before; 0 when nothing fails. */
  get nextTryAt(): number {
    return this.#nextTryAt;
  }

  /** What a failure tells of the other side: that it is down, or that it answers. */
  note({ failure, isolated }: DeliveryError, now: number): void {
    if (isolated) return;
    if (failure === "transient" || failure === "uncertain") this.failed(now);
    else this.over();
  }

  /** Failures before the next try is due belong to the round that is known already. */
  failed(now: number): void {
    if (now < this.#nextTryAt) return;
    this.#rounds += 1;
    this.#nextTryAt = now + backoffMs(this.#rounds, this.#policy);
  }

  /**
   * The other side answers again.
   * @returns how many rounds of tries had failed in a row.
   */
  over(): number {
    const rounds = this.#rounds;
    this.#rounds = 0;
    this.#nextTryAt = 0;
    return rounds;
  }
}
