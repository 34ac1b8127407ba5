import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { createWebhookRequestHandler } from "../../../adapters/telegram/webhook-request.ts";
import { anUpdate, nativeMessage } from "./native-builders.ts";

const secret = "Webhook_secret-0123456789";
const maxBodyBytes = 16 * 1_048_576;
const url = "https://bots.example.com/webhooks/telegram/telegram-support";

describe("a request to the webhook", () => {
  let taken: object[];
  let refuses: boolean;
  let handle: (request: Request) => Promise<Response>;

  const request = (
    body: ConstructorParameters<typeof Response>[0],
    headers: Record<string, string> = {},
    method = "POST",
  ) =>
    new Request(url, {
      method,
      headers: { "content-type": "application/json", "x-telegram-bot-api-secret-token": secret, ...headers },
      ...(body && { body, duplex: "half" }),
    });
  const statusOf = async (given: Request) => (await handle(given)).status;

  /** A body that fails the test when anybody reads it. */
  const unreadable = () => {
    let reads = 0;
    const pull = () => {
      reads += 1;
    };
    const body = new ReadableStream<Uint8Array>({ pull }, { highWaterMark: 0 });
    return { body, reads: () => reads };
  };

  beforeEach(() => {
    taken = [];
    refuses = false;
    handle = createWebhookRequestHandler({
      secret,
      take: async (update) => {
        if (refuses) throw new Error("the disk is full");
        taken.push(update);
      },
    });
  });

  it("is answered with an empty 200 once the update is taken", async () => {
    const response = await handle(request(JSON.stringify(anUpdate())));
    expect([response.status, await response.text()]).toEqual([200, ""]);
    expect(taken).toEqual([anUpdate()]);
  });

  it("pain 31: is refused without the secret, or with another, before its body is read", async () => {
    for (const given of [undefined, "", "x", secret.slice(1), `${secret}x`, secret.toUpperCase()]) {
      const { body, reads } = unreadable();
      const forged = request(body, given === undefined ? {} : { "x-telegram-bot-api-secret-token": given });
      if (given === undefined) forged.headers.delete("x-telegram-bot-api-secret-token");
      const response = await handle(forged);
      expect([response.status, reads()]).toEqual([401, 0]);
      expect(await response.text()).not.toContain(secret);
    }
    expect(taken).toEqual([]);
  });

  it("pain 31: is refused with any secret but the right one", async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[A-Za-z0-9_-]{1,256}$/), async (given) => {
        fc.pre(given !== secret);
        expect(await statusOf(request("{}", { "x-telegram-bot-api-secret-token": given }))).toBe(401);
      }),
    );
  });

  it("is answered to POST only", async () => {
    const response = await handle(request(null, {}, "GET"));
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
  });

  it.each([
    ["text/plain", 415],
    ["application/jsonp", 415],
    ["", 415],
    ["application/json; charset=utf-8", 200],
    ["APPLICATION/JSON", 200],
  ])("that says %j of itself gets %i", async (type, status) => {
    expect(await statusOf(request("{}", { "content-type": type }))).toBe(status);
  });

  it.each([
    ["nothing", ""],
    ["half of something", '{"update_id": 1'],
    ["a list", "[]"],
    ["a number", "7"],
    ["null", "null"],
    ["bytes that are no UTF-8", new Uint8Array([0x7b, 0xff, 0xfe, 0x7d])],
    ["half a million brackets", "[".repeat(500_000)],
  ])("that carries %s is malformed", async (_, body) => {
    expect(await statusOf(request(body))).toBe(400);
    expect(taken).toEqual([]);
  });

  it("that breaks off is malformed", async () => {
    const body = new ReadableStream({ pull: (controller) => controller.error(new Error("reset")) });
    expect(await statusOf(request(body))).toBe(400);
  });

  it("may carry a long rich message in which each character has a style of its own", async () => {
    const styled = Array.from({ length: 32_768 }, () => ({
      type: "bold",
      text: { type: "italic", text: "é" },
    }));
    const rich_message = { blocks: [{ type: "paragraph", text: styled }] };
    const update = anUpdate({ rich_message, reply_to_message: nativeMessage({ rich_message }) });
    expect(JSON.stringify(update).length).toBeGreaterThan(2 * 1_048_576);
    expect(await statusOf(request(JSON.stringify(update)))).toBe(200);
  });

  it("over 16 MB is refused: by what it claims unread, else as soon as it is over", async () => {
    const { body, reads } = unreadable();
    expect(await statusOf(request(body, { "content-length": String(maxBodyBytes + 1) }))).toBe(413);
    expect(reads()).toBe(0);
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 1;
        controller.enqueue(new Uint8Array(1_048_576));
      },
    });
    expect(await statusOf(request(endless))).toBe(413);
    expect(sent).toBeLessThan(25);
  });

  it("of exactly 16 MB is taken", async () => {
    const text = "x".repeat(maxBodyBytes - '{"text":""}'.length);
    expect(await statusOf(request(JSON.stringify({ text })))).toBe(200);
  });

  it("is to come again when it cannot be taken in now", async () => {
    refuses = true;
    const response = await handle(request("{}"));
    expect([response.status, Number(response.headers.get("retry-after"))]).toEqual([503, 5]);
    expect(await response.text()).not.toContain("disk");
  });
});
