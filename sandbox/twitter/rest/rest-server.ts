import type { IncomingMessage, ServerResponse } from "node:http";
import { Answer } from "../../wire/answer.ts";
import { readBody } from "../../wire/body.ts";
import type { FaultBook, FaultOrder } from "../../wire/faults.ts";
import type { Upload } from "../../wire/multipart.ts";
import { isUpload } from "../../wire/multipart.ts";
import type { RequestLog } from "../../wire/request-log.ts";
import type { Found, Router } from "../../wire/router.ts";
import { twitterHosts } from "../certificates.ts";
import type { WebhookHub } from "../webhook/webhook-hub.ts";
import type { World } from "../world/world.ts";
import { ApiError, invalid, noRoute, problem } from "./api-error.ts";
import { faultError } from "./fault-error.ts";
import { type Limits, tooMany } from "./limits.ts";
import type { Caller, OAuth } from "./oauth.ts";
import { parseBody } from "./request-body.ts";
import { type Call, type Operation, wrongAccess } from "./route.ts";

/** The call that faults name `file`. */
const download = "dmConversationsMediaDownload";
const maxBodyBytes = 16 * 1_024 * 1_024;

/** A request as the sandbox got and answered it. */
export interface LoggedRequest {
  readonly at: number;
  /** The username of the account that called; empty where an app called for itself. */
  readonly account: string;
  /** The operation's published name, such as `getUsersMe`. */
  readonly operation: string;
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly files: ReadonlyMap<string, Upload>;
  /** 0: the connection was reset. */
  readonly status: number;
  readonly error?: string;
}

interface RestParts {
  readonly world: World;
  readonly faults: FaultBook;
  readonly log: RequestLog<LoggedRequest>;
  readonly router: Router<Operation>;
  readonly limits: Limits;
  readonly oauth: OAuth;
  readonly hub: WebhookHub;
}

interface Received {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly bytes: Buffer | undefined;
  readonly contentType: string;
  readonly authorization: string | undefined;
}

/** One request on its way: answered exactly once, by an answer or by a reset. */
interface Exchange {
  readonly found: Found<Operation>;
  readonly response: ServerResponse;
  readonly received: Received;
  readonly caller?: Caller;
  readonly body: unknown;
  readonly files: ReadonlyMap<string, Upload>;
  readonly fault: FaultOrder | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

/** The person that a request is about, for faults: the other one of a conversation. */
const subjectOf = ({ path }: Found<Operation>, caller: Caller): string => {
  const { conversation, participant, id = "" } = path;
  const others = conversation?.split("-").filter((each) => each !== caller.user?.id);
  return participant ?? (others?.length === 1 ? others[0] : conversation) ?? id;
};

/** Answers `/2/...` and the call for an app's own token. */
export class RestServer {
  readonly #parts: RestParts;

  constructor(parts: RestParts) {
    this.#parts = parts;
  }

  handle(request: IncomingMessage, response: ServerResponse): void {
    readBody(request, maxBodyBytes, (bytes) => {
      const [path = "", query = ""] = (request.url ?? "").split("?", 2);
      const { method = "", headers } = request;
      const { host = "", authorization, "content-type": contentType = "" } = headers;
      const search = new URLSearchParams(query);
      this.#receive({ method, host, path, query: search, bytes, contentType, authorization }, response);
    });
  }

  #receive(received: Received, response: ServerResponse): void {
    const { method, host, path, bytes } = received;
    const found = this.#parts.router.find(method, path);
    if (!twitterHosts.some((known) => known === host))
      this.#refuse(response, problem(421, { title: "Misdirected Request", detail: `This is not ${host}.` }));
    else if (method === "POST" && path === "/oauth2/token") this.#appToken(received, response);
    else if (!found) this.#refuse(response, noRoute(path));
    else if (!bytes)
      this.#refuse(response, problem(413, { title: "Payload Too Large", detail: "The body is too large." }));
    else
      this.#run(
        { found, response, received, body: {}, files: new Map(), fault: undefined, headers: {} },
        bytes,
      );
  }

  #run(begun: Exchange, bytes: Buffer): void {
    const { world, hub, faults, limits, oauth } = this.#parts;
    const { found, received } = begun;
    let exchange = begun;
    try {
      const { form, ...parsed } = parseBody(received.contentType, bytes);
      exchange = { ...exchange, ...parsed };
      const caller = oauth.callerOf({ ...received, ...(form && { form }) });
      const about = subjectOf(found, caller);
      const file = found.name === download ? "file" : undefined;
      const ordered = faults.hit(found.name, about) ?? (file && faults.hit(file, about));
      exchange = { ...exchange, caller, fault: ordered };
      const { fault } = exchange;
      checkAccess(found.run, caller);
      if (fault?.kind === "reset_before") {
        this.#reset(exchange);
        return;
      }
      const error = fault && faultError(fault, world.clock.now());
      if (error) throw error;
      const { headers, isOver } = limits.take(caller, found.run.group);
      exchange = { ...exchange, headers };
      if (isOver) throw tooMany(headers);
      checkQuery(found.run, received.query);
      const call: Call = { world, hub, caller, path: found.path, query: received.query, ...parsed, fault };
      void this.#finish(exchange, { result: found.run.run(call), about });
    } catch (error) {
      this.#fail(exchange, error);
    }
  }

  /** Some answers wait: for what the fleet says to a challenge, or for an ordered echo. */
  async #finish(exchange: Exchange, { result, about }: { result: unknown; about: string }): Promise<void> {
    try {
      const settled = result instanceof Promise ? await result : result;
      const isSend = exchange.found.run.group === "dm_send";
      if (isSend && this.#parts.faults.hitUnasked("echo_first", about)) await this.#parts.hub.settled();
      const { status, body } = settled instanceof Answer ? settled : new Answer(200, settled);
      this.#answer(exchange, { status, body });
    } catch (error) {
      this.#fail(exchange, error);
    }
  }

  #fail(exchange: Exchange, error: unknown): void {
    if (error instanceof ApiError) {
      const { status, body, headers, contentType, message } = error;
      const all = { ...exchange.headers, ...headers };
      this.#answer({ ...exchange, headers: all }, { status, body, contentType, error: message });
      return;
    }
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#answer(exchange, { status: 500, body: { title: "Internal Server Error", detail }, error: detail });
  }

  #answer(
    exchange: Exchange,
    answer: {
      readonly status: number;
      readonly body: unknown;
      readonly contentType?: string;
      readonly error?: string;
    },
  ): void {
    const { fault, response, headers } = exchange;
    if (fault?.kind === "reset_after") {
      this.#reset(exchange);
      return;
    }
    this.#note(exchange, answer.status, answer.error);
    const send = () => respond(response, { ...answer, headers: this.#dated(headers), fault });
    const delayMs = fault?.kind === "slow" ? (fault.delayMs ?? 1_000) : 0;
    if (delayMs > 0) setTimeout(send, delayMs);
    else send();
  }

  /** Clients measure their clocks by `Date`. */
  #dated(headers: Exchange["headers"]): Readonly<Record<string, string>> {
    return { date: new Date(this.#parts.world.clock.now()).toUTCString(), ...headers };
  }

  #reset(exchange: Exchange): void {
    this.#note(exchange, 0);
    exchange.response.socket?.destroy();
  }

  #appToken({ authorization }: Received, response: ServerResponse): void {
    const { oauth, log } = this.#parts;
    try {
      const { bearer } = oauth.appOf(authorization);
      log.count("oauth2_token", 200);
      const body = { token_type: "bearer", access_token: bearer };
      respond(response, { status: 200, body, headers: this.#dated({}), fault: undefined });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#refuse(response, error);
    }
  }

  #refuse(response: ServerResponse, { status, body, contentType, message }: ApiError): void {
    this.#parts.log.count(message, status);
    respond(response, { status, body, contentType, headers: this.#dated({}), fault: undefined });
  }

  #note({ caller, found, received, body, files }: Exchange, status: number, error?: string): void {
    const { log, world } = this.#parts;
    log.count(found.name, status);
    if (!log.keeps) return;
    log.add({
      at: world.clock.now(),
      account: caller?.user?.username ?? "",
      operation: found.name,
      path: found.path,
      query: Object.fromEntries(received.query),
      body,
      files,
      status,
      ...(error !== undefined && { error }),
    });
    world.changes.changed();
  }
}

const checkAccess = ({ access }: Operation, { user }: Caller): void => {
  if (access === "user" && !user) throw wrongAccess("user");
  if (access === "app" && user) throw wrongAccess("app");
};

const checkQuery = ({ query: known = [] }: Operation, query: URLSearchParams): void => {
  for (const name of query.keys())
    if (!known.includes(name))
      throw invalid(
        name,
        query.get(name),
        `The query parameter [${name}] is not one of [${known.join(",")}]`,
      );
};

const respond = (
  response: ServerResponse,
  answer: {
    readonly status: number;
    readonly body: unknown;
    readonly contentType?: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly fault: FaultOrder | undefined;
  },
): void => {
  if (response.destroyed) return;
  const { status, body, headers, fault } = answer;
  const isFile = isUpload(body);
  const bytes = isFile ? body.bytes : Buffer.from(JSON.stringify(body));
  const type = isFile ? body.mediaType : (answer.contentType ?? "application/json; charset=utf-8");
  response.writeHead(status, { "content-type": type, "content-length": bytes.length, ...headers });
  if (fault?.kind === "truncated_download" && isFile)
    response.write(bytes.subarray(0, bytes.length >> 1), () => response.socket?.destroy());
  else response.end(bytes);
};
