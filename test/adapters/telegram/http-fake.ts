import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

export interface HttpFake {
  readonly url: string;
  readonly paths: readonly string[];
  close(): Promise<void>;
}

/**
 * A server that answers as it is told: for what no Telegram would answer.
 * @param watch sees each request before its body is read.
 */
export const startHttpFake = async (
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  watch: (request: IncomingMessage) => void = () => {},
): Promise<HttpFake> => {
  const paths: string[] = [];
  const server = createServer((request, response) => {
    paths.push(request.url ?? "");
    watch(request);
    request.resume();
    request.once("end", () => answer(request, response));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    paths,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};

export const answerJson = (response: ServerResponse, body: unknown, status = 200) => {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
};
