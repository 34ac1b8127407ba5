import { Telegram } from "telegraf";
import { createScrub } from "../shared/scrub.ts";
import { createAgent } from "./agent.ts";
import { ApiFailure, toApiFailure } from "./api-failure.ts";
import { createCourier } from "./courier.ts";

export interface CallOptions {
  /** telegraf alone would wait 500 s. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

export interface Api {
  /** Resolves to the method's result. Throws ApiFailure only. */
  call(method: string, payload: object, options: CallOptions): Promise<unknown>;
  /**
   * The same for what is delivered without files, at a fraction of the cost: no timer and no listener per call. Whoever
   * does not answer in 20 s is cut off by the connection; when `signal` aborts, all deliveries are.
   */
  deliver(method: string, payload: object, signal: AbortSignal): Promise<unknown>;
  /** Where a file's bytes are. Holds the token: never to be logged or passed on. */
  fileUrl(path: string): URL;
  readonly apiRoot: string;
  readonly scrub: (text: string) => string;
  /** Drops the connections. */
  close(): void;
}

/** telegraf's client, seen with our own types: its own end at Bot API 7.1, and know no native AbortSignal. */
interface Transport {
  callApi(method: string, payload: object, options: object): Promise<unknown>;
}

export const createApi = (options: { token: string; apiRoot: string }): Api => {
  const { token } = options;
  const apiRoot = options.apiRoot.endsWith("/") ? options.apiRoot : `${options.apiRoot}/`;
  const agent = createAgent(apiRoot);
  const telegram = new Telegram(token, { apiRoot });
  // The constructor drops an agent for http addresses.
  telegram.options.agent = agent;
  const transport: Transport = telegram;
  const cutOffBy = new WeakSet<AbortSignal>();
  const scrub = createScrub(token);
  const courier = createCourier({ token, apiRoot, scrub });

  return {
    apiRoot,
    scrub,
    fileUrl: (path) => new URL(`./file/bot${token}/${path}`, apiRoot),
    close: () => {
      agent.destroy();
      courier.cutOff();
    },
    async deliver(method, payload, signal) {
      if (signal.aborted) throw new ApiFailure(`${method}: stopped before it was sent`, { unsent: true });
      if (!cutOffBy.has(signal)) {
        cutOffBy.add(signal);
        signal.addEventListener("abort", courier.cutOff, { once: true });
      }
      return courier.post(method, payload);
    },
    async call(method, payload, { timeoutMs, signal }) {
      if (signal?.aborted) throw new ApiFailure(`${method}: stopped before it was sent`, { unsent: true });
      const controller = new AbortController();
      const abort = () => controller.abort();
      const timer = setTimeout(abort, timeoutMs);
      signal?.addEventListener("abort", abort);
      try {
        return await transport.callApi(method, payload, { signal: controller.signal });
      } catch (error) {
        if (!controller.signal.aborted) throw toApiFailure(error, scrub);
        throw new ApiFailure(
          signal?.aborted ? `${method}: stopped while under way` : `${method}: no answer in ${timeoutMs} ms`,
          {},
        );
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener("abort", abort);
      }
    },
  };
};
