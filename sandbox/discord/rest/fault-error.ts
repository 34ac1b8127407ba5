import type { FaultOrder } from "../../wire/faults.ts";
import { orderedLimit } from "./allowances.ts";
import { ApiError, errorWords, refused } from "./api-error.ts";

const isKnown = (code: number): code is keyof typeof errorWords => code in errorWords;

/** What an ordered fault answers instead of carrying a request out; undefined when it does not answer. */
export const faultError = (fault: FaultOrder, operation: string): ApiError | undefined => {
  switch (fault.kind) {
    case "rate_limited":
      return orderedLimit(operation, (fault.retryAfterS ?? 1) * 1_000, fault.scope ?? "user");
    case "server_error":
      return new ApiError({
        status: fault.status ?? 502,
        code: 0,
        words: `${fault.status ?? 502}: Server Error`,
      });
    case "refused": {
      const { code = 50013, status = 400, description = "Refused" } = fault;
      return isKnown(code) ? refused(code) : new ApiError({ status, code, words: description });
    }
    case "no_rights":
      return refused(50013);
    default:
      return undefined;
  }
};
