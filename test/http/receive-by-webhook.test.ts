import { once } from "node:events";
import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { aFleetIn, aWorld } from "../support/a-fleet.ts";
import { eventually } from "../support/eventually.ts";
import { phrase } from "../support/phrases.ts";

const secret = "a-webhook-secret-that-must-never-be-seen";

const aFreePort = async (): Promise<number> => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("There is no port.");
  return address.port;
};

const byWebhook = (port: number) => ({
  account: {
    receive: "webhook",
    webhook: { url: `http://127.0.0.1:${port}/webhooks/telegram/telegram-support`, secret },
  },
  sections: { http: { port, console: true } },
});

describe("an account that receives by webhook", () => {
  it("answers like any other, and shows how it receives", async () => {
    const world = await aWorld(byWebhook(await aFreePort()));
    const fleet = await aFleetIn(world);
    const ada = world.talker();
    expect((await ada.ask("my withdrawal failed")).text).toContain("withdrawal records");
    expect(JSON.parse((await fleet.readyz()).body)).toMatchObject({
      ready: true,
      accounts: [{ id: "telegram-support", receives: "webhook", state: "connected" }],
    });
    expect(await fleet.metrics()).toMatch(/flotilla_webhooks_accepted_total\{.*telegram.*\} 1/);
    expect(fleet.log()).not.toContain(secret);
  });

  it("pain 31: takes nothing without the secret, and counts who tries", async () => {
    const world = await aWorld(byWebhook(await aFreePort()));
    const fleet = await aFleetIn(world);
    const forged = { update_id: 5, message: { message_id: 5, date: 1, chat: { id: 5 }, text: "let me in" } };
    const answers = await Promise.all(
      [undefined, "wrong", secret.slice(1)].map(async (given) => {
        const headers = { "content-type": "application/json" };
        const response = await fetch(`${fleet.url}/webhooks/telegram/telegram-support`, {
          method: "POST",
          headers: given === undefined ? headers : { ...headers, "x-telegram-bot-api-secret-token": given },
          body: JSON.stringify(forged),
        });
        return response.status;
      }),
    );
    expect(answers).toEqual([401, 401, 401]);
    expect((await fleet.storage.operator.backlog()).inboxPending).toBe(0);
    expect(await fleet.metrics()).toMatch(/flotilla_webhooks_rejected_total\{.*bad_secret.*\} 3/);
  });

  it("goes over to polling and back, and what was said in between is answered once", async () => {
    const port = await aFreePort();
    const world = await aWorld();
    const ada = world.talker();
    const polling = await aFleetIn(world);
    await ada.ask("hello");
    await polling.stop();
    ada.say("my withdrawal failed");
    world.configure(byWebhook(port));
    const pushed = await aFleetIn(world);
    await ada.hears("withdrawal records");
    await pushed.stop();
    ada.say("how are you?");
    world.configure({ sections: { http: { port, console: true } } });
    const again = await aFleetIn(world);
    await ada.hears(phrase("talk.how_are_you"));
    await eventually(async () => (await again.readyz()).body.includes('"receives":"polling"'));
    await again.settled();
    const heard = ada.heard();
    expect(heard.filter((text) => text.includes("withdrawal records"))).toHaveLength(1);
    expect(heard.filter((text) => text.includes(phrase("talk.how_are_you")))).toHaveLength(1);
  });
});
