import type { IncomingMessage, ServerResponse } from "node:http";
import { Answer } from "../../wire/answer.ts";
import { readBody } from "../../wire/body.ts";
import type { FaultBook, FaultOrder } from "../../wire/faults.ts";
import type { Upload } from "../../wire/multipart.ts";
import type { RequestLog } from "../../wire/request-log.ts";
import type { Found, Router } from "../../wire/router.ts";
import type { Gateway } from "../gateway/gateway.ts";
import type { Application } from "../world/application.ts";
import type { World } from "../world/world.ts";
import { Allowances } from "./allowances.ts";
import { ApiError, refused, unauthorized } from "./api-error.ts";
import type { LimitSettings } from "./buckets.ts";
import { faultError } from "./fault-error.ts";
import { parseBody } from "./request-body.ts";
import type { Operation } from "./route.ts";

const maxBodyBytes = 128 * 1_024 * 1_024;

/** A request as the sandbox got and answered it. */
export interface LoggedRequest {
  readonly at: number;
  /** The bot's username. */
  readonly bot: string;
  /** The operation's published name, such as `create_message`. */
  readonly operation: string;
  readonly path: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly files: ReadonlyMap<string, Upload>;
  readonly reason: string | null;
  /** 0: the connection was reset. */
  readonly status: number;
  readonly error?: string;
}

interface RestParts {
  readonly world: World;
  readonly gateway: Gateway;
  readonly faults: FaultBook;
  readonly log: RequestLog<LoggedRequest>;
  readonly router: Router<Operation>;
  readonly limits: LimitSettings | "off";
}

/** One request on its way: answered exactly once, by an answer or by a reset. */
interface Exchange {
  readonly application: Application;
  readonly found: Found<Operation>;
  readonly body: unknown;
  readonly files: ReadonlyMap<string, Upload>;
  readonly reason: string | null;
  readonly response: ServerResponse;
  readonly fault: FaultOrder | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a request is about, for buckets and faults: the first channel, server or token in its path. */
const subjectOf = ({ path }: Found<Operation>): string =>
  path["channel"] ?? path["guild"] ?? path["token"] ?? "";

/** Answers `/v10/...`. */
export class RestServer {
  readonly #parts: RestParts;
  readonly allowances: Allowances;

  constructor(parts: RestParts) {
    this.#parts = parts;
    this.allowances = new Allowances(parts.limits, parts.world.clock);
  }

  /** `url` is what follows `/api`. */
  handle(request: IncomingMessage, response: ServerResponse, url: string): void {
    const [, version, path = "", query = ""] = /^\/(v\d+)?(\/[^?]*)(?:\?(.*))?$/.exec(url) ?? [];
    readBody(request, maxBodyBytes, (bytes) => {
      const found = this.#parts.router.find(request.method ?? "", path);
      const application = found && this.#applicationOf(found, request.headers.authorization);
      if (version !== "v10") this.#refuse(response, versionError());
      else if (!found) this.#refuse(response, refused(0));
      else if (!application) this.#refuse(response, this.#unknownCaller(found));
      else if (!bytes) this.#refuse(response, refused(40005));
      else
        this.#run(
          { application, found, response, reason: reasonOf(request) },
          { query: new URLSearchParams(query), bytes, contentType: request.headers["content-type"] ?? "" },
        );
    });
  }

  /** A bot's token in the header, or an interaction's in the path. */
  #applicationOf({ path }: Found<Operation>, authorization: string | undefined): Application | undefined {
    const { world } = this.#parts;
    const token = path["token"];
    if (token !== undefined) return world.interactions.get(token)?.application;
    return world.applications.get((authorization ?? "").replace(/^Bot /, ""));
  }

  #unknownCaller({ name, path }: Found<Operation>): ApiError {
    if (path["token"] === undefined) return unauthorized();
    return refused(name === "create_interaction_response" ? 10062 : 50027);
  }

  #run(
    asked: Pick<Exchange, "application" | "found" | "response" | "reason">,
    sent: { readonly query: URLSearchParams; readonly bytes: Buffer; readonly contentType: string },
  ): void {
    const { world, gateway, faults } = this.#parts;
    const { application, found, reason } = asked;
    const about = subjectOf(found);
    let exchange: Exchange = { ...asked, body: {}, files: new Map(), fault: undefined, headers: {} };
    try {
      const fault = faults.hit(found.name, about);
      const parsed = parseBody(sent.contentType, sent.bytes);
      exchange = { ...exchange, ...parsed, fault };
      const headers = this.allowances.take(application, found.name, about);
      exchange = { ...exchange, headers };
      if (fault?.kind === "reset_before") {
        this.#reset(exchange);
        return;
      }
      const error = fault && faultError(fault, found.name);
      if (error) throw error;
      const { query } = sent;
      const call = { world, gateway, application, path: found.path, query, ...parsed, reason, fault };
      const result = found.run(call);
      const answer = result instanceof Answer ? result : new Answer(200, result);
      this.#answer(exchange, answer.status, answer.body === undefined ? "" : JSON.stringify(answer.body));
    } catch (error) {
      this.#fail(exchange, error);
    }
  }

  #fail(exchange: Exchange, error: unknown): void {
    if (!(error instanceof ApiError)) {
      const words = `500: Internal Server Error: ${error instanceof Error ? error.stack : String(error)}`;
      this.#answer(exchange, 500, JSON.stringify({ message: words, code: 0 }), words);
      return;
    }
    const headers = { ...exchange.headers, ...error.headers };
    this.allowances.noteInvalid(error.status);
    this.#answer({ ...exchange, headers }, error.status, error.body, `${error.code} ${error.message}`);
  }

  #answer(exchange: Exchange, status: number, body: string, error?: string): void {
    const { fault, response, headers } = exchange;
    if (fault?.kind === "reset_after") {
      this.#reset(exchange);
      return;
    }
    this.#note(exchange, status, error);
    const delayMs = fault?.kind === "slow" ? (fault.delayMs ?? 1_000) : 0;
    if (delayMs > 0) setTimeout(() => respond(response, { status, body, headers }), delayMs);
    else respond(response, { status, body, headers });
  }

  #reset(exchange: Exchange): void {
    this.#note(exchange, 0);
    exchange.response.socket?.resetAndDestroy();
  }

  #refuse(response: ServerResponse, error: ApiError): void {
    this.#parts.log.count(error.message, error.status);
    this.allowances.noteInvalid(error.status);
    respond(response, { status: error.status, body: error.body, headers: {} });
  }

  #note({ application, found, body, files, reason }: Exchange, status: number, error?: string): void {
    const { log, world } = this.#parts;
    const { name: operation, path } = found;
    log.count(operation, status);
    if (!log.keeps) return;
    const failed = error === undefined ? {} : { error };
    const bot = application.user.username;
    log.add({ at: world.clock.now(), bot, operation, path, body, files, reason, status, ...failed });
    world.changes.changed();
  }
}

const reasonOf = (request: IncomingMessage): string | null => {
  const reason = request.headers["x-audit-log-reason"];
  return typeof reason === "string" ? decodeURIComponent(reason) : null;
};

const versionError = () => new ApiError({ status: 400, code: 50041, words: "Invalid API version provided" });

const respond = (
  response: ServerResponse,
  { status, body, headers }: { status: number; body: string; headers: Readonly<Record<string, string>> },
): void => {
  if (response.destroyed) return;
  const type = body === "" ? {} : { "Content-Type": "application/json" };
  response.writeHead(status, { ...type, "Content-Length": Buffer.byteLength(body), ...headers });
  response.end(body);
};
