import type { Account } from "../../src/domain/account.ts";
import type { Adapter, Delivery, EventSink } from "../../src/domain/adapter.ts";
import type { Clock } from "../../src/domain/clock.ts";
import { DeliveryError } from "../../src/domain/delivery.ts";
import { AppError } from "../../src/domain/errors.ts";
import { type AdapterLog, silentLog } from "../shared/adapter-log.ts";
import { createBrokenOff } from "../shared/broken-off.ts";
import { createUnderWay } from "../shared/under-way.ts";
import { createAdminBook } from "./admins.ts";
import { createApi } from "./api.ts";
import type { TelegramFields } from "./config.ts";
import { createConnection } from "./connection.ts";
import { type DeliverPort, deliver } from "./deliver.ts";
import { download } from "./download.ts";
import { createIntake } from "./intake.ts";
import { toAllowance } from "./limits.ts";
import { parseUpdates } from "./parse.ts";
import { probe } from "./probe.ts";
import { receive } from "./receive.ts";
import { createWebhook } from "./webhook.ts";

export interface TelegramAdapterOptions {
  readonly account: Account;
  readonly fields: TelegramFields;
  readonly clock: Clock;
  readonly log?: AdapterLog;
}

const shortTimeoutMs = 10_000;
/** The part of a token before the colon is the bot's id. */
const botIdOf = (token: string): number | undefined => {
  const id = Number(token.split(":", 1)[0]);
  return Number.isSafeInteger(id) && id > 0 ? id : undefined;
};

/** The webhook by which the account receives; undefined when it polls. */
const webhookOf = ({ receive: way, webhook }: TelegramFields, account: Account) => {
  if (way !== "webhook") return undefined;
  if (webhook !== undefined) return webhook;
  throw new AppError(
    "CONFIG_INVALID",
    `The account ${account.id} receives by webhook and has no \`webhook\`: set its \`url\` and \`secret\`, or set \`receive: polling\`.`,
  );
};

export const createTelegramAdapter = (options: TelegramAdapterOptions): Adapter => {
  const { account, fields, clock, log = silentLog } = options;
  const api = createApi(fields);
  const allowance = toAllowance(fields.allowance);
  const receiving = new AbortController();
  let closed = false;
  const underWay = createUnderWay();
  const deliverPort: DeliverPort = {
    api,
    clock,
    spacingMs:
      allowance === "unlimited"
        ? { direct: 0, group: 0 }
        : { direct: allowance.perConversationMs, group: allowance.perGroupMs },
    brokenOff: createBrokenOff(),
  };
  const shortCall = { timeoutMs: shortTimeoutMs, signal: receiving.signal };

  const connection = createConnection({ api, account, log, shortCall });
  const admins = createAdminBook({ api, clock, log, signal: receiving.signal });
  const parseContext = {
    accountId: account.id,
    username: account.handle.replace(/^@/, "").toLowerCase(),
    botId: botIdOf(fields.token),
  };
  const intake = createIntake({
    parseContext,
    clock,
    log,
    admins,
    acknowledgePress: (queryId) => void underWay.track(connection.acknowledgePress(queryId)),
  });
  let published = false;
  const checkToken = async () => {
    await connection.checkToken();
    if (!published) void underWay.track(connection.publishCommands());
    published = true;
  };
  const webhookFields = webhookOf(fields, account);
  const webhook =
    webhookFields &&
    createWebhook({
      api,
      clock,
      log,
      webhook: webhookFields,
      intake,
      connection: { ...connection, checkToken },
      shortCall,
    });

  const prepare = async () => {
    await checkToken();
    await connection.takeWebhookOff();
  };

  const start = (sink: EventSink, signal: AbortSignal): Promise<void> => {
    const stop = () => receiving.abort();
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    const begun = Promise.withResolvers<void>();
    const begin = () => begun.resolve();
    const poll = () => {
      const { pollTimeoutSeconds } = fields;
      const { webhookHost } = connection;
      const port = { api, clock, sink, log, intake, pollTimeoutSeconds, prepare, webhookHost, begun: begin };
      return receive(port, receiving.signal);
    };
    const run = webhook ? webhook.run(sink, { signal: receiving.signal, begun: begin }) : poll();
    return Promise.race([begun.promise, underWay.track(run)]);
  };

  return {
    platform: "telegram",
    supports: new Set([
      "message.send",
      "message.edit",
      "message.delete",
      "member.mute",
      "member.ban",
      "member.restore",
      "join.answer",
      "attachment.keep",
      "buttons",
    ]),
    allowance,
    // Telegram knows no idempotency key and cannot be asked what was sent.
    repeatUncertain: "once",
    start,
    ...(webhook && {
      handleWebhook: (request: Request) => underWay.track(webhook.handle(request)),
    }),
    replay: async (updates) => parseUpdates(updates, { ...parseContext, receivedAt: clock.now() }),
    deliver(delivery: Delivery, signal: AbortSignal) {
      if (closed)
        return Promise.reject(new DeliveryError("transient", "The account's connection is closed."));
      return underWay.track(deliver(deliverPort, { ...delivery, signal }));
    },
    download: (ref, signal) => underWay.track(download(api, { ref, signal })),
    probe: (signal) => probe({ api, account, clock, webhookUrl: webhookFields?.url }, signal),
    async close() {
      closed = true;
      receiving.abort();
      await underWay.settled();
      api.close();
    },
  };
};
