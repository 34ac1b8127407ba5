import type { Download } from "../../src/domain/adapter.ts";
import { DeliveryError } from "../../src/domain/delivery.ts";
import type { AttachmentRef } from "../../src/domain/message.ts";
import { readCapped } from "../shared/read-capped.ts";
import { isObject, textOf } from "../shared/values.ts";
import type { Api } from "./api.ts";
import { ApiFailure, toApiFailure } from "./api-failure.ts";
import { toDeliveryError } from "./delivery-error.ts";
import { telegramLimits } from "./limits.ts";

const lookUpTimeoutMs = 20_000;
/** What is kept is worth fetching for a minute. */
const transferTimeoutMs = 60_000;

const tooLarge = () =>
  new DeliveryError(
    "rejected",
    `The file is over ${telegramLimits.downloadBytes} bytes: Telegram gives it to no bot.`,
    { refusal: "too_large" },
  );

interface Fetching {
  readonly ref: AttachmentRef;
  readonly signal: AbortSignal;
}

const lookUp = async (api: Api, { ref, signal }: Fetching): Promise<unknown> => {
  try {
    return await api.call("getFile", { file_id: ref.ref }, { timeoutMs: lookUpTimeoutMs, signal });
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
    if (/file is too big/i.test(error.message)) throw tooLarge();
    if (/temporarily unavailable/i.test(error.message))
      throw new DeliveryError("transient", `Telegram: ${error.message}`, { cause: error });
    throw error;
  }
};

const pathOf = async (api: Api, fetching: Fetching): Promise<string> => {
  const result = await lookUp(api, fetching);
  const file: { readonly file_path?: unknown; readonly file_size?: unknown } = isObject(result) ? result : {};
  if (typeof file.file_size === "number" && file.file_size > telegramLimits.downloadBytes) throw tooLarge();
  const path = textOf(file.file_path);
  if (path === undefined) throw new DeliveryError("rejected", "Telegram names no place for the file.");
  if (path.startsWith("/") || path.includes("..") || /^[a-z]:|[\\%\p{Cc}]/iu.test(path))
    throw new DeliveryError("unsupported", "A Bot API server in local mode keeps files on its own disk.");
  return path;
};

/** A refusal is about the file, unless it is about us or about now. */
const refusal = (status: number): ApiFailure | DeliveryError =>
  status === 401 || status === 429 || status >= 500
    ? new ApiFailure(`the file was refused with ${status}`, { status })
    : new DeliveryError("rejected", `Telegram refused the file with ${status}.`);

/** The bytes at a link, or undefined when the link leads nowhere (any more). */
const transfer = async (
  api: Api,
  { url, signal }: { url: URL; signal: AbortSignal },
): Promise<Download | undefined> => {
  try {
    const response = await fetch(url, { signal, redirect: "error" });
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      if (response.status === 404 || response.status === 410) return undefined;
      throw refusal(response.status);
    }
    if (Number(response.headers.get("content-length")) > telegramLimits.downloadBytes) {
      await response.body.cancel();
      throw tooLarge();
    }
    const bytes = await readCapped(response.body, telegramLimits.downloadBytes);
    if (bytes === undefined) throw tooLarge();
    return { bytes, mediaType: response.headers.get("content-type") ?? "application/octet-stream" };
  } catch (error) {
    if (error instanceof DeliveryError || error instanceof ApiFailure) throw error;
    throw toApiFailure(error, api.scrub);
  }
};

/** A link lives for an hour; one that leads nowhere is asked for anew, once. */
const fetchFile = async (api: Api, fetching: Fetching): Promise<Download> => {
  const signal = AbortSignal.any([fetching.signal, AbortSignal.timeout(transferTimeoutMs)]);
  for (let tries = 0; tries < 2; tries += 1) {
    const url = api.fileUrl(await pathOf(api, { ...fetching, signal }));
    const file = await transfer(api, { url, signal });
    if (file) return file;
  }
  throw new DeliveryError("rejected", "Telegram has the file no more.");
};

/** The bytes behind an attachment, at most 20 MB. Throws DeliveryError only. */
export const download = async (api: Api, { ref, signal }: Fetching): Promise<Download> => {
  try {
    if (ref.ref === "") throw new DeliveryError("unsupported", `A ${ref.kind} has no file.`);
    if ((ref.size ?? 0) > telegramLimits.downloadBytes) throw tooLarge();
    const file = await fetchFile(api, { ref, signal });
    return ref.mediaType === undefined ? file : { ...file, mediaType: ref.mediaType };
  } catch (error) {
    throw toDeliveryError(error, { nature: "repeatable" });
  }
};
