import type { ServerResponse } from "node:http";
import { createServer } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { ApiFailure } from "../../../adapters/twitter/api-failure.ts";
import { toDeliveryError } from "../../../adapters/twitter/delivery-error.ts";
import { createDirectMessages } from "../../../adapters/twitter/direct-messages.ts";
import { createPosts } from "../../../adapters/twitter/posts.ts";
import { twitterKeys } from "../../support/twitter-account.ts";
import { aTwitterAtWork } from "./at-work.ts";
import { answerJson, apiAt, aStandIn, breakOff } from "./stand-in.ts";

const { signal } = new AbortController();
const us = "1500000000000000042";
const her = "1600000000000000001";

const failureOf = (call: Promise<unknown>) =>
  call.then(
    (value): never => expect.unreachable(`it gave ${JSON.stringify(value)}`),
    (error: unknown) => (error instanceof ApiFailure ? error : expect.unreachable(String(error))),
  );

/** An address where whoever connects is left at once. */
const leaving = async (): Promise<string> => {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return `127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
};

const send = { method: "POST", path: "/dm_conversations/with/1/messages", body: { text: "x" } } as const;

describe("a connection that does not come about", () => {
  it.each([
    ["is refused", async () => "127.0.0.1:1", /ECONNREFUSED/],
    ["has no address", async () => "no-such-host.invalid:443", /ENOTFOUND|EAI_AGAIN/],
    ["ends within its handshake", leaving, /TLS|ECONNRESET|EPIPE/],
  ])("pain 20: that %s sent nothing, and says why", async (_how, addressOf, why) => {
    const failure = await failureOf(apiAt(await addressOf()).call(send));
    expect([failure.unsent, failure.status]).toEqual([true, undefined]);
    expect(failure.message).toMatch(why);
    expect(toDeliveryError(failure, { nature: "send" }).failure).toBe("transient");
  });

  it("pain 2: is another thing than one that ends behind the request", async () => {
    const { api } = await aStandIn((_request, response) => response.socket?.destroy());
    const failure = await failureOf(api.call(send));
    expect([failure.unsent, toDeliveryError(failure, { nature: "send" }).failure]).toEqual([
      false,
      "uncertain",
    ]);
  });
});

describe("a list", () => {
  const lists = {
    "of all messages": "/dm_events",
    "of one conversation": "/dm_conversations",
    "of posts": "/users",
  };
  type List = keyof typeof lists;

  const ask = async (list: List, answer: Parameters<typeof aStandIn>[0]) => {
    const { api } = await aStandIn(answer);
    switch (list) {
      case "of all messages":
        return createDirectMessages(api).messages({ signal });
      case "of one conversation":
        return createDirectMessages(api).sentTo(her, { leastId: "1", us, signal });
      case "of posts":
        return createPosts(api).mentions({ us, sinceId: "1", signal });
      default:
        return list satisfies never;
    }
  };
  const every = ["of all messages", "of one conversation", "of posts"] as const;

  it.each(every)("pain 2: %s that broke off behind its headers is none", async (list) => {
    await failureOf(ask(list, (_request, response) => breakOff(response)));
  });

  it.each(
    every.flatMap((list) => [
      [list, { errors: [{ title: "Internal Error" }] }] as const,
      [list, { meta: { result_count: 3 } }] as const,
      [list, { data: "many", meta: { result_count: 0 } }] as const,
      [list, []] as const,
      [list, null] as const,
    ]),
  )("pain 2: %s is none when X answers %j", async (list, body) => {
    await failureOf(ask(list, (_request, response) => answerJson(response, body)));
  });

  it.each(every)("pain 2: %s is no page of HTML", async (list) => {
    const html = await failureOf(
      ask(list, (_request, response) => {
        response.setHeader("content-type", "text/html");
        response.end("<html>busy</html>");
      }),
    );
    expect(html.message).not.toContain("busy");
  });

  it.each(every)("%s may be empty", async (list) => {
    for (const body of [{ meta: { result_count: 0 } }, { data: [], meta: { result_count: 0 } }]) {
      const answer = await ask(list, (_request, response) => answerJson(response, body));
      expect(answer).toEqual(list === "of one conversation" ? { messages: [], next: undefined } : body);
    }
  });
});

describe("a call for the app itself", () => {
  it("ends in time when X does not give the app its token, and asks anew the next time", async () => {
    let isSilent = true;
    const { api, paths } = await aStandIn((request, response) => {
      if (request.url !== "/oauth2/token") answerJson(response, { data: [] });
      else if (!isSilent) answerJson(response, { token_type: "bearer", access_token: "of-the-app" });
    });
    const ask = { method: "GET", path: "/webhooks", asApp: true } as const;
    expect((await failureOf(api.call({ ...ask, timeoutMs: 50 }))).message).toMatch(/no answer in time/);
    const stop = new AbortController();
    const stopped = failureOf(api.call({ ...ask, signal: stop.signal }));
    stop.abort();
    expect((await stopped).message).toMatch(/stopped/);
    isSilent = false;
    expect((await api.call(ask)).data).toEqual({ data: [] });
    await api.call(ask);
    expect(paths.filter((path) => path === "/2/webhooks")).toHaveLength(2);
    expect(paths.filter((path) => path === "/oauth2/token").length).toBeLessThanOrEqual(3);
  });

  it("fails when X gives the app something else than a token", async () => {
    const { api } = await aStandIn((_request, response) => answerJson(response, {}));
    const failure = await failureOf(api.call({ method: "GET", path: "/webhooks", asApp: true }));
    expect(failure.message).toMatch(/no token/);
  });
});

it("a list of our own posts that goes round in circles tells nothing of a reply", async () => {
  const { api, paths } = await aStandIn((_request, response) =>
    answerJson(response, { data: [{ id: "5" }], meta: { next_token: "same" } }),
  );
  const failure = await failureOf(createPosts(api).ownReply({ postId: "1", us, sinceId: "1", signal }));
  expect([paths.length, failure.message]).toEqual([2, expect.stringMatching(/without an end/)]);
});

describe("an error in which the request is repeated", () => {
  const { consumerKey, consumerSecret } = twitterKeys;
  const basic = Buffer.from(`${consumerKey}:${consumerSecret}`).toString("base64");
  const bearer = "AAAAAAAAAAAAAAAAAAAAAMLheAAAAAAA0%2BuSeidTheSecretOfTheApp";
  const refuse = (response: ServerResponse, detail: string) => {
    response.writeHead(403, { "content-type": "application/json" });
    response.end(JSON.stringify({ title: "Forbidden", detail }));
  };
  const ask = { method: "GET", path: "/webhooks", asApp: true } as const;

  it.each([basic, basic.replace(/=+$/, ""), encodeURIComponent(basic)])(
    "tells nothing of the keys by which the app asks for its token (%s)",
    async (form) => {
      const { api } = await aStandIn((_request, response) => refuse(response, `not for Basic ${form}`));
      const { message, said } = await failureOf(api.call(ask));
      expect(`${message} ${said}`).not.toContain(basic.slice(8, 24));
      expect(message).toMatch(/not for Basic \[token\]/);
    },
  );

  it("tells nothing of the token by which the app asks", async () => {
    const { api } = await aStandIn((request, response) => {
      if (request.url === "/oauth2/token") answerJson(response, { access_token: bearer });
      else refuse(response, `not for ${request.headers.authorization}`);
    });
    const { message, said } = await failureOf(api.call(ask));
    expect(`${message} ${said}`).not.toContain(bearer.slice(8, 24));
    expect(api.scrub(bearer)).toBe("[token]");
  });
});

it("an error of lists within lists is a failure like any other, however deep", async () => {
  const depth = 20_000;
  const { api } = await aStandIn((_request, response) => {
    response.writeHead(400, { "content-type": "application/json" });
    response.end(`${'{"title":"odd","errors":['.repeat(depth)}{}${"]}".repeat(depth)}`);
  });
  expect(await failureOf(api.call(send))).toMatchObject({ status: 400, said: "odd" });
});

describe("a file", () => {
  const path = "/dm_conversations/media/1/2/x.png";

  it("that broke off is none, though the bytes before it came", async () => {
    const { api } = await aStandIn((_request, response) => breakOff(response, Buffer.alloc(400)));
    const limits = { maxBytes: 10_000, signal, timeoutMs: 5_000 };
    expect((await failureOf(api.fetch(path, limits))).message).toMatch(/broke off/);
  });

  it("that stops coming is none when its time is over", async () => {
    const { api } = await aStandIn((_request, response) => {
      response.writeHead(200, { "content-type": "image/png", "content-length": "1000" });
      response.write(Buffer.alloc(400));
    });
    const limits = { maxBytes: 10_000, signal, timeoutMs: 100 };
    expect((await failureOf(api.fetch(path, limits))).message).toMatch(/no answer in time/);
  });

  it("leaves nothing behind on a connection", async () => {
    const warnings: Error[] = [];
    const note = (warning: Error) => warnings.push(warning);
    process.on("warning", note);
    onTestFinished(() => void process.off("warning", note));
    const { api } = await aStandIn((_request, response) => response.end(Buffer.alloc(10)));
    for (let count = 0; count < 15; count += 1)
      expect((await api.fetch(path, { maxBytes: 100, signal, timeoutMs: 5_000 }))?.bytes.length).toBe(10);
    await new Promise((resolve) => setImmediate(resolve));
    expect(warnings).toEqual([]);
  });

  it.each([
    ["a.png", false],
    ["a.gif", false],
    ["a.mp4", false],
    ["a.png", true],
    ["a.gif", true],
    ["a.mp4", true],
  ])("of a message is fetched, as %s (webhook: %s)", async (fileName, webhook) => {
    const { mia, twitter, start, sink } = await aTwitterAtWork({ webhook, pollMs: webhook ? 60_000 : 20 });
    const { adapter, begin } = start();
    await begin();
    if (webhook) await sink.until(() => twitter.hub.subscriptions.size >= 4);
    else await sink.until(({ storedCursor }) => storedCursor !== undefined);
    const bytes = new Uint8Array(1_000).fill(7);
    mia.say("see", { files: [{ fileName, bytes }] });
    await sink.until(({ events }) => events.length > 0);
    const [event] = sink.events;
    const ref = event?.kind === "message.created" ? event.message.attachments[0] : undefined;
    if (ref === undefined) expect.unreachable("the message has no file");
    expect([...(await adapter.download(ref, signal)).bytes]).toEqual([...bytes]);
  });

  it("of a message is fetched again when it broke off", async () => {
    const { mia, twitter, start, sink } = await aTwitterAtWork();
    const { adapter, begin } = start();
    await begin();
    await sink.until(({ storedCursor }) => storedCursor !== undefined);
    mia.say("see", { files: [{ fileName: "a.png", bytes: new Uint8Array(100_000).fill(7) }] });
    await sink.until(({ events }) => events.length > 0);
    const [event] = sink.events;
    const ref = event?.kind === "message.created" ? event.message.attachments[0] : undefined;
    if (ref === undefined) expect.unreachable("the message has no file");
    twitter.fault({ kind: "truncated_download" });
    await expect(adapter.download(ref, signal)).rejects.toMatchObject({ failure: "transient" });
    expect((await adapter.download(ref, signal)).bytes).toHaveLength(100_000);
  });
});
