import type { Account } from "../../src/domain/account.ts";
import type { Adapter, Delivery, EventSink } from "../../src/domain/adapter.ts";
import type { Clock } from "../../src/domain/clock.ts";
import { DeliveryError } from "../../src/domain/delivery.ts";
import { type AdapterLog, silentLog } from "./adapter-log.ts";
import { createApi } from "./api.ts";
import { ApiFailure } from "./api-failure.ts";
import { commandLists } from "./commands.ts";
import type { TelegramFields } from "./config.ts";
import { type DeliverPort, deliver } from "./deliver.ts";
import { download } from "./download.ts";
import { toAllowance } from "./limits.ts";
import { isObject, textOf } from "./native.ts";
import { probe } from "./probe.ts";
import { receive } from "./receive.ts";
import { createUnderWay } from "./under-way.ts";

export interface TelegramAdapterOptions {
  readonly account: Account;
  readonly fields: TelegramFields;
  readonly clock: Clock;
  readonly log?: AdapterLog;
}

const shortTimeoutMs = 10_000;
/** The person pressed again, or waited too long: nobody is waiting for the acknowledgement. */
const pressIsOver = /query is too old|query ID is invalid/i;

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : "unknown failure");

export const createTelegramAdapter = (options: TelegramAdapterOptions): Adapter => {
  const { account, fields, clock, log = silentLog } = options;
  const api = createApi(fields);
  const allowance = toAllowance(fields.allowance);
  const receiving = new AbortController();
  let closed = false;
  const underWay = createUnderWay();
  const deliverPort: DeliverPort = {
    api,
    spacingMs:
      allowance === "unlimited"
        ? { direct: 0, group: 0 }
        : { direct: allowance.perConversationMs, group: allowance.perGroupMs },
    brokenOff: new Map(),
  };
  const shortCall = { timeoutMs: shortTimeoutMs, signal: receiving.signal };

  const publishCommands = async () => {
    try {
      for (const list of commandLists) await api.call("setMyCommands", list, shortCall);
    } catch (error) {
      log.warn({ account: account.id, reason: reasonOf(error) }, "the menu of commands could not be set");
    }
  };

  /** A stand-in may lack a method, and a token of a wrong form gets the same answer: getUpdates will tell. */
  const askIfThere = async (method: string): Promise<unknown> => {
    try {
      return await api.call(method, {}, shortCall);
    } catch (error) {
      if (error instanceof ApiFailure && error.status === 404) return undefined;
      throw error;
    }
  };

  const prepare = async () => {
    await askIfThere("getMe");
    const info = await askIfThere("getWebhookInfo");
    void underWay.track(publishCommands());
    const webhook: { readonly url?: unknown } = isObject(info) ? info : {};
    if ((textOf(webhook.url) ?? "") === "") return;
    log.warn(
      { account: account.id },
      "a webhook was set for this bot: it is taken off, nothing that waits is lost",
    );
    await api.call("deleteWebhook", { drop_pending_updates: false }, shortCall);
  };

  const acknowledgePress = async (queryId: string) => {
    try {
      await api.call("answerCallbackQuery", { callback_query_id: queryId }, shortCall);
    } catch (error) {
      const reason = reasonOf(error);
      if (pressIsOver.test(reason)) return;
      log.warn({ account: account.id, reason }, "the press of a button could not be acknowledged");
    }
  };

  const start = (sink: EventSink, signal: AbortSignal): Promise<void> => {
    const stop = () => receiving.abort();
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    const begun = Promise.withResolvers<void>();
    const port = {
      api,
      clock,
      sink,
      log,
      parseContext: { accountId: account.id, username: account.handle.replace(/^@/, "").toLowerCase() },
      pollTimeoutSeconds: fields.pollTimeoutSeconds,
      prepare,
      acknowledgePress: (queryId: string) => void underWay.track(acknowledgePress(queryId)),
      begun: begun.resolve,
    };
    return Promise.race([begun.promise, underWay.track(receive(port, receiving.signal))]);
  };

  return {
    platform: "telegram",
    supports: new Set([
      "message.send",
      "message.edit",
      "message.delete",
      "member.mute",
      "member.ban",
      "member.restore",
      "join.answer",
      "attachment.keep",
    ]),
    allowance,
    // Telegram knows no idempotency key and cannot be asked what was sent.
    repeatUncertain: "once",
    start,
    deliver(delivery: Delivery, signal: AbortSignal) {
      if (closed)
        return Promise.reject(new DeliveryError("transient", "The account's connection is closed."));
      return underWay.track(deliver(deliverPort, { ...delivery, signal }));
    },
    download: (ref, signal) => underWay.track(download(api, { ref, signal })),
    probe: (signal) => probe({ api, account, clock }, signal),
    async close() {
      closed = true;
      receiving.abort();
      await underWay.settled();
      api.close();
    },
  };
};
