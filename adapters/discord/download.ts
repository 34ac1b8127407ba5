import type { Download } from "../../src/domain/adapter.ts";
import { DeliveryError } from "../../src/domain/delivery.ts";
import type { AttachmentRef } from "../../src/domain/message.ts";
import { readCapped } from "../shared/read-capped.ts";
import { discordLimits } from "./limits.ts";

const transferTimeoutMs = 60_000;
/** Where Discord keeps files. */
const hosts: ReadonlySet<string> = new Set(["cdn.discordapp.com", "media.discordapp.net"]);

const tooLarge = () =>
  new DeliveryError("rejected", `The file is over ${discordLimits.downloadBytes} bytes.`, {
    refusal: "too_large",
  });

const gone = (status: number) =>
  new DeliveryError("rejected", `Discord refused the file with ${status}; its link may have expired.`, {
    refusal: "not_available",
  });

/** A link is part of a message that anybody may forge: only Discord's own files are fetched. */
const addressOf = (ref: AttachmentRef, apiRoot: string): URL => {
  const url = URL.parse(ref.ref);
  const isDiscords = url !== null && url.protocol === "https:" && hosts.has(url.hostname) && url.port === "";
  // A stand-in keeps its files itself.
  const isStandIns =
    url !== null && url.origin === new URL(apiRoot).origin && !apiRoot.startsWith("https://discord.com");
  if (url === null || !(isDiscords || isStandIns))
    throw new DeliveryError("rejected", "The link leads to no file of Discord's.", {
      refusal: "not_available",
    });
  return url;
};

interface Fetching {
  readonly apiRoot: string;
  readonly ref: AttachmentRef;
  readonly signal: AbortSignal;
}

const refusal = (status: number): DeliveryError => {
  if (status === 429 || status >= 500)
    return new DeliveryError("transient", `Discord answered with ${status}.`);
  return gone(status);
};

const transfer = async ({ apiRoot, ref, signal }: Fetching): Promise<Download> => {
  const response = await fetch(addressOf(ref, apiRoot), { signal, redirect: "error" });
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    throw refusal(response.status);
  }
  if (Number(response.headers.get("content-length")) > discordLimits.downloadBytes) {
    await response.body.cancel();
    throw tooLarge();
  }
  const bytes = await readCapped(response.body, discordLimits.downloadBytes);
  if (bytes === undefined) throw tooLarge();
  return { bytes, mediaType: response.headers.get("content-type") ?? "application/octet-stream" };
};

/** The bytes behind an attachment, size-capped. Its link is signed and expires. Throws DeliveryError only. */
export const download = async ({ ref, signal, apiRoot }: Fetching): Promise<Download> => {
  if (ref.ref === "") throw new DeliveryError("unsupported", `A ${ref.kind} has no file.`);
  if ((ref.size ?? 0) > discordLimits.downloadBytes) throw tooLarge();
  const within = AbortSignal.any([signal, AbortSignal.timeout(transferTimeoutMs)]);
  try {
    const file = await transfer({ apiRoot, ref, signal: within });
    return ref.mediaType === undefined ? file : { ...file, mediaType: ref.mediaType };
  } catch (error) {
    if (error instanceof DeliveryError) throw error;
    throw new DeliveryError("transient", "Discord's files cannot be reached.", { cause: error });
  }
};
