import { DeliveryError, type DeliveryFailure } from "../../src/domain/delivery.ts";
import { type AccountId, conversationId } from "../../src/domain/ids.ts";
import { ApiFailure } from "./api-failure.ts";
import { reasonFor } from "./failure-reasons.ts";

/** `send` may not be repeated blindly; `repeatable` may: edits and deletes end the same way however often they run. */
export type CallNature = "send" | "repeatable";

export interface CallFacts {
  readonly nature: CallNature;
  /** Names the conversation that a group moved to. */
  readonly accountId?: AccountId;
}

/**
 * A 5xx does not say whether the request was carried out: 500 is also given to requests that a restart of the server
 * broke off, 502 and 504 come from the proxy that lost or stopped waiting for the server's answer. Only 503 is a
 * refusal before any work.
 */
const ofStatus = (status: number): DeliveryFailure | "lost" => {
  if (status === 429) return "rate_limited";
  if (status === 401 || status === 404) return "unauthorized";
  if (status === 403) return "unreachable";
  if (status === 503) return "transient";
  return status >= 500 ? "lost" : "rejected";
};

const failureOf = (failure: ApiFailure, nature: CallNature): DeliveryFailure => {
  const unknown = failure.unsent ? "transient" : "lost";
  const found = failure.status === undefined ? unknown : ofStatus(failure.status);
  if (found !== "lost") return found;
  return nature === "send" ? "uncertain" : "transient";
};

/** A refusal says in its words what it is about; any other answer says it by its status alone. */
const isRefusal = ({ status }: ApiFailure) => status === 400 || status === 403 || status === 413;

/** What a failed call means for the effect. Pure. */
export const toDeliveryError = (error: unknown, { nature, accountId }: CallFacts): DeliveryError => {
  if (error instanceof DeliveryError) return error;
  if (!(error instanceof ApiFailure))
    return new DeliveryError("rejected", "The message could not be put into Telegram's form.", {
      cause: error,
    });
  if (error.migratedTo !== undefined && accountId !== undefined)
    return new DeliveryError("transient", `Telegram: ${error.message} (the group became a supergroup)`, {
      cause: error,
      movedTo: conversationId(accountId, String(error.migratedTo)),
    });
  const reason = isRefusal(error) ? reasonFor(error.message) : undefined;
  const meaning = reason ? ` (${reason.meaning})` : "";
  return new DeliveryError(
    reason?.failure ?? failureOf(error, nature),
    `Telegram: ${error.message}${meaning}`,
    {
      cause: error,
      retryAfterMs: error.retryAfterMs,
    },
  );
};
