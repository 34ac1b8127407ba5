import { ApiPartialResponseError, ApiRequestError, ApiResponseError } from "twitter-api-v2";
import { isUnsent } from "../shared/unsent.ts";
import { isObject, listOf, textOf } from "../shared/values.ts";
import { waitMsIn } from "./rate-limit.ts";

interface FailureFacts {
  /** The HTTP status; undefined when no usable answer came. */
  readonly status?: number | undefined;
  /** X's own words for the problem, all of them. */
  readonly said?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  /** Certain: X never got the request. */
  readonly unsent?: boolean;
}

/** A call that failed. It holds neither keys nor request, so it may be logged and kept as a cause. */
export class ApiFailure extends Error {
  override readonly name = "ApiFailure";
  readonly status: number | undefined;
  readonly said: string;
  readonly retryAfterMs: number | undefined;
  readonly unsent: boolean;

  constructor(message: string, facts: FailureFacts) {
    super(message);
    this.status = facts.status;
    this.said = facts.said ?? "";
    this.retryAfterMs = facts.retryAfterMs;
    this.unsent = facts.unsent ?? false;
  }
}

const longestReason = 500;
/** Node says nothing more of a connection that ended while it was being made. */
const connectPhase = /^connect |before secure TLS connection was established/;

interface NativeProblem {
  readonly title?: unknown;
  readonly detail?: unknown;
  readonly type?: unknown;
  readonly reason?: unknown;
  readonly message?: unknown;
  readonly errors?: unknown;
}

const maxProblems = 5;
/** X's lists hold problems, and those no further lists. */
const maxDepth = 3;

/** Of both kinds that X answers with: a problem with title and detail, or a list of errors. */
const wordsOf = (data: unknown, depth = 0): string => {
  const problem: NativeProblem = isObject(data) ? data : {};
  const { title, detail, type, reason, message } = problem;
  const own = [title, detail, message, reason, textOf(type)?.replace(/^.*\//, "")];
  const listed = depth < maxDepth ? listOf(problem.errors) : [];
  const inner = listed.slice(0, maxProblems).map((each) => wordsOf(each, depth + 1));
  const words = [...own.map((word) => textOf(word) ?? ""), ...inner].filter((word) => word !== "");
  return [...new Set(words)].join("; ");
};

/** Why a request did not come about. The library's getter looks for it under a name that it does not keep it under. */
const causeOf = (error: ApiRequestError): unknown => {
  const kept: unknown = Reflect.get(error, "_options");
  return isObject(kept) && "error" in kept ? kept.error : error.requestError;
};

interface Making {
  readonly scrub: (text: string) => string;
  readonly now: number;
}

/** What went wrong, without the request and the keys that the library's errors hold. */
export const toApiFailure = (error: unknown, { scrub, now }: Making): ApiFailure => {
  const clean = (text: string) => scrub(text).slice(0, longestReason);
  if (error instanceof ApiFailure) return error;
  if (error instanceof ApiResponseError) {
    const said = clean(wordsOf(error.data));
    return new ApiFailure(`${error.code} ${said === "" ? "without a reason" : said}`, {
      status: error.code,
      said,
      retryAfterMs: error.code === 429 ? waitMsIn(error.headers, now) : undefined,
    });
  }
  if (error instanceof ApiPartialResponseError) return new ApiFailure("the answer broke off", {});
  const inner = error instanceof ApiRequestError ? causeOf(error) : error;
  if (!(inner instanceof Error)) return new ApiFailure("unknown failure", {});
  return new ApiFailure(clean(inner.message === "" ? inner.name : inner.message), {
    unsent: isUnsent(inner) || connectPhase.test(inner.message),
  });
};
