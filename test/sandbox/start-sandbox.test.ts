import { Telegraf } from "telegraf";
import { afterEach, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../../sandbox/start-sandbox.ts";

const token = "42:secret";
let sandbox: Sandbox;
afterEach(() => sandbox.close());

test("an echo bot on the real telegraf client answers a person", async () => {
  sandbox = await startSandbox();
  sandbox.telegram.addBot({ token, username: "EchoBot" });
  const bot = new Telegraf(token, { telegram: { apiRoot: sandbox.telegram.apiRoot } });
  bot.on("text", (ctx) =>
    ctx.reply(`You said: ${ctx.message.text}`, { reply_parameters: { message_id: ctx.message.message_id } }),
  );
  const running = bot.launch();
  const ada = sandbox.telegram.person({ id: 7, firstName: "Ada", languageCode: "en" });
  const said = ada.say("hello");
  const reply = await sandbox.telegram.chat(7).waitFor(({ direction }) => direction === "out");
  expect(reply).toMatchObject({ text: "You said: hello", replyTo: said.id, method: "sendMessage" });
  bot.stop();
  await running;
});

test("two bots keep their chats with one person apart", async () => {
  sandbox = await startSandbox();
  sandbox.telegram.addBot({ token, username: "OneBot" });
  sandbox.telegram.addBot({ token: "43:secret", username: "TwoBot" });
  const ada = sandbox.telegram.person({ id: 7, firstName: "Ada" });
  ada.say("to one");
  ada.say("to two", { bot: "@TwoBot" });
  expect(sandbox.telegram.chat(7).messages.map(({ text }) => text)).toEqual(["to one"]);
  expect(sandbox.telegram.chat(7, "TwoBot").messages.map(({ text }) => text)).toEqual(["to two"]);
});
