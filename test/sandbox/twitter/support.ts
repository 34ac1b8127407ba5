import { createHmac, randomBytes } from "node:crypto";
import { Agent, request } from "node:https";
import { connect } from "node:tls";
import { TwitterApi } from "twitter-api-v2";
import { onTestFinished } from "vitest";
import { type Sandbox, type SandboxOptions, startSandbox } from "../../../sandbox/start-sandbox.ts";
import { type Fields, fieldsOf, parseJson, stringOf } from "../../../sandbox/wire/values.ts";
import { eventually } from "../../support/eventually.ts";
import { aFleet, type Received } from "../support.ts";

const keys = { consumerKey: "ck", consumerSecret: "cs" };
const tokens = { accessToken: "at", accessSecret: "as" };

/** Gives a sandbox the app and the account whose keys the clients of these tests have. */
export const pointed = <S extends Sandbox>(sandbox: S): S => {
  sandbox.twitter.addApp(keys);
  sandbox.twitter.addAccount({ username: "ExchangeHelp", ...tokens });
  return sandbox;
};

/** A sandbox with one app and one account, closed when the test ends. */
export const aTwitter = async (options: SandboxOptions = {}): Promise<Sandbox> => {
  const sandbox = pointed(await startSandbox(options));
  onTestFinished(() => sandbox.close());
  return sandbox;
};

/** Leads every connection to the sandbox, whose authority it trusts; host, path and signature stay X's. */
const anAgent = ({ twitter }: Sandbox): Agent => {
  const agent = new Agent({ keepAlive: true });
  const ca = twitter.authority;
  agent.createConnection = ({ servername }: { readonly servername?: string }) =>
    connect({ host: "127.0.0.1", port: twitter.port, ca, servername: servername ?? "api.x.com" });
  onTestFinished(() => agent.destroy());
  return agent;
};

/** The library that the fleet uses, pointed at the sandbox. */
export const aClient = (sandbox: Sandbox) =>
  new TwitterApi(
    { appKey: keys.consumerKey, appSecret: keys.consumerSecret, ...tokens },
    { httpAgent: anAgent(sandbox) },
  );

/** The same for the app itself, by its bearer token. */
export const anAppClient = (sandbox: Sandbox) => aClient(sandbox).appLogin();

export interface TwitterAnswer {
  readonly status: number;
  readonly body: Fields;
  readonly bytes: Buffer;
  readonly headers: Readonly<Record<string, unknown>>;
}

export interface TwitterCall {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly host?: string;
  readonly authorization?: string;
  /** What the signature is made with and of, where it is not as it should be. */
  readonly oauth?: {
    readonly consumerSecret?: string;
    readonly accessToken?: string;
    readonly accessSecret?: string;
    readonly nonce?: string;
    readonly atMs?: number;
    readonly path?: string;
  };
}

const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!*'()]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

const signed = (method: string, path: string, { query = {}, oauth = {} }: TwitterCall): string => {
  const own = {
    oauth_consumer_key: keys.consumerKey,
    oauth_nonce: oauth.nonce ?? randomBytes(12).toString("hex"),
    oauth_signature_method: "HMAC-SHA1",
    oauth_timestamp: String(Math.floor((oauth.atMs ?? Date.now()) / 1_000)),
    oauth_token: oauth.accessToken ?? tokens.accessToken,
    oauth_version: "1.0",
  };
  const all = Object.entries({ ...own, ...query })
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort();
  const base = [method, `https://api.x.com${oauth.path ?? path}`, all.join("&")].map(encoded).join("&");
  const secret = `${oauth.consumerSecret ?? keys.consumerSecret}&${oauth.accessSecret ?? tokens.accessSecret}`;
  const oauth_signature = createHmac("sha1", secret).update(base).digest("base64");
  const fields = Object.entries({ ...own, oauth_signature });
  return `OAuth ${fields.map(([name, value]) => `${name}="${encoded(value)}"`).join(", ")}`;
};

/** One call as bare HTTP, signed unless told otherwise. */
export const callTwitter = (
  sandbox: Sandbox,
  method: string,
  path: string,
  call: TwitterCall = {},
): Promise<TwitterAnswer> =>
  new Promise((resolve, reject) => {
    const { query = {}, body, host = "api.x.com" } = call;
    const search = Object.entries(query).map(([name, value]) => `${encoded(name)}=${encoded(value)}`);
    const authorization = call.authorization ?? signed(method, path, call);
    const headers = { host, authorization, "content-type": "application/json" };
    const target = `https://api.x.com${path}${search.length > 0 ? `?${search.join("&")}` : ""}`;
    const outgoing = request(
      target,
      { method, headers, agent: anAgent(sandbox), servername: "api.x.com" },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          const bytes = Buffer.concat(chunks);
          const parsed = fieldsOf(parseJson(bytes.toString("utf8")));
          resolve({ status: response.statusCode ?? 0, body: parsed, bytes, headers: response.headers });
        });
      },
    );
    outgoing.on("error", reject);
    outgoing.end(body === undefined ? undefined : JSON.stringify(body));
  });

const proof = (text: string | Buffer): string =>
  `sha256=${createHmac("sha256", keys.consumerSecret).update(text).digest("base64")}`;

export interface Told {
  readonly data: Fields;
  readonly payload: Fields;
  readonly isSigned: boolean;
}

/** A fleet that answers challenges, and keeps what it is told; `status` says how it answers each post. */
export const anXFleet = async (
  options: {
    readonly status?: (n: number) => number;
    readonly proofOf?: (token: string) => unknown;
    readonly challengeStatus?: number;
  } = {},
) => {
  const told: Told[] = [];
  let posts = 0;
  const isChallenge = ({ path }: Received) => path.includes("crc_token=");
  const fleet = await aFleet((received) => {
    if (isChallenge(received)) {
      const token = new URL(received.path, "http://fleet").searchParams.get("crc_token") ?? "";
      const { proofOf = proof, challengeStatus = 200 } = options;
      return { status: challengeStatus, body: { response_token: proofOf(token) } };
    }
    posts += 1;
    const status = options.status?.(posts) ?? 200;
    const whole = fieldsOf(parseJson(received.body.toString("utf8")));
    const data = fieldsOf(whole["data"] ?? whole);
    const isSigned = received.headers["x-twitter-webhooks-signature"] === proof(received.body);
    if (status < 300) told.push({ data, payload: fieldsOf(data["payload"]), isSigned });
    return { status };
  });
  /** Until it was told that often. */
  const hears = (count: number) =>
    eventually(() => told.length >= count, { what: `${count} posts to the fleet` });
  return { ...fleet, told, hears, challenges: () => fleet.received.filter(isChallenge).length };
};

/** A webhook at the fleet, subscribed to the kinds for the sandbox's account. */
export const subscribe = async (
  sandbox: Sandbox,
  url: string,
  kinds: readonly string[] = ["dm.received", "dm.sent", "post.mention.create", "chat.received"],
) => {
  const client = (await anAppClient(sandbox)).v2;
  const webhook = fieldsOf(
    fieldsOf(await client.post("webhooks", { url: `${url}/webhooks/twitter` }))["data"],
  );
  const webhookId = stringOf(webhook["id"]) ?? "";
  for (const event_type of kinds)
    await client.post("activity/subscriptions", {
      event_type,
      filter: { user_id: sandbox.twitter.account().id },
      webhook_id: webhookId,
    });
  return { client, webhookId };
};
