import { createServer } from "node:http";
import { Readable } from "node:stream";

type Handle = (request: Request) => Promise<Response>;

export interface WebhookServer {
  readonly url: string;
  /** Who answers now; nobody: 503. */
  handle: Handle | undefined;
  readonly statuses: readonly number[];
  close(): Promise<void>;
}

/** What stands before an adapter that receives by webhook: hands each request over as it is. */
export const startWebhookServer = async (): Promise<WebhookServer> => {
  const statuses: number[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const headers = new Headers();
    for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
    const method = incoming.method ?? "GET";
    const body = method === "GET" ? null : Readable.toWeb(incoming);
    const request = new Request(new URL(incoming.url ?? "/", bots.url), {
      method,
      headers,
      body,
      duplex: "half",
    });
    const response = (await bots.handle?.(request)) ?? new Response(null, { status: 503 });
    statuses.push(response.status);
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const bots: WebhookServer = {
    url: `http://127.0.0.1:${port}/webhooks/telegram/telegram-support`,
    handle: undefined,
    statuses,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return bots;
};
