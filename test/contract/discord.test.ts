import { readCursor } from "../../adapters/discord/cursor.ts";
import { createDiscordAdapter } from "../../adapters/discord/index.ts";
import { discordLimits } from "../../adapters/discord/limits.ts";
import { leastIdAt } from "../../adapters/discord/native.ts";
import { isLater } from "../../adapters/shared/snowflakes.ts";
import type { DcMessage } from "../../sandbox/discord/world/types.ts";
import type { Adapter, EventSink } from "../../src/domain/adapter.ts";
import { conversationId, effectId, eventId } from "../../src/domain/ids.ts";
import { anAccount, aSendMessage, builtAccountId, builtAt } from "../support/builders.ts";
import { startCheckedSandbox } from "../support/checked-sandbox.ts";
import { describeAdapter } from "./adapter.ts";
import type { AdapterHarness, ArrivedMessage, MessageOptions } from "./adapter-harness.ts";
import { openDiscordGroup } from "./discord-group.ts";
import { sandboxFaults } from "./sandbox-faults.ts";

const botId = "1100000000000000042";
const token = `${Buffer.from(botId).toString("base64url")}.GhIjKl.contract-secret-of-the-bot-0123456789`;

/** As a person reads it: without the marks, and without what keeps words from being marks. */
const shownOf = (text: string): string => text.replaceAll("**", "").replace(/\\(.)/gs, "$1");

const startDiscordHarness = async (): Promise<AdapterHarness> => {
  let now = builtAt;
  const clock = { now: () => now };
  const sandbox = await startCheckedSandbox({ discord: { limits: "off" }, clock });
  const { discord } = sandbox;
  const granted = ["MessageContent", "GuildMembers"] as const;
  discord.addBot({ token, username: "FlotillaSupportBot", id: botId, granted });
  const mia = discord.person({ name: "mia_w", displayName: "Mia" });
  mia.install();
  const chat = mia.dm();
  let effects = 0;
  let after = leastIdAt(builtAt);

  /** What a restart would not be told again. */
  const noted = (sink: EventSink): EventSink => ({
    cursor: () => sink.cursor(),
    directChats: (since) => sink.directChats(since),
    takeRead: () => sink.takeRead(),
    returnRead: () => sink.returnRead(),
    sentTo: (id, since) => sink.sentTo(id, since),
    rateLimited: (retryAfterMs) => sink.rateLimited(retryAfterMs),
    report: (status) => sink.report(status),
    accept: async (intake) => {
      await sink.accept(intake);
      after = readCursor(intake.cursor)?.after ?? after;
    },
  });

  const nextEffect = () => {
    effects += 1;
    return aSendMessage({
      id: effectId(eventId(builtAccountId, "7000"), effects),
      conversationId: conversationId(builtAccountId, chat.id),
    });
  };

  const toArrived = (message: DcMessage): ArrivedMessage => ({
    id: message.id,
    text: shownOf(message.text),
    formatted: message.text.includes("**"),
    buttons: labelsOf(message).map((label) => ({
      label,
      press: () => void mia.press(label, { messageId: message.id }),
    })),
    files: message.files.map(({ bytes }) => bytes.length),
  });

  const message = (text: string, options: MessageOptions = {}) => {
    const { boldUnits, buttons = [], where, files } = options;
    const effect = nextEffect();
    const spans = boldUnits === undefined ? [] : [{ style: "bold" as const, offset: 0, length: boldUnits }];
    return {
      effect: { ...effect, ...(where && { conversationId: where }), content: { text, spans } },
      ...(files && { files }),
      buttons: buttons.map((label, n) => ({ label, token: `token-${n}` })),
    };
  };

  const createAdapter = (): Adapter => {
    const adapter = createDiscordAdapter({
      account: anAccount({ platform: "discord" }),
      fields: {
        token,
        apiRoot: discord.apiRoot,
        allowance: "unlimited",
        intents: ["messageContent", "members"],
        refillHours: 24,
      },
      clock,
    });
    return { ...adapter, start: (sink, signal) => adapter.start(noted(sink), signal) };
  };

  return {
    secret: token.slice(token.lastIndexOf(".") + 1),
    longestText: discordLimits.textUnits,
    showsFormatting: true,
    refusesFormatting: false,
    createAdapter,
    say: (text) => void mia.say(text),
    sayTwice: (text) => {
      const { id } = mia.say(text);
      const author = { id: mia.id, username: mia.user.username };
      discord.gateway.inject("MESSAGE_CREATE", { id, channel_id: chat.id, author, content: text, type: 0 });
    },
    sayUnparsable: () => discord.gateway.inject("MESSAGE_CREATE", { content: { of: "a new kind" } }),
    order: (failure, { afterCalls } = { afterCalls: 0 }) => {
      const fault = sandboxFaults[failure];
      if (failure === "blocked") mia.closeDms();
      if (failure === "unavailable") discord.gateway.drop();
      if (fault) discord.fault({ ...fault, skip: afterCalls });
    },
    passTime: (ms) => {
      now += ms;
    },
    unacknowledged: () =>
      chat.messages.filter(({ id, direction }) => direction === "in" && isLater(id, after)).length,
    message,
    edit: (messageId, text) => ({
      effect: { ...nextEffect(), kind: "message.edit", messageId, content: { text, spans: [] } },
      buttons: [],
    }),
    remove: (messageId) => ({
      effect: { ...nextEffect(), kind: "message.delete", messageId },
      buttons: [],
    }),
    sayFile: (bytes) => void mia.say("", { files: [{ bytes, fileName: "statement.pdf" }] }),
    group: () => openDiscordGroup({ discord, mia, toArrived }),
    nativePersonId: mia.id,
    arrived: () => chat.replies.map(toArrived),
    untilArrived: (count) => chat.waitForReplies(count),
    close: () => sandbox.close(),
  };
};

interface Component {
  readonly label?: unknown;
  readonly components?: unknown;
}

const labelsOf = ({ components }: DcMessage): readonly string[] =>
  components.flatMap((row: Component) =>
    Array.isArray(row.components)
      ? row.components.flatMap(({ label }: Component) => (typeof label === "string" ? [label] : []))
      : [],
  );

describeAdapter("Discord", startDiscordHarness);
