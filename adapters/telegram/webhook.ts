import type { EventSink } from "../../src/domain/adapter.ts";
import type { Clock } from "../../src/domain/clock.ts";
import type { AdapterLog } from "../shared/adapter-log.ts";
import { pause } from "../shared/pause.ts";
import { createReporter } from "../shared/reporter.ts";
import { allowedUpdates } from "./allowed-updates.ts";
import type { Api, CallOptions } from "./api.ts";
import type { WebhookFields } from "./config.ts";
import type { Connection } from "./connection.ts";
import { type Cursor, readCursor, writeCursor } from "./cursor.ts";
import type { UpdateIntake } from "./intake.ts";
import { assessTrouble } from "./trouble.ts";
import { updateDateOf } from "./update.ts";
import { isSameAddress, type WebhookInfo } from "./webhook-info.ts";
import { createWebhookRequestHandler } from "./webhook-request.ts";

/** Telegram's own default: so many requests at once, over all chats. */
const maxConnections = 40;
const checkEveryMs = 60_000;

export interface WebhookPort {
  readonly api: Pick<Api, "call">;
  readonly clock: Clock;
  readonly log: AdapterLog;
  readonly webhook: WebhookFields;
  readonly intake: UpdateIntake;
  readonly connection: Pick<Connection, "checkToken" | "webhookInfo">;
  readonly shortCall: CallOptions;
  /** How long to wait between two looks at what Telegram says of its deliveries. @default 60 s */
  readonly checkEveryMs?: number;
}

interface Receiving {
  readonly sink: EventSink;
  readonly report: ReturnType<typeof createReporter>;
  readonly cursor: Cursor;
}

/** Receiving by a webhook: Telegram calls, and waits for each chat's answer before it tells more of that chat. */
export const createWebhook = (port: WebhookPort) => {
  const { api, clock, log, webhook, intake, connection, shortCall } = port;
  let receiving: Receiving | undefined;
  let takenAt = 0;

  /**
   * Updates of several chats come at once, so that no number says how far receiving has come: whatever Telegram has
   * not been told of is asked for after a change to polling. What is told twice is known by its id.
   */
  const readStart = async (sink: EventSink): Promise<Cursor> => {
    const stored = await sink.cursor();
    const skipBefore = stored === undefined ? Math.floor(clock.now() / 1000) : readCursor(stored).skipBefore;
    const cursor: Cursor = { offset: 0, ...(skipBefore !== undefined && { skipBefore }) };
    const written = writeCursor(cursor);
    if (written !== stored) await sink.accept({ events: [], unparsed: [], cursor: written });
    return cursor;
  };

  const take = async (update: object): Promise<void> => {
    if (receiving === undefined) throw new Error("receiving has not begun, or has ended");
    const { sink, report, cursor } = receiving;
    const { skipBefore = 0 } = cursor;
    if ((updateDateOf(update) ?? skipBefore) < skipBefore) return;
    try {
      const parsed = intake.parse([update]);
      const { events, unparsed } = parsed;
      if (events.length + unparsed.length > 0) await sink.accept({ events, unparsed });
      intake.stored(parsed);
    } catch (error) {
      const reason = error instanceof Error ? error.message : "unknown reason";
      report({ state: "waiting", reason: `messages are not taken in (${reason})` });
      throw error;
    }
    takenAt = clock.now();
    report({ state: "connected" });
  };

  const set = async () => {
    const before = await connection.webhookInfo();
    if (before.url !== "" && !isSameAddress(before.url, webhook.url))
      log.warn({ host: before.host }, "the webhook of this bot led elsewhere: it leads here now");
    const payload = {
      url: webhook.url,
      secret_token: webhook.secret,
      allowed_updates: allowedUpdates,
      max_connections: maxConnections,
      drop_pending_updates: false,
    };
    // Whether the secret is still the same cannot be asked.
    await api.call("setWebhook", payload, shortCall);
  };

  /** What Telegram says of its deliveries since we have been there, or since the last that arrived. */
  const troubleOf = ({ lastError, lastErrorAt = 0, pending }: WebhookInfo, since: number) =>
    lastError !== undefined && pending > 0 && lastErrorAt > Math.max(since, takenAt) ? lastError : undefined;

  /** Looks after the webhook until it leads elsewhere, or receiving ends. */
  const watch = async ({ report }: Receiving, signal: AbortSignal) => {
    const since = clock.now();
    for (;;) {
      await pause(port.checkEveryMs ?? checkEveryMs, signal);
      if (signal.aborted) return;
      const info = await connection.webhookInfo();
      if (!isSameAddress(info.url, webhook.url)) {
        const now = info.host === undefined ? "was taken off" : `was set to ${info.host}`;
        report({ state: "waiting", reason: `the webhook ${now} by another program; it is set again` });
        return;
      }
      const trouble = troubleOf(info, since);
      if (trouble === undefined) report({ state: "connected" });
      else
        report({
          state: "waiting",
          reason: `Telegram cannot deliver to ${info.host} (${trouble}); check that address and what stands before the fleet`,
        });
    }
  };

  const run = async (sink: EventSink, options: { signal: AbortSignal; begun: () => void }) => {
    const { signal, begun } = options;
    const report = createReporter(sink);
    let failures = 0;
    while (!signal.aborted) {
      try {
        receiving ??= { sink, report, cursor: await readStart(sink) };
        await connection.checkToken();
        await set();
        report({ state: "connected" });
        begun();
        failures = 0;
        await watch(receiving, signal);
      } catch (error) {
        if (signal.aborted) break;
        const trouble = assessTrouble(error, { failures, now: clock.now() });
        failures += 1;
        report(trouble.status);
        begun();
        await pause(trouble.waitMs, signal);
      }
    }
    receiving = undefined;
  };

  return { run, handle: createWebhookRequestHandler({ secret: webhook.secret, take }) };
};
