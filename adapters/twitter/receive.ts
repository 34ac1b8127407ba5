import type { ConnectionStatus, EventSink } from "../../src/domain/adapter.ts";
import type { Clock } from "../../src/domain/clock.ts";
import type { AdapterLog } from "../shared/adapter-log.ts";
import { createOffer } from "../shared/offer.ts";
import { pause } from "../shared/pause.ts";
import { createReporter } from "../shared/reporter.ts";
import { ApiFailure } from "./api-failure.ts";
import { type Cursor, nothingRecent, readCursor, writeCursor } from "./cursor.ts";
import { createHistory, type HistoryPort } from "./history.ts";
import { twitterLimits } from "./limits.ts";
import { idBefore, timeOf } from "./native.ts";
import { parseActivities } from "./parse.ts";
import type { Registration } from "./registration.ts";
import { assessTrouble } from "./trouble.ts";

export interface ReceivePort extends Omit<HistoryPort, "sink" | "offer" | "reached"> {
  readonly clock: Clock;
  readonly log: AdapterLog;
  /** How often X is asked without a webhook, or while it does not work. */
  readonly pollMs: number;
  readonly registration: Registration;
  /** Our own id; undefined before the first `identify` where the access token does not tell it: then `context` throws. */
  me(): string | undefined;
  /** Whether the keys are right, and who we are. Resolves to X's time, if it tells it. Throws ApiFailure. */
  identify(signal: AbortSignal): Promise<number | undefined>;
}

/** While the webhook works, so often X is asked what it may have missed. */
const reconcileMs = 300_000;
/** A delivery may come so much later than what it tells of. */
const deliveryMs = 30_000;
const mostDelivered = 5_000;

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : "unknown failure");

interface Receiving {
  readonly sink: EventSink;
  readonly first: string;
  readonly report: ReturnType<typeof createReporter>;
}

/** Receiving by both ways at once: X calls, and is asked what it may have missed. Either works alone. */
export const createReceiver = (port: ReceivePort) => {
  const { clock, log, registration, ownSends } = port;
  let receiving: Receiving | undefined;
  const delivered = new Set<string>();
  /** X says that it delivers, and something came that it did not deliver. */
  let isSilent = false;

  /** One delivery of X's. Resolves when it is durable. */
  const take = async (delivery: object): Promise<void> => {
    if (receiving === undefined) throw new Error("receiving has not begun, or has ended");
    const { sink, first, report } = receiving;
    const { events, unparsed, revoked, elsewhere, encrypted } = parseActivities([delivery], port.context());
    if (revoked)
      report({
        state: "failed",
        reason:
          "The account has taken the app's access back. Log in as the account, allow the app again, and put the new access token into `accessToken` and `accessSecret`.",
      });
    if (elsewhere > 0) log.info({ elsewhere }, "a message of a group, which is left alone");
    if (encrypted > 0)
      log.info({ encrypted }, "an encrypted message, which nobody but the person's app can read");
    const firstAt = timeOf(first) + 1;
    const late = await ownSends.leaveOut(events, sink);
    const kept = late.filter(({ occurredAt }) => occurredAt >= firstAt);
    if (kept.length + unparsed.length > 0) await sink.accept({ events: kept, unparsed });
    isSilent = false;
    for (const event of kept) if (event.kind === "message.created") delivered.add(event.message.id);
    for (const oldest of delivered) {
      if (delivered.size <= mostDelivered) break;
      delivered.delete(oldest);
    }
  };

  /** By X's clock, which it tells by the second: ours may be wrong, and ids are of X's time. */
  const nowOnX = (toldAt: number | undefined): number =>
    toldAt === undefined ? clock.now() : Math.min(Math.max(clock.now(), toldAt), toldAt + 999);

  /** Where receiving goes on. X is asked first who we are where the stored place does not show that it is ours. */
  const readStart = async (sink: EventSink, identify: () => Promise<number | undefined>): Promise<Cursor> => {
    const known = readCursor(await sink.cursor());
    const me = port.me();
    if (known !== undefined && me !== undefined && known.userId === me) return known;
    const toldAt = await identify();
    const { userId } = port.context();
    if (known !== undefined && (known.userId ?? userId) === userId) return { ...known, userId };
    if (known !== undefined)
      log.warn({ before: known.userId, userId }, "the keys are of another account on X; it begins anew");
    const now = idBefore(nowOnX(toldAt));
    const cursor = { userId, first: now, after: now, mentioned: now, recent: nothingRecent };
    await sink.accept({ events: [], unparsed: [], cursor: writeCursor(cursor) });
    return cursor;
  };

  const run = async (sink: EventSink, { signal, begun }: { signal: AbortSignal; begun: () => void }) => {
    const report = createReporter(sink);
    const offer = createOffer({ sink, clock, report, signal });
    const reached = () => report({ state: "connected" });
    let history: ReturnType<typeof createHistory> | undefined;
    let identified = false;
    /** What was said before the first look may never have been delivered: nobody was there. */
    let isSettled = false;
    /** Up to then X has delivered again what it had to tell. */
    let replayedTo = 0;
    /** Behind a look that failed the next one comes as late as behind any other: there are few. */
    let leastWaitMs = 0;

    const identify = async () => {
      const toldAt = await port.identify(signal);
      identified = true;
      return toldAt;
    };

    /** Whether X calls us. That it does not is no reason not to ask. */
    const lookAfterWebhook = async (): Promise<string | undefined> => {
      try {
        const webhook = await registration.ensure({ again: !isSettled || isSilent, signal });
        if (webhook?.valid === false)
          log.warn({}, "X finds the webhook's address not valid; messages are asked for instead");
        return webhook?.valid === true ? webhook.id : undefined;
      } catch (error) {
        if (!signal.aborted)
          log.warn(
            { reason: reasonOf(error) },
            "the webhook is not in order; messages are asked for instead",
          );
        return undefined;
      }
    };

    /** What cannot be read is told again by the webhook, as far as X goes back, as often as it would be read. */
    const replay = async (webhookId: string, after: string): Promise<void> => {
      const to = clock.now();
      if (to - replayedTo < reconcileMs) return;
      const from = Math.max(timeOf(after), replayedTo - deliveryMs, to - twitterLimits.replayMs);
      try {
        await registration.replay(webhookId, { from, to, signal });
        replayedTo = to;
      } catch (error) {
        if (!signal.aborted) log.warn({ reason: reasonOf(error) }, "X did not deliver again what was missed");
      }
    };

    const round = async (): Promise<{ readonly waitMs: number; readonly status: ConnectionStatus }> => {
      leastWaitMs = 0;
      history ??= createHistory({ ...port, sink, offer, reached }, await readStart(sink, identify));
      receiving ??= { sink, first: history.cursor().first, report };
      if (!identified) await identify();
      const webhookId = await lookAfterWebhook();
      // Looking back may have to wait for one of the few reads.
      begun();
      leastWaitMs = port.pollMs;
      let status: ConnectionStatus = { state: "connected" };
      try {
        const read = await history.readMessages(signal);
        const undelivered = read.filter((id) => !delivered.has(id) && timeOf(id) < clock.now() - deliveryMs);
        if (undelivered.length > 0 && isSettled && webhookId !== undefined) isSilent = true;
        isSettled = true;
      } catch (error) {
        const isOurs = error instanceof ApiFailure && error.status === 401;
        if (webhookId === undefined || isOurs || signal.aborted) throw error;
        log.warn({ reason: reasonOf(error) }, "X could not be asked for messages; its deliveries go on");
        const trouble = assessTrouble(error, { failures: 0, now: clock.now() });
        // What mends itself is nothing to tell an operator while the other way works.
        if (trouble.status.state === "failed") status = { ...status, reason: trouble.status.reason };
        await replay(webhookId, history.cursor().after);
      }
      await history.readMentions(signal).catch((error: unknown) => {
        if (!signal.aborted)
          log.warn({ reason: reasonOf(error) }, "X could not be asked for posts that name the account");
      });
      const isAlone = webhookId === undefined || isSilent;
      return { waitMs: isAlone ? port.pollMs : Math.max(port.pollMs, reconcileMs), status };
    };

    let failures = 0;
    while (!signal.aborted) {
      let waitMs: number;
      try {
        const done = await round();
        if (signal.aborted) break;
        report(done.status);
        failures = 0;
        ({ waitMs } = done);
      } catch (error) {
        if (signal.aborted) break;
        const trouble = assessTrouble(error, { failures, now: clock.now(), leastWaitMs });
        if (error instanceof ApiFailure && error.status === 401) identified = false;
        failures += 1;
        report(trouble.status);
        ({ waitMs } = trouble);
      }
      begun();
      await pause(waitMs, signal);
    }
    receiving = undefined;
  };

  return { run, take };
};
