import { expect, it, onTestFinished } from "vitest";
import { createApi } from "../../../adapters/discord/api.ts";
import { builtAt } from "../../support/builders.ts";
import { botToken } from "./at-work.ts";

it.each([
  ["/webhooks/1100000000000000042/a-token/messages/@original", "/webhooks/:id/:token/messages/@original"],
  ["/webhooks//a-token/messages/@original", "/webhooks//:token/messages/@original"],
  ["/interactions/1461383068262400001/a-token/callback", "/interactions/:id/:token/callback"],
] as const)("what an error tells of %s holds no token", async (path, shown) => {
  const api = createApi({ token: botToken, apiRoot: "http://127.0.0.1:9", clock: { now: () => builtAt } });
  onTestFinished(() => api.close());
  const call = api.call({ method: "POST", path, signal: AbortSignal.abort() });
  await expect(call).rejects.toThrow(`POST ${shown}: stopped before it was sent`);
});
