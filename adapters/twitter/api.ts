import type { IncomingMessage } from "node:http";
import { type ITwitterApiClientPlugin, TwitterApi } from "twitter-api-v2";
import type { Clock } from "../../src/domain/clock.ts";
import { createScrub } from "../shared/scrub.ts";
import { isObject, textOf } from "../shared/values.ts";
import { createAgent, type StandIn } from "./agent.ts";
import { ApiFailure, toApiFailure } from "./api-failure.ts";
import type { Headers } from "./rate-limit.ts";

type Method = "GET" | "POST" | "PUT" | "DELETE";

export interface Keys {
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly accessToken: string;
  readonly accessSecret: string;
}

export interface Call {
  readonly method: Method;
  /** Behind the version, such as `/dm_events`. */
  readonly path: `/${string}`;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
  /** The body goes as a form of several parts. */
  readonly asForm?: boolean;
  /** For the app itself rather than for its account, as calls about webhooks need it. */
  readonly asApp?: boolean;
  readonly signal?: AbortSignal | undefined;
  /** @default 20 s */
  readonly timeoutMs?: number;
}

export interface Answer {
  readonly data: unknown;
  readonly headers: Headers;
}

export interface Api {
  /** Never waits for a limit: tells how long to wait instead. Throws ApiFailure only. */
  call(call: Call): Promise<Answer>;
  /** The bytes behind a path, or undefined when there are more than `maxBytes`. Throws ApiFailure only. */
  fetch(path: `/${string}`, options: FetchOptions): Promise<{ bytes: Buffer; headers: Headers } | undefined>;
  readonly scrub: (text: string) => string;
  /** Drops the connections. */
  close(): void;
}

export interface FetchOptions {
  readonly maxBytes: number;
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
}

const timeoutMs = 20_000;

/** The library knows no AbortSignal: its calls' arguments carry one, which Node's own request takes. */
const abortable: ITwitterApiClientPlugin = {
  onBeforeRequest: ({ params, requestOptions }) => {
    if ("signal" in params && params.signal instanceof AbortSignal) requestOptions.signal = params.signal;
  },
};

const tokenUrl = "https://api.x.com/oauth2/token";

const shared = (signal: AbortSignal) => ({ fullResponse: true, enableRateLimitSave: false, signal }) as const;

/** Ids of people and messages say nothing to who reads an error. */
const shapeOfPath = (path: string): string => path.replace(/\d{5,19}/g, ":id");

/** The app's keys as they stand in a header, which whoever answers an error may repeat. */
const headerForms = (key: string, secret: string): readonly string[] => {
  const pairs = [`${key}:${secret}`, `${encodeURIComponent(key)}:${encodeURIComponent(secret)}`];
  // How it ends may be left out.
  return pairs.map((pair) =>
    Buffer.from(pair)
      .toString("base64")
      .replace(/={1,2}$/, ""),
  );
};

export const createApi = (options: {
  readonly keys: Keys;
  readonly clock: Clock;
  readonly standIn?: StandIn | undefined;
}): Api => {
  const { keys, clock, standIn } = options;
  const agent = createAgent(standIn);
  const { consumerKey, consumerSecret, accessToken, accessSecret } = keys;
  const plain = [consumerKey, consumerSecret, accessToken, accessSecret];
  const scrubs = [...headerForms(consumerKey, consumerSecret), ...plain].map(createScrub);
  const scrub = (text: string) => scrubs.reduce((clean, one) => one(clean), text);
  const user = new TwitterApi(
    { appKey: consumerKey, appSecret: consumerSecret, accessToken, accessSecret },
    { httpAgent: agent, plugins: [abortable] },
  );
  let app: TwitterApi | undefined;

  /** X gives an app one token that stays; one that is refused is asked for anew. */
  const appClient = async (signal: AbortSignal): Promise<TwitterApi> => {
    if (app !== undefined) return app;
    const settings = { httpAgent: agent, plugins: [abortable] };
    const nameless = new TwitterApi({ username: consumerKey, password: consumerSecret }, settings);
    const body = { grant_type: "client_credentials" };
    const { data }: { data: unknown } = await nameless.post(tokenUrl, body, shared(signal));
    const token = isObject(data) && "access_token" in data ? textOf(data.access_token) : undefined;
    if (token === undefined) throw new ApiFailure("X gave the app no token", {});
    // X gives the same one again.
    if (scrub(token) === token) scrubs.unshift(createScrub(token));
    app = new TwitterApi(token, settings);
    return app;
  };

  const request = async (call: Call, signal: AbortSignal): Promise<Answer> => {
    const { v2 } = call.asApp === true ? await appClient(signal) : user;
    const url = call.path.slice(1);
    const body = { ...call.body };
    switch (call.method) {
      case "GET":
        return v2.get(url, call.query, shared(signal));
      case "DELETE":
        return v2.delete(url, call.query, shared(signal));
      case "PUT":
        return v2.put(url, body, shared(signal));
      case "POST":
        return v2.post(url, body, {
          ...shared(signal),
          ...(call.asForm === true && { forceBodyMode: "form-data" as const }),
        });
      default:
        return call.method satisfies never;
    }
  };

  /** Makes what runs end in time, and in ApiFailure. */
  const within = async <T>(
    call: Pick<Call, "method" | "path" | "signal" | "timeoutMs">,
    run: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> => {
    const what = `${call.method} ${shapeOfPath(call.path)}`;
    const { signal } = call;
    if (signal?.aborted) throw new ApiFailure(`${what}: stopped before it was sent`, { unsent: true });
    const controller = new AbortController();
    const abort = () => controller.abort();
    const timer = setTimeout(abort, call.timeoutMs ?? timeoutMs);
    signal?.addEventListener("abort", abort);
    try {
      return await run(controller.signal);
    } catch (error) {
      if (!controller.signal.aborted) throw toApiFailure(error, { scrub, now: clock.now() });
      const how = signal?.aborted ? "stopped while under way" : "no answer in time";
      throw new ApiFailure(`${what}: ${how}`, {});
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    }
  };

  return {
    scrub,
    close: () => agent.destroy(),
    call: (call) =>
      within(call, async (signal) => {
        try {
          return await request(call, signal);
        } catch (error) {
          if (call.asApp === true && isObject(error) && "code" in error && error.code === 401)
            app = undefined;
          throw error;
        }
      }),
    fetch: (path, { maxBytes, ...limits }) =>
      within({ method: "GET", path, ...limits }, async (signal) => {
        let size = 0;
        let response: IncomingMessage | undefined;
        const watch = (kind: string, data?: unknown) => {
          const given = kind === "response" && isObject(data) && "res" in data ? data.res : undefined;
          if (!isResponse(given)) return;
          response = given;
          given.on("data", (chunk: Buffer) => {
            size += chunk.length;
            if (size > maxBytes) given.destroy();
          });
        };
        const args = {
          ...shared(signal),
          // What watches a call stays on its connection, with all that it got.
          headers: { connection: "close" },
          forceParseMode: "buffer" as const,
          // Packed, a small answer could become a large one.
          compression: "identity" as const,
          requestEventDebugHandler: watch,
        };
        const answer = await user.v2.get<Buffer>(path.slice(1), undefined, args).catch((error: unknown) => {
          if (size > maxBytes) return undefined;
          throw error;
        });
        if (answer === undefined || size > maxBytes) return undefined;
        // The library takes bytes that broke off for whole.
        if (response?.complete !== true) throw new ApiFailure("the file broke off", {});
        return { bytes: Buffer.from(answer.data), headers: answer.headers };
      }),
  };
};

const isResponse = (value: unknown): value is IncomingMessage =>
  isObject(value) && "on" in value && "destroy" in value && "headers" in value;
