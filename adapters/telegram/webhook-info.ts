import { textOf, wholeOf } from "../shared/values.ts";
import { secondsOf } from "./native.ts";

/** What Telegram tells of a bot's webhook. */
export interface WebhookInfo {
  /** Empty when none is set. */
  readonly url: string;
  /** Whom the updates go to: all of the address that may be told. */
  readonly host: string | undefined;
  readonly pending: number;
  readonly lastErrorAt: number | undefined;
  readonly lastError: string | undefined;
}

interface NativeWebhookInfo {
  readonly url?: unknown;
  readonly pending_update_count?: unknown;
  readonly last_error_date?: unknown;
  readonly last_error_message?: unknown;
}

const maxReasonUnits = 200;

export const readWebhookInfo = (native: NativeWebhookInfo): WebhookInfo => {
  const url = textOf(native.url) ?? "";
  const lastErrorSecond = secondsOf(native.last_error_date);
  return {
    url,
    host: url === "" ? undefined : (URL.parse(url)?.host ?? "an address that cannot be read"),
    pending: wholeOf(native.pending_update_count) ?? 0,
    lastErrorAt: lastErrorSecond === undefined ? undefined : lastErrorSecond * 1000,
    lastError: textOf(native.last_error_message)?.slice(0, maxReasonUnits),
  };
};

/** Whether two addresses are one, however they are spelt. */
export const isSameAddress = (one: string, other: string): boolean =>
  one === other || (URL.parse(one)?.href ?? "one") === (URL.parse(other)?.href ?? "other");
