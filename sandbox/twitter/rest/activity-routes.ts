import { fieldsOf, stringOf } from "../../wire/values.ts";
import type { Subscription } from "../webhook/webhook.ts";
import { forbidden, invalid, notFound } from "./api-error.ts";
import { pageOf } from "./paging.ts";
import { type Access, type Call, listOf, pathOf, type Routes } from "./route.ts";
import { webhookById } from "./webhook-routes.ts";

const kinds = /^(profile\.update|news|follow|spaces|broadcast|chat|dm|post|like|mute|block)\.[a-z_.]+$/;
/** What only the user may let an app see. */
const privateKinds = /^(dm|chat|mute|block)\./;

const subscriptionWire = ({ id, type, userId, tag, webhookId, createdAt, updatedAt }: Subscription) => ({
  subscription_id: id,
  event_type: type,
  filter: { user_id: userId },
  ...(tag !== undefined && { tag }),
  ...(webhookId !== undefined && { webhook_id: webhookId }),
  created_at: new Date(createdAt).toISOString(),
  updated_at: new Date(updatedAt).toISOString(),
});

const ownOf = ({ hub, caller }: Call): readonly Subscription[] =>
  [...hub.subscriptions.values()].filter(
    ({ app, userId }) => app === caller.app && (!caller.user || userId === caller.user.id),
  );

const subscriptionOf = (call: Call, id: string): Subscription => {
  const found = ownOf(call).find((known) => known.id === id);
  if (!found) throw notFound("subscription", "subscription_id", id);
  return found;
};

/** Private kinds need the user's consent to this app. */
const checkConsent = ({ world, caller }: Call, type: string, userId: string): void => {
  if (!privateKinds.test(type)) return;
  const isOwn = caller.user === undefined || caller.user.id === userId;
  const hasConsent = [...world.grants.values()].some(
    ({ app, user, revoked }) => app === caller.app && user.id === userId && !revoked,
  );
  if (!isOwn || !hasConsent) throw forbidden("The user has not authorized your application for this event.");
};

const create = (call: Call) => {
  const body = fieldsOf(call.body);
  const type = stringOf(body["event_type"]) ?? "";
  const userId = stringOf(fieldsOf(body["filter"])["user_id"]) ?? "";
  const [tag, webhookId] = [stringOf(body["tag"]), stringOf(body["webhook_id"])];
  if (!kinds.test(type)) throw invalid("event_type", type, "$.event_type: is not supported");
  if (!/^\d{1,19}$/.test(userId)) throw invalid("filter", userId, "$.filter.user_id: is needed");
  checkConsent(call, type, userId);
  if (webhookId !== undefined) webhookById(call, webhookId);
  if (
    ownOf(call).some(
      (known) => known.type === type && known.userId === userId && known.webhookId === webhookId,
    )
  )
    throw invalid("filter", userId, "DuplicateSubscriptionFailed: Subscription already exists");
  const now = call.world.clock.now();
  const subscription: Subscription = {
    id: call.world.ids.next(),
    app: call.caller.app,
    type,
    userId,
    createdAt: now,
    updatedAt: now,
    ...(tag !== undefined && { tag }),
    ...(webhookId !== undefined && { webhookId }),
  };
  call.hub.subscriptions.set(subscription.id, subscription);
  return { data: { subscription: subscriptionWire(subscription) } };
};

const list = (call: Call) => {
  const newestFirst = [...ownOf(call)].reverse();
  const { items } = pageOf(newestFirst, { query: call.query, most: 1_000 });
  return items.length === 0 ? {} : { data: items.map(subscriptionWire) };
};

const update = (call: Call) => {
  const subscription = subscriptionOf(call, pathOf(call, "subscription"));
  const body = fieldsOf(call.body);
  const [tag, webhookId] = [stringOf(body["tag"]), stringOf(body["webhook_id"])];
  if (webhookId !== undefined) subscription.webhookId = webhookById(call, webhookId).id;
  if (tag !== undefined) subscription.tag = tag;
  subscription.updatedAt = call.world.clock.now();
  return { data: { subscription: subscriptionWire(subscription), total_subscriptions: ownOf(call).length } };
};

const remove = (call: Call) => {
  const { id } = subscriptionOf(call, pathOf(call, "subscription"));
  return { data: { deleted: call.hub.subscriptions.delete(id) } };
};

const removeSeveral = (call: Call) => {
  const own = new Set(ownOf(call).map(({ id }) => id));
  const data = listOf(call, "ids").map((id) => ({
    subscription_id: id,
    deleted: own.has(id) && call.hub.subscriptions.delete(id),
  }));
  return { data, meta: { total_subscriptions: ownOf(call).length } };
};

const route = (access: Access, run: Routes[string][1]["run"], query: readonly string[] = []) =>
  ({ access, group: "webhook", query, run }) as const;

export const activityRoutes = {
  "POST /2/activity/subscriptions": ["createActivitySubscription", route("either", create)],
  "GET /2/activity/subscriptions": [
    "getActivitySubscriptions",
    route("either", list, ["max_results", "pagination_token"]),
  ],
  "DELETE /2/activity/subscriptions": [
    "deleteActivitySubscriptionsByIds",
    route("app", removeSeveral, ["ids"]),
  ],
  "PUT /2/activity/subscriptions/:subscription": ["updateActivitySubscription", route("app", update)],
  "DELETE /2/activity/subscriptions/:subscription": ["deleteActivitySubscription", route("app", remove)],
} as const satisfies Routes;
