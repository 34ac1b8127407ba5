import type { EventSink } from "../../src/domain/adapter.ts";
import type { Clock } from "../../src/domain/clock.ts";
import type { AdapterLog } from "../shared/adapter-log.ts";
import { createOffer } from "../shared/offer.ts";
import { pause } from "../shared/pause.ts";
import { createReporter } from "../shared/reporter.ts";
import { allowedUpdates } from "./allowed-updates.ts";
import type { Api } from "./api.ts";
import { ApiFailure } from "./api-failure.ts";
import { type Cursor, readCursor, writeCursor } from "./cursor.ts";
import type { UpdateIntake } from "./intake.ts";
import { telegramLimits } from "./limits.ts";
import { assessTrouble, isWebhookConflict } from "./trouble.ts";
import { updateDateOf, updateIdOf } from "./update.ts";

/** Added to the time that Telegram itself holds a poll open. */
const pollGraceMs = 15_000;

export interface ReceivePort {
  readonly api: Api;
  readonly clock: Clock;
  readonly sink: EventSink;
  readonly log: AdapterLog;
  readonly intake: UpdateIntake;
  readonly pollTimeoutSeconds: number;
  /** Looks at the token and takes a webhook off. Runs before the first poll, and again after it may have changed. */
  prepare(): Promise<void>;
  /** The host that a webhook gives the updates to. Never rejects. */
  webhookHost(): Promise<string | undefined>;
  /** Receiving has begun or waits to begin. */
  begun(): void;
}

interface Position {
  /** The next update to ask for; 0 is whatever is left. */
  offset: number;
  /** At the very first start, until nothing waits any more: what is older than this is skipped, in whole seconds. */
  skipBefore: number | undefined;
  skipped: number;
}

const nowSeconds = (clock: Clock) => Math.floor(clock.now() / 1000);

interface Batch {
  readonly updates: readonly unknown[];
  /** Where to go on, once these are durable. */
  readonly cursor: Cursor;
}

const startPosition = async (port: ReceivePort): Promise<Position> => {
  const stored = await port.sink.cursor();
  const cursor = readCursor(stored ?? writeCursor({ offset: 0, skipBefore: nowSeconds(port.clock) }));
  return { offset: cursor.offset, skipBefore: cursor.skipBefore, skipped: 0 };
};

/** Updates come in the order of their ids; after a week of silence Telegram may begin anew with lower ones. */
const offsetAfter = (updates: readonly unknown[], offset: number): number => {
  if (updates.length === 0) return offset;
  const lastId = updateIdOf(updates.findLast((update) => updateIdOf(update) !== undefined));
  if (lastId === undefined) throw new ApiFailure("getUpdates: no update has an id", {});
  return lastId + 1;
};

export const receive = async (port: ReceivePort, signal: AbortSignal): Promise<void> => {
  const { sink, clock, log } = port;
  const report = createReporter(sink);

  const offer = createOffer({ sink, clock, report, signal });

  const poll = async (position: Position, timeout: number): Promise<readonly unknown[]> => {
    const payload = {
      offset: position.offset,
      limit: telegramLimits.updatesPerPoll,
      timeout,
      allowed_updates: allowedUpdates,
    };
    const options = { timeoutMs: timeout * 1000 + pollGraceMs, signal };
    const updates = await port.api.call("getUpdates", payload, options);
    if (!Array.isArray(updates)) throw new ApiFailure("getUpdates: the answer is no list", {});
    return updates;
  };

  const takeIn = async (position: Position, { updates, cursor }: Batch) => {
    const parsed = port.intake.parse(updates);
    const { events, unparsed } = parsed;
    if (!(await offer({ events, unparsed, cursor: writeCursor(cursor) }))) return;
    position.offset = cursor.offset;
    port.intake.stored(parsed);
  };

  /** The first start answers nobody for what was written before it, not even when it breaks off and begins again. */
  const takeInFirst = async (position: Position, updates: readonly unknown[]) => {
    const { skipBefore = 0 } = position;
    const kept = updates.filter((update) => (updateDateOf(update) ?? skipBefore) >= skipBefore);
    const isDrained = updates.length === 0;
    const offset = offsetAfter(updates, position.offset);
    position.skipped += updates.length - kept.length;
    if (kept.length > 0 || isDrained)
      await takeIn(position, { updates: kept, cursor: isDrained ? { offset } : { offset, skipBefore } });
    else position.offset = offset;
    if (!isDrained || signal.aborted) return;
    position.skipBefore = undefined;
    log.info({ skipped: position.skipped }, "first start: updates from before it are skipped");
  };

  let position: Position | undefined;
  let prepared = false;
  let failures = 0;
  // The first poll, and the first after a failure, asks without waiting: so it is soon known whether it works.
  let isTrial = true;
  while (!signal.aborted) {
    try {
      position ??= await startPosition(port);
      if (!prepared) await port.prepare();
      prepared = true;
      const { skipBefore } = position;
      const updates = await poll(position, isTrial || skipBefore !== undefined ? 0 : port.pollTimeoutSeconds);
      isTrial = false;
      report({ state: "connected" });
      port.begun();
      if (skipBefore !== undefined) await takeInFirst(position, updates);
      else if (updates.length > 0)
        await takeIn(position, { updates, cursor: { offset: offsetAfter(updates, position.offset) } });
      failures = 0;
    } catch (error) {
      if (signal.aborted) break;
      const webhookHost = isWebhookConflict(error) ? await port.webhookHost() : undefined;
      const trouble = assessTrouble(error, { failures, now: clock.now(), webhookHost });
      failures += 1;
      isTrial = true;
      if (trouble.prepareAgain) prepared = false;
      report(trouble.status);
      port.begun();
      await pause(trouble.waitMs, signal);
    }
  }
};
