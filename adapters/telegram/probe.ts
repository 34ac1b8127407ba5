import type { Account } from "../../src/domain/account.ts";
import type { Check } from "../../src/domain/adapter.ts";
import type { Clock } from "../../src/domain/clock.ts";
import { isObject, textOf } from "../shared/values.ts";
import type { Api } from "./api.ts";
import { isSameAddress, readWebhookInfo, type WebhookInfo } from "./webhook-info.ts";

const timeoutMs = 10_000;
const maxSkewMs = 30_000;
const manyPending = 1000;

interface Me {
  readonly username?: unknown;
  readonly can_join_groups?: unknown;
  readonly can_read_all_group_messages?: unknown;
}

export interface ProbePort {
  readonly api: Api;
  readonly account: Account;
  readonly clock: Clock;
  /** The address by which the account receives; undefined when it polls. */
  readonly webhookUrl?: string | undefined;
}

const privacyRemedy =
  "To see all messages: @BotFather, /setprivacy, Disable; then take the bot out of each group and add it again. Or make it admin of the group.";

const checkPrivacy = (readsAll: boolean, guardsGroups: boolean): Check => {
  const name = "privacy mode";
  if (readsAll) return { name, ok: true, detail: "Off: the bot sees all messages of a group." };
  const detail =
    "On: where the bot is no admin it sees only commands to it and replies to it, no mention and no other message. A secret that somebody posts there is not seen.";
  return guardsGroups
    ? { name, ok: false, detail, remedy: privacyRemedy }
    : { name, ok: true, detail: `${detail} ${privacyRemedy}` };
};

const checkMe = (me: Me, account: Account): Check[] => {
  const username = textOf(me.username) ?? "";
  const expected = account.handle.replace(/^@/, "");
  const sameName = username.toLowerCase() === expected.toLowerCase();
  const guardsGroups = account.roles.includes("community");
  const joins = me.can_join_groups === true;
  return [
    { name: "token", ok: true, detail: `Telegram knows the bot as @${username}.` },
    {
      name: "handle",
      ok: sameName,
      detail: sameName
        ? `@${username}`
        : `The configuration says ${account.handle}, the token is of @${username}.`,
      ...(sameName ? {} : { remedy: "Correct the account's `handle`, or take the token of the right bot." }),
    },
    {
      name: "groups",
      ok: joins || !guardsGroups,
      detail: joins ? "The bot may be added to groups." : "The bot may not be added to groups.",
      ...(joins || !guardsGroups ? {} : { remedy: "@BotFather: /setjoingroups, Enable." }),
    },
    checkPrivacy(me.can_read_all_group_messages === true, guardsGroups),
  ];
};

/** Whether the updates come the way that the account is set to. */
const checkReceiving = ({ url, host }: WebhookInfo, webhookUrl: string | undefined): Check => {
  const name = "webhook";
  const remedy = "Make sure that no other program serves this bot by its webhook.";
  if (webhookUrl === undefined)
    return url === ""
      ? { name, ok: true, detail: "None is set: polling works." }
      : { name, ok: false, detail: `One to ${host} is set; it is taken off when the fleet starts.`, remedy };
  if (isSameAddress(url, webhookUrl)) return { name, ok: true, detail: `It leads to ${host}, as it shall.` };
  return url === ""
    ? { name, ok: true, detail: "None is set yet; that is done when the fleet starts." }
    : { name, ok: false, detail: `It leads to ${host}; that is changed when the fleet starts.`, remedy };
};

/** What Telegram met when it called us; it keeps the last failure for ever, so that only what waits makes it count. */
const checkDelivery = (info: WebhookInfo, now: number): Check[] => {
  const { url, lastError, lastErrorAt = now, pending } = info;
  const name = "webhook delivery";
  if (url === "" || lastError === undefined)
    return [{ name, ok: true, detail: "Telegram tells of no failure." }];
  const minutes = Math.max(0, Math.round((now - lastErrorAt) / 60_000));
  const detail = `Telegram failed ${minutes} min ago: ${lastError}`;
  const remedy =
    "Check that the address leads to the fleet through whatever stands before it, and that its certificate is right.";
  return [pending === 0 ? { name, ok: true, detail } : { name, ok: false, detail, remedy }];
};

const checkWebhook = (info: WebhookInfo, { webhookUrl, clock }: ProbePort): Check[] => [
  checkReceiving(info, webhookUrl),
  ...(webhookUrl === undefined ? [] : checkDelivery(info, clock.now())),
  {
    name: "waiting updates",
    ok: info.pending < manyPending,
    detail: `${info.pending} updates wait at Telegram.`,
    ...(info.pending < manyPending
      ? {}
      : { remedy: "Start the fleet soon: Telegram keeps updates for 24 hours only." }),
  },
];

/** Asks without the token; undefined when the server tells no time. */
const checkClock = async ({ api, clock }: ProbePort, signal: AbortSignal): Promise<Check | undefined> => {
  const within = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  const response = await fetch(api.apiRoot, { method: "HEAD", redirect: "manual", signal: within });
  const told = Date.parse(response.headers.get("date") ?? "");
  if (Number.isNaN(told)) return undefined;
  const skewMs = Math.abs(clock.now() - told);
  const ok = skewMs <= maxSkewMs;
  return {
    name: "clock",
    ok,
    detail: `This machine and Telegram differ by ${Math.round(skewMs / 1000)} s.`,
    ...(ok ? {} : { remedy: "Set the clock of this machine by NTP." }),
  };
};

/** What an operator must know before going live. Never throws. */
export const probe = async (port: ProbePort, signal: AbortSignal): Promise<Check[]> => {
  const { api, account } = port;
  const ask = async (method: string): Promise<object> => {
    const result = await api.call(method, {}, { timeoutMs, signal });
    return isObject(result) ? result : {};
  };
  try {
    const me = checkMe(await ask("getMe"), account);
    const webhook = checkWebhook(readWebhookInfo(await ask("getWebhookInfo")), port);
    const clock = await checkClock(port, signal).catch(() => undefined);
    return [...me, ...webhook, ...(clock ? [clock] : [])];
  } catch (error) {
    const detail = error instanceof Error ? api.scrub(error.message) : "unknown failure";
    const remedy =
      "Copy the token again from @BotFather (/mybots, API Token); check `apiRoot` and the network.";
    return [{ name: "token", ok: false, detail, remedy }];
  }
};
