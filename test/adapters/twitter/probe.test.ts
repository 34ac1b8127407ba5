import { expect, it } from "vitest";
import type { Answer, Call } from "../../../adapters/twitter/api.ts";
import { probe } from "../../../adapters/twitter/probe.ts";
import { anAccount, builtAt } from "../../support/builders.ts";

const me = { data: { id: "1500000000000000042", username: "HTXSupport" } };

const looksIn = async (headers: Answer["headers"]) => {
  const call = async ({ path }: Call): Promise<Answer> =>
    path === "/users/me" ? { data: me, headers: {} } : { data: { meta: { result_count: 0 } }, headers };
  const checks = await probe(
    {
      api: { call, scrub: (text) => text },
      account: anAccount({ platform: "twitter", handle: "@HTXSupport" }),
      clock: { now: () => builtAt },
      webhookUrl: undefined,
      sink: () => undefined,
      challenges: () => 0,
    },
    new AbortController().signal,
  );
  return checks.find(({ name }) => name === "looks");
};

it("tells what X leaves of looks, and that it is not of sends", async () => {
  const headers = {
    "x-rate-limit-limit": "15",
    "x-rate-limit-remaining": "4",
    "x-rate-limit-reset": String(builtAt / 1000 + 60),
  };
  const { ok, detail } = (await looksIn(headers)) ?? {};
  expect(ok).toBe(true);
  expect(detail).toMatch(/^4 of 15 left in 15 min\..*looks.*sends/);
});

it("tells that X says nothing of looks", async () => {
  expect((await looksIn({}))?.detail).toBe("X tells nothing of them.");
});
