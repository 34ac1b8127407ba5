import { fieldsOf, stringOf } from "../../wire/values.ts";
import { isOfThisMachine } from "../../wire/webhook-target.ts";
import type { Webhook } from "../webhook/webhook.ts";
import { replayMs } from "../webhook/webhook-hub.ts";
import { invalid, notFound } from "./api-error.ts";
import { type Access, type Call, pathOf, type Routes } from "./route.ts";

const webhookWire = ({ id, url, valid, createdAt }: Webhook) => ({
  id,
  url,
  valid,
  created_at: new Date(createdAt).toISOString(),
});

/** The app's own webhooks. */
const webhooksOf = ({ hub, caller }: Call): readonly Webhook[] =>
  [...hub.webhooks.values()].filter(({ app }) => app === caller.app);

export const webhookById = (call: Call, id: string): Webhook => {
  const webhook = webhooksOf(call).find((known) => known.id === id);
  if (!webhook) throw notFound("webhook", "webhook_id", id);
  return webhook;
};

/** Addresses of this machine are taken as they are: the sandbox's fleets live there. */
const checkUrl = (url: string): void => {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const isLocal = parsed && isOfThisMachine(parsed);
  if (isLocal) return;
  if (parsed?.protocol !== "https:" || parsed.port !== "" || url.length > 200)
    throw invalid(
      "url",
      url,
      "Webhook URL does not meet the requirements. Invalid webhook URL, https without a port is needed.",
    );
};

const create = async (call: Call) => {
  const url = stringOf(fieldsOf(call.body)["url"]) ?? "";
  checkUrl(url);
  if (webhooksOf(call).some((known) => known.url === url))
    throw invalid("url", url, "DuplicateUrlFailed: The webhook URL is already registered.");
  const { webhook, outcome } = await call.hub.register(call.caller.app, url);
  if (outcome !== "right")
    throw invalid("url", url, "CrcValidationFailed: Webhook URL does not meet the requirements.");
  return { data: webhookWire(webhook) };
};

const list = (call: Call) => {
  const data = webhooksOf(call).map(webhookWire);
  return { ...(data.length > 0 && { data }), meta: { result_count: data.length } };
};

/** Answers that the challenge was made, whatever came of it: the list tells that. */
const validate = async (call: Call) => {
  await call.hub.validate(webhookById(call, pathOf(call, "webhook")));
  return { data: { valid: true } };
};

const remove = (call: Call) => {
  const { id } = webhookById(call, pathOf(call, "webhook"));
  return { data: { deleted: call.hub.webhooks.delete(id) } };
};

const minuteMs = 60_000;

/** `yyyymmddhhmm` in UTC. */
const timeOf = (call: Call, name: string): number => {
  const given = stringOf(fieldsOf(call.body)[name]) ?? "";
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(given);
  if (!parts) throw invalid(name, given, `$.${name}: does not match the pattern ^[0-9]{12}$`);
  const [, year, month, day, hour, minute] = parts.map(Number);
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute);
};

const replay = (call: Call) => {
  const webhook = webhookById(call, stringOf(fieldsOf(call.body)["webhook_id"]) ?? "");
  const [fromAt, toAt] = [timeOf(call, "from_date"), timeOf(call, "to_date")];
  const now = call.world.clock.now();
  // The minute is as exact as a date can be.
  if (fromAt > toAt || fromAt < now - replayMs - minuteMs || toAt > now)
    throw invalid("from_date", fromAt, "The span must be of the last 24 hours.");
  // Both ends are inclusive.
  const jobId = call.hub.replay(webhook, { fromAt, toAt: toAt + minuteMs });
  return { data: { job_id: jobId, created_at: new Date(now).toISOString() } };
};

const route = (access: Access, run: Routes[string][1]["run"], query: readonly string[] = []) =>
  ({ access, group: "webhook", query, run }) as const;

export const webhookRoutes = {
  "GET /2/webhooks": ["getWebhooks", route("app", list, ["webhook_config.fields"])],
  "POST /2/webhooks": ["createWebhooks", route("either", create)],
  "PUT /2/webhooks/:webhook": ["validateWebhooks", route("either", validate)],
  "DELETE /2/webhooks/:webhook": ["deleteWebhooks", route("either", remove)],
  "POST /2/webhooks/replay": ["createWebhookReplayJob", route("app", replay)],
} as const satisfies Routes;
