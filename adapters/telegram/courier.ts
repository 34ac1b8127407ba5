import { STATUS_CODES } from "node:http";
import type { Dispatcher } from "undici";
import { connectTimeoutMs } from "../shared/limit-connect.ts";
import { isObject } from "../shared/values.ts";
import { type Refusal, refusedBy, toApiFailure } from "./api-failure.ts";

/** Long enough for a slow network; what is slower counts as lost. */
const answerTimeoutMs = 20_000;
/** An account that answers now and then does not pay a handshake for each answer. */
const keepAliveMs = 30_000;
/** As many as are ever under way at once. */
const mostConnections = 256;

export interface Courier {
  /** Resolves to the method's result. Throws ApiFailure only. */
  post(method: string, payload: object): Promise<unknown>;
  /** Cuts off what is under way, and drops the connections. */
  cutOff(): void;
}

interface Answer extends Refusal {
  readonly ok?: unknown;
  readonly result?: unknown;
}

const headers = { "content-type": "application/json" };

const readAnswer = async ({ statusCode, body }: Dispatcher.ResponseData): Promise<Answer> => {
  if (statusCode < 500) {
    const answer: unknown = await body.json();
    return isObject(answer) ? answer : {};
  }
  await body.dump();
  return { error_code: statusCode, description: STATUS_CODES[statusCode] };
};

/**
 * Posts what is delivered as JSON over undici, which takes about half the CPU of a call by telegraf's own client: there is
 * one such call a message, and it is most of what a message costs. Files and everything rare go through telegraf.
 */
export const createCourier = (options: {
  readonly token: string;
  readonly apiRoot: string;
  readonly scrub: (text: string) => string;
}): Courier => {
  const { token, apiRoot, scrub } = options;
  const { origin, pathname } = new URL(apiRoot);
  const base = `${pathname}bot${token}/`;
  let pool: Promise<Dispatcher> | undefined;

  // Loaded with the first delivery: undici takes longer to load than most of the fleet.
  const open = async (): Promise<Dispatcher> => {
    const { Pool } = await import("undici");
    return new Pool(origin, {
      connections: mostConnections,
      keepAliveTimeout: keepAliveMs,
      connect: { timeout: connectTimeoutMs },
      headersTimeout: answerTimeoutMs,
      bodyTimeout: answerTimeoutMs,
    });
  };

  const send = async (method: string, payload: object): Promise<Answer> => {
    pool ??= open();
    const connections = await pool;
    const body = JSON.stringify(payload);
    return readAnswer(await connections.request({ method: "POST", path: `${base}${method}`, headers, body }));
  };

  return {
    async post(method, payload) {
      const answer = await send(method, payload).catch((error: unknown) => {
        throw toApiFailure(error, scrub);
      });
      if (answer.ok === true) return answer.result;
      throw refusedBy(answer, scrub);
    },
    cutOff() {
      void pool?.then((connections) => connections.destroy());
      pool = undefined;
    },
  };
};
