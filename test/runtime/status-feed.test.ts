import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Keyv from "keyv";
import { describe, expect, it, onTestFinished } from "vitest";
import { type FetchFeed, fetchFeed } from "../../src/runtime/fetch-feed.ts";
import { type KeptFeed, StatusFeed } from "../../src/runtime/status-feed.ts";
import { aRecordingTelemetry } from "../support/a-service.ts";
import { builtAt } from "../support/builders.ts";

const hour = 3_600_000;
const body = (id = "a") =>
  JSON.stringify([{ id, title: "Slow", affects: ["deposit-missing"], from: builtAt - hour }]);

const aFeed = (answers: (() => Awaited<ReturnType<FetchFeed>>)[], kept = new Keyv<KeptFeed>()) => {
  const clock = { now: builtAt };
  const asked: Parameters<FetchFeed>[1][] = [];
  const { telemetry, counted, lines } = aRecordingTelemetry();
  const feed = new StatusFeed({
    feed: { url: "https://status.example.com/x", format: "json", everyMs: 60_000, map: {}, itemLifeMs: hour },
    fetch: async (_, known) => {
      asked.push(known);
      const next = answers.shift();
      if (next === undefined) throw new Error("connection refused");
      return next();
    },
    kept,
    clock: { now: () => clock.now },
    telemetry,
  });
  onTestFinished(() => feed.stop());
  const ids = () => feed.known(clock.now).notices?.map(({ id }) => id);
  return { feed, clock, asked, kept, ids, counted, lines };
};
const says =
  (id: string, version = {}) =>
  () => ({ body: body(id), version });

describe("the feed of incidents", () => {
  it("is asked whether it has changed, and goes on telling what it said", async () => {
    const { feed, asked, ids } = aFeed([says("a", { etag: '"1"' }), () => "unchanged", says("b")]);
    await feed.start();
    await feed.poll();
    expect(ids()).toEqual(["a"]);
    await feed.poll();
    expect([asked[1], ids()]).toEqual([{ etag: '"1"' }, ["a"]]);
    await feed.poll();
    expect(ids()).toEqual(["b"]);
  });

  it("that is dead is told of for an hour, from before a restart too, and then not any more", async () => {
    const first = aFeed([says("a")]);
    await first.feed.start();
    await first.feed.poll();
    const { feed, clock, ids, counted } = aFeed([], first.kept);
    await feed.start();
    await feed.poll();
    await feed.poll();
    expect(ids()).toEqual(["a"]);
    clock.now += hour - 1;
    expect(ids()).toEqual(["a"]);
    clock.now += 1;
    expect(ids()).toBeUndefined();
    expect(counted("feed.failed")).toBe(2);
  });

  it("that tells nonsense changes nothing, and is reported without a word of it", async () => {
    const { feed, ids, lines, counted } = aFeed([
      says("a"),
      () => ({ body: "<html>private words</html>", version: {} }),
      says("b"),
    ]);
    await feed.start();
    await feed.poll();
    await feed.poll();
    expect(ids()).toEqual(["a"]);
    expect(JSON.stringify(lines)).not.toContain("private");
    await feed.poll();
    expect([ids(), counted("feed.answers_again")]).toEqual([["b"], 1]);
  });

  it("of another address is forgotten", async () => {
    const kept = new Keyv<KeptFeed>();
    const notices = [{ id: "old", title: {}, slugs: [], coins: [], from: 0 }];
    await kept.set("feed", { url: "https://old.example.com", version: {}, freshAt: builtAt, notices });
    const { feed, ids } = aFeed([], kept);
    await feed.start();
    expect(ids()).toBeUndefined();
  });
});

const aServer = async (answer: Parameters<typeof createServer>[1]) => {
  const server = createServer(answer ?? (() => undefined)).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once("listening", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
};
const ask = (url: string, known = {}) => fetchFeed(url, known, new AbortController().signal);

describe("fetching a feed", () => {
  it("sends back what the last answer was marked with", async () => {
    const url = await aServer((request, response) => {
      if (request.headers["if-none-match"] === '"v1"') response.writeHead(304).end();
      else
        response.writeHead(200, { etag: '"v1"', "last-modified": "Sun, 22 Nov 2026 10:00:00 GMT" }).end("[]");
    });
    const version = { etag: '"v1"', lastModified: "Sun, 22 Nov 2026 10:00:00 GMT" };
    expect(await ask(url)).toEqual({ body: "[]", version });
    expect(await ask(url, version)).toBe("unchanged");
  });

  it("follows no redirection, takes no error and nothing that is too large", async () => {
    const url = await aServer((request, response) => {
      if (request.url === "/moved") response.writeHead(302, { location: "/" }).end();
      else if (request.url === "/broken") response.writeHead(500).end("private words");
      else response.writeHead(200).end("x".repeat(600 * 1024));
    });
    await expect(ask(`${url}moved`)).rejects.toThrow(/^answered 302$/);
    await expect(ask(`${url}broken`)).rejects.toThrow(/^answered 500$/);
    await expect(ask(url)).rejects.toThrow(/^has more than/);
  });

  it("ends when the fleet does", async () => {
    const url = await aServer(() => undefined);
    const stop = new AbortController();
    const asked = fetchFeed(url, {}, stop.signal);
    stop.abort();
    await expect(asked).rejects.toThrow();
  });
});
