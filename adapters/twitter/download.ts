import type { Download } from "../../src/domain/adapter.ts";
import { DeliveryError } from "../../src/domain/delivery.ts";
import type { AttachmentRef } from "../../src/domain/message.ts";
import type { Api } from "./api.ts";
import { ApiFailure } from "./api-failure.ts";
import { readFileRef } from "./content.ts";
import { toDeliveryError } from "./delivery-error.ts";
import { twitterLimits } from "./limits.ts";

const transferTimeoutMs = 60_000;

const refused = (refusal: "too_large" | "not_available", why: string) =>
  new DeliveryError("rejected", why, { refusal });

/** The bytes behind an attachment of a direct message, size-capped. Throws DeliveryError only. */
export const download = async (
  api: Api,
  { ref, signal }: { readonly ref: AttachmentRef; readonly signal: AbortSignal },
): Promise<Download> => {
  if (ref.ref === "") throw new DeliveryError("unsupported", `This ${ref.kind} has no file.`);
  const path = readFileRef(ref.ref);
  if (path === undefined) throw refused("not_available", "This is no file of a direct message.");
  const maxBytes = twitterLimits.downloadBytes;
  try {
    const file = await api.fetch(path, { maxBytes, signal, timeoutMs: transferTimeoutMs });
    if (file === undefined) throw refused("too_large", `The file is over ${maxBytes} bytes.`);
    const told = file.headers["content-type"];
    const mediaType = ref.mediaType ?? (typeof told === "string" ? told : "application/octet-stream");
    return { bytes: file.bytes, mediaType };
  } catch (error) {
    const gone = error instanceof ApiFailure && (error.status === 404 || error.status === 403);
    if (gone) throw refused("not_available", "X does not have the file any more.");
    throw toDeliveryError(error, { nature: "repeatable" });
  }
};
