import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Control } from "../control/control.ts";
import { BodyTooLarge, bodyOf } from "../wire/body.ts";
import type { Changes } from "../wire/changes.ts";
import { fieldsOf, parseJson } from "../wire/values.ts";
import { type PageFile, sendFile } from "./page-files.ts";

/** Ten pictures as base64. */
const maxBodyBytes = 64 * 1_024 * 1_024;
const eventDelayMs = 40;
const proxyTimeoutMs = 3_000;

const files: Readonly<Record<string, string>> = {
  html: "text/html",
  css: "text/css",
  js: "text/javascript",
  svg: "image/svg+xml",
};

const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export interface PageWorld {
  readonly control: Control;
  readonly changes: Changes;
  readonly fleetUrl: () => string | undefined;
  /** What people and the fleet sent, by the page's address of it. */
  readonly fileAt: (path: string) => PageFile | undefined;
}

/** Serves the page, its live events, the controls, and the fleet's traces. */
export class PageServer {
  readonly #world: PageWorld;
  readonly #viewers = new Set<ServerResponse>();
  readonly #unsubscribe: () => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(world: PageWorld) {
    this.#world = world;
    this.#unsubscribe = world.changes.subscribe(() => this.#announce());
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://sandbox");
    try {
      if (!isLocal(request))
        answer(response, 403, { error: "The sandbox answers its own page and local programs only." });
      else if (url.pathname.startsWith("/control/"))
        await this.#control(request, response, url.pathname.slice(9));
      else if (request.method !== "GET") answer(response, 405, { error: "Not allowed." });
      else if (url.pathname === "/events") this.#watch(response);
      else if (url.pathname === "/fleet/turns")
        await this.#turns(response, url.searchParams.get("after") ?? "0");
      else if (/^\/(media|server-file|dm-file|desk-file)\//.test(url.pathname))
        this.#sent(response, url.pathname);
      else await file(response, url.pathname === "/" ? "/index.html" : url.pathname);
    } catch (error) {
      answer(response, 500, { error: error instanceof Error ? error.message : String(error) });
    }
  }

  close(): void {
    this.#unsubscribe();
    clearTimeout(this.#timer);
    for (const viewer of this.#viewers) viewer.end();
  }

  async #control(request: IncomingMessage, response: ServerResponse, action: string): Promise<void> {
    if (request.method !== "POST") return answer(response, 405, { error: "Orders are posted." });
    if (!this.#world.control.has(action))
      return answer(response, 404, { error: `There is no action ${action}.` });
    try {
      const body = await bodyOf(request, maxBodyBytes);
      answer(
        response,
        200,
        await this.#world.control.run(action, fieldsOf(parseJson(body.toString("utf8")))),
      );
    } catch (error) {
      const status = error instanceof BodyTooLarge ? 413 : 400;
      answer(response, status, { error: error instanceof Error ? error.message : String(error) });
    }
  }

  /** Tells the page that something changed; what it is, the page asks for itself. */
  #watch(response: ServerResponse): void {
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    response.write("retry: 1000\n\ndata: changed\n\n");
    this.#viewers.add(response);
    response.on("close", () => this.#viewers.delete(response));
  }

  #announce(): void {
    if (this.#timer || this.#viewers.size === 0) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      for (const viewer of this.#viewers) viewer.write("data: changed\n\n");
    }, eventDelayMs);
  }

  #sent(response: ServerResponse, path: string): void {
    const sent = this.#world.fileAt(path);
    if (sent) sendFile(response, sent);
    else answer(response, 404, { error: "There is no such file." });
  }

  async #turns(response: ServerResponse, after: string): Promise<void> {
    const fleetUrl = this.#world.fleetUrl();
    if (fleetUrl === undefined) return answer(response, 503, { error: "No fleet is connected." });
    const url = new URL("/console/turns", fleetUrl);
    url.searchParams.set("after", after);
    try {
      const reply = await fetch(url, { signal: AbortSignal.timeout(proxyTimeoutMs) });
      answer(response, reply.status, await reply.json());
    } catch {
      answer(response, 502, { error: "The fleet does not answer." });
    }
  }
}

/** Keeps other web sites out: a page of theirs that orders something names itself as origin, or us by another name. */
const isLocal = ({ headers }: IncomingMessage): boolean => {
  const name = (headers.host ?? "").replace(/:\d+$/, "");
  if (!["127.0.0.1", "localhost", "[::1]"].includes(name)) return false;
  return headers.origin === undefined || headers.origin === `http://${headers.host}`;
};

const answer = (response: ServerResponse, status: number, body: unknown): void => {
  if (response.headersSent) return;
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify(body));
};

const file = async (response: ServerResponse, path: string): Promise<void> => {
  const [, name = "", ending = ""] = /^\/([a-z0-9-]+)\.([a-z]+)$/.exec(path) ?? [];
  const type = files[ending];
  const bytes =
    type && (await readFile(new URL(`./static/${name}.${ending}`, import.meta.url)).catch(() => undefined));
  if (!type || !bytes) return answer(response, 404, { error: "Not found." });
  response.writeHead(200, {
    "content-type": `${type}; charset=utf-8`,
    "cache-control": "no-store",
    "content-security-policy": contentSecurityPolicy,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
  });
  response.end(bytes);
};
