import { TelegramError } from "telegraf";
import { isUnsent } from "../shared/unsent.ts";
import { isObject, wholeOf } from "../shared/values.ts";

interface FailureFacts {
  /** The Bot API's error code; undefined when no usable answer came. */
  readonly status?: number | undefined;
  readonly retryAfterMs?: number | undefined;
  /** Certain: Telegram never got the request. */
  readonly unsent?: boolean;
  /** The group became a supergroup with this id. */
  readonly migratedTo?: number | undefined;
}

/** A call that failed. It holds neither the token nor the request, so it may be logged and kept as a cause. */
export class ApiFailure extends Error {
  override readonly name = "ApiFailure";
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;
  readonly unsent: boolean;
  readonly migratedTo: number | undefined;

  constructor(message: string, facts: FailureFacts) {
    super(message);
    this.status = facts.status;
    this.retryAfterMs = facts.retryAfterMs;
    this.unsent = facts.unsent ?? false;
    this.migratedTo = facts.migratedTo;
  }
}

/** An empty reason is what Node gives when every address of a host refused the connection. */
const connectPhase = /reason: (connect |getaddrinfo |$)|before secure TLS connection was established/;

/** What the Bot API says of a call that it refuses, as far as it can be relied upon. */
export interface Refusal {
  readonly error_code?: unknown;
  readonly description?: unknown;
  readonly parameters?: unknown;
}

interface Hints {
  readonly retry_after?: unknown;
  readonly migrate_to_chat_id?: unknown;
}

const retryAfterMs = ({ error_code }: Refusal, parameters: Hints): number | undefined => {
  if (error_code !== 429) return undefined;
  const seconds = parameters.retry_after;
  return (typeof seconds === "number" && seconds > 0 ? seconds : 1) * 1000;
};

/** The failure that an answer of the Bot API tells of. */
export const refusedBy = (refusal: Refusal, scrub: (text: string) => string): ApiFailure => {
  const { error_code, description } = refusal;
  // Whatever stands between us and Telegram may answer in its own form.
  if (typeof error_code !== "number") return new ApiFailure("the answer is not of the Bot API", {});
  const parameters: Hints = isObject(refusal.parameters) ? refusal.parameters : {};
  return new ApiFailure(scrub(`${error_code} ${description}`).slice(0, 500), {
    status: error_code,
    retryAfterMs: retryAfterMs(refusal, parameters),
    migratedTo: wholeOf(parameters.migrate_to_chat_id),
  });
};

/** What went wrong, without the request and without the token that errors of the libraries may hold. */
export const toApiFailure = (error: unknown, scrub: (text: string) => string): ApiFailure => {
  if (error instanceof ApiFailure) return error;
  if (error instanceof TelegramError)
    return refusedBy(
      { error_code: error.code, description: error.description, parameters: error.parameters },
      scrub,
    );
  if (!(error instanceof Error)) return new ApiFailure("unknown failure", {});
  const reason = scrub(error.message).slice(0, 500);
  return new ApiFailure(reason === "" ? error.name : reason, {
    unsent: isUnsent(error) || connectPhase.test(error.message),
  });
};
