import type { AdapterLog } from "../shared/adapter-log.ts";
import { isObject, textOf } from "../shared/values.ts";
import type { Api } from "./api.ts";
import { ApiFailure } from "./api-failure.ts";
import { isLimit } from "./hold.ts";
import { idOf, type NativeFilter, type NativeSubscription } from "./native.ts";
import { createOnward } from "./onward.ts";
import { listedIn, nextToken } from "./page.ts";
import { listWebhooks } from "./webhooks.ts";

/**
 * What X is to tell us of; without the first nothing that it tells is of use. `oauth.revoke` is not among what its
 * published description lets an app subscribe to: it is understood where it comes unasked.
 */
export const subscribedKinds = ["dm.received", "dm.sent", "chat.received", "post.mention.create"] as const;
const [neededKind] = subscribedKinds;

/** Marks what the fleet has asked for: the app may tell other programs of the same account. */
const ownTag = "flotilla";

export interface SubscriptionsPort {
  readonly api: Pick<Api, "call">;
  readonly log: AdapterLog;
  /** Our own id. */
  userId(): string;
}

/** That X tells somebody of one kind of event about our account. */
export interface Subscription {
  readonly id: string;
  readonly kind: string;
  /** Undefined where it goes to no webhook. */
  readonly webhookId: string | undefined;
  /** The fleet has asked for it. */
  readonly isOwn: boolean;
}

/** As many as X lists at once. */
const subscriptionsPerRead = 1_000;
/** An app may have subscriptions of many accounts. */
const mostPages = 50;

const toSubscription = (value: object, userId: string): readonly Subscription[] => {
  const native: NativeSubscription = value;
  const filter: NativeFilter = isObject(native.filter) ? native.filter : {};
  const kind = textOf(native.event_type);
  if (kind === undefined || filter.user_id !== userId) return [];
  const id = textOf(native.subscription_id) ?? "";
  return [{ id, kind, webhookId: idOf(native.webhook_id), isOwn: native.tag === ownTag }];
};

/** All subscriptions about us. */
export const subscriptionsAboutUs = async (
  { api, userId }: Pick<SubscriptionsPort, "api" | "userId">,
  signal: AbortSignal,
): Promise<readonly Subscription[]> => {
  const all: Subscription[] = [];
  const onward = createOnward();
  let token: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const query = {
      max_results: String(subscriptionsPerRead),
      ...(token !== undefined && { pagination_token: token }),
    };
    const { data } = await api.call({ method: "GET", path: "/activity/subscriptions", query, signal });
    all.push(...listedIn(data).flatMap((value) => toSubscription(value, userId())));
    const next = onward({ token: isObject(data) ? nextToken(data) : undefined });
    if (next.kind !== "next") break;
    token = next.token;
  }
  return all;
};

/** Where what these tell goes, by address. */
export const addressesOf = async (
  { api }: Pick<SubscriptionsPort, "api">,
  {
    subscriptions,
    signal,
  }: { readonly subscriptions: readonly Subscription[]; readonly signal: AbortSignal },
): Promise<readonly string[]> => {
  if (subscriptions.length === 0) return [];
  const webhooks = new Map((await listWebhooks({ api }, signal)).map(({ id, url }) => [id, url]));
  const named = subscriptions.map(({ webhookId = "" }) => webhooks.get(webhookId) ?? "no webhook of the app");
  return [...new Set(named)];
};

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : "unknown failure");

/** Refused because X has it. */
const alreadyThere = /DuplicateSubscription|subscription already exists/i;

/** Has X tell one webhook alone of everything that concerns us, as far as the fleet has asked for it. */
export const createSubscriber = (port: SubscriptionsPort) => {
  const { api, log } = port;
  let named = "";

  const end = ({ id }: Subscription, signal: AbortSignal) =>
    api.call({ method: "DELETE", path: `/activity/subscriptions/${id}`, asApp: true, signal });

  /** Whether X took it; where it does not, the kind is asked for anew. */
  const move = async (
    { id }: Subscription,
    { webhookId, signal }: { webhookId: string; signal: AbortSignal },
  ): Promise<boolean> => {
    const path = `/activity/subscriptions/${id}` as const;
    try {
      await api.call({ method: "PUT", path, body: { webhook_id: webhookId }, asApp: true, signal });
      return true;
    } catch (error) {
      if (signal.aborted || isLimit(error)) throw error;
      return false;
    }
  };

  /** Takes back what the fleet had asked for. What other programs have asked for is theirs; an operator must know of it. */
  const tidy = async (others: readonly Subscription[], signal: AbortSignal): Promise<void> => {
    for (const old of others.filter(({ isOwn }) => isOwn)) await end(old, signal);
    const foreign = others.filter(({ isOwn }) => !isOwn);
    const ids = foreign.map(({ id }) => id).join();
    if (ids === named) return;
    const addresses = await addressesOf({ api }, { subscriptions: foreign, signal });
    named = ids;
    if (addresses.length === 0) return;
    const kinds = [...new Set(foreign.map(({ kind }) => kind))];
    log.warn(
      { addresses, kinds },
      "X tells other addresses, too, of this account; if nothing of yours listens there, delete that webhook in the developer console",
    );
  };

  return {
    /** Throws ApiFailure only. */
    subscribe: async (webhookId: string, signal: AbortSignal): Promise<void> => {
      const all = await subscriptionsAboutUs(port, signal);
      const here = new Set(all.filter((each) => each.webhookId === webhookId).map(({ kind }) => kind));
      const elsewhere = new Set(all.filter((each) => each.webhookId !== webhookId));
      const ask = async (kind: string) => {
        const old = [...elsewhere].find((each) => each.isOwn && each.kind === kind);
        const isMoved = old && (await move(old, { webhookId, signal }));
        if (isMoved) {
          elsewhere.delete(old);
          return;
        }
        const filter = { user_id: port.userId() };
        const body = { event_type: kind, filter, webhook_id: webhookId, tag: ownTag };
        await api.call({ method: "POST", path: "/activity/subscriptions", body, signal });
      };
      for (const kind of subscribedKinds) {
        if (here.has(kind)) continue;
        try {
          await ask(kind);
        } catch (error) {
          const isThere = error instanceof ApiFailure && alreadyThere.test(error.said);
          const isKnown = isThere && ![...elsewhere].some((each) => each.kind === kind);
          if (signal.aborted || isLimit(error) || (kind === neededKind && !isKnown)) throw error;
          if (!isKnown)
            log.warn({ kind, reason: reasonOf(error) }, "X does not tell us of this kind of event");
        }
      }
      await tidy([...elsewhere], signal).catch((error: unknown) => {
        if (isLimit(error)) throw error;
        if (!signal.aborted)
          log.warn({ reason: reasonOf(error) }, "what X tells other addresses could not be looked after");
      });
    },
    /** Nothing is to be told any more. Throws ApiFailure only. */
    unsubscribe: async (signal: AbortSignal): Promise<void> =>
      tidy(await subscriptionsAboutUs(port, signal), signal),
  };
};
