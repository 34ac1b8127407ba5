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

test("files that the real telegraf client uploads arrive byte for byte", async () => {
  sandbox = await startSandbox({ telegram: { limits: "off" } });
  sandbox.telegram.addBot({ token, username: "FileBot" });
  sandbox.telegram.person({ id: 7, firstName: "Ada" }).say("hi");
  const { telegram } = new Telegraf(token, { telegram: { apiRoot: sandbox.telegram.apiRoot } });
  const source = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 13, 10, 45, 45, 255]);
  const named = { source, filename: "Größe 1.png" };
  await telegram.sendPhoto(7, { source }, { caption: "one" });
  await telegram.sendDocument(7, named);
  await telegram.sendMediaGroup(7, [
    { type: "photo", media: { source }, caption: "both" },
    { type: "photo", media: { source } },
  ]);
  const { replies } = sandbox.telegram.chat(7);
  expect(replies.map(({ kind, text }) => [kind, text])).toEqual([
    ["photo", "one"],
    ["document", ""],
    ["photo", "both"],
    ["photo", ""],
  ]);
  const bytes = replies.map(({ file }) => Buffer.from(sandbox.telegram.file(file?.id ?? "")?.bytes ?? []));
  expect(bytes).toEqual([source, source, source, source]);
  expect(replies[1]?.file?.fileName).toBe(named.filename);
});
