import { createRequire } from "node:module";
import type { Dispatcher, Pool } from "undici";

export type PostOutcome =
  | { readonly ok: true; readonly reply: string }
  | { readonly ok: false; readonly reason: string };

const readTimeoutMs = 60_000;
const replyBytes = 64 * 1_024;

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: "Connection refused",
  ECONNRESET: "Connection reset by peer",
  UND_ERR_SOCKET: "Connection reset by peer",
  UND_ERR_HEADERS_TIMEOUT: "Read timeout expired",
  UND_ERR_BODY_TIMEOUT: "Read timeout expired",
  UND_ERR_CONNECT_TIMEOUT: "Connection timed out",
};

/** With the first webhook and no sooner: loaded before that of discord.js, it takes its requests over, and refuses its files. */
const loadUndici = (): typeof import("undici") => createRequire(import.meta.url)("undici");

const reasonOf = (error: Error): string =>
  ("code" in error && typeof error.code === "string" ? reasons[error.code] : undefined) ?? error.message;

/** Posts to one address over a few connections; callback style because the path is hot. */
export class WebhookPost {
  readonly #pool: Pool;
  readonly #path: string;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(url: URL, options: { readonly connections: number; readonly secret: string | undefined }) {
    const { connections, secret } = options;
    const undici = loadUndici();
    this.#pool = new undici.Pool(url.origin, { connections, headersTimeout: readTimeoutMs });
    this.#path = url.pathname + url.search;
    this.#headers = {
      "content-type": "application/json",
      ...(secret !== undefined && { "x-telegram-bot-api-secret-token": secret }),
    };
  }

  send(body: string, done: (outcome: PostOutcome) => void): void {
    this.#pool.dispatch({ path: this.#path, method: "POST", headers: this.#headers, body }, new Answer(done));
  }

  /** What is under way is cut. */
  close(): void {
    void this.#pool.destroy();
  }
}

class Answer implements Dispatcher.DispatchHandler {
  readonly #done: (outcome: PostOutcome) => void;
  #status = 0;
  #statusText = "";
  #reply = "";

  constructor(done: (outcome: PostOutcome) => void) {
    this.#done = done;
  }

  onRequestStart(): void {}

  onResponseStart(_: unknown, status: number, __: unknown, statusText?: string): void {
    this.#status = status;
    this.#statusText = statusText ?? "";
  }

  onResponseData(_: unknown, chunk: Buffer): void {
    if (this.#reply.length < replyBytes) this.#reply += chunk.toString("utf8");
  }

  onResponseEnd(): void {
    const isDone = this.#status >= 200 && this.#status < 300;
    const reason = `Wrong response from the webhook: ${this.#status} ${this.#statusText}`.trim();
    this.#done(isDone ? { ok: true, reply: this.#reply } : { ok: false, reason });
  }

  onResponseError(_: unknown, error: Error): void {
    this.#done({ ok: false, reason: reasonOf(error) });
  }
}
