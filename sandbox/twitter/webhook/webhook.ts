import { createHmac, randomBytes } from "node:crypto";
import type { App } from "../world/types.ts";

/** An address that an app has registered, and how it stands. */
export interface Webhook {
  readonly id: string;
  readonly url: string;
  readonly app: App;
  readonly createdAt: number;
  /** X posts nothing to one that is not valid. */
  valid: boolean;
  /** When a challenge was last answered rightly. */
  validatedAt: number;
  /** Posts that were answered with 2xx, and such that were not. */
  delivered: number;
  failures: number;
  lastError?: { readonly at: number; readonly message: string };
}

/** What an app wants to be told of. */
export interface Subscription {
  readonly id: string;
  readonly app: App;
  readonly type: string;
  readonly userId: string;
  readonly createdAt: number;
  updatedAt: number;
  tag?: string;
  webhookId?: string;
}

/** As X signs what it posts, and as it wants its challenges answered. */
export const webhookSignature = (app: App, text: string | Buffer): string =>
  `sha256=${createHmac("sha256", app.consumerSecret).update(text).digest("base64")}`;

/** `transient`: nobody answered, or with an error; X comes back later. */
export type ChallengeOutcome = "right" | "wrong" | "transient";

const challengeTimeoutMs = 10_000;

/** Asks whoever listens at an address to prove that it knows the app's secret. */
export const challenge = async (app: App, target: URL | undefined): Promise<ChallengeOutcome> => {
  if (!target) return "transient";
  const token = randomBytes(24).toString("base64url");
  const asked = new URL(target);
  asked.searchParams.set("crc_token", token);
  try {
    const signal = AbortSignal.timeout(challengeTimeoutMs);
    const response = await fetch(asked, { redirect: "manual", signal });
    if (response.status >= 400) return "transient";
    const given: unknown = response.ok ? await response.json().catch(() => undefined) : undefined;
    const wanted = webhookSignature(app, token);
    const isRight =
      typeof given === "object" &&
      given !== null &&
      "response_token" in given &&
      given.response_token === wanted;
    return isRight ? "right" : "wrong";
  } catch {
    return "transient";
  }
};
