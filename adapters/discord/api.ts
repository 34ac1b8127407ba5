import { type RawFile, REST, RequestMethod } from "@discordjs/rest";
import type { Clock } from "../../src/domain/clock.ts";
import { createScrub } from "../shared/scrub.ts";
import { ApiFailure, toApiFailure } from "./api-failure.ts";
import { createInvalidRequests, type InvalidRequests } from "./invalid-requests.ts";
import { discordLimits } from "./limits.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

const methods: Readonly<Record<Method, RequestMethod>> = {
  GET: RequestMethod.Get,
  POST: RequestMethod.Post,
  PUT: RequestMethod.Put,
  PATCH: RequestMethod.Patch,
  DELETE: RequestMethod.Delete,
};

export interface Call {
  readonly method: Method;
  /** Behind the version, such as `/channels/1/messages`. */
  readonly path: `/${string}`;
  readonly query?: URLSearchParams;
  readonly body?: object;
  readonly files?: readonly RawFile[];
  readonly signal?: AbortSignal | undefined;
  /** @default 20 s */
  readonly timeoutMs?: number;
  /** What stands in the path opens it, and our token is not sent: a webhook of an interaction. */
  readonly withoutToken?: boolean;
}

export interface Api {
  /** Resolves to what Discord answers. Never waits for a limit: tells how long to wait instead. Throws ApiFailure only. */
  call(call: Call): Promise<unknown>;
  readonly rest: REST;
  readonly scrub: (text: string) => string;
  /** Drops what is kept of limits. */
  close(): void;
}

const timeoutMs = 20_000;
/** For the longest of its own time-outs, which ours come before. */
const neverMs = 600_000;

export const createApi = (options: {
  readonly token: string;
  readonly apiRoot: string;
  readonly clock: Clock;
  readonly requestsPerSecond?: number;
  /** Of all that use our address. @default of this bot */
  readonly invalidRequests?: InvalidRequests | undefined;
}): Api => {
  const { token, apiRoot, clock, requestsPerSecond = discordLimits.requestsPerSecond } = options;
  const scrub = createScrub(token);
  const invalid = options.invalidRequests ?? createInvalidRequests(clock);
  const rest = new REST({
    api: apiRoot.replace(/\/$/, ""),
    version: "10",
    // The backlog waits in the outbox and nowhere else.
    rejectOnRateLimit: () => true,
    retries: 0,
    offset: 0,
    timeout: neverMs,
    globalRequestsPerSecond: requestsPerSecond,
  });
  rest.on("response", (_, { status }) => invalid.note(status));

  const request = (call: Call, signal: AbortSignal) => {
    // A token that was refused once is dropped by the client; it may be right again.
    rest.setToken(token);
    return rest.request({
      method: methods[call.method],
      fullRoute: call.path,
      ...(call.query && { query: call.query }),
      ...(call.body && { body: call.body }),
      ...(call.files && { files: [...call.files] }),
      ...(call.withoutToken === true && { auth: false }),
      signal,
    });
  };

  return {
    rest,
    scrub,
    close: () => {
      rest.clearHashSweeper();
      rest.clearHandlerSweeper();
    },
    async call(call) {
      const { signal } = call;
      const what = `${call.method} ${shapeOfPath(call.path)}`;
      if (signal?.aborted) throw new ApiFailure(`${what}: stopped before it was sent`, { unsent: true });
      const pauseMs = invalid.pauseMs();
      if (pauseMs > 0)
        throw new ApiFailure(`${what}: too many requests were refused; none is made for a while`, {
          status: 429,
          retryAfterMs: pauseMs,
        });
      const controller = new AbortController();
      const abort = () => controller.abort();
      const timer = setTimeout(abort, call.timeoutMs ?? timeoutMs);
      signal?.addEventListener("abort", abort);
      try {
        return await request(call, controller.signal);
      } catch (error) {
        if (!controller.signal.aborted) throw toApiFailure(error, scrub);
        const how = signal?.aborted ? "stopped while under way" : "no answer in time";
        throw new ApiFailure(`${what}: ${how}`, {});
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener("abort", abort);
      }
    },
  };
};

/** A path may hold the token of an interaction. */
const shapeOfPath = (path: string): string =>
  path.replace(/\d{15,20}/g, ":id").replace(/(\/(?:webhooks|interactions)\/[^/]*)\/[^/]+/, "$1/:token");
