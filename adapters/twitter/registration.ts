import { ApiFailure } from "./api-failure.ts";
import { idIn } from "./direct-messages.ts";
import { isLimit } from "./hold.ts";
import { createSubscriber, type SubscriptionsPort } from "./subscriptions.ts";
import { findWebhook, type KnownWebhook, validateWebhook } from "./webhooks.ts";

export interface RegistrationPort extends SubscriptionsPort {
  readonly url: string;
}

/** Whether and how X calls us. All throw ApiFailure only. */
export interface Registration {
  /** Resolves to undefined where X is not to call us. */
  ensure(options: {
    readonly again: boolean;
    readonly signal: AbortSignal;
  }): Promise<KnownWebhook | undefined>;
  /** Has X deliver again what it had to tell in this time. */
  replay(
    webhookId: string,
    options: { readonly from: number; readonly to: number; readonly signal: AbortSignal },
  ): Promise<void>;
}

const minuteMs = 60_000;

/** Date and time as a replay takes them: `yyyymmddhhmm`. */
const minuteOf = (at: number): string => new Date(at).toISOString().replace(/\D/g, "").slice(0, 12);

/** Has X call our address, about everything that concerns us. */
export const createRegistration = (port: RegistrationPort): Registration => {
  const { api, url } = port;
  const subscriber = createSubscriber(port);
  return {
    /**
     * Registers what is missing. X looks at an address by itself every hour or every day (its documents say both): it
     * is made to look now where the address did not prove itself, or where `again` is asked for.
     */
    ensure: async ({ again, signal }: { again: boolean; signal: AbortSignal }): Promise<KnownWebhook> => {
      let webhook = await findWebhook(port, signal);
      if (webhook === undefined) {
        const made = await api.call({ method: "POST", path: "/webhooks", body: { url }, signal });
        webhook = { id: idIn(made.data, "id"), valid: true };
      } else if (!webhook.valid || again) {
        webhook = { ...webhook, valid: await validateWebhook(port, { webhookId: webhook.id, signal }) };
      }
      if (webhook.valid) await subscriber.subscribe(webhook.id, signal);
      return webhook;
    },
    /** Has X deliver again what it had to tell in this time, both minutes included, and never less than two. */
    replay: async (
      webhookId: string,
      { from, to, signal }: { readonly from: number; readonly to: number; readonly signal: AbortSignal },
    ): Promise<void> => {
      const body = {
        webhook_id: webhookId,
        from_date: minuteOf(Math.min(from, to - minuteMs)),
        to_date: minuteOf(to),
      };
      await api.call({ method: "POST", path: "/webhooks/replay", body, asApp: true, signal });
    },
  };
};

/** X is only asked: what it was to tell an earlier address of ours ends, once a start. */
export const createDeregistration = (port: SubscriptionsPort): Registration => {
  const subscriber = createSubscriber(port);
  let isDone = false;
  return {
    ensure: async ({ signal }) => {
      if (isDone) return undefined;
      try {
        await subscriber.unsubscribe(signal);
        isDone = true;
      } catch (error) {
        if (isLimit(error)) throw error;
        // A plan without subscriptions has none.
        isDone = error instanceof ApiFailure && error.status === 403;
        if (!isDone && !signal.aborted) {
          const reason = error instanceof Error ? error.message : "unknown failure";
          port.log.warn({ reason }, "X could not be asked whether it still calls an earlier webhook");
        }
      }
      return undefined;
    },
    replay: async () => undefined,
  };
};
