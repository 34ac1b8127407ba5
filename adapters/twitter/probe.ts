import type { Account } from "../../src/domain/account.ts";
import type { Check, EventSink } from "../../src/domain/adapter.ts";
import type { Clock } from "../../src/domain/clock.ts";
import { pause } from "../shared/pause.ts";
import type { Api } from "./api.ts";
import { ApiFailure } from "./api-failure.ts";
import { reasonFor } from "./failure-reasons.ts";
import { type Me, readMe } from "./me.ts";
import { readWindows, toldTime } from "./rate-limit.ts";
import { addressesOf, type Subscription, subscribedKinds, subscriptionsAboutUs } from "./subscriptions.ts";
import { findWebhook, validateWebhook } from "./webhooks.ts";

const timeoutMs = 10_000;
/** X refuses signatures of another time. */
const maxSkewMs = 30_000;

export interface ProbePort {
  readonly api: Pick<Api, "call" | "scrub">;
  readonly account: Account;
  readonly clock: Clock;
  /** The address by which the account receives; undefined when it polls. */
  readonly webhookUrl: string | undefined;
  /** Undefined where nothing is received, such as in a process that only looks. */
  sink(): Pick<EventSink, "takeRead"> | undefined;
  /** How many challenges of X's this process has answered. */
  challenges(): number;
}

const checkMe = ({ username }: Me, { handle }: Account): Check[] => {
  const same = username.toLowerCase() === handle.replace(/^@/, "").toLowerCase();
  return [
    { name: "token", ok: true, detail: `X knows the account as @${username}.` },
    {
      name: "handle",
      ok: same,
      detail: same ? `@${username}` : `The configuration says ${handle}, the keys are of @${username}.`,
      ...(same ? {} : { remedy: "Correct the account's `handle`, or take the keys of the right account." }),
    },
  ];
};

const checkClock = ({ headers }: Me, now: number): Check[] => {
  const told = toldTime(headers);
  if (told === undefined) return [];
  const skewMs = Math.abs(now - told);
  const ok = skewMs <= maxSkewMs;
  const detail = `This machine and X differ by ${Math.round(skewMs / 1000)} s.`;
  return [{ name: "clock", ok, detail, ...(ok ? {} : { remedy: "Set the clock of this machine by NTP." }) }];
};

/** What an operator can do about a refusal. */
const remedyFor = (error: unknown): string => {
  if (!(error instanceof ApiFailure)) return "Report this.";
  const reason = reasonFor(error.said);
  if (reason !== undefined) return `X says: ${reason.meaning}.`;
  if (error.status === 401)
    return "Make the access token anew in the developer console (Keys and tokens); check the four keys and the clock of this machine.";
  if (error.status === 403)
    return "Look into the developer console whether the app's plan and permissions include this call.";
  if (error.status === 429) return "Wait until X's window begins anew, then ask again.";
  return "Check the network, and whether X has an outage.";
};

const failed = (name: string, { error, scrub }: { error: unknown; scrub: Api["scrub"] }): Check => {
  const said = error instanceof Error ? scrub(error.message) : "unknown failure";
  const reason = error instanceof ApiFailure ? reasonFor(error.said) : undefined;
  const detail = reason === undefined ? said : `${reason.name}: ${said}`;
  return { name, ok: false, detail, remedy: remedyFor(error) };
};

/** A send would have to be made to be told. */
const sendsUntold =
  "That is of looks alone: what is left of sends X tells only with a send, and the fleet counts those itself.";

/** Its look is one of the few. */
const checkDirectMessages = async ({ api, sink }: ProbePort, signal: AbortSignal): Promise<Check[]> => {
  const waitMs = (await sink()?.takeRead()) ?? 0;
  if (waitMs > 0) {
    const detail = `All looks are used up; the next is free in ${Math.ceil(waitMs / 1000)} s.`;
    return [{ name: "direct messages", ok: true, detail }];
  }
  const query = { max_results: "1" };
  const { headers } = await api.call({ method: "GET", path: "/dm_events", query, signal, timeoutMs });
  const windows = readWindows(headers).map(
    ({ name, remaining, limit }) => `${remaining} of ${limit} left in ${name}`,
  );
  return [
    { name: "direct messages", ok: true, detail: "The app may read them." },
    {
      name: "looks",
      ok: true,
      detail: windows.length === 0 ? "X tells nothing of them." : `${windows.join("; ")}. ${sendsUntold}`,
    },
  ];
};

const callLooks = 10;
const callLookMs = 300;

/** What is wrong when X is made to call the address now; undefined where nothing is. */
const findFault = async (
  port: ProbePort,
  { webhookId, signal }: { webhookId: string; signal: AbortSignal },
): Promise<Pick<Check, "detail" | "remedy"> | undefined> => {
  const before = port.challenges();
  if (!(await validateWebhook(port, { webhookId, signal })))
    return {
      detail: "X called the address, and got no right answer: it delivers nothing. Polling goes on.",
      remedy:
        "Check that the address leads to the fleet from outside, with a right certificate, and that `consumerSecret` is the app's. The fleet has X look again by itself.",
    };
  if (port.sink() === undefined) return undefined;
  for (let looks = 0; looks < callLooks && port.challenges() === before; looks += 1)
    await pause(callLookMs, signal);
  if (port.challenges() > before) return undefined;
  return {
    detail: "X was made to call the address, and no call came here, though X still holds it for valid.",
    remedy: "Check that the address leads to this fleet from outside, and not to another or an older one.",
  };
};

/** Whoever else X tells of the account's messages. */
const checkOthers = async (
  { api }: ProbePort,
  { others, signal }: { others: readonly Subscription[]; signal: AbortSignal },
): Promise<Check[]> => {
  if (others.length === 0) return [];
  const addresses = await addressesOf({ api }, { subscriptions: others, signal });
  const kinds = [...new Set(others.map(({ kind }) => kind))];
  const name = "other addresses";
  const detail = `X tells ${addresses.join(", ")} of ${kinds.join(", ")}.`;
  if (others.some(({ isOwn }) => isOwn))
    return [{ name, ok: false, detail, remedy: "Start the fleet: it takes back what it has asked for." }];
  const more = "If nothing of yours listens there, delete that webhook in the developer console.";
  return [{ name, ok: true, detail: `${detail} ${more}` }];
};

const checkWebhook = async (
  port: ProbePort,
  { me, signal }: { me: Me; signal: AbortSignal },
): Promise<Check[]> => {
  const { api, webhookUrl: url, sink } = port;
  const name = "webhook";
  const aboutUs = () => subscriptionsAboutUs({ api, userId: () => me.id }, signal);
  if (url === undefined) {
    const none = { name, ok: true, detail: "None is configured: X is asked for messages." };
    // Not every plan that lets messages be read has subscriptions.
    const others = await aboutUs()
      .then((all) => checkOthers(port, { others: all, signal }))
      .catch(() => []);
    return [none, ...others];
  }
  const webhook = await findWebhook({ api, url }, signal);
  if (webhook === undefined)
    return [{ name, ok: true, detail: "Not registered yet; that is done when the fleet starts." }];
  const fault = await findFault(port, { webhookId: webhook.id, signal });
  if (fault !== undefined) return [{ name, ok: false, ...fault }];
  const detail =
    sink() === undefined
      ? "X holds it for valid. Whether it is answered is seen only where the fleet runs."
      : "X has just called it, and delivers to it.";
  const all = await aboutUs();
  const known = all.filter(({ webhookId }) => webhookId === webhook.id).map(({ kind }) => kind);
  const missing = subscribedKinds.filter((kind) => !known.includes(kind));
  const others = all.filter(({ webhookId }) => webhookId !== webhook.id);
  const ok = missing.length === 0;
  return [
    { name, ok: true, detail },
    {
      name: "subscriptions",
      ok,
      detail: ok ? `${subscribedKinds.join(", ")}.` : `Missing: ${missing.join(", ")}.`,
      ...(ok ? {} : { remedy: "Start the fleet: it subscribes. If this stays, look into its log." }),
    },
    ...(await checkOthers(port, { others, signal })),
  ];
};

/** X's rules ask for it, and its interface does not tell whether it is done. */
const reminder: Check = {
  name: "automated label",
  ok: true,
  detail:
    "Cannot be asked for. The account must be labelled as automated (Settings, Your account, Automation), with the person's account that answers for it.",
};

/** What an operator must know before going live. Never throws. */
export const probe = async (port: ProbePort, signal: AbortSignal): Promise<Check[]> => {
  const { api, account, clock } = port;
  const { scrub } = api;
  let me: Me;
  try {
    me = await readMe(api, { signal, timeoutMs });
  } catch (error) {
    return [failed("token", { error, scrub }), reminder];
  }
  const others = [
    { name: "direct messages", ask: () => checkDirectMessages(port, signal) },
    { name: "webhook", ask: () => checkWebhook(port, { me, signal }) },
  ];
  const checks = [...checkMe(me, account), ...checkClock(me, clock.now())];
  for (const { name, ask } of others)
    checks.push(...(await ask().catch((error: unknown) => [failed(name, { error, scrub })])));
  return [...checks, reminder];
};
