import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { isSignatureOf, sign } from "../../../adapters/twitter/signature.ts";
import { createWebhookRequestHandler } from "../../../adapters/twitter/webhook-request.ts";

const consumerSecret = "consumer-secret-0123456789";
const url = "https://bots.example.com/webhooks/twitter/x-support";
const delivery = { data: { event_type: "dm.received", payload: {} } };

describe("a request to the webhook of X", () => {
  let taken: object[];
  let challenges: number;
  let refuses: boolean;
  let handle: (request: Request) => Promise<Response>;

  const request = (body: string | Uint8Array<ArrayBuffer>, signature: string | undefined) =>
    new Request(url, {
      method: "POST",
      body,
      headers: signature === undefined ? {} : { "x-twitter-webhooks-signature": signature },
    });
  const signed = (body: string) => request(body, sign(consumerSecret, body));
  const statusOf = async (given: Request) => (await handle(given)).status;

  beforeEach(() => {
    taken = [];
    challenges = 0;
    refuses = false;
    handle = createWebhookRequestHandler({
      consumerSecret,
      challenged: () => {
        challenges += 1;
      },
      take: async (told) => {
        if (refuses) throw new Error("the disk is full");
        taken.push(told);
      },
    });
  });

  it("is answered with 200 once the delivery is taken", async () => {
    expect(await statusOf(signed(JSON.stringify(delivery)))).toBe(200);
    expect(taken).toEqual([delivery]);
  });

  it.each(["abc", "MDExNzhjODMtNDRkMi00YzRmLWFkM2ItMjJhZjQ0OTMxNGQ3", "a-b_c/d+e==", "x".repeat(256)])(
    "proves that the address is ours by signing X's challenge %s",
    async (token) => {
      const response = await handle(new Request(`${url}?crc_token=${encodeURIComponent(token)}`));
      expect(await response.json()).toEqual({ response_token: sign(consumerSecret, token) });
      expect(challenges).toBe(1);
    },
  );

  it.each(["", "?crc_token=", `?crc_token=${"x".repeat(257)}`])("refuses the challenge %j", async (query) => {
    expect(await statusOf(new Request(url + query))).toBe(400);
  });

  it("pain 31: signs no challenge that could be a delivery, however it is written", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.object().map((told) => JSON.stringify(told)),
          fc.string(),
        ),
        async (token) => {
          const response = await handle(new Request(`${url}?crc_token=${encodeURIComponent(token)}`));
          if (response.status !== 400) expect(token).toMatch(/^[\w+/=-]+$/);
        },
      ),
    );
    const body = JSON.stringify(delivery);
    const response = await handle(new Request(`${url}?crc_token=${encodeURIComponent(body)}`));
    expect(response.status).toBe(400);
    expect(await response.text()).not.toContain(sign(consumerSecret, body));
  });

  it.each([undefined, "", "sha256=", sign("another secret", JSON.stringify(delivery)), "sha256=AAAA"])(
    "pain 31: is refused with the signature %j",
    async (signature) => {
      expect(await statusOf(request(JSON.stringify(delivery), signature))).toBe(401);
      expect(taken).toEqual([]);
    },
  );

  it("pain 31: is refused when a byte of a signed body was changed", async () => {
    const body = JSON.stringify(delivery);
    await fc.assert(
      fc.asyncProperty(fc.nat(body.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const bytes = new Uint8Array(Buffer.from(body));
        bytes[at] = ((bytes[at] ?? 0) + by) % 256;
        expect(await statusOf(request(bytes, sign(consumerSecret, body)))).toBe(401);
      }),
      { numRuns: 50 },
    );
    expect(taken).toEqual([]);
  });

  it.each([1024 * 1024 + 1, 10 * 1024 * 1024])("does not take a body of %d bytes", async (size) => {
    expect(await statusOf(signed("x".repeat(size)))).toBe(413);
  });

  it("does not take a body that tells no length, and stops reading it early", async () => {
    const chunk = new Uint8Array(65_536);
    let sent = 0;
    const pull = (controller: ReadableStreamDefaultController<Uint8Array>) => {
      sent += chunk.length;
      if (sent > 64 * 1024 * 1024) controller.close();
      else controller.enqueue(chunk);
    };
    const headers = { "x-twitter-webhooks-signature": "sha256=AAAA" };
    const endless = { method: "POST", headers, body: new ReadableStream({ pull }), duplex: "half" } as const;
    expect(await statusOf(new Request(url, endless))).toBe(413);
    expect(sent).toBeLessThanOrEqual(1024 * 1024 + 4 * chunk.length);
  });

  it.each(["", "[]", "7", "{", "\ud83d"])("does not take the body %j", async (body) => {
    expect(await statusOf(signed(body))).toBe(400);
  });

  it("is to be sent again when it cannot be made durable", async () => {
    refuses = true;
    expect(await statusOf(signed(JSON.stringify(delivery)))).toBe(503);
  });

  it.each(["PUT", "DELETE"])("answers nothing to %s", async (method) => {
    expect(await statusOf(new Request(url, { method }))).toBe(405);
  });
});

it("only the signature of these very bytes with this very secret holds", () => {
  fc.assert(
    fc.property(
      fc.uint8Array(),
      fc.string({ minLength: 1 }),
      fc.string({ minLength: 1 }),
      (bytes, one, other) => {
        const given = sign(one, bytes);
        expect(isSignatureOf(given, { consumerSecret: one, bytes })).toBe(true);
        expect(isSignatureOf(given, { consumerSecret: `${one}${other}`, bytes })).toBe(false);
      },
    ),
  );
});
