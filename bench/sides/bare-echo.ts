/** The baseline: an echo bot on bare telegraf, as its documentation shows one. Nothing is durable. */
import { Telegraf } from "telegraf";
import { message } from "telegraf/filters";
import { answerMeasurements } from "../support/measured-side.ts";
import { readSettings } from "../support/side-settings.ts";

const { apiRoot, token } = readSettings();
const bot = new Telegraf(token, { telegram: { apiRoot } });
bot.on(message("text"), (context) => context.reply(context.message.text));
bot.on(message("photo"), async (context) => {
  if (context.message.caption !== undefined) await context.reply(context.message.caption);
});
void bot.launch();
answerMeasurements({ stop: async () => bot.stop() });
