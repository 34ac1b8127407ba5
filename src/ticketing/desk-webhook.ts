import type { Clock } from "../domain/clock.ts";
import type { AcceptDeskEvent } from "../domain/desk.ts";
import { AppError, type ErrorCode } from "../domain/errors.ts";
import { readCapped } from "./body.ts";
import { readDeskEvent } from "./desk-event.ts";
import { createSigner, type Refusal } from "./signature.ts";

export const maxWebhookBytes = 1_048_576;
const retryAfterSeconds = 30;
/** The event could not be stored now; told again later, it can. */
const stopped: ReadonlySet<ErrorCode> = new Set(["INTAKE_STOPPED", "STORAGE_FULL", "STORAGE_DAMAGED"]);

/** What is told about each webhook; the fleet's telemetry fits. */
export interface WebhookTelemetry {
  webhookAccepted(type: string): void;
  webhookRejected(reason: string): void;
  webhookFailed(error: unknown): void;
}

export interface DeskWebhookOptions {
  readonly secret: string;
  readonly clock: Clock;
  readonly accept: AcceptDeskEvent;
  readonly telemetry: WebhookTelemetry;
}

const json = (status: number, body: object, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: {
      "content-type": status < 400 ? "application/json" : "application/problem+json",
      ...headers,
    },
  });

const problem = (status: number, title: string, more: object = {}, headers?: Record<string, string>) =>
  json(status, { type: "about:blank", title, status, ...more }, headers);

const refusals: Readonly<Record<Refusal, string>> = {
  missing_signature: "The headers webhook-id, webhook-timestamp and webhook-signature are required.",
  bad_timestamp: "webhook-timestamp must be seconds since 1970.",
  outside_tolerance: "webhook-timestamp is more than five minutes away from this server's clock.",
  bad_signature: "No signature fits this id, timestamp, body and secret.",
};

const parseJson = (body: Buffer): { readonly value: unknown } | undefined => {
  try {
    return { value: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body)) };
  } catch {
    return;
  }
};

/**
 * `POST /webhooks/desk`. Nothing of the body is looked at before its signature was found right. 202 and 200 mean
 * that the event is on disk or not for us; the desk repeats whatever ends in 5xx.
 */
export const createDeskWebhook = ({ secret, clock, accept, telemetry }: DeskWebhookOptions) => {
  const signer = createSigner(secret);
  const refuse = (reason: string, response: Response) => {
    telemetry.webhookRejected(reason);
    return response;
  };
  const unsigned = (why: Refusal) => refuse(why, problem(401, refusals[why]));
  const tooLarge = () => refuse("too_large", problem(413, "The body is over 1 MB."));

  const store = async (event: Parameters<AcceptDeskEvent>[0]) => {
    const { eventId, kind } = event;
    const result = await accept(event);
    switch (result) {
      case "stored":
        telemetry.webhookAccepted(kind);
        return json(202, { status: "stored", eventId });
      case "duplicate":
        telemetry.webhookAccepted("repeated");
        return json(200, { status: "already_stored", eventId });
      case "unknown_ticket":
        return refuse("unknown_ticket", problem(404, "No ticket of that ticketId is known.", { eventId }));
      default:
        return result satisfies never;
    }
  };

  const failed = (error: unknown) => {
    if (error instanceof AppError && stopped.has(error.code)) {
      const headers = { "retry-after": String(retryAfterSeconds) };
      return refuse("intake_stopped", problem(503, "Nothing is taken in now. Send it again.", {}, headers));
    }
    telemetry.webhookFailed(error);
    return problem(500, "The event could not be stored. Send it again.");
  };

  return async (request: Request): Promise<Response> => {
    const early = signer.precheck(request.headers, clock.now());
    if (early !== undefined) return unsigned(early);
    if (Number(request.headers.get("content-length") ?? 0) > maxWebhookBytes) return tooLarge();
    try {
      const body = request.body === null ? Buffer.alloc(0) : await readCapped(request.body, maxWebhookBytes);
      if (body === undefined) return tooLarge();
      const verdict = signer.verify(request.headers, body, clock.now());
      if (!verdict.ok) return unsigned(verdict.why);

      const parsed = parseJson(body);
      if (parsed === undefined) return refuse("malformed", problem(400, "The body is not JSON in UTF-8."));
      const read = readDeskEvent(parsed.value);
      if (read.outcome === "malformed")
        return refuse("malformed", problem(400, "The body has faults.", { faults: read.faults }));
      const eventId = read.outcome === "event" ? read.event.eventId : read.eventId;
      if (eventId !== verdict.id)
        return refuse(
          "malformed",
          problem(400, "The body has faults.", {
            faults: [{ path: "eventId", reason: "must equal the header webhook-id" }],
          }),
        );
      if (read.outcome === "event") return await store(read.event);
      telemetry.webhookAccepted(read.why);
      return json(200, { status: "ignored", reason: read.why, eventId });
    } catch (error) {
      return failed(error);
    }
  };
};
