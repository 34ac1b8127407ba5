import { describe, expect, it, onTestFinished } from "vitest";
import type { Adapter } from "../../src/domain/adapter.ts";
import { AppError } from "../../src/domain/errors.ts";
import { accountId } from "../../src/domain/ids.ts";
import { accountWebhooks } from "../../src/http/account-webhooks.ts";
import { startHttpServer } from "../../src/http/server.ts";
import { anAccount } from "../support/builders.ts";
import { FakeAdapter } from "../support/fake-adapter.ts";

type Handle = NonNullable<Adapter["handleWebhook"]>;

class PushedAdapter extends FakeAdapter {
  readonly bodies: string[] = [];
  readonly #answer: Handle;

  constructor(answer: Handle = async () => new Response(null, { status: 200 })) {
    super();
    this.#answer = answer;
  }

  async handleWebhook(request: Request): Promise<Response> {
    this.bodies.push(await request.clone().text());
    return this.#answer(request);
  }
}

const served = async (adapters: Readonly<Record<string, Adapter>>) => {
  const told: string[] = [];
  const accounts = Object.entries(adapters).map(([id, adapter]) => ({
    account: anAccount({ id: accountId(id) }),
    adapter,
  }));
  const server = await startHttpServer({
    host: "127.0.0.1",
    port: 0,
    console: false,
    closeTimeoutMs: 100,
    ports: {
      health: () => ({ ok: true }),
      readiness: async () => {
        throw new Error("not asked here");
      },
      metrics: async () => ({ contentType: "text/plain", body: "" }),
      webhooks: accountWebhooks(accounts, {
        webhookAccepted: (type) => void told.push(`accepted ${type}`),
        webhookRejected: (reason) => void told.push(`rejected ${reason}`),
        webhookFailed: () => void told.push("failed"),
      }),
      turns: async () => [],
      failed: (path) => void told.push(`bug in ${path}`),
    },
  });
  onTestFinished(() => server.close());
  const post = (path: string, body = "{}") =>
    fetch(`${server.url}${path}`, { method: "POST", body, headers: { "content-type": "application/json" } });
  return { post, told };
};

describe("a platform's webhook", () => {
  it("goes to the adapter of its account, each to its own, on one server", async () => {
    const one = new PushedAdapter();
    const two = new PushedAdapter();
    const { post, told } = await served({ one, two });
    expect((await post("/webhooks/telegram/two", '{"update_id":1}')).status).toBe(200);
    expect([one.bodies, two.bodies]).toEqual([[], ['{"update_id":1}']]);
    expect(told).toEqual(["accepted telegram"]);
  });

  it.each([
    "/webhooks/telegram/polled",
    "/webhooks/telegram/nobody",
    "/webhooks/discord/one",
    "/webhooks/telegram/one/more",
    "/webhooks/telegram/",
    "/webhooks/telegram",
    "/webhooks/telegram/__proto__",
    "/webhooks/__proto__",
    "/webhooks/telegram%2Fone",
  ])("is 404 at %s", async (path) => {
    const one = new PushedAdapter();
    const { post } = await served({ one, polled: new FakeAdapter() });
    expect((await post(path)).status).toBe(404);
    expect(one.bodies).toEqual([]);
  });

  it.each<[number, string]>([
    [401, "rejected bad_secret"],
    [413, "rejected too_large"],
    [400, "rejected malformed"],
    [503, "rejected intake_stopped"],
  ])("pain 31: answers %i as its adapter does, and counts it", async (status, expected) => {
    const { post, told } = await served({
      one: new PushedAdapter(async () => new Response(null, { status })),
    });
    expect((await post("/webhooks/telegram/one")).status).toBe(status);
    expect(told).toEqual([expected]);
  });

  it.each<[string, unknown, number, string]>([
    ["intake has stopped", new AppError("INTAKE_STOPPED", "stopping"), 503, "rejected intake_stopped"],
    ["the adapter has a bug", new TypeError("undefined is not a function"), 500, "failed"],
  ])("asks for the update again when %s", async (_, error, status, expected) => {
    const { post, told } = await served({ one: new PushedAdapter(() => Promise.reject(error)) });
    const response = await post("/webhooks/telegram/one");
    expect(response.status).toBe(status);
    expect(await response.text()).not.toContain("undefined");
    expect(told).toEqual([expected]);
  });
});
