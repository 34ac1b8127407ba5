import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import { onTestFinished } from "vitest";
import { createApi } from "../../../adapters/twitter/api.ts";
import { certificates } from "../../../sandbox/twitter/certificates.ts";
import { twitterKeys } from "../../support/twitter-account.ts";

const clock = { now: () => Date.now() };

/** Calls that go to an address of this machine instead of X's. */
export const apiAt = (address: string) => {
  const api = createApi({
    keys: twitterKeys,
    clock,
    standIn: { address, authority: certificates().authority },
  });
  onTestFinished(() => api.close());
  return api;
};

/** A server in X's place that answers as it is told: for what no sandbox would answer. */
export const aStandIn = async (answer: (request: IncomingMessage, response: ServerResponse) => void) => {
  const { certificate, key } = certificates();
  const paths: string[] = [];
  const server = createServer({ cert: certificate, key }, (request, response) => {
    paths.push(request.url ?? "");
    request.resume();
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { api: apiAt(`127.0.0.1:${port}`), paths };
};

export const answerJson = (response: ServerResponse, body: unknown) => {
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
};

/** Headers that promise more than ever comes. */
export const breakOff = (response: ServerResponse, bytes: Uint8Array = new Uint8Array()) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": bytes.length + 500 });
  response.flushHeaders();
  if (bytes.length > 0) response.write(bytes);
  setImmediate(() => setImmediate(() => response.socket?.end()));
};
