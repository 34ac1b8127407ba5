import { DeliveryError, type DeliveryFailure } from "../../src/domain/delivery.ts";
import { ApiFailure } from "./api-failure.ts";
import { reasonFor } from "./failure-reasons.ts";

/** `send` may have been carried out though no answer came; `repeatable` ends the same way however often it runs. */
export type CallNature = "send" | "repeatable";

/** Where a limit tells no time of its own, such as that of opening direct messages. */
const quietMs = 60_000;

/** Only 503 is a refusal before any work: others may come from whatever lost or stopped waiting for the answer. */
const ofStatus = (status: number): DeliveryFailure | "lost" => {
  if (status === 429) return "rate_limited";
  if (status === 401) return "unauthorized";
  if (status === 403) return "rejected";
  if (status === 404) return "unreachable";
  if (status === 503) return "transient";
  return status >= 500 ? "lost" : "rejected";
};

const failureOf = ({ status, unsent }: ApiFailure, nature: CallNature): DeliveryFailure => {
  const found = status === undefined ? (unsent ? "transient" : "lost") : ofStatus(status);
  if (found !== "lost") return found;
  return nature === "send" ? "uncertain" : "transient";
};

/** What a failed call means for the effect. Pure. */
export const toDeliveryError = (
  error: unknown,
  { nature }: { readonly nature: CallNature },
): DeliveryError => {
  if (error instanceof DeliveryError) return error;
  if (!(error instanceof ApiFailure))
    return new DeliveryError("rejected", "The message could not be put into Discord's form.", {
      cause: error,
    });
  const reason = reasonFor(error.code);
  const failure = reason?.failure ?? failureOf(error, nature);
  const meaning = reason ? ` (${reason.meaning})` : "";
  const retryAfterMs = error.retryAfterMs ?? (failure === "rate_limited" ? quietMs : undefined);
  return new DeliveryError(failure, `Discord: ${error.message}${meaning}`, {
    cause: error,
    retryAfterMs,
    // Others meet the limits of their own channels, if any.
    isolated: failure === "rate_limited" && !error.global,
  });
};
