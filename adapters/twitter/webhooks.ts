import { textOf } from "../shared/values.ts";
import type { Api } from "./api.ts";
import { idOf, type NativeWebhook } from "./native.ts";
import { listedIn } from "./page.ts";

export interface KnownWebhook {
  readonly id: string;
  /** X has had the address prove itself, and delivers there. */
  readonly valid: boolean;
}

interface WebhooksPort {
  readonly api: Pick<Api, "call">;
}

/** Whether two addresses are one, however they are spelt. */
const isSame = (one: string, other: string): boolean =>
  one === other || (URL.parse(one)?.href ?? "one") === (URL.parse(other)?.href ?? "other");

/** All webhooks of the app. */
export const listWebhooks = async (
  { api }: WebhooksPort,
  signal: AbortSignal,
): Promise<readonly (KnownWebhook & { readonly url: string })[]> => {
  const { data } = await api.call({ method: "GET", path: "/webhooks", asApp: true, signal });
  return listedIn(data).flatMap((value) => {
    const native: NativeWebhook = value;
    const id = idOf(native.id);
    return id === undefined ? [] : [{ id, url: textOf(native.url) ?? "", valid: native.valid === true }];
  });
};

/** The webhook of this address, as X has it; undefined when it has none. */
export const findWebhook = async (
  { api, url }: WebhooksPort & { readonly url: string },
  signal: AbortSignal,
): Promise<KnownWebhook | undefined> => {
  const found = (await listWebhooks({ api }, signal)).find((webhook) => isSame(webhook.url, url));
  return found && { id: found.id, valid: found.valid };
};

/** Has X call the address now; tells whether X holds it for valid then: its answer says only that the call was made. */
export const validateWebhook = async (
  { api }: WebhooksPort,
  { webhookId, signal }: { readonly webhookId: string; readonly signal: AbortSignal },
): Promise<boolean> => {
  await api.call({ method: "PUT", path: `/webhooks/${webhookId}`, signal });
  return (await listWebhooks({ api }, signal)).some(({ id, valid }) => id === webhookId && valid);
};
