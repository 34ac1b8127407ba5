import { z } from "zod";
import type { Clock } from "../domain/clock.ts";
import { DeliveryError } from "../domain/delivery.ts";
import type { TicketDesk } from "../domain/desk.ts";
import { readCapped } from "./body.ts";
import { failureOf, retryAfterMs, unreachable } from "./delivery-failure.ts";
import { attachmentCall, callFor, type DeskCall, fetchCall } from "./desk-calls.ts";
import { maxFileBytes } from "./desk-event.ts";
import { createSigner } from "./signature.ts";

export interface EndpointDeskOptions {
  /** The base address that speaks `docs/ticket-endpoint.yaml`. */
  readonly url: string;
  readonly secret: string;
  readonly clock: Clock;
  /** A fresh id, for requests that carry no effect. */
  readonly newId: () => string;
  /** @default "flotilla" */
  readonly userAgent?: string;
  /** For a whole call, answer included. */
  readonly timeoutMs: number;
}

const maxAnswerBytes = 65_536;
/** A file takes longer than a call without one, in ms. */
const fileMs = 60_000;
const referenceSchema = z.object({ reference: z.string().regex(/^[\x20-\x7e]{1,200}$/) });

const referenceIn = (answer: Buffer): string | undefined => {
  try {
    return referenceSchema.parse(JSON.parse(answer.toString("utf8"))).reference;
  } catch {
    return;
  }
};

interface Limits {
  readonly signal: AbortSignal;
  readonly withinMs: number;
  readonly maxBytes: number;
}

/** A desk behind the documented, signed HTTP contract. Errors name calls and statuses, never texts. */
export const createEndpointDesk = (options: EndpointDeskOptions) => {
  const { url, secret, clock, newId, userAgent = "flotilla", timeoutMs } = options;
  const signer = createSigner(secret);
  const base = url.endsWith("/") ? url : `${url}/`;

  const exchange = async (call: DeskCall, requestId: string, limits: Limits) => {
    const { signal, withinMs, maxBytes } = limits;
    // Loaded with the first call: undici takes longer to load than most of the fleet.
    const { request } = await import("undici");
    const response = await request(new URL(call.path, base), {
      method: call.method,
      ...(call.method !== "GET" && { body: call.body }),
      headers: {
        ...call.headers,
        ...signer.sign({ id: requestId, at: clock.now(), body: call.body }),
        "user-agent": userAgent,
        accept: "application/json",
      },
      headersTimeout: withinMs,
      bodyTimeout: withinMs,
      signal: AbortSignal.any([signal, AbortSignal.timeout(withinMs)]),
    });
    // Leaving the loop early closes the connection: a desk that floods is not listened to.
    const answer = await readCapped(response.body, response.statusCode < 300 ? maxBytes : maxAnswerBytes);
    return { status: response.statusCode, retryAfter: response.headers["retry-after"], answer };
  };

  /** Resolves to the answer of a call that succeeded. */
  const send = async (call: DeskCall, requestId: string, limits: Limits) => {
    const what = `${call.method} ${call.path}`;
    try {
      const { status, retryAfter, answer } = await exchange(call, requestId, limits);
      const failure = failureOf(status);
      if (failure === undefined) return { what, answer };
      const header = typeof retryAfter === "string" ? retryAfter : undefined;
      throw new DeliveryError(failure, `The desk answered ${status} to ${what}.`, {
        retryAfterMs: failure === "rate_limited" ? retryAfterMs(header, clock.now()) : undefined,
      });
    } catch (error) {
      throw unreachable(error, what);
    }
  };

  return {
    name: "endpoint",
    async deliver(effect, signal) {
      const call = callFor(effect);
      // The key is signed as the request's id, so that a captured request cannot be sent under another key.
      const { what, answer } = await send(call, call.headers["idempotency-key"] ?? newId(), {
        signal,
        withinMs: timeoutMs,
        maxBytes: maxAnswerBytes,
      });
      if (effect.kind !== "ticket.open") return { messageIds: [] };
      const deskRef = answer && referenceIn(answer);
      // The ticket is there; asking again under the same key is safe and may bring its reference.
      if (deskRef === undefined)
        throw new DeliveryError("transient", `The desk's answer to ${what} has no valid reference.`);
      return { messageIds: [], deskRef };
    },
    async attach(attachment, signal) {
      const limits = { signal, withinMs: Math.max(timeoutMs, fileMs), maxBytes: maxAnswerBytes };
      await send(attachmentCall(attachment), newId(), limits);
    },
    async fetchAttachment(file, signal) {
      const call = fetchCall(file);
      const limits = { signal, withinMs: Math.max(timeoutMs, fileMs), maxBytes: maxFileBytes };
      // There is no body to sign: the address is, so that a captured request fetches nothing else.
      const { what, answer } = await send(call, `GET:${call.path}`, limits);
      if (answer) return answer;
      throw new DeliveryError("rejected", `The desk's answer to ${what} is over ${maxFileBytes} bytes.`);
    },
  } satisfies TicketDesk;
};
