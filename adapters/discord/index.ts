import type { Account } from "../../src/domain/account.ts";
import type { Adapter, Delivery, EventSink } from "../../src/domain/adapter.ts";
import type { Clock } from "../../src/domain/clock.ts";
import { DeliveryError } from "../../src/domain/delivery.ts";
import { type ConversationId, eventId } from "../../src/domain/ids.ts";
import { type AdapterLog, silentLog } from "../shared/adapter-log.ts";
import { createBrokenOff } from "../shared/broken-off.ts";
import { pause } from "../shared/pause.ts";
import { createUnderWay } from "../shared/under-way.ts";
import { isObject } from "../shared/values.ts";
import { type Address, addressId } from "./address.ts";
import { createApi } from "./api.ts";
import { isRefusedForGood, waitAfter } from "./api-failure.ts";
import { commands } from "./commands.ts";
import type { DiscordFields } from "./config.ts";
import { deliver } from "./deliver.ts";
import type { DeliverPort } from "./deliver-port.ts";
import { createDoubts } from "./doubts.ts";
import { download } from "./download.ts";
import { createGuildBook } from "./guild-book.ts";
import { createIdentifyBudget } from "./identify-budget.ts";
import { intentBits } from "./intents.ts";
import { createInteractions } from "./interactions.ts";
import type { InvalidRequests } from "./invalid-requests.ts";
import { toAllowance } from "./limits.ts";
import { type NativeReady, type NativeUser, snowflakeOf } from "./native.ts";
import { parsePackets } from "./parse.ts";
import type { ParseContext } from "./place.ts";
import { createPrivateThreads } from "./private-way.ts";
import { probe } from "./probe.ts";
import { receive } from "./receive.ts";

export interface DiscordAdapterOptions {
  readonly account: Account;
  readonly fields: DiscordFields;
  readonly clock: Clock;
  readonly log?: AdapterLog;
  /** Of all bots of the process: Discord shuts out an address, not a bot. @default of this one */
  readonly invalidRequests?: InvalidRequests | undefined;
}

const hourMs = 3_600_000;
const shortTimeoutMs = 10_000;

/** The first part of a token is the bot's id. */
const botIdOf = (token: string): string | undefined =>
  snowflakeOf(Buffer.from(token.split(".", 1)[0] ?? "", "base64").toString("latin1"));

const idIn = (value: unknown): string | undefined => {
  const user: NativeUser = isObject(value) ? value : {};
  return snowflakeOf(user.id);
};

export const createDiscordAdapter = (options: DiscordAdapterOptions): Adapter => {
  const { account, fields, clock, log = silentLog } = options;
  const { token, apiRoot } = fields;
  const unlimited = fields.allowance === "unlimited" && { requestsPerSecond: Number.POSITIVE_INFINITY };
  const api = createApi({
    token,
    apiRoot,
    clock,
    invalidRequests: options.invalidRequests,
    ...unlimited,
  });
  const receiving = new AbortController();
  const underWay = createUnderWay();
  const book = createGuildBook();
  let closed = false;
  let botId = botIdOf(token);
  let applicationId = botId;
  if (botId !== undefined) book.setBot(botId);
  let listening: EventSink | undefined;
  let registered = false;

  const interactions = createInteractions({
    api,
    clock,
    applicationId: () => applicationId,
    track: (work) => void underWay.track(work),
    warn: (reason, message) => {
      if (!receiving.signal.aborted) log.warn({ account: account.id, reason }, message);
    },
  });

  const context = (): ParseContext => ({
    accountId: account.id,
    botId,
    applicationId,
    handle: account.handle.replace(/^@/, ""),
    readsMessages: fields.intents.includes("messageContent"),
    receivedAt: clock.now(),
    moderatesIn: book.moderatesIn,
    kindOf: book.kindOf,
  });

  const moved = async (from: ConversationId, to: Address): Promise<void> => {
    const platformEventId = `v${from}`;
    const event = {
      accountId: account.id,
      platformEventId,
      occurredAt: clock.now(),
      id: eventId(account.id, platformEventId),
      conversationId: from,
      conversationKind: "direct" as const,
      kind: "conversation.migrated" as const,
      to: addressId(account.id, to),
    };
    await listening?.accept({ events: [event], unparsed: [] }).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : "unknown failure";
      log.warn({ account: account.id, reason }, "it could not be noted where a conversation goes on");
    });
  };

  const sentTo: DeliverPort["sentTo"] = async (id, since) => {
    try {
      return (await listening?.sentTo(id, since))?.messageIds ?? [];
    } catch (cause) {
      throw new DeliveryError("transient", "It could not be read what was sent before.", { cause });
    }
  };

  const deliverPort: DeliverPort = {
    api,
    clock,
    interactions,
    botId: () => botId,
    brokenOff: createBrokenOff(),
    doubts: createDoubts(),
    threads: createPrivateThreads(),
    sentTo,
    moved,
  };

  const putCommands = () =>
    api.call({
      method: "PUT",
      path: `/applications/${applicationId ?? ""}/commands`,
      body: [...commands],
      signal: receiving.signal,
      timeoutMs: shortTimeoutMs,
    });

  /** Never throws, and tries until it is done: without its commands the bot hears direct messages and mentions only. */
  const registerCommands = async (): Promise<void> => {
    for (let failures = 0; ; failures += 1) {
      try {
        await putCommands();
        return;
      } catch (error) {
        if (receiving.signal.aborted) return;
        const reason = error instanceof Error ? error.message : "unknown failure";
        if (failures === 0 || isRefusedForGood(error))
          log.warn({ account: account.id, reason }, "the commands could not be registered");
        registered = !isRefusedForGood(error);
        if (!registered) return;
        await pause(waitAfter(error, failures), receiving.signal);
      }
    }
  };

  const ready = ({ user, application }: NativeReady) => {
    botId = idIn(user) ?? botId;
    applicationId = idIn(application) ?? applicationId;
    if (botId !== undefined) book.setBot(botId);
  };

  /** Once in a process: another version of the fleet may have registered others. */
  const connected = () => {
    if (!registered) void underWay.track(registerCommands());
    registered = true;
  };

  const start = (sink: EventSink, signal: AbortSignal): Promise<void> => {
    const stop = () => receiving.abort();
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    listening = sink;
    const begun = Promise.withResolvers<void>();
    const run = receive(
      {
        api,
        clock,
        sink,
        log,
        token,
        intents: intentBits(fields.intents),
        refillMs: fields.refillHours * hourMs,
        book,
        budget: createIdentifyBudget(clock),
        interactions,
        context,
        ready,
        connected,
        begun: () => begun.resolve(),
      },
      receiving.signal,
    );
    return Promise.race([begun.promise, underWay.track(run)]);
  };

  return {
    platform: "discord",
    supports: new Set([
      "buttons",
      "message.send",
      "message.edit",
      "message.delete",
      "member.mute",
      "member.ban",
      "member.restore",
      "attachment.keep",
    ]),
    allowance: toAllowance(fields.allowance),
    // By its nonce for 2 min. After that the first 100 messages of the channel since then are looked through for it.
    // What answers an interaction is `unknowable` where nobody but the person sees it.
    repeatUncertain: "deduplicated",
    start,
    replay: async (updates) => {
      const { events, unparsed } = parsePackets(updates, context());
      return { events, unparsed };
    },
    deliver(delivery: Delivery, signal: AbortSignal) {
      if (closed)
        return Promise.reject(new DeliveryError("transient", "The account's connection is closed."));
      return underWay.track(deliver(deliverPort, { ...delivery, signal }));
    },
    download: (ref, signal) => underWay.track(download({ apiRoot, ref, signal })),
    probe: (signal) => probe({ api, account, intents: fields.intents }, signal),
    async close() {
      closed = true;
      receiving.abort();
      interactions.close();
      await underWay.settled();
      api.close();
    },
  };
};
