import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "../../src/domain/clock.ts";
import { readBody } from "../wire/body.ts";
import type { Changes } from "../wire/changes.ts";
import type { FaultBook, FaultOrder } from "../wire/faults.ts";
import type { RequestLog } from "../wire/request-log.ts";
import { decoded } from "../wire/values.ts";
import { ApiError } from "./api-error.ts";
import type { Bot } from "./bot.ts";
import { botMethods } from "./bot-methods.ts";
import { businessMethods } from "./business/business-methods.ts";
import { deleteMethods } from "./delete-methods.ts";
import { editMethods } from "./edit-methods.ts";
import { faultError } from "./fault-error.ts";
import { groupMethods } from "./group/group-methods.ts";
import { joinMethods } from "./group/join-methods.ts";
import { topicMethods } from "./group/topic-methods.ts";
import { jitter } from "./jitter.ts";
import type { LoggedRequest } from "./logged-request.ts";
import { mediaMethods } from "./media/media-methods.ts";
import { Described, type Method } from "./method.ts";
import { integerParam, type Params, parseParams, structureParam } from "./params.ts";
import { sendMethods } from "./send-methods.ts";
import type { Poll } from "./update-queue.ts";
import { webhookMethods } from "./webhook/webhook-methods.ts";
import type { WebhookReply } from "./webhook/webhook-sender.ts";

const maxBodyBytes = 64 * 1_024 * 1_024;
const maxPollS = 50;
const webhookActive =
  "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";

/** Telegram does not mind how a method's letters are cased. */
const methods = new Map<string, Method>(
  Object.entries({
    ...botMethods,
    ...sendMethods,
    ...editMethods,
    ...deleteMethods,
    ...mediaMethods,
    ...groupMethods,
    ...joinMethods,
    ...topicMethods,
    ...webhookMethods,
    ...businessMethods,
  }).map(([name, method]) => [name.toLowerCase(), method]),
);

interface World {
  readonly bots: ReadonlyMap<string, Bot>;
  readonly clock: Clock;
  readonly faults: FaultBook;
  readonly log: RequestLog<LoggedRequest>;
  readonly changes: Changes;
  readonly jitterMs: number;
}

/** One call on its way: answered exactly once, by an answer or by a reset. */
interface Exchange {
  readonly bot: Bot;
  readonly method: string;
  readonly params: Params;
  readonly response: ServerResponse;
  readonly fault: FaultOrder | undefined;
}

/** Answers `/bot<token>/<method>`. */
export class TelegramServer {
  readonly #world: World;
  readonly #jitterMs: () => number;

  constructor(world: World) {
    this.#world = world;
    this.#jitterMs = jitter(world.jitterMs);
  }

  handle(request: IncomingMessage, response: ServerResponse): void {
    const url = request.url ?? "";
    const slash = url.indexOf("/", 4);
    const question = url.indexOf("?", 4);
    const end = question < 0 ? url.length : question;
    const token = decoded(url.slice(4, slash < 0 ? end : slash));
    const method = slash < 0 ? "" : url.slice(slash + 1, end);
    const query = question < 0 ? "" : url.slice(question + 1);
    const contentType = request.headers["content-type"] ?? "";
    readBody(request, maxBodyBytes, (body) => {
      const bot = this.#world.bots.get(token);
      if (!bot) refuse(response, /^\d+:./.test(token) ? new ApiError(401, "Unauthorized") : notFound());
      else if (!body) refuse(response, new ApiError(413, "Request Entity Too Large"));
      else this.#run({ bot, method, response }, { contentType, body, query });
    });
  }

  #run(
    target: Pick<Exchange, "bot" | "method" | "response">,
    sent: { contentType: string; body: Buffer; query: string },
  ): void {
    let params: Params = {};
    let fault: FaultOrder | undefined;
    try {
      params = parseParams(sent);
      const inTopic = params["message_thread_id"] !== undefined;
      const fits = ({ kind }: FaultOrder) => kind !== "topic_deleted" || inTopic;
      fault = this.#world.faults.hit(target.method, integerParam(params, "chat_id"), fits);
      const exchange = { ...target, params, fault };
      if (this.#failBefore(exchange)) return;
      if (target.method.toLowerCase() === "getupdates") this.#poll(exchange);
      else this.#answer(exchange, 200, this.#call(exchange));
    } catch (error) {
      const failure =
        error instanceof ApiError ? error : new ApiError(500, `Internal Server Error: ${error}`);
      this.#answer({ ...target, params, fault }, failure.status, failure.body, failure.message);
    }
  }

  /** Faults that keep the call from being carried out. */
  #failBefore(exchange: Exchange): boolean {
    const { fault, method } = exchange;
    if (!fault) return false;
    const error = faultError(fault, method);
    if (error) throw error;
    if (fault.kind !== "reset_before") return false;
    this.#reset(exchange);
    return true;
  }

  #call({ bot, method, params, fault }: Omit<Exchange, "response">): string {
    const run = methods.get(method) ?? methods.get(method.toLowerCase());
    if (!run) throw notFound();
    const { clock } = this.#world;
    const result = run({ bot, params, clock, fault, call: (reply) => this.#carryOut(bot, reply) });
    if (result instanceof Described)
      return JSON.stringify({ ok: true, result: result.result, description: result.description });
    return `{"ok":true,"result":${JSON.stringify(result)}}`;
  }

  /** Nobody is told how it ended, as at Telegram. */
  #carryOut(bot: Bot, { method, params }: WebhookReply): void {
    const exchange = { bot, method, params, fault: undefined };
    try {
      this.#call(exchange);
      this.#note(exchange, 200);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#note(exchange, error.status, error.message);
    }
  }

  #poll(exchange: Exchange): void {
    const { bot, params, response } = exchange;
    if (bot.webhook) throw new ApiError(409, webhookActive);
    bot.allow(structureParam(params, "allowed_updates"));
    const limit = integerParam(params, "limit") ?? 100;
    const timeoutS = integerParam(params, "timeout") ?? 0;
    const poll: Poll = {
      offset: integerParam(params, "offset"),
      limit: Math.min(100, Math.max(1, limit)),
      timeoutMs: Math.min(maxPollS, Math.max(0, timeoutS)) * 1_000,
      answer: (body) => this.#answer(exchange, 200, body),
      fail: (error) => this.#answer(exchange, error.status, error.body, error.message),
    };
    response.once("close", () => bot.queue.abandon(poll));
    bot.queue.poll(poll);
  }

  #answer(exchange: Exchange, status: number, body: string, error?: string): void {
    const { fault, response } = exchange;
    if (fault?.kind === "reset_after") {
      this.#reset(exchange);
      return;
    }
    this.#note(exchange, status, error);
    const delayMs = (fault?.kind === "slow" ? (fault.delayMs ?? 1_000) : 0) + this.#jitterMs();
    if (delayMs > 0) setTimeout(() => respond(response, status, body), delayMs);
    else respond(response, status, body);
  }

  #reset(exchange: Exchange): void {
    this.#note(exchange, 0);
    exchange.response.socket?.resetAndDestroy();
  }

  #note({ bot, method, params }: Omit<Exchange, "response">, status: number, error?: string): void {
    const { log, clock, changes } = this.#world;
    log.count(method, status);
    if (!log.keeps) return;
    const chatId = integerParam(params, "chat_id");
    const failed = error === undefined ? {} : { error };
    log.add({ at: clock.now(), bot: bot.user.username ?? "", method, chatId, params, status, ...failed });
    changes.changed();
  }
}

const notFound = () => new ApiError(404, "Not Found");

const respond = (response: ServerResponse, status: number, body: string): void => {
  if (response.destroyed) return;
  response.writeHead(status, [
    "Content-Type",
    "application/json",
    "Content-Length",
    String(Buffer.byteLength(body)),
  ]);
  response.end(body);
};

const refuse = (response: ServerResponse, error: ApiError) => respond(response, error.status, error.body);
