import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { AppError } from "../domain/errors.ts";
import type { HttpPorts } from "./ports.ts";
import { problem } from "./problem.ts";
import { createRoutes } from "./routes.ts";

export interface HttpServerOptions {
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  readonly ports: HttpPorts;
  /** Serve `/console`, to programs of this machine only. */
  readonly console: boolean;
  /** A handler that takes longer is answered with 503. @default 15000 */
  readonly requestTimeoutMs?: number;
  /** How long `close` waits for requests under way. @default 3000 */
  readonly closeTimeoutMs?: number;
}

export interface HttpServer {
  /** Where this machine reaches it. */
  readonly url: string;
  readonly port: number;
  /** Takes no new connections, waits for what is under way, then ends what is left. */
  close(): Promise<void>;
}

/** No route reads more; each webhook stops at less by itself. */
const maxBodyBytes = 17 * 1_048_576;

const securityHeaders: Readonly<Record<string, string>> = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/** The answer, or 503 when there is none in time. What the handler still does, it does; who asked may ask again. */
const inTime = async (work: Promise<void>, ms: number): Promise<"done" | "late"> => {
  const late = Promise.withResolvers<"late">();
  const timer = setTimeout(() => late.resolve("late"), ms);
  try {
    return await Promise.race([work.then(() => "done" as const), late.promise]);
  } finally {
    clearTimeout(timer);
  }
};

const listenError = (error: NodeJS.ErrnoException, { host, port }: HttpServerOptions): unknown => {
  const address = `${host}:${port}`;
  switch (error.code) {
    case "EADDRINUSE":
      return new AppError(
        "PORT_IN_USE",
        `Another program listens on ${address}. Stop it, or set http.port to another port; 0 takes any free one.`,
        { cause: error },
      );
    case "EACCES":
      return new AppError(
        "CONFIG_INVALID",
        `This user may not listen on ${address}. Set http.port to one above 1023.`,
        { cause: error },
      );
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return new AppError(
        "CONFIG_INVALID",
        `${host} is no address of this machine. Set http.host to 127.0.0.1, or to 0.0.0.0 for all of its addresses.`,
        { cause: error },
      );
    default:
      return error;
  }
};

const listen = (server: Server, options: HttpServerOptions) =>
  new Promise<AddressInfo>((resolve, reject) => {
    server.once("error", (error) => reject(listenError(error, options)));
    server.listen(options.port, options.host, () => {
      const address = server.address();
      if (address !== null && typeof address === "object") resolve(address);
    });
  });

const localUrl = ({ address, family, port }: AddressInfo) => {
  if (address === "0.0.0.0" || address === "::") return `http://127.0.0.1:${port}`;
  return family === "IPv6" ? `http://[${address}]:${port}` : `http://${address}:${port}`;
};

const closing = (server: Server, ms: number) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), ms);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });

/** Health, readiness, metrics, webhooks and the console's data on one port. Rejects with PORT_IN_USE. */
export const startHttpServer = async (options: HttpServerOptions): Promise<HttpServer> => {
  const { ports, requestTimeoutMs = 15_000, closeTimeoutMs = 3_000 } = options;
  let closed: Promise<void> | undefined;

  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(async (c, next) => {
    if (Number(c.req.header("content-length") ?? 0) > maxBodyBytes)
      c.res = problem(413, "The body is too large.");
    else if ((await inTime(next(), requestTimeoutMs)) === "late")
      c.res = problem(503, "There was no answer in time.", { headers: { "retry-after": "5" } });
    for (const [name, value] of Object.entries(securityHeaders)) c.header(name, value);
    if (closed !== undefined) c.header("connection", "close");
  });
  app.route("/", createRoutes(ports, { console: options.console }));
  app.notFound(() => problem(404, "There is nothing here."));
  app.onError((error, c) => {
    ports.failed(c.req.routePath, error);
    return problem(500, "Something broke here. It was logged.");
  });

  const server = createServer(
    { requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 5_000 },
    getRequestListener(app.fetch, { overrideGlobalObjects: false }),
  );
  const address = await listen(server, options);
  return {
    url: localUrl(address),
    port: address.port,
    close: () => {
      closed ??= closing(server, closeTimeoutMs);
      return closed;
    },
  };
};
