import { createHash, timingSafeEqual } from "node:crypto";
import { readCapped } from "../shared/read-capped.ts";
import { notNow, parseObject, refuse } from "../shared/webhook-answer.ts";

/**
 * A rich message of 32,768 characters, each with a style of its own, has some MB, and twice as many when it replies to
 * such a one. Whatever Telegram is refused holds up all that is said in that chat.
 */
const maxBodyBytes = 16 * 1024 * 1024;
const secretHeader = "x-telegram-bot-api-secret-token";

export interface WebhookRequestPort {
  readonly secret: string;
  /** Resolves when the update is durable; rejects when it cannot be taken in now. */
  take(update: object): Promise<void>;
}

const digest = (text: string) => createHash("sha256").update(text).digest();

/** Digests have one length, so that the time tells nothing of the secret, nor of its length. */
const createSecretCheck = (secret: string) => {
  const expected = digest(secret);
  return (given: string | null) => given !== null && timingSafeEqual(digest(given), expected);
};

const isJson = (contentType: string | null) => /^application\/json\s*(;|$)/i.test(contentType ?? "");

/** Answers Telegram's requests. 200 says that the update is durable; anything else, that it is to be sent again. */
export const createWebhookRequestHandler = ({ secret, take }: WebhookRequestPort) => {
  const isSecret = createSecretCheck(secret);

  const takeBody = async (body: Request["body"]): Promise<Response> => {
    const bytes = await readCapped(body, maxBodyBytes);
    if (bytes === undefined) return refuse(413, `More than ${maxBodyBytes} bytes are not taken.`);
    const update = parseObject(bytes);
    if (update === undefined) return refuse(400, "The body is no JSON object in UTF-8.");
    try {
      await take(update);
    } catch {
      return notNow();
    }
    // A body would be taken for a call of a method.
    return new Response(null, { status: 200 });
  };

  return async (request: Request): Promise<Response> => {
    if (request.method !== "POST") return refuse(405, "Only POST is answered here.", { allow: "POST" });
    if (!isSecret(request.headers.get(secretHeader)))
      return refuse(401, "The secret token is missing or wrong.");
    if (!isJson(request.headers.get("content-type"))) return refuse(415, "Only JSON is taken here.");
    if (Number(request.headers.get("content-length") ?? 0) > maxBodyBytes)
      return refuse(413, `More than ${maxBodyBytes} bytes are not taken.`);
    try {
      return await takeBody(request.body);
    } catch {
      return refuse(400, "The body broke off.");
    }
  };
};
