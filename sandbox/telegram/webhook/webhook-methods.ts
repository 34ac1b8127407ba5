import { badRequest } from "../api-error.ts";
import { secondsOf } from "../group/people.ts";
import { Described, type Method } from "../method.ts";
import { booleanParam, integerParam, stringParam, structureParam } from "../params.ts";

const openPorts = new Set(["", "80", "88", "443", "8443"]);
const localUrl = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$)/;

/** Addresses of this machine are taken as they are: the sandbox's fleets live there. */
const checkUrl = (url: string): void => {
  if (localUrl.test(url)) return;
  if (!url.startsWith("https://") || !URL.canParse(url))
    throw badRequest("bad webhook: An HTTPS URL must be provided for webhook");
  if (!openPorts.has(new URL(url).port))
    throw badRequest("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443");
};

const setWebhook: Method = ({ bot, params, call }) => {
  const url = stringParam(params, "url");
  if (url === "") return removed(bot);
  checkUrl(url);
  const token = stringParam(params, "secret_token");
  if (!/^[A-Za-z0-9_-]{0,256}$/.test(token)) throw badRequest("secret token contains unallowed characters");
  const maxConnections = Math.min(100, Math.max(1, integerParam(params, "max_connections") ?? 40));
  bot.allow(structureParam(params, "allowed_updates"));
  if (booleanParam(params, "drop_pending_updates")) bot.dropPending();
  const secret = token === "" ? undefined : token;
  const was = bot.webhook?.settings;
  const isSame = was?.url === url && was.secret === secret && was.maxConnections === maxConnections;
  if (isSame) return new Described(true, "Webhook is already set");
  bot.setWebhook({ url, secret, maxConnections }, call);
  return new Described(true, "Webhook was set");
};

const deleteWebhook: Method = ({ bot, params }) => {
  const answer = removed(bot);
  if (booleanParam(params, "drop_pending_updates")) bot.dropPending();
  return answer;
};

const removed = (bot: Parameters<Method>[0]["bot"]) =>
  new Described(true, bot.deleteWebhook() ? "Webhook was deleted" : "Webhook is already deleted");

const getWebhookInfo: Method = ({ bot }) => {
  const { settings, lastError } = bot.webhook ?? {};
  return {
    url: settings?.url ?? "",
    has_custom_certificate: false,
    pending_update_count: bot.queue.pending,
    ...(settings && { max_connections: settings.maxConnections, ip_address: "127.0.0.1" }),
    ...(lastError && {
      last_error_date: secondsOf(lastError.at),
      last_error_message: lastError.message,
    }),
    ...(bot.allowedUpdates && { allowed_updates: bot.allowedUpdates }),
  };
};

export const webhookMethods: Readonly<Record<string, Method>> = {
  setWebhook,
  deleteWebhook,
  getWebhookInfo,
};
