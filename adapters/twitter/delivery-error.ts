import { DeliveryError, type DeliveryFailure } from "../../src/domain/delivery.ts";
import { ApiFailure } from "./api-failure.ts";
import { reasonFor } from "./failure-reasons.ts";
import { twitterLimits } from "./limits.ts";

/** `send` may have been carried out though no answer came; `repeatable` ends the same way however often it runs. */
export type CallNature = "send" | "repeatable";

/** Only 503 is a refusal before any work: others may come from whatever lost or stopped waiting for the answer. */
const ofStatus = (status: number): DeliveryFailure | "lost" => {
  if (status === 429) return "rate_limited";
  if (status === 401 || status === 402) return "unauthorized";
  if (status === 404) return "unreachable";
  if (status === 503) return "transient";
  return status >= 500 ? "lost" : "rejected";
};

const failureOf = ({ status, unsent }: ApiFailure, nature: CallNature): DeliveryFailure => {
  const found = status === undefined ? (unsent ? "transient" : "lost") : ofStatus(status);
  if (found !== "lost") return found;
  return nature === "send" ? "uncertain" : "transient";
};

/** A refusal says in its words what it is about; any other answer says it by its status alone. */
const isRefusal = ({ status }: ApiFailure) => status === 400 || status === 402 || status === 403;

/** What we refuse ourselves: X is not asked to send anything. */
export const refusal = (why: string): DeliveryError => new DeliveryError("rejected", why, { uncalled: true });

/** What a failed call means for the effect. Pure. */
export const toDeliveryError = (
  error: unknown,
  { nature }: { readonly nature: CallNature },
): DeliveryError => {
  if (error instanceof DeliveryError) return error;
  if (!(error instanceof ApiFailure))
    return new DeliveryError("rejected", "The message could not be put into X's form.", { cause: error });
  const reason = isRefusal(error) ? reasonFor(error.said) : undefined;
  const failure = reason?.failure ?? failureOf(error, nature);
  const meaning = reason ? ` (${reason.name}: ${reason.meaning})` : "";
  const retryAfterMs =
    error.retryAfterMs ?? (failure === "rate_limited" ? twitterLimits.quarterMs : undefined);
  const isSend = nature === "send";
  return new DeliveryError(failure, `X: ${error.message}${meaning}`, {
    cause: error,
    retryAfterMs,
    // Reads and uploads have limits of their own.
    isolated: failure === "rate_limited" && !isSend,
    uncalled: !isSend || error.unsent,
  });
};
