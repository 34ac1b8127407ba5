import type { Account } from "../../src/domain/account.ts";
import type { AdapterLog } from "../shared/adapter-log.ts";
import { isObject } from "../shared/values.ts";
import type { Api, CallOptions } from "./api.ts";
import { ApiFailure } from "./api-failure.ts";
import { commandLists } from "./commands.ts";
import { readWebhookInfo, type WebhookInfo } from "./webhook-info.ts";

export interface ConnectionPort {
  readonly api: Pick<Api, "call">;
  readonly account: Account;
  readonly log: AdapterLog;
  readonly shortCall: CallOptions;
}

/** The person pressed again, or waited too long: nobody is waiting for the acknowledgement. */
const pressIsOver = /query is too old|query ID is invalid/i;

/** More presses at once are a raid: their buttons turn for longer, which costs neither us nor Telegram anything. */
const maxAcknowledging = 100;

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : "unknown failure");

/** The calls that receiving needs beside the updates themselves. */
export const createConnection = ({ api, account, log, shortCall }: ConnectionPort) => {
  let acknowledging = 0;

  /** A call that a stop has cut off is no trouble of anybody's. */
  const warn = (error: unknown, message: string) => {
    if (shortCall.signal?.aborted) return;
    log.warn({ account: account.id, reason: reasonOf(error) }, message);
  };

  /** A stand-in may lack a method, and a token of a wrong form gets the same answer: receiving will tell. */
  const askIfThere = async (method: string): Promise<unknown> => {
    try {
      return await api.call(method, {}, shortCall);
    } catch (error) {
      if (error instanceof ApiFailure && error.status === 404) return undefined;
      throw error;
    }
  };

  const webhookInfo = async (): Promise<WebhookInfo> => {
    const info = await askIfThere("getWebhookInfo");
    return readWebhookInfo(isObject(info) ? info : {});
  };

  return {
    checkToken: async (): Promise<void> => void (await askIfThere("getMe")),

    webhookInfo,

    /** The host that has the updates by a webhook; undefined when none is set, or it cannot be told now. */
    webhookHost: (): Promise<string | undefined> =>
      webhookInfo().then(
        ({ host }) => host,
        () => undefined,
      ),

    /** Polling works only without a webhook. What waits is kept. */
    async takeWebhookOff(): Promise<void> {
      const { url, host } = await webhookInfo();
      if (url === "") return;
      log.warn(
        { account: account.id, host },
        "a webhook was set for this bot: it is taken off, nothing that waits is lost",
      );
      await api.call("deleteWebhook", { drop_pending_updates: false }, shortCall);
    },

    /** Never throws: without its menu the bot works all the same. */
    async publishCommands(): Promise<void> {
      try {
        for (const list of commandLists) await api.call("setMyCommands", list, shortCall);
      } catch (error) {
        warn(error, "the menu of commands could not be set");
      }
    },

    /** Never throws: the event is durable, and the person only sees the button turn for longer. */
    async acknowledgePress(queryId: string): Promise<void> {
      if (acknowledging >= maxAcknowledging) return;
      acknowledging += 1;
      try {
        await api.call("answerCallbackQuery", { callback_query_id: queryId }, shortCall);
      } catch (error) {
        if (!pressIsOver.test(reasonOf(error)))
          warn(error, "the press of a button could not be acknowledged");
      } finally {
        acknowledging -= 1;
      }
    },
  };
};

export type Connection = ReturnType<typeof createConnection>;
