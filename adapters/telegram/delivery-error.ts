import { DeliveryError, type DeliveryFailure } from "../../src/domain/delivery.ts";
import { ApiFailure } from "./api-failure.ts";

/** `send` may not be repeated blindly; `repeatable` may: edits and deletes end the same way however often they run. */
export type CallNature = "send" | "repeatable";

const cannotBeWrittenTo =
  /chat not found|user not found|PEER_ID_INVALID|USER_IS_BLOCKED|USER_IS_DEACTIVATED/i;

/**
 * A 5xx does not say whether the request was carried out: 500 is also given to requests that a restart of the server
 * broke off, 502 and 504 come from the proxy that lost or stopped waiting for the server's answer. Only 503 is a
 * refusal before any work.
 */
const ofStatus = (failure: ApiFailure, status: number): DeliveryFailure | "lost" => {
  if (status === 429) return "rate_limited";
  if (status === 401 || status === 404) return "unauthorized";
  if (status === 403) return "unreachable";
  if (status === 503) return "transient";
  if (status >= 500) return "lost";
  return cannotBeWrittenTo.test(failure.message) ? "unreachable" : "rejected";
};

const failureOf = (failure: ApiFailure, nature: CallNature): DeliveryFailure => {
  const unknown = failure.unsent ? "transient" : "lost";
  const found = failure.status === undefined ? unknown : ofStatus(failure, failure.status);
  if (found !== "lost") return found;
  return nature === "send" ? "uncertain" : "transient";
};

/** What a failed call means for the effect. Pure. */
export const toDeliveryError = (error: unknown, nature: CallNature): DeliveryError => {
  if (error instanceof DeliveryError) return error;
  if (!(error instanceof ApiFailure))
    return new DeliveryError("rejected", "The message could not be put into Telegram's form.", {
      cause: error,
    });
  return new DeliveryError(failureOf(error, nature), `Telegram: ${error.message}`, {
    cause: error,
    retryAfterMs: error.retryAfterMs,
  });
};
