import { createTelegramAdapter } from "../../adapters/telegram/index.ts";
import { telegramLimits } from "../../adapters/telegram/limits.ts";
import type { ChatMessage } from "../../sandbox/telegram/types.ts";
import { effectId, eventId } from "../../src/domain/ids.ts";
import {
  anAccount,
  aSendMessage,
  builtAccountId,
  builtAt,
  builtConversationId,
} from "../support/builders.ts";
import { startCheckedSandbox } from "../support/checked-sandbox.ts";
import { describeAdapter } from "./adapter.ts";
import type { AdapterHarness, ArrivedMessage, MessageOptions } from "./adapter-harness.ts";
import { sandboxFaults } from "./sandbox-faults.ts";
import { openTelegramGroup } from "./telegram-group.ts";

const token = "7000000042:AAH-contract-secret-of-the-bot_0123";

const startTelegramHarness = async (): Promise<AdapterHarness> => {
  let now = builtAt;
  const clock = { now: () => now };
  const sandbox = await startCheckedSandbox({ telegram: { limits: "off" }, clock });
  const { telegram } = sandbox;
  const bot = telegram.addBot({ token, username: "FlotillaSupportBot" });
  const mia = telegram.person({ id: 42, firstName: "Mia", username: "mia_w", languageCode: "en" });
  const chat = mia.chat();
  let breaksFormatting = false;
  let effects = 0;

  const nextEffect = () => {
    effects += 1;
    return aSendMessage({ id: effectId(eventId(builtAccountId, "7000"), effects) });
  };

  const toArrived = (message: ChatMessage): ArrivedMessage => ({
    id: String(message.id),
    text: message.text,
    formatted: message.entities.length > 0,
    buttons: message.buttons.map((button) => ({
      label: button.text,
      press: () => void mia.press(button, { messageId: message.id }),
    })),
    files: message.file ? [message.file.size] : [],
  });

  const message = (text: string, options: MessageOptions = {}) => {
    const { boldUnits, buttons = [], where = builtConversationId, files } = options;
    const length = boldUnits ?? 0;
    // A link whose address is no address is refused.
    const span = breaksFormatting
      ? { style: "link" as const, offset: 0, length, url: text.slice(0, length) }
      : { style: "bold" as const, offset: 0, length };
    return {
      effect: {
        ...nextEffect(),
        conversationId: where,
        content: { text, spans: boldUnits === undefined ? [] : [span] },
      },
      ...(files && { files }),
      buttons: buttons.map((label, n) => ({ label, token: `token-${n}` })),
    };
  };

  return {
    secret: token.slice(token.indexOf(":") + 1),
    longestText: telegramLimits.textUnits,
    showsFormatting: true,
    refusesFormatting: true,
    createAdapter: () =>
      createTelegramAdapter({
        account: anAccount(),
        fields: { token, apiRoot: telegram.apiRoot, allowance: "unlimited", pollTimeoutSeconds: 30 },
        clock,
      }),
    say: (text) => void mia.say(text),
    sayTwice: (text) => {
      telegram.fault({ kind: "update_twice" });
      mia.say(text);
    },
    sayUnparsable: () => void telegram.inject({ message: { text: { of: "a new kind" } } }),
    order: (failure, { afterCalls } = { afterCalls: 0 }) => {
      const fault = sandboxFaults[failure];
      if (fault) telegram.fault({ ...fault, skip: afterCalls });
      else if (failure === "blocked") mia.block();
      else breaksFormatting = true;
    },
    passTime: (ms) => {
      now += ms;
    },
    unacknowledged: () => bot.queue.pending,
    message,
    edit: (messageId, text) => ({
      effect: { ...nextEffect(), kind: "message.edit", messageId, content: { text, spans: [] } },
      buttons: [],
    }),
    remove: (messageId) => ({
      effect: { ...nextEffect(), kind: "message.delete", messageId },
      buttons: [],
    }),
    sayFile: (bytes) => void mia.sendDocument({ bytes, fileName: "statement.pdf" }),
    group: () => openTelegramGroup({ telegram, bot, mia, toArrived }),
    nativePersonId: String(mia.id),
    arrived: () => chat.replies.map(toArrived),
    untilArrived: (count) => chat.waitForReplies(count),
    close: () => sandbox.close(),
  };
};

describeAdapter("Telegram", startTelegramHarness);
