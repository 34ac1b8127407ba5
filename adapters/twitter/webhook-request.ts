import { readCapped } from "../shared/read-capped.ts";
import { notNow, parseObject, refuse } from "../shared/webhook-answer.ts";
import { isSignatureOf, sign } from "./signature.ts";

/** A delivery holds one event, with what X knows of two people: some KB. */
const maxBodyBytes = 1024 * 1024;
/** Whoever asks has any token of this shape signed: none may ever be a body, which always holds a brace. */
const tokenShape = /^[\w+/=-]{1,256}$/;
const signatureHeader = "x-twitter-webhooks-signature";

export interface WebhookRequestPort {
  readonly consumerSecret: string;
  /** Resolves when the delivery is durable; rejects when it cannot be taken in now. */
  take(delivery: object): Promise<void>;
  /** A challenge has been answered. */
  challenged(): void;
}

/** Answers X's requests. 200 says that the delivery is durable; anything else, that it is to be sent again. */
export const createWebhookRequestHandler = ({ consumerSecret, take, challenged }: WebhookRequestPort) => {
  const answerChallenge = (request: Request): Response => {
    const token = new URL(request.url).searchParams.get("crc_token") ?? "";
    if (!tokenShape.test(token)) return refuse(400, "A crc_token of X's shape is missing.");
    challenged();
    return Response.json({ response_token: sign(consumerSecret, token) });
  };

  const takeBody = async (request: Request, signature: string): Promise<Response> => {
    const bytes = await readCapped(request.body, maxBodyBytes);
    if (bytes === undefined) return refuse(413, `More than ${maxBodyBytes} bytes are not taken.`);
    if (!isSignatureOf(signature, { consumerSecret, bytes }))
      return refuse(401, "The signature is not that of the app.");
    const delivery = parseObject(bytes);
    if (delivery === undefined) return refuse(400, "The body is no JSON object in UTF-8.");
    try {
      await take(delivery);
    } catch {
      return notNow();
    }
    return new Response(null, { status: 200 });
  };

  return async (request: Request): Promise<Response> => {
    if (request.method === "GET") return answerChallenge(request);
    if (request.method !== "POST")
      return refuse(405, "Only GET and POST are answered here.", { allow: "GET, POST" });
    const signature = request.headers.get(signatureHeader);
    if (signature === null) return refuse(401, "The signature is missing.");
    if (Number(request.headers.get("content-length") ?? 0) > maxBodyBytes)
      return refuse(413, `More than ${maxBodyBytes} bytes are not taken.`);
    try {
      return await takeBody(request, signature);
    } catch {
      return refuse(400, "The body broke off.");
    }
  };
};
