import type { AdapterLog } from "../shared/adapter-log.ts";
import { isObject, listOf, textOf } from "../shared/values.ts";
import type { Api } from "./api.ts";
import { ApiFailure } from "./api-failure.ts";
import { idIn } from "./direct-messages.ts";
import {
  idOf,
  type NativeFilter,
  type NativePage,
  type NativeSubscription,
  type NativeWebhook,
} from "./native.ts";
import { nextToken } from "./page.ts";

/** What X is to tell us of; without the first nothing that it tells is of use. */
export const subscribedKinds = ["dm.received", "dm.sent", "chat.received", "post.mention.create"] as const;

export interface KnownWebhook {
  readonly id: string;
  /** X has had the address prove itself, and delivers there. */
  readonly valid: boolean;
}

/** Whether two addresses are one, however they are spelt. */
const isSame = (one: string, other: string): boolean =>
  one === other || (URL.parse(one)?.href ?? "one") === (URL.parse(other)?.href ?? "other");

export interface RegistrationPort {
  readonly api: Pick<Api, "call">;
  readonly url: string;
  readonly log: AdapterLog;
  /** Our own id. */
  userId(): string;
}

const dataOf = (answer: unknown): readonly object[] => {
  const page: NativePage = isObject(answer) ? answer : {};
  return listOf(page.data).filter(isObject);
};

const listWebhooks = async (
  { api }: Pick<RegistrationPort, "api">,
  signal: AbortSignal,
): Promise<readonly (KnownWebhook & { readonly url: string })[]> => {
  const { data } = await api.call({ method: "GET", path: "/webhooks", asApp: true, signal });
  return dataOf(data).flatMap((value) => {
    const native: NativeWebhook = value;
    const id = idOf(native.id);
    return id === undefined ? [] : [{ id, url: textOf(native.url) ?? "", valid: native.valid === true }];
  });
};

/** The webhook of this address, as X has it; undefined when it has none. */
export const findWebhook = async (
  { api, url }: Pick<RegistrationPort, "api" | "url">,
  signal: AbortSignal,
): Promise<KnownWebhook | undefined> => {
  const found = (await listWebhooks({ api }, signal)).find((webhook) => isSame(webhook.url, url));
  return found && { id: found.id, valid: found.valid };
};

/** As many as X lists at once. */
const subscriptionsPerRead = 1_000;
/** An app may have subscriptions of many accounts. */
const mostPages = 50;

const allSubscriptions = async (
  { api }: Pick<RegistrationPort, "api">,
  signal: AbortSignal,
): Promise<readonly object[]> => {
  const all: object[] = [];
  let token: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const query = {
      max_results: String(subscriptionsPerRead),
      ...(token !== undefined && { pagination_token: token }),
    };
    const { data } = await api.call({ method: "GET", path: "/activity/subscriptions", query, signal });
    all.push(...dataOf(data));
    token = isObject(data) ? nextToken(data) : undefined;
    if (token === undefined) break;
  }
  return all;
};

/** The kinds that X tells this webhook of, about us. */
export const subscribedTo = async (
  { api, userId }: Pick<RegistrationPort, "api" | "userId">,
  { webhookId, signal }: { readonly webhookId: string; readonly signal: AbortSignal },
): Promise<ReadonlySet<string>> => {
  const all = await allSubscriptions({ api }, signal);
  return new Set(
    all.flatMap((value) => {
      const native: NativeSubscription = value;
      const filter: NativeFilter = isObject(native.filter) ? native.filter : {};
      const isOurs = native.webhook_id === webhookId && filter.user_id === userId();
      return isOurs ? (textOf(native.event_type) ?? []) : [];
    }),
  );
};

/** Has X call the address now; tells whether X holds it for valid then: its answer says only that the call was made. */
export const validateWebhook = async (
  { api }: Pick<RegistrationPort, "api">,
  { webhookId, signal }: { readonly webhookId: string; readonly signal: AbortSignal },
): Promise<boolean> => {
  await api.call({ method: "PUT", path: `/webhooks/${webhookId}`, signal });
  return (await listWebhooks({ api }, signal)).some(({ id, valid }) => id === webhookId && valid);
};

const [neededKind] = subscribedKinds;
/** Refused because X has it. */
const alreadyThere = /DuplicateSubscription|subscription already exists/i;

const minuteMs = 60_000;

/** Date and time as a replay takes them: `yyyymmddhhmm`. */
const minuteOf = (at: number): string => new Date(at).toISOString().replace(/\D/g, "").slice(0, 12);

/** Has X call our address, about everything that concerns us. All throw ApiFailure only. */
export const createRegistration = (port: RegistrationPort) => {
  const { api, url, log } = port;

  const subscribe = async (webhookId: string, signal: AbortSignal): Promise<void> => {
    const known = await subscribedTo(port, { webhookId, signal });
    for (const kind of subscribedKinds) {
      if (known.has(kind)) continue;
      const body = { event_type: kind, filter: { user_id: port.userId() }, webhook_id: webhookId };
      try {
        await api.call({ method: "POST", path: "/activity/subscriptions", body, signal });
      } catch (error) {
        const isKnown = error instanceof ApiFailure && alreadyThere.test(error.said);
        if (signal.aborted || (kind === neededKind && !isKnown)) throw error;
        const reason = error instanceof Error ? error.message : "unknown failure";
        if (!isKnown) log.warn({ kind, reason }, "X does not tell us of this kind of event");
      }
    }
  };

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
      if (webhook.valid) await subscribe(webhook.id, signal);
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

export type Registration = ReturnType<typeof createRegistration>;
