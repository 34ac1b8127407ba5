import { expect, it, onTestFinished } from "vitest";
import { createApi } from "../../../adapters/discord/api.ts";
import { createInvalidRequests } from "../../../adapters/discord/invalid-requests.ts";
import { loadAccount } from "../../../src/compose-account.ts";
import { createLogger } from "../../../src/telemetry/logger.ts";
import { createScrubber } from "../../../src/telemetry/scrub.ts";
import { builtAt } from "../../support/builders.ts";
import { atWork, botToken } from "./at-work.ts";

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

it("all bots of a process stop together, long before Discord shuts out their address", async () => {
  const { discord } = await atWork();
  const clock = { now: () => builtAt };
  const ports = {
    clock,
    logger: createLogger({ level: "silent", scrub: createScrubber([]) }),
    invalidRequests: createInvalidRequests(clock),
  };
  const load = async (id: string, token: string) => {
    const { adapter } = await loadAccount(
      {
        id,
        platform: "discord",
        handle: `@${id}`,
        roles: ["support"],
        token,
        apiRoot: discord.apiRoot,
        allowance: "unlimited",
        intents: [],
        refillHours: 1,
      },
      ports,
    );
    onTestFinished(() => adapter.close());
    return async () =>
      (await adapter.probe(new AbortController().signal)).find(({ name }) => name === "token");
  };
  const wrong = await load("wrong", `${botToken}-of-yesterday`);
  const right = await load("right", botToken);
  expect(await right()).toMatchObject({ ok: true });
  for (let n = 0; n < 2499; n += 1) ports.invalidRequests.note(403);
  expect(await wrong()).toMatchObject({ ok: false, detail: expect.stringMatching(/401/) });
  expect(await right()).toMatchObject({
    ok: false,
    detail: expect.stringMatching(/none is made for a while/),
  });
});
