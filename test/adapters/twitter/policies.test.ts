import { describe, expect, it } from "vitest";
import { directLinkOf, policiesOf } from "../../../adapters/twitter/config.ts";
import { loadAccount } from "../../../src/compose-account.ts";
import { createLogger } from "../../../src/telemetry/logger.ts";
import { createScrubber } from "../../../src/telemetry/scrub.ts";

const privacyLink = "https://www.example.com/privacy";

describe("an account on X", () => {
  it("writes only to who wrote first, invites once in public, and is silent when asked to be", () => {
    expect(policiesOf({})).toEqual({
      onlyWhoWroteFirst: true,
      inPublic: "invites_once",
      optOut: "silent",
    });
    expect(policiesOf({ privacyLink })).toMatchObject({ privacyLink });
  });

  it("is written to under the id with which its token begins, and by name where that is unknown", () => {
    expect(directLinkOf({ accessToken: "2244994945-aB3" })).toBe(
      "https://x.com/messages/compose?recipient_id=2244994945",
    );
    expect(directLinkOf({ accessToken: "aB3" })).toBeUndefined();
  });

  it("brings its rules to all that is said in its name", async () => {
    const { account } = await loadAccount(
      {
        id: "x-support",
        platform: "twitter",
        handle: "@HTXSupport",
        roles: ["support"],
        consumerKey: "key",
        consumerSecret: "secret",
        accessToken: "17-token",
        accessSecret: "secret",
        receive: { pollMs: 60_000 },
        budget: {
          sendsPer15Min: 15,
          sendsPerDay: 1_440,
          readsPer15Min: 15,
          keptSends: 2,
          answerWithinMs: 21_600_000,
          dollarsPerSend: 0.015,
          dollarsPerMessage: 0.01,
        },
        privacyLink,
      },
      {
        clock: { now: () => 0 },
        logger: createLogger({ level: "silent", scrub: createScrubber([]) }),
      },
    );
    expect(account).toMatchObject({
      policies: policiesOf({ privacyLink }),
      directLink: "https://x.com/messages/compose?recipient_id=17",
    });
  });
});
