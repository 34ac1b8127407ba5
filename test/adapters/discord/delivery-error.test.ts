import { RateLimitError } from "@discordjs/rest";
import { expect, it } from "vitest";
import { ApiFailure, toApiFailure } from "../../../adapters/discord/api-failure.ts";
import { toDeliveryError } from "../../../adapters/discord/delivery-error.ts";

const limited = (global: boolean) =>
  toApiFailure(
    new RateLimitError({
      timeToReset: 30_000,
      limit: 5,
      method: "POST",
      hash: "a",
      url: "https://discord.com/api/v10/channels/1/messages",
      route: "/channels/:id/messages",
      majorParameter: "1",
      global,
      retryAfter: 30_000,
      sublimitTimeout: 0,
      scope: global ? "global" : "user",
    }),
    (text) => text,
  );
const errorOf = (failure: unknown) => toDeliveryError(failure, { nature: "send" });

it("the limit of a route holds up what goes that way, and that of all requests everything", () => {
  expect(errorOf(limited(false))).toMatchObject({
    failure: "rate_limited",
    retryAfterMs: 30_000,
    isolated: true,
  });
  expect(errorOf(limited(true))).toMatchObject({ failure: "rate_limited", isolated: false });
});

it.each([40003, 160006])(
  "code %i is about direct chats or threads that are opened, and about nothing else",
  (code) => {
    expect(errorOf(new ApiFailure("no", { status: 400, code }))).toMatchObject({
      failure: "rate_limited",
      isolated: true,
    });
  },
);
