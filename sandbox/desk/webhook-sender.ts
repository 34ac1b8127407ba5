import { setTimeout as pause } from "node:timers/promises";
import type { Clock } from "../../src/domain/clock.ts";
import type { Changes } from "../wire/changes.ts";
import type { DeskFileFacts } from "./desk-ticket.ts";
import { sign } from "./signature.ts";

/** What the desk tells the fleet: the body of `POST /webhooks/desk`. */
export interface DeskWebhook {
  readonly eventId: string;
  readonly sequence: number;
  readonly occurredAt: string;
  readonly type: "ticket.replied" | "ticket.reply_edited" | "ticket.changed";
  readonly ticketId: string;
  readonly visibility: "public" | "private";
  readonly author: { readonly kind: "agent" | "bot" | "person" | "system"; readonly name?: string };
  readonly text?: string;
  readonly attachments?: readonly DeskFileFacts[];
  /** With `ticket.reply_edited`: the event of the reply. */
  readonly edits?: string;
  readonly status?: "open" | "solved" | "closed";
  readonly owner?: "agent" | "bot";
}

export interface WebhookTwist {
  /** Signed with another secret. */
  readonly forged?: boolean;
  /** Added to the timestamp that is signed; -600,000 makes it ten minutes late. */
  readonly timestampShiftMs?: number;
  /** Sent this many times, one after the other. @default 1 */
  readonly copies?: number;
}

/** One webhook with every attempt to bring it to the fleet. */
export interface SentWebhook {
  readonly webhook: DeskWebhook;
  readonly attempts: { readonly at: number; readonly status?: number; readonly error?: string }[];
  state: "sending" | "accepted" | "refused" | "given_up";
}

export interface SenderWorld {
  readonly secret: string;
  readonly clock: Clock;
  readonly changes: Changes;
  readonly retryDelaysMs: readonly number[];
  readonly fleetUrl: () => string | undefined;
}

/** The sending half of the contract: signed, tried again on 5xx, 429 and network errors. */
export class WebhookSender {
  readonly sent: SentWebhook[] = [];
  readonly #world: SenderWorld;
  readonly #closing = new AbortController();

  constructor(world: SenderWorld) {
    this.#world = world;
  }

  async send(webhook: DeskWebhook, twist: WebhookTwist = {}): Promise<SentWebhook> {
    const sent: SentWebhook = { webhook, attempts: [], state: "sending" };
    this.sent.push(sent);
    for (let copy = 0; copy < (twist.copies ?? 1); copy += 1) await this.#deliver(sent, twist);
    return sent;
  }

  close(): void {
    this.#closing.abort();
  }

  async #deliver(sent: SentWebhook, twist: WebhookTwist): Promise<void> {
    const { changes, retryDelaysMs } = this.#world;
    for (let attempt = 0; ; attempt += 1) {
      const status = await this.#attempt(sent, twist);
      if (status !== undefined && status < 500 && status !== 429)
        sent.state = status < 300 ? "accepted" : "refused";
      else if (attempt >= retryDelaysMs.length || this.#closing.signal.aborted) sent.state = "given_up";
      else sent.state = "sending";
      changes.changed();
      if (sent.state !== "sending") return;
      await pause(retryDelaysMs[attempt], undefined, { signal: this.#closing.signal }).catch(() => undefined);
    }
  }

  /** The answer's status; undefined when there was none. */
  async #attempt(sent: SentWebhook, twist: WebhookTwist): Promise<number | undefined> {
    const { clock, fleetUrl } = this.#world;
    const at = clock.now();
    const body = Buffer.from(JSON.stringify(sent.webhook));
    const secret = twist.forged ? `${this.#world.secret}-forged` : this.#world.secret;
    const signed = sign(secret, { id: sent.webhook.eventId, atMs: at + (twist.timestampShiftMs ?? 0), body });
    try {
      const url = fleetUrl();
      if (url === undefined) throw new Error("The fleet's address is not known.");
      const { status } = await fetch(new URL("/webhooks/desk", url), {
        method: "POST",
        headers: { "content-type": "application/json", ...signed },
        body,
        signal: AbortSignal.any([this.#closing.signal, AbortSignal.timeout(10_000)]),
      });
      sent.attempts.push({ at, status });
      return status;
    } catch (error) {
      sent.attempts.push({ at, error: error instanceof Error ? error.message : String(error) });
      return undefined;
    }
  }
}
