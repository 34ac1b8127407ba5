import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "../../src/domain/clock.ts";
import { BodyTooLarge, bodyOf } from "../wire/body.ts";
import type { Changes } from "../wire/changes.ts";
import type { FaultBook, FaultOrder } from "../wire/faults.ts";
import { fieldsOf, isList, parseJson, stringOf } from "../wire/values.ts";
import { type DeskTicket, parseEntry, parseTicket, redact, withFields } from "./desk-ticket.ts";
import { refusal } from "./signature.ts";

const maxBodyBytes = 25 * 1_024 * 1_024;

export const deskCalls = ["open", "append", "redact", "attach", "fetch"] as const;
export type DeskCall = (typeof deskCalls)[number];

/** A call as the desk got and answered it. */
export interface LoggedDeskCall {
  readonly at: number;
  readonly call: DeskCall | "unknown";
  readonly ticketId: string;
  readonly idempotencyKey: string;
  /** 0: the connection was reset. */
  readonly status: number;
}

interface Answer {
  readonly status: number;
  /** Bytes go as they are, anything else as JSON. */
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface DeskWorld {
  readonly secret: string;
  readonly clock: Clock;
  readonly changes: Changes;
  readonly faults: FaultBook;
  readonly tickets: Map<string, DeskTicket>;
  readonly calls: LoggedDeskCall[];
  /** Answers 503 to everything. */
  isDown(): boolean;
}

/** The receiving half of the ticket endpoint's contract. */
export class DeskServer {
  readonly #world: DeskWorld;
  /** What each idempotency key was answered. */
  readonly #answered = new Map<string, object>();

  constructor(world: DeskWorld) {
    this.#world = world;
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, area, ticketId = "", part, attachmentId] = stepsOf(request.url ?? "");
    try {
      const body = await bodyOf(request, maxBodyBytes);
      const call = area === "tickets" ? callOf(request.method, part, ticketId) : undefined;
      const subject =
        call === "open" ? (stringOf(fieldsOf(parseJson(body.toString()))["ticketId"]) ?? "") : ticketId;
      const fault = call && this.#world.faults.hit(call, subject);
      if (fault?.kind === "reset_before") return this.#reset({ request, response, call, ticketId: subject });
      const refused = this.#refused(request, body, fault);
      const answer =
        refused ??
        this.#carryOut(call, { request, body, ticketId: subject, attachmentId: attachmentId ?? "" });
      if (!refused && fault?.kind === "reset_after")
        return this.#reset({ request, response, call, ticketId: subject });
      this.#note({ request, call, ticketId: subject, status: answer.status });
      if (fault?.kind === "slow") setTimeout(() => send(response, answer), fault.delayMs ?? 1_000);
      else send(response, answer);
    } catch (error) {
      if (error instanceof BodyTooLarge) send(response, { status: 413, body: { error: error.message } });
      else response.destroy();
    }
  }

  #refused(request: IncomingMessage, body: Buffer, fault: FaultOrder | undefined): Answer | undefined {
    const { secret, clock } = this.#world;
    if (this.#world.isDown()) return { status: 503, body: { error: "the desk is down" } };
    if (fault?.kind === "server_error")
      return { status: fault.status ?? 502, body: { error: "ordered fault" } };
    if (fault?.kind === "rate_limited")
      return {
        status: 429,
        body: { error: "too many requests" },
        headers: { "retry-after": String(fault.retryAfterS ?? 1) },
      };
    const reason = refusal(secret, { headers: request.headers, body, nowMs: clock.now() });
    return reason === undefined ? undefined : { status: 401, body: { error: reason } };
  }

  #carryOut(
    call: DeskCall | undefined,
    sent: { request: IncomingMessage; body: Buffer; ticketId: string; attachmentId: string },
  ): Answer {
    if (!call) return { status: 404, body: { error: "no such address" } };
    if (call === "attach") return this.#attach(sent);
    if (call === "fetch") return this.#fetch(sent);
    const key = keyOf(sent.request);
    if (key === "") return { status: 400, body: { error: "Idempotency-Key is missing" } };
    const before = this.#answered.get(key);
    if (before) return { status: 200, body: before };
    const answer = this.#apply(call, sent.ticketId, parseJson(sent.body.toString("utf8")));
    if (answer.status < 300) {
      this.#answered.set(key, answer.body);
      this.#world.changes.changed();
    }
    return answer;
  }

  #apply(call: Exclude<DeskCall, "attach" | "fetch">, ticketId: string, body: unknown): Answer {
    if (call === "open") return this.#open(body);
    const ticket = this.#world.tickets.get(ticketId);
    if (!ticket) return { status: 404, body: { error: "no such ticket" } };
    if (call === "append") {
      const entry = parseEntry(body);
      if (!entry) return { status: 400, body: { error: "the entry is malformed" } };
      const missing = entry.attachments?.find(({ id }) => !ticket.attachments.has(id));
      if (missing) return { status: 422, body: { error: `the bytes of ${missing.id} have not come` } };
      ticket.transcript.push(entry);
      return { status: 201, body: {} };
    }
    const replacements = fieldsOf(body)["replacements"];
    if (!isList(replacements)) return { status: 400, body: { error: "replacements is missing" } };
    const wanted = replacements
      .map(fieldsOf)
      .map(({ at, text }) => ({ at: stringOf(at) ?? "", text: stringOf(text) ?? "" }));
    ticket.transcript = redact(ticket.transcript, wanted);
    ticket.fields = withFields(ticket.fields, fieldsOf(fieldsOf(body)["fields"]));
    return { status: 200, body: {} };
  }

  #open(body: unknown): Answer {
    const { tickets, clock } = this.#world;
    const reference = `HD-${1_001 + tickets.size}`;
    const ticket = parseTicket(body, { reference, openedAt: new Date(clock.now()).toISOString() });
    if ("fault" in ticket) return { status: 400, body: { error: ticket.fault } };
    const known = tickets.get(ticket.ticketId);
    if (known) return { status: 200, body: { reference: known.reference } };
    tickets.set(ticket.ticketId, ticket);
    return { status: 201, body: { reference } };
  }

  #attach(sent: { request: IncomingMessage; body: Buffer; ticketId: string; attachmentId: string }): Answer {
    const ticket = this.#world.tickets.get(sent.ticketId);
    if (!ticket) return { status: 404, body: { error: "no such ticket" } };
    const repeated = ticket.attachments.has(sent.attachmentId);
    const { "content-type": mediaType = "application/octet-stream", "x-file-name": name } =
      sent.request.headers;
    const fileName = typeof name === "string" ? decodeURIComponent(name) : "";
    ticket.attachments.set(sent.attachmentId, {
      id: sent.attachmentId,
      fileName,
      mediaType,
      bytes: sent.body,
    });
    this.#world.changes.changed();
    return { status: repeated ? 200 : 201, body: {} };
  }

  /** The request's id is its address: a captured one fetches nothing else. */
  #fetch({
    request,
    ticketId,
    attachmentId,
  }: {
    request: IncomingMessage;
    ticketId: string;
    attachmentId: string;
  }): Answer {
    const address = `tickets/${encodeURIComponent(ticketId)}/attachments/${encodeURIComponent(attachmentId)}`;
    if (request.headers["webhook-id"] !== `GET:${address}`)
      return { status: 400, body: { error: "webhook-id is not the address" } };
    const file = this.#world.tickets.get(ticketId)?.files.get(attachmentId);
    if (!file) return { status: 404, body: { error: "no such file" } };
    return { status: 200, body: file.bytes, headers: { "content-type": file.mediaType } };
  }

  #reset(hit: {
    request: IncomingMessage;
    response: ServerResponse;
    call: DeskCall | undefined;
    ticketId: string;
  }) {
    this.#note({ ...hit, status: 0 });
    hit.response.socket?.resetAndDestroy();
  }

  #note(done: {
    request: IncomingMessage;
    call: DeskCall | undefined;
    ticketId: string;
    status: number;
  }): void {
    const { call = "unknown", ticketId, status } = done;
    const { calls, clock, changes } = this.#world;
    calls.push({ at: clock.now(), call, ticketId, idempotencyKey: keyOf(done.request), status });
    if (calls.length > 5_000) calls.splice(0, 1_000);
    changes.changed();
  }
}

/** The address, step by step, as it was before it was escaped. */
const stepsOf = (url: string): readonly string[] =>
  (url.split("?")[0] ?? "").split("/").map((step) => {
    try {
      return decodeURIComponent(step);
    } catch {
      return step;
    }
  });

const keyOf = (request: IncomingMessage): string => stringOf(request.headers["idempotency-key"]) ?? "";

const callOf = (
  method: string | undefined,
  part: string | undefined,
  ticketId: string,
): DeskCall | undefined => {
  if (method === "PUT") return part === "attachments" ? "attach" : undefined;
  if (method === "GET") return part === "attachments" ? "fetch" : undefined;
  if (method !== "POST") return undefined;
  if (part === undefined) return ticketId === "" ? "open" : undefined;
  if (part === "entries") return "append";
  return part === "redactions" ? "redact" : undefined;
};

const send = (response: ServerResponse, { status, body, headers }: Answer): void => {
  if (response.destroyed) return;
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(Buffer.isBuffer(body) ? body : JSON.stringify(body));
};
