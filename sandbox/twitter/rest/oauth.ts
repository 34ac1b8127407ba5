import { createHmac, timingSafeEqual } from "node:crypto";
import { decoded } from "../../wire/values.ts";
import type { App, Grant, User } from "../world/types.ts";
import type { World } from "../world/world.ts";
import { ApiError, coded, unauthorized } from "./api-error.ts";

/** Who calls: an app for a user, or for itself. */
export interface Caller {
  readonly app: App;
  readonly user?: User;
}

export interface SignedRequest {
  readonly method: string;
  readonly host: string;
  /** Without the question mark and what follows. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string | undefined;
  /** Of a body that is a form in the address's own encoding: such are signed too. */
  readonly form?: URLSearchParams;
}

/** How long a nonce is remembered at least; twice the largest skew. */
const nonceMs = 15 * 60_000;

const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!*'()]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

const byText = ([a, x]: readonly [string, string], [b, y]: readonly [string, string]): number => {
  if (a !== b) return a < b ? -1 : 1;
  return x < y ? -1 : Number(x > y);
};

/** RFC 5849: method, address and all parameters, sorted. */
const baseString = (request: SignedRequest, oauth: ReadonlyMap<string, string>): string => {
  const signed = [...request.query, ...(request.form ?? []), ...oauth].filter(
    ([name]) => name !== "oauth_signature" && name !== "realm",
  );
  const parameters = signed
    .map(([name, value]): [string, string] => [encoded(name), encoded(value)])
    .sort(byText)
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
  return [
    request.method.toUpperCase(),
    encoded(`https://${request.host}${request.path}`),
    encoded(parameters),
  ].join("&");
};

const oauthSignature = (
  request: SignedRequest,
  oauth: ReadonlyMap<string, string>,
  secrets: { readonly consumerSecret: string; readonly accessSecret: string },
): string =>
  createHmac("sha1", `${encoded(secrets.consumerSecret)}&${encoded(secrets.accessSecret)}`)
    .update(baseString(request, oauth))
    .digest("base64");

const parseHeader = (header: string): ReadonlyMap<string, string> =>
  new Map(
    [...header.matchAll(/([a-z_]+)="([^"]*)"/g)].map(([, name = "", value = ""]) => [name, decoded(value)]),
  );

const isSame = (given: string, wanted: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
};

const couldNot = () => coded(401, 32, "Could not authenticate you.");

/** Tells who calls, and refuses whoever cannot prove it. */
export class OAuth {
  readonly #world: World;
  /** How far a timestamp may be off; "off" for clocks that are not the caller's. */
  readonly #skewMs: number | "off";
  readonly #nonces = new Map<string, number>();

  constructor(world: World, skewMs: number | "off") {
    this.#world = world;
    this.#skewMs = skewMs;
  }

  /** Throws an ApiError. */
  callerOf(request: SignedRequest): Caller {
    const { authorization = "" } = request;
    if (authorization.startsWith("OAuth ")) return this.#signed(request, parseHeader(authorization));
    if (authorization.startsWith("Bearer ")) return this.#bearer(authorization.slice(7));
    throw unauthorized();
  }

  /** The app whose key and secret these are, as the call for its own token has them. */
  appOf(authorization: string | undefined): App {
    const [key = "", secret = ""] = Buffer.from((authorization ?? "").replace(/^Basic /, ""), "base64")
      .toString("utf8")
      .split(":")
      .map(decoded);
    const app = this.#world.apps.get(key);
    if (app?.consumerSecret !== secret) throw coded(403, 99, "Unable to verify your credentials");
    return app;
  }

  #bearer(token: string): Caller {
    const app = [...this.#world.apps.values()].find(({ bearer }) => bearer === token);
    if (!app) throw unauthorized();
    return { app };
  }

  #signed(request: SignedRequest, oauth: ReadonlyMap<string, string>): Caller {
    const app = this.#world.apps.get(oauth.get("oauth_consumer_key") ?? "");
    const grant = this.#world.grants.get(oauth.get("oauth_token") ?? "");
    if (!app || oauth.get("oauth_signature_method") !== "HMAC-SHA1") throw couldNot();
    if (grant?.app !== app || grant.revoked) throw coded(401, 89, "Invalid or expired token.");
    this.#checkTime(oauth);
    const wanted = oauthSignature(request, oauth, { ...app, accessSecret: grant.accessSecret });
    if (!isSame(oauth.get("oauth_signature") ?? "", wanted)) throw couldNot();
    this.#useNonce(grant, oauth);
    this.#checkStanding(grant);
    return { app, user: grant.user };
  }

  #checkTime(oauth: ReadonlyMap<string, string>): void {
    const atMs = Number(oauth.get("oauth_timestamp")) * 1_000;
    const isFar = this.#skewMs !== "off" && !(Math.abs(atMs - this.#world.clock.now()) <= this.#skewMs);
    if (isFar) throw coded(401, 135, "Timestamp out of bounds.");
  }

  #useNonce(grant: Grant, oauth: ReadonlyMap<string, string>): void {
    const nonce = `${grant.accessToken} ${oauth.get("oauth_timestamp")} ${oauth.get("oauth_nonce")}`;
    const now = this.#world.clock.now();
    if (this.#nonces.has(nonce)) throw couldNot();
    this.#nonces.set(nonce, now);
    for (const [known, usedAt] of this.#nonces) {
      if (usedAt >= now - nonceMs) break;
      this.#nonces.delete(known);
    }
  }

  #checkStanding({ user }: Grant): void {
    if (user.standing === "active") return;
    throw new ApiError(403, {
      errors: [
        { code: 64, message: "Your account is suspended and is not permitted to access this feature." },
      ],
    });
  }
}
