import { createHash } from "node:crypto";
import type { Account } from "../../src/domain/account.ts";
import type { Adapter, Delivery, EventSink } from "../../src/domain/adapter.ts";
import type { Clock } from "../../src/domain/clock.ts";
import { DeliveryError } from "../../src/domain/delivery.ts";
import { type AdapterLog, silentLog } from "../shared/adapter-log.ts";
import { createBrokenOff } from "../shared/broken-off.ts";
import { createUnderWay } from "../shared/under-way.ts";
import { createApi } from "./api.ts";
import { ApiFailure } from "./api-failure.ts";
import type { TwitterFields } from "./config.ts";
import { deliver, messagesOf } from "./deliver.ts";
import type { DeliverPort } from "./deliver-port.ts";
import { createDirectMessages } from "./direct-messages.ts";
import { download } from "./download.ts";
import { spreadPollMs, toAllowance } from "./limits.ts";
import { createLookBacks } from "./look-back.ts";
import { readMe } from "./me.ts";
import { idOf } from "./native.ts";
import { createOwnSends } from "./own-sends.ts";
import { parseActivities } from "./parse.ts";
import type { ParseContext } from "./place.ts";
import { createPosts } from "./posts.ts";
import { probe } from "./probe.ts";
import { toldTime } from "./rate-limit.ts";
import { createReceiver } from "./receive.ts";
import { createDeregistration, createRegistration } from "./registration.ts";
import { createWebhookRequestHandler } from "./webhook-request.ts";

export interface TwitterAdapterOptions {
  readonly account: Account;
  readonly fields: TwitterFields;
  readonly clock: Clock;
  readonly log?: AdapterLog;
}

const shortTimeoutMs = 10_000;

/** A name for the app, which does not give its key away. */
const appOf = (consumerKey: string): string => createHash("sha256").update(consumerKey).digest("base64url");

/** The part of an access token before the dash is the account's id; a token without one tells it not. */
const userIdOf = (accessToken: string): string | undefined => idOf(accessToken.split("-", 1)[0]);

export const createTwitterAdapter = (options: TwitterAdapterOptions): Adapter => {
  const { account, fields, clock, log = silentLog } = options;
  const { apiAddress, apiAuthority, receive, consumerSecret } = fields;
  const api = createApi({
    keys: fields,
    clock,
    ...(apiAddress !== undefined && { standIn: { address: apiAddress, authority: apiAuthority } }),
  });
  const transport = createDirectMessages(api);
  const posts = createPosts(api);
  const ownSends = createOwnSends();
  const receiving = new AbortController();
  const underWay = createUnderWay();
  let closed = false;
  let me = userIdOf(fields.accessToken);
  let listening: EventSink | undefined;
  /** Whose messages are ours, and which are for us, nobody can tell before. */
  const userId = (): string => {
    if (me === undefined) throw new ApiFailure("X has not told yet whose the keys are", { unsent: true });
    return me;
  };

  const context = (): ParseContext => ({ accountId: account.id, userId: userId(), receivedAt: clock.now() });

  const webhookUrl = receive.webhook?.url;
  const pollMs = spreadPollMs(receive.pollMs, fields.budget.readsPer15Min);
  const receiver = createReceiver({
    transport,
    posts,
    ownSends,
    clock,
    log,
    context,
    me: () => me,
    pollMs,
    registration:
      webhookUrl === undefined
        ? createDeregistration({ api, log, userId })
        : createRegistration({ api, url: webhookUrl, log, userId }),
    identify: async (signal) => {
      const { id, headers } = await readMe(api, { signal, timeoutMs: shortTimeoutMs });
      me = id;
      return toldTime(headers);
    },
  });

  let challenges = 0;
  const challenged = () => {
    challenges += 1;
  };
  const handle = createWebhookRequestHandler({ consumerSecret, take: receiver.take, challenged });

  const deliverPort: DeliverPort = {
    api,
    transport,
    posts,
    clock,
    ownSends,
    brokenOff: createBrokenOff(),
    lookBack: createLookBacks(),
    repeated: new Set(),
    userId,
    sink: () => listening,
  };

  const start = (sink: EventSink, signal: AbortSignal): Promise<void> => {
    const stop = () => receiving.abort();
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    listening = sink;
    if (pollMs > receive.pollMs)
      log.info(
        { pollMs, wantedMs: receive.pollMs },
        "the reads do not suffice to ask X so often; it is asked less often",
      );
    const begun = Promise.withResolvers<void>();
    const run = receiver.run(sink, { signal: receiving.signal, begun: () => begun.resolve() });
    return Promise.race([begun.promise, underWay.track(run)]);
  };

  return {
    platform: "twitter",
    supports: new Set(["message.send", "attachment.keep"]),
    allowance: toAllowance(fields.budget, appOf(fields.consumerKey)),
    repeatUncertain: "ask",
    start,
    ...(webhookUrl !== undefined && {
      handleWebhook: (request: Request) => underWay.track(handle(request)),
    }),
    replay: async (deliveries, sends) => {
      const { events, unparsed } = parseActivities(deliveries, context());
      return { events: await ownSends.leaveOut(events, sends), unparsed };
    },
    messagesOf: (effect) => messagesOf(deliverPort, effect),
    deliver(delivery: Delivery, signal: AbortSignal) {
      if (closed)
        return Promise.reject(new DeliveryError("transient", "The account's connection is closed."));
      return underWay.track(deliver(deliverPort, { ...delivery, signal }));
    },
    download: (ref, signal) => underWay.track(download(api, { ref, signal })),
    probe: (signal) =>
      probe({ api, account, clock, webhookUrl, sink: () => listening, challenges: () => challenges }, signal),
    async close() {
      closed = true;
      receiving.abort();
      await underWay.settled();
      api.close();
    },
  };
};
