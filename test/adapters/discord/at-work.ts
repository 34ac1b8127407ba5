import { onTestFinished } from "vitest";
import type { DiscordFields } from "../../../adapters/discord/config.ts";
import { createDiscordAdapter } from "../../../adapters/discord/index.ts";
import type { AdapterLog } from "../../../adapters/shared/adapter-log.ts";
import type { DiscordOptions, DiscordSandbox } from "../../../sandbox/discord/discord-sandbox.ts";
import type { Person } from "../../../sandbox/discord/people/person.ts";
import type { Channel } from "../../../sandbox/discord/world/channel.ts";
import type { Guild } from "../../../sandbox/discord/world/guild.ts";
import type { Adapter, Delivery } from "../../../src/domain/adapter.ts";
import type { Clock } from "../../../src/domain/clock.ts";
import { DeliveryError, type Receipt } from "../../../src/domain/delivery.ts";
import type { SendMessage } from "../../../src/domain/effect.ts";
import type { RawEvent } from "../../../src/domain/event.ts";
import { accountId, effectId, eventId } from "../../../src/domain/ids.ts";
import { RecordingSink } from "../../contract/adapter-harness.ts";
import { anAccount, aSendMessage, builtAt } from "../../support/builders.ts";
import { startCheckedSandbox } from "../../support/checked-sandbox.ts";

export const discordAccountId = accountId("discord-support");
export const botId = "1100000000000000042";
export const botToken = `${Buffer.from(botId).toString("base64url")}.GhIjKl.secret-of-a-bot-in-tests-0123456789`;

export const aDiscordAccount = () =>
  anAccount({ id: discordAccountId, platform: "discord", handle: "@HTXSupport" });

export interface AtWork {
  readonly discord: DiscordSandbox;
  readonly mia: Person;
  readonly guild: Guild;
  /** A channel of the server in which Mia and the bot are. */
  readonly channel: Channel;
  readonly sink: RecordingSink;
  readonly adapter: Adapter;
  /** The clock of Discord, and of the adapter unless it has one of its own. */
  passTime(ms: number): void;
  begin(): Promise<void>;
  /** Closes the adapter and begins with a new one, as after a restart. */
  restart(): Promise<Adapter>;
  stop(): Promise<void>;
  send(event: RawEvent, text: string, added?: Partial<SendMessage>): Promise<Receipt>;
  failure(delivery: Promise<unknown>): Promise<DeliveryError>;
  deliver(delivery: Delivery): Promise<Receipt>;
}

export interface AtWorkOptions {
  readonly fields?: Partial<DiscordFields>;
  readonly discord?: DiscordOptions;
  /** With Discord's own limits. @default without */
  readonly limited?: boolean;
  readonly log?: AdapterLog;
  /** What the adapter's clock is ahead of Discord's, in ms. */
  readonly ahead?: number;
}

/** The adapter beside a sandbox with one server and one person, for one test. */
export const atWork = async (options: AtWorkOptions = {}): Promise<AtWork> => {
  let now = builtAt;
  const clock: Clock = { now: () => now };
  const sandbox = await startCheckedSandbox({
    discord: { ...(options.limited ? {} : { limits: "off" }), ...options.discord },
    clock,
  });
  const { discord } = sandbox;
  const intents = options.fields?.intents ?? [];
  discord.addBot({
    token: botToken,
    username: "HTXSupport",
    id: botId,
    granted: [
      ...(intents.includes("messageContent") ? (["MessageContent"] as const) : []),
      ...(intents.includes("members") ? (["GuildMembers"] as const) : []),
    ],
  });
  const mia = discord.person({ name: "mia_w", displayName: "Mia" });
  const guild = discord.guild({ name: "Traders" });
  guild.join(mia.user);
  const channel = guild.addChannel({ name: "general" });
  const sink = new RecordingSink();
  let stopping = new AbortController();
  let effects = 0;

  const create = (): Adapter =>
    createDiscordAdapter({
      account: aDiscordAccount(),
      fields: {
        token: botToken,
        apiRoot: discord.apiRoot,
        allowance: "unlimited",
        intents: [],
        refillHours: 24,
        ...options.fields,
      },
      clock: { now: () => now + (options.ahead ?? 0) },
      ...(options.log && { log: options.log }),
    });
  let adapter = create();

  const stop = async () => {
    stopping.abort();
    await adapter.close();
  };
  onTestFinished(async () => {
    await stop();
    await sandbox.close();
  });

  const begin = async () => {
    stopping = new AbortController();
    await adapter.start(sink, stopping.signal);
    await sink.until(
      ({ storedCursor, reports }) => storedCursor !== undefined && reports.at(-1)?.state === "connected",
    );
  };
  const deliver = (delivery: Delivery) => adapter.deliver(delivery, new AbortController().signal);

  return {
    discord,
    mia,
    guild,
    channel,
    sink,
    get adapter() {
      return adapter;
    },
    passTime: (ms) => {
      now += ms;
    },
    begin,
    stop,
    restart: async () => {
      await stop();
      adapter = create();
      await begin();
      return adapter;
    },
    deliver,
    send: (event, text, added = {}) => {
      effects += 1;
      const effect: SendMessage = {
        ...aSendMessage({ id: effectId(eventId(discordAccountId, event.platformEventId), effects) }),
        accountId: discordAccountId,
        conversationId: event.conversationId,
        content: { text, spans: [] },
        ...(event.replySlot && { replySlot: event.replySlot }),
        ...added,
      };
      return deliver({ effect, buttons: [] });
    },
    failure: async (delivery) => {
      const error = await delivery.then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (error instanceof DeliveryError) return error;
      throw new Error(`no DeliveryError but ${String(error)}`);
    },
  };
};

/** The only event so far. */
export const theEvent = async ({ sink }: AtWork): Promise<RawEvent> => {
  await sink.until(({ events }) => events.length > 0);
  const [event] = sink.events;
  if (!event) throw new Error("no event");
  return event;
};
