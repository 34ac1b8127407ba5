/**
 * The baseline of goal 3: an echo bot on Vercel's Chat SDK, as its documentation shows one, with its memory state.
 * JavaScript, as its packages are there only when `npm ci --prefix bench` has run: the type checker must do without.
 */
import { createMemoryState } from "@chat-adapter/state-memory";
import { createTelegramAdapter } from "@chat-adapter/telegram";
import { serve } from "@hono/node-server";
import { Chat, ConsoleLogger } from "chat";
import { answerMeasurements } from "../support/measured-side.ts";
import { readSettings, usernameOf } from "../support/side-settings.ts";

const { apiRoot, token, webhookSecret } = readSettings();
const logger = new ConsoleLogger("error");
const bot = new Chat({
  userName: usernameOf(0),
  adapters: {
    telegram: createTelegramAdapter({
      botToken: token,
      secretToken: webhookSecret,
      apiUrl: apiRoot,
      mode: "webhook",
      userName: usernameOf(0),
      logger,
    }),
  },
  state: createMemoryState(),
  logger,
});
bot.onDirectMessage(async (thread, message) => {
  await thread.post(message.text);
});
await bot.initialize();
const listening = Promise.withResolvers();
const server = serve(
  { fetch: (request) => bot.webhooks.telegram(request), hostname: "127.0.0.1", port: 0 },
  listening.resolve,
);
const { port } = await listening.promise;
const set = await fetch(`${apiRoot}/bot${token}/setWebhook`, {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ url: `http://127.0.0.1:${port}/telegram`, secret_token: webhookSecret }),
});
if (!set.ok) throw new Error(`setWebhook: ${await set.text()}`);
answerMeasurements({
  stop: async () => {
    server.close();
    await bot.shutdown();
  },
});
