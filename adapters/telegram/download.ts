import type { Download } from "../../src/domain/adapter.ts";
import { DeliveryError } from "../../src/domain/delivery.ts";
import type { AttachmentRef } from "../../src/domain/message.ts";
import type { Api } from "./api.ts";
import { ApiFailure, toApiFailure } from "./api-failure.ts";
import { toDeliveryError } from "./delivery-error.ts";
import { telegramLimits } from "./limits.ts";
import { isObject, textOf } from "./native.ts";

const lookUpTimeoutMs = 20_000;
const transferTimeoutMs = 120_000;

const tooLarge = () =>
  new DeliveryError(
    "rejected",
    `The file is over ${telegramLimits.downloadBytes} bytes: Telegram gives it to no bot.`,
  );

interface Fetching {
  readonly ref: AttachmentRef;
  readonly signal: AbortSignal;
}

const pathOf = async (api: Api, { ref, signal }: Fetching): Promise<string> => {
  const result = await api.call("getFile", { file_id: ref.ref }, { timeoutMs: lookUpTimeoutMs, signal });
  const file: { readonly file_path?: unknown } = isObject(result) ? result : {};
  const path = textOf(file.file_path);
  if (path === undefined) throw new DeliveryError("rejected", "Telegram names no place for the file.");
  if (path.startsWith("/") || path.includes(".."))
    throw new DeliveryError("unsupported", "A Bot API server in local mode keeps files on its own disk.");
  return path;
};

const readCapped = async (body: ReadableStream<Uint8Array>): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > telegramLimits.downloadBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const transfer = async (api: Api, { url, signal }: { url: URL; signal: AbortSignal }): Promise<Download> => {
  try {
    const response = await fetch(url, { signal, redirect: "error" });
    if (!response.ok || !response.body)
      throw new ApiFailure("the file was refused", { status: response.status });
    const bytes = await readCapped(response.body);
    return { bytes, mediaType: response.headers.get("content-type") ?? "application/octet-stream" };
  } catch (error) {
    if (error instanceof DeliveryError || error instanceof ApiFailure) throw error;
    throw toApiFailure(error, api.scrub);
  }
};

/** The bytes behind an attachment, at most 20 MB. Throws DeliveryError only. */
export const download = async (api: Api, { ref, signal }: Fetching): Promise<Download> => {
  try {
    if (ref.ref === "") throw new DeliveryError("unsupported", `A ${ref.kind} has no file.`);
    if ((ref.size ?? 0) > telegramLimits.downloadBytes) throw tooLarge();
    const url = api.fileUrl(await pathOf(api, { ref, signal }));
    const within = AbortSignal.any([signal, AbortSignal.timeout(transferTimeoutMs)]);
    const file = await transfer(api, { url, signal: within });
    return ref.mediaType === undefined ? file : { ...file, mediaType: ref.mediaType };
  } catch (error) {
    throw toDeliveryError(error, "repeatable");
  }
};
