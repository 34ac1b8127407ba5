import { setTimeout as pause } from "node:timers/promises";
import type { Clock } from "../../../src/domain/clock.ts";
import type { Changes } from "../../wire/changes.ts";
import type { FaultBook } from "../../wire/faults.ts";
import { webhookTarget } from "../../wire/webhook-target.ts";
import { type Webhook, webhookSignature } from "./webhook.ts";

/** Something that an app is to be told, as it goes over the wire. */
export interface Delivery {
  readonly webhook: Webhook;
  readonly at: number;
  readonly body: Buffer;
  /** The person whom it is about. */
  readonly about: string;
}

export interface DeliveryWorld {
  readonly clock: Clock;
  readonly changes: Changes;
  readonly faults: FaultBook;
  readonly fleetUrl: () => string | undefined;
  /** Waits between attempts; after the last one X gives up. */
  readonly retryMs: readonly number[];
}

const readTimeoutMs = 10_000;

/** Posts what happens: about one person in order, unless a post fails; whatever failed comes again later. */
export class Deliveries {
  readonly #world: DeliveryWorld;
  readonly #lanes = new Map<string, Promise<void>>();
  readonly #late = new Map<string, Delivery>();
  readonly #closing = new AbortController();

  constructor(world: DeliveryWorld) {
    this.#world = world;
  }

  /** Resolves when it has been tried once. */
  add(delivery: Delivery): Promise<void> {
    const key = `${delivery.webhook.id} ${delivery.about}`;
    const turn = (this.#lanes.get(key) ?? Promise.resolve()).then(() => this.#deliver(key, delivery));
    this.#lanes.set(key, turn);
    void turn.then(() => {
      if (this.#lanes.get(key) === turn) this.#lanes.delete(key);
    });
    return turn;
  }

  /** Resolves when all that was added has been tried once. */
  async settled(): Promise<void> {
    await Promise.all(this.#lanes.values());
  }

  close(): void {
    this.#closing.abort();
  }

  async #deliver(key: string, delivery: Delivery): Promise<void> {
    const { faults } = this.#world;
    const late = this.#late.get(key);
    if (!late && faults.hitUnasked("update_late", delivery.about)) {
      this.#late.set(key, delivery);
      return;
    }
    await this.#try(delivery);
    if (faults.hitUnasked("update_twice", delivery.about)) await this.#try(delivery);
    if (!late) return;
    this.#late.delete(key);
    await this.#try(late);
  }

  /** The first attempt; others follow by themselves. */
  async #try(delivery: Delivery): Promise<void> {
    const held = this.#world.faults.hit(
      "webhook",
      delivery.about,
      ({ kind, method }) => kind === "slow" && method === "webhook",
    );
    if (held) await this.#wait(held.delayMs ?? 1_000);
    if (!(await this.#attempt(delivery))) void this.#tryAgain(delivery);
  }

  async #tryAgain(delivery: Delivery): Promise<void> {
    for (const waitMs of this.#world.retryMs) {
      await this.#wait(waitMs);
      if (this.#closing.signal.aborted || (await this.#attempt(delivery))) return;
    }
  }

  async #wait(ms: number): Promise<void> {
    await pause(ms, undefined, { signal: this.#closing.signal }).catch(() => undefined);
  }

  async #attempt(delivery: Delivery): Promise<boolean> {
    const { webhook, about } = delivery;
    if (!webhook.valid || this.#closing.signal.aborted) return true;
    const isUnreachable = this.#world.faults.hitUnasked("webhook_unreachable", about) !== undefined;
    const error = isUnreachable ? "Connection refused" : await this.#post(delivery);
    if (error === undefined) webhook.delivered += 1;
    else {
      webhook.failures += 1;
      webhook.lastError = { at: this.#world.clock.now(), message: error };
    }
    this.#world.changes.changed();
    return error === undefined;
  }

  /** Why it did not arrive. */
  async #post({ webhook, body }: Delivery): Promise<string | undefined> {
    const target = webhookTarget(new URL(webhook.url), this.#world.fleetUrl());
    if (!target) return "Name or service not known";
    try {
      const { status } = await fetch(target, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "x-twitter-webhooks-signature": webhookSignature(webhook.app, body),
        },
        body,
        redirect: "manual",
        signal: AbortSignal.any([this.#closing.signal, AbortSignal.timeout(readTimeoutMs)]),
      });
      return status >= 200 && status < 300 ? undefined : `Wrong response from the webhook: ${status}`;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
}
