import type { Account } from "../../src/domain/account.ts";
import type { Check } from "../../src/domain/adapter.ts";
import type { Clock } from "../../src/domain/clock.ts";
import type { Api } from "./api.ts";
import { isObject, textOf, wholeOf } from "./native.ts";

const timeoutMs = 10_000;
const maxSkewMs = 30_000;
const manyPending = 1000;

interface Me {
  readonly username?: unknown;
  readonly can_join_groups?: unknown;
  readonly can_read_all_group_messages?: unknown;
}

interface WebhookInfo {
  readonly url?: unknown;
  readonly pending_update_count?: unknown;
}

export interface ProbePort {
  readonly api: Api;
  readonly account: Account;
  readonly clock: Clock;
}

const checkMe = (me: Me, account: Account): Check[] => {
  const username = textOf(me.username) ?? "";
  const expected = account.handle.replace(/^@/, "");
  const sameName = username.toLowerCase() === expected.toLowerCase();
  const guardsGroups = account.roles.includes("community");
  const joins = me.can_join_groups === true;
  const readsAll = me.can_read_all_group_messages === true;
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
    {
      name: "privacy mode",
      ok: readsAll || !guardsGroups,
      detail: readsAll
        ? "Off: the bot sees all messages of a group."
        : "On: in groups the bot sees commands and replies only.",
      ...(readsAll || !guardsGroups
        ? {}
        : {
            remedy:
              "@BotFather: /setprivacy, Disable; then add the bot to the group again, or make it admin.",
          }),
    },
  ];
};

const checkWebhook = (info: WebhookInfo): Check[] => {
  const isSet = (textOf(info.url) ?? "") !== "";
  const pending = wholeOf(info.pending_update_count) ?? 0;
  return [
    {
      name: "webhook",
      ok: !isSet,
      detail: isSet
        ? "A webhook is set; it is taken off when the fleet starts."
        : "None is set: polling works.",
      ...(isSet ? { remedy: "Make sure that no other program serves this bot by its webhook." } : {}),
    },
    {
      name: "waiting updates",
      ok: pending < manyPending,
      detail: `${pending} updates wait at Telegram.`,
      ...(pending < manyPending
        ? {}
        : { remedy: "Start the fleet soon: Telegram keeps updates for 24 hours only." }),
    },
  ];
};

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
    const webhook = checkWebhook(await ask("getWebhookInfo"));
    const clock = await checkClock(port, signal).catch(() => undefined);
    return [...me, ...webhook, ...(clock ? [clock] : [])];
  } catch (error) {
    const detail = error instanceof Error ? api.scrub(error.message) : "unknown failure";
    const remedy =
      "Copy the token again from @BotFather (/mybots, API Token); check `apiRoot` and the network.";
    return [{ name: "token", ok: false, detail, remedy }];
  }
};
