import { once } from "node:events";
import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { accountId, conversationId, effectId, eventId, turnId } from "../../src/domain/ids.ts";
import type { HttpPorts, ReadinessReport, TurnQuery, TurnView } from "../../src/http/ports.ts";
import { type HttpServer, type HttpServerOptions, startHttpServer } from "../../src/http/server.ts";

const telegram = accountId("telegram-support");
const second = accountId("telegram-community");

const aReport = (override: Partial<ReadinessReport> = {}): ReadinessReport => ({
  accounts: [
    { id: telegram, state: "connected", receives: "polling", paused: false },
    { id: second, state: "connected", receives: "polling", paused: false },
  ],
  intake: { ok: true },
  storage: { ok: true },
  outbox: { ok: true },
  desk: { ok: true },
  ...override,
});

const aTurnView = (seq: number): TurnView => ({
  seq,
  id: turnId(`turn-${seq}`),
  conversationId: conversationId(telegram, "42"),
  at: 5,
  events: [{ kind: "message.created" }],
  stages: [{ stage: "protect", outcome: "passed", findings: [] }],
  decision: { kind: "answer", reason: "confident" },
  effects: [
    {
      id: effectId(eventId(telegram, "1"), 0),
      kind: "message.send",
      lane: "talk",
      priority: "answer",
      state: "sent",
    },
  ],
  owner: "bot",
});

const open: HttpServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

const started = async (ports: Partial<HttpPorts> = {}, options: Partial<HttpServerOptions> = {}) => {
  const failures: [string, unknown][] = [];
  const queries: TurnQuery[] = [];
  const server = await startHttpServer({
    host: "127.0.0.1",
    port: 0,
    console: true,
    closeTimeoutMs: 100,
    ports: {
      health: () => ({ ok: true }),
      readiness: async () => aReport(),
      metrics: async () => ({ contentType: "text/plain; version=0.0.4", body: "flotilla_x 1\n" }),
      webhooks: { desk: async (request) => new Response(await request.text(), { status: 202 }) },
      turns: async (query) => {
        queries.push(query);
        return [aTurnView(query.after + 1), aTurnView(query.after + 2)];
      },
      failed: (path, error) => void failures.push([path, error]),
      ...ports,
    },
    ...options,
  });
  open.push(server);
  const get = (path: string, init?: RequestInit) => fetch(`${server.url}${path}`, init);
  return { server, get, failures, queries };
};

/** With headers that `fetch` would not let us set. */
const rawGet = async (server: HttpServer, path: string, headers: Record<string, string>) => {
  const sent = httpRequest({ host: "127.0.0.1", port: server.port, path, headers }).end();
  const [response] = await once(sent, "response");
  response.resume();
  return response.statusCode as number;
};

describe("/healthz", () => {
  test("says ok while the process lives", async () => {
    const { get } = await started();
    const response = await get("/healthz");
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: "ok" });
  });

  test("is 503 with the reason when a restart could help", async () => {
    const { get } = await started({ health: () => ({ ok: false, reason: "storage damaged" }) });
    const response = await get("/healthz");
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ status: "broken", reason: "storage damaged" });
  });
});

describe("/readyz", () => {
  test("is 200 when every account is connected and intake runs", async () => {
    const { get } = await started();
    const response = await get("/readyz");
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      ready: true,
      accounts: [
        { id: "telegram-support", ready: true, receives: "polling", state: "connected" },
        { id: "telegram-community", ready: true, receives: "polling", state: "connected" },
      ],
      intake: { ok: true },
      storage: { ok: true },
      outbox: { ok: true },
      desk: { ok: true },
    });
  });

  const held = { ok: false, reason: "restored", remedy: "release it" };
  const cases: readonly (readonly [string, Partial<ReadinessReport>, number, object])[] = [
    [
      "an account that waits",
      {
        accounts: [
          {
            id: telegram,
            state: "waiting",
            reason: "409",
            untilAt: 60_000,
            receives: "polling",
            paused: false,
          },
        ],
      },
      503,
      {
        state: "waiting",
        ready: false,
        reason: "409",
        untilAt: "1970-01-01T00:01:00.000Z",
        remedy: expect.stringContaining("same token"),
      },
    ],
    [
      "an account that failed",
      {
        accounts: [
          {
            id: telegram,
            state: "failed",
            reason: "401",
            receives: "polling",
            paused: true,
            remedy: "ask @BotFather",
          },
        ],
      },
      503,
      { state: "failed", ready: false, reason: "401", remedy: "ask @BotFather" },
    ],
    [
      "a paused account",
      { accounts: [{ id: telegram, state: "connected", receives: "polling", paused: true }] },
      200,
      { state: "paused", ready: true, remedy: "npm run -s cli -- resume telegram-support" },
    ],
    [
      "a held outbox",
      { outbox: held },
      200,
      { state: "held", ready: true, reason: "restored", remedy: "release it" },
    ],
    [
      "intake that is stopped",
      { intake: { ok: false, reason: "full" } },
      503,
      { state: "connected", ready: true },
    ],
    [
      "a full disk",
      { storage: { ok: false, reason: "full", remedy: "make room" } },
      503,
      { state: "connected" },
    ],
    ["a desk that is down", { desk: { ok: false, reason: "no answer" } }, 200, { state: "connected" }],
  ];
  test.each(cases)("%s", async (_name, report, status, line) => {
    const { get } = await started({ readiness: async () => aReport(report) });
    const response = await get("/readyz");
    expect(response.status).toBe(status);
    const body = (await response.json()) as { ready: boolean; accounts: object[] };
    expect(body.ready).toBe(status === 200);
    expect(body.accounts[0]).toMatchObject({ id: "telegram-support", ...line });
  });

  test("one account can be asked for, and another's trouble does not count", async () => {
    const accounts = [
      { id: telegram, state: "connected", receives: "polling", paused: false },
      { id: second, state: "failed", reason: "401", receives: "polling", paused: false },
    ] as const;
    const { get } = await started({ readiness: async () => aReport({ accounts }) });
    expect((await get("/readyz")).status).toBe(503);
    const one = await get("/readyz?account=telegram-support");
    expect(one.status).toBe(200);
    expect(((await one.json()) as { accounts: object[] }).accounts).toHaveLength(1);
    expect((await get("/readyz?account=telegram-community")).status).toBe(503);
    expect((await get("/readyz?account=nobody")).status).toBe(404);
  });
});

test("/metrics answers in Prometheus's text format", async () => {
  const { get } = await started();
  const response = await get("/metrics");
  expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4");
  expect(await response.text()).toBe("flotilla_x 1\n");
});

describe("/webhooks", () => {
  test("a webhook gets the request as it came and answers by itself", async () => {
    const { get } = await started();
    const response = await get("/webhooks/desk", { method: "POST", body: "{}" });
    expect(response.status).toBe(202);
    expect(await response.text()).toBe("{}");
  });

  test.each(["/webhooks/nobody", "/webhooks/__proto__", "/webhooks/constructor", "/webhooks/desk/more"])(
    "%s is not there",
    async (path) => {
      const { get } = await started();
      expect((await get(path, { method: "POST", body: "{}" })).status).toBe(404);
    },
  );

  test("a body beyond every limit is refused unread", async () => {
    let called = false;
    const desk = async () => {
      called = true;
      return new Response();
    };
    const { get } = await started({ webhooks: { desk } });
    const response = await get("/webhooks/desk", { method: "POST", body: new Uint8Array(18_000_000) });
    expect(response.status).toBe(413);
    expect(called).toBe(false);
  });

  test("a handler that stops reading still gets its answer through", async () => {
    const desk = async (request: Request) => {
      for await (const _ of request.body ?? []) break;
      return new Response("enough", { status: 413 });
    };
    const { get } = await started({ webhooks: { desk } });
    const body = new ReadableStream({
      start(controller) {
        for (let n = 0; n < 20; n++) controller.enqueue(new Uint8Array(65_536));
        controller.close();
      },
    });
    const response = await get("/webhooks/desk", { method: "POST", body, duplex: "half" });
    expect(response.status).toBe(413);
  });
});

describe("/console/turns", () => {
  test("lists turns after a number, and the last one", async () => {
    const { get, queries } = await started();
    const response = await get("/console/turns?after=7&conversation=telegram-support%2F42%2F1");
    expect(await response.json()).toEqual({ turns: [aTurnView(8), aTurnView(9)], last: 9 });
    expect(queries).toEqual([{ after: 7, limit: 100, conversationId: "telegram-support/42/1" }]);
  });

  test("without a number begins at the beginning", async () => {
    const { get, queries } = await started({ turns: async () => [] });
    expect(await (await get("/console/turns")).json()).toEqual({ turns: [], last: 0 });
    expect(queries).toEqual([]);
  });

  test.each([
    "after=-1",
    "after=x",
    "after=1e3",
    "after=",
    "conversation=",
    "conversation=nobody",
    `conversation=a/${"x".repeat(300)}`,
  ])("%.30s is answered with 400", async (query) => {
    const { get } = await started();
    expect((await get(`/console/turns?${query}`)).status).toBe(400);
  });

  test("is not there when the console is off", async () => {
    const { get } = await started({}, { console: false });
    expect((await get("/console/turns")).status).toBe(404);
  });

  test.each([
    ["another site's name that resolves to us", { host: "evil.example" }],
    ["a name that only begins like ours", { host: "127.0.0.1.evil.example" }],
    ["localhost as a subdomain", { host: "localhost.evil.example" }],
    ["a proxy on this machine", { "x-forwarded-for": "203.0.113.5" }],
    ["a proxy that says Forwarded", { forwarded: "for=203.0.113.5" }],
    ["a page of another site", { "sec-fetch-site": "cross-site" }],
  ])("is refused to %s", async (_name, headers) => {
    const { server } = await started();
    expect(await rawGet(server, "/console/turns", headers)).toBe(403);
  });

  test.each(["localhost", "127.0.0.1", "[::1]", "LOCALHOST:8080", "127.8.9.10:1"])(
    "is served under the name %s",
    async (host) => {
      const { server } = await started();
      expect(await rawGet(server, "/console/turns", { host })).toBe(200);
    },
  );
});

describe("what is not there, and what breaks", () => {
  test.each(["/", "/healthz/", "/../etc/passwd", "/%00", "/console", "/favicon.ico"])(
    "%s is 404",
    async (path) => {
      const { get } = await started();
      const response = await get(path);
      expect(response.status).toBe(404);
      expect(response.headers.get("content-type")).toBe("application/problem+json");
      expect(await response.json()).toMatchObject({ status: 404 });
    },
  );

  test.each([
    ["POST", "/healthz", "GET, HEAD"],
    ["DELETE", "/readyz", "GET, HEAD"],
    ["PUT", "/metrics", "GET, HEAD"],
    ["GET", "/webhooks/desk", "POST"],
    ["OPTIONS", "/webhooks/desk", "POST"],
    ["PUT", "/webhooks/twitter/x-support", "GET, POST"],
    ["POST", "/console/turns", "GET, HEAD"],
  ])("%s %s is 405 and says what is allowed", async (method, path, allow) => {
    const { get } = await started();
    const response = await get(path, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe(allow);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
  });

  test("HEAD goes where GET goes", async () => {
    const { get } = await started();
    const response = await get("/healthz", { method: "HEAD" });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe("");
  });

  test("a handler that throws is 500 without a word about it, and is told", async () => {
    const { get, failures } = await started({
      metrics: async () => {
        throw new Error("secret detail");
      },
    });
    const response = await get("/metrics");
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("secret detail");
    expect(failures).toEqual([["/metrics", expect.objectContaining({ message: "secret detail" })]]);
  });

  test("a handler that hangs is answered with 503", async () => {
    const { get } = await started({ metrics: () => new Promise(() => {}) }, { requestTimeoutMs: 20 });
    const response = await get("/metrics");
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("5");
  });

  test.each(["/healthz", "/nothing", "/console/turns"])("%s carries the security headers", async (path) => {
    const { get } = await started();
    const { headers } = await get(path);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("access-control-allow-origin")).toBeNull();
    expect(headers.get("x-powered-by")).toBeNull();
  });

  test("nonsense on the wire breaks nothing", async () => {
    const { server, get } = await started();
    for (const nonsense of [
      "\0\0\0\r\n\r\n",
      "GET / HTTP/9.9\r\n\r\n",
      "GET /healthz HTTP/1.1\r\n\r\n",
      `GET /${"x".repeat(100_000)} HTTP/1.1\r\nhost: x\r\n\r\n`,
    ]) {
      const socket = connect(server.port, "127.0.0.1");
      socket.on("error", () => {});
      socket.write(nonsense);
      const [data] = await Promise.race([once(socket, "data"), once(socket, "close")]);
      if (data instanceof Buffer) expect(String(data)).toMatch(/^HTTP\/1.1 4\d\d /);
      socket.destroy();
    }
    expect((await get("/healthz")).status).toBe(200);
  });
});

describe("starting and closing", () => {
  test("a port that is taken is PORT_IN_USE and says what to do", async () => {
    const { server } = await started();
    await expect(started({}, { port: server.port })).rejects.toMatchObject({
      code: "PORT_IN_USE",
      message: expect.stringMatching(new RegExp(`127\\.0\\.0\\.1:${server.port}.*http\\.port`)),
    });
  });

  test("an address that is not ours is CONFIG_INVALID and says what to do", async () => {
    await expect(started({}, { host: "192.0.2.1" })).rejects.toMatchObject({
      code: "CONFIG_INVALID",
      message: expect.stringContaining("http.host"),
    });
  });

  test("port 0 takes a free one, and the url leads there", async () => {
    const { server, get } = await started();
    expect(server.port).toBeGreaterThan(0);
    expect(server.url).toBe(`http://127.0.0.1:${server.port}`);
    expect((await get("/healthz")).status).toBe(200);
  });

  test("closing lets a request under way finish and takes no new ones", async () => {
    const reached = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    const metrics = async () => {
      reached.resolve();
      await finish.promise;
      return { contentType: "text/plain", body: "done" };
    };
    const { server, get } = await started({ metrics }, { closeTimeoutMs: 5_000 });
    const underWay = get("/metrics");
    await reached.promise;
    const closed = server.close();
    await expect(get("/healthz")).rejects.toThrow();
    finish.resolve();
    const response = await underWay;
    expect(await response.text()).toBe("done");
    expect(response.headers.get("connection")).toBe("close");
    await closed;
  });

  test("closing ends what does not finish in time", async () => {
    const reached = Promise.withResolvers<void>();
    const metrics = () => {
      reached.resolve();
      return new Promise<never>(() => {});
    };
    const { server, get } = await started({ metrics }, { closeTimeoutMs: 30 });
    const underWay = expect(get("/metrics")).rejects.toThrow();
    await reached.promise;
    await server.close();
    await server.close();
    await underWay;
  });
});
