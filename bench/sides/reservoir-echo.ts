/** The baseline of goal 6: an echo on telegraf behind bottleneck's reservoir, as bots are usually kept inside an allowance. */

import { setTimeout as pass } from "node:timers/promises";
import Bottleneck from "bottleneck";
import { Telegraf, TelegramError } from "telegraf";
import { message } from "telegraf/filters";
import { answerMeasurements } from "../support/measured-side.ts";
import { readSettings } from "../support/side-settings.ts";

const perSecond = 30;
const { apiRoot, token } = readSettings();
const limiter = new Bottleneck({
  reservoir: perSecond,
  reservoirRefreshAmount: perSecond,
  reservoirRefreshInterval: 1_000,
});
const bot = new Telegraf(token, { telegram: { apiRoot } });

async function send(run: () => Promise<unknown>): Promise<void> {
  try {
    await limiter.schedule(run);
  } catch (error) {
    if (!(error instanceof TelegramError) || error.code !== 429) throw error;
    await pass((error.parameters?.retry_after ?? 1) * 1_000);
    await send(run);
  }
}

bot.on(message("text"), (context) => send(() => context.reply(context.message.text)));
void bot.launch();
answerMeasurements({ stop: async () => bot.stop() });
