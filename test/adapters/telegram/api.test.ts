import type { ServerResponse } from "node:http";
import { createServer, Socket } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { limitConnect } from "../../../adapters/shared/limit-connect.ts";
import { type Api, createApi } from "../../../adapters/telegram/api.ts";
import { ApiFailure } from "../../../adapters/telegram/api-failure.ts";
import { answerJson, type HttpFake, startHttpFake } from "./http-fake.ts";

const token = "123456:AAE-some-secret_part";
const opened: { close(): unknown }[] = [];

const serve = async (
  answer: (response: ServerResponse, path: string) => void,
  root = "",
): Promise<[Api, HttpFake]> => {
  const fake = await startHttpFake((request, response) => answer(response, request.url ?? ""));
  const api = createApi({ token, apiRoot: `${fake.url}${root}` });
  opened.push(api, fake);
  return [api, fake];
};

const call = (api: Api, timeoutMs = 2000, signal?: AbortSignal) =>
  api.call("getMe", {}, { timeoutMs, signal });

const deliver = (api: Api) => api.deliver("sendMessage", { text: "hi" }, new AbortController().signal);

/** Both ways to Telegram fail alike. */
const ways = [
  ["call", call],
  ["delivery", deliver],
] as const;

const failureOf = async (promise: Promise<unknown>): Promise<ApiFailure> => {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ApiFailure)) throw new Error(`no ApiFailure but ${String(error)}`);
  expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toContain("some-secret");
  return error;
};

afterEach(async () => {
  vi.useRealTimers();
  for (const { close } of opened.splice(0)) await close();
});

describe.each(ways)("a %s", (_, send) => {
  it.each(["", "/", "/behind/a/path", "/behind/a/path/"])(
    "reaches an apiRoot that ends in %j",
    async (root) => {
      const [api, fake] = await serve((response) => answerJson(response, { ok: true, result: 7 }), root);
      expect(await send(api)).toBe(7);
      const [path] = fake.paths;
      expect(path?.slice(0, path.lastIndexOf("/"))).toBe(`${root.replace(/\/$/, "")}/bot${token}`);
    },
  );

  it.each<[string, (response: ServerResponse) => void]>([
    ["an answer that is no JSON", (response) => response.end("<html>no</html>")],
    [
      "an answer that breaks off",
      (response) => {
        response.writeHead(200, { "content-length": "100" });
        response.write('{"ok":');
        setImmediate(() => response.socket?.destroy());
      },
    ],
    ["a connection that is reset", (response) => response.socket?.resetAndDestroy()],
    [
      "an error that quotes the token",
      (response) =>
        answerJson(response, { ok: false, error_code: 400, description: `Bad: /bot${token}/` }, 400),
    ],
    ["null", (response) => answerJson(response, null)],
  ])("that gets %s fails, was possibly carried out, and shows no token", async (_, answer) => {
    const [api] = await serve(answer);
    expect((await failureOf(send(api))).unsent).toBe(false);
  });

  it.each<[string, object, number, Partial<ApiFailure>]>([
    [
      "429",
      { error_code: 429, description: "Too Many Requests", parameters: { retry_after: 7 } },
      429,
      { status: 429, retryAfterMs: 7_000 },
    ],
    [
      "400 of a group that moved",
      { error_code: 400, description: "upgraded", parameters: { migrate_to_chat_id: -100 } },
      400,
      { status: 400, migratedTo: -100 },
    ],
    ["502", {}, 502, { status: 502, message: "502 Bad Gateway" }],
  ])("that gets %s tells what is known of it", async (_case, answer, status, told) => {
    const [api] = await serve((response) => answerJson(response, { ok: false, ...answer }, status));
    expect(await failureOf(send(api))).toMatchObject(told);
  });

  it("to a port where nobody listens was certainly not carried out", async () => {
    const [api, fake] = await serve(() => {});
    await fake.close();
    expect((await failureOf(send(api))).unsent).toBe(true);
  });
});

describe("a delivery", () => {
  it("ends when it is told to, and others go on over new connections", async () => {
    const abort = new AbortController();
    let asked = 0;
    const [api] = await serve((response) => {
      asked += 1;
      if (asked === 1) abort.abort();
      else answerJson(response, { ok: true, result: asked });
    });
    expect((await failureOf(api.deliver("sendMessage", {}, abort.signal))).unsent).toBe(false);
    expect(await deliver(api)).toBe(2);
  });
});

describe("a call", () => {
  it("that gets no answer ends after its own time", async () => {
    const [api] = await serve(() => {});
    expect((await failureOf(call(api, 30))).message).toBe("getMe: no answer in 30 ms");
  });

  it("ends when it is told to", async () => {
    const abort = new AbortController();
    const [api] = await serve(() => abort.abort());
    expect((await failureOf(call(api, 2000, abort.signal))).message).toContain("stopped while under way");
  });

  it("leaves nothing on the signal that it was given", async () => {
    const [api] = await serve((response) => answerJson(response, { ok: true, result: 1 }));
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, "addEventListener");
    const removed = vi.spyOn(signal, "removeEventListener");
    await call(api, 2000, signal);
    expect(removed.mock.calls.length).toBe(added.mock.calls.length);
  });
});

describe("a connection that does not come about", () => {
  it("tells that nothing was sent, when the handshake of TLS is never answered", async () => {
    const accepted = Promise.withResolvers<void>();
    const silent = createServer(() => accepted.resolve());
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const address = silent.address();
    const port = typeof address === "object" && address ? address.port : 0;
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const api = createApi({ token, apiRoot: `https://127.0.0.1:${port}` });
    opened.push(api, { close: () => silent.close() });
    const failure = failureOf(call(api, 20_000));
    await accepted.promise;
    vi.advanceTimersByTime(8000);
    expect((await failure).unsent).toBe(true);
  });

  it("is given up as one that never was", async () => {
    vi.useFakeTimers();
    const socket = new Socket();
    const failed = new Promise<Error>((resolve) => socket.once("error", resolve));
    limitConnect(socket, "connect");
    vi.advanceTimersByTime(10_000);
    vi.useRealTimers();
    expect((await failed).message).toBe("connect ETIMEDOUT");
  });
});
