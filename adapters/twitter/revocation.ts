import type { ConnectionStatus } from "../../src/domain/adapter.ts";
import type { AdapterLog } from "../shared/adapter-log.ts";
import { ApiFailure } from "./api-failure.ts";

export interface RevocationPort {
  /** Throws ApiFailure. */
  identify(): Promise<unknown>;
  report(status: ConnectionStatus): void;
  readonly log: AdapterLog;
  readonly signal: AbortSignal;
}

const takenBack: ConnectionStatus = {
  state: "failed",
  reason:
    "The account has taken the app's access back. Log in as the account, allow the app again, and put the new access token into `accessToken` and `accessSecret`.",
};

/**
 * X tells that the account has taken the app's access back, also of a time long ago when it delivers again: whether it
 * still is so, X is asked. Where it does not tell, the next look finds it out.
 */
export const createRevocation = ({ identify, report, log, signal }: RevocationPort) => {
  let isAsking = false;
  let isToldAgain = false;

  const ask = async (): Promise<void> => {
    try {
      await identify();
      log.info({}, "X told that the app's access was taken back; it has been given again");
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof ApiFailure && error.status === 401) report(takenBack);
      else log.warn({}, "X told that the app's access was taken back, and could not be asked whether it is");
    }
  };

  /** Never rejects. */
  return async (): Promise<void> => {
    isToldAgain = true;
    if (isAsking) return;
    isAsking = true;
    while (isToldAgain && !signal.aborted) {
      isToldAgain = false;
      await ask();
    }
    isAsking = false;
  };
};
