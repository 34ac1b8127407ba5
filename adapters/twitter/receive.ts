import type { ConnectionStatus, EventSink } from "../../src/domain/adapter.ts";
import type { AdapterLog } from "../shared/adapter-log.ts";
import { createOffer } from "../shared/offer.ts";
import { pause } from "../shared/pause.ts";
import { createReporter } from "../shared/reporter.ts";
import { ApiFailure } from "./api-failure.ts";
import { type Cursor, nothingRecent, readCursor, writeCursor } from "./cursor.ts";
import { createHistory, type HistoryPort } from "./history.ts";
import { createHold } from "./hold.ts";
import { idBefore, timeOf } from "./native.ts";
import { parseActivities } from "./parse.ts";
import type { Registration } from "./registration.ts";
import { createRevocation } from "./revocation.ts";
import { assessTrouble } from "./trouble.ts";
import { describeWait, type ReadWait } from "./waiting.ts";
import { createWebhookWatch, deliveryMs, reconcileMs } from "./webhook-watch.ts";

export interface ReceivePort extends Omit<HistoryPort, "sink" | "offer" | "reached" | "waits"> {
  readonly log: AdapterLog;
  /** How often X is asked without a webhook, or while it does not work. */
  readonly pollMs: number;
  readonly registration: Registration;
  /** Our own id; undefined before the first `identify` where the access token does not tell it: then `context` throws. */
  me(): string | undefined;
  /** Whether the keys are right, and who we are. Resolves to X's time, if it tells it. Throws ApiFailure. */
  identify(signal: AbortSignal): Promise<number | undefined>;
}

const mostDelivered = 5_000;

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : "unknown failure");

type History = ReturnType<typeof createHistory>;

/** Hands a failure on, once the hold has taken note of it. */
const noted =
  (hold: ReturnType<typeof createHold>) =>
  (error: unknown): never => {
    hold.note(error);
    throw error;
  };

interface Receiving {
  readonly sink: EventSink;
  readonly first: string;
  readonly revoked: ReturnType<typeof createRevocation>;
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
    const { sink, first, revoked: told } = receiving;
    const { events, unparsed, revoked, elsewhere, encrypted } = parseActivities([delivery], port.context());
    // Whoever delivers does not wait for it.
    if (revoked) void told();
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
    let history: History | undefined;
    let identified = false;
    let webhookId: string | undefined;
    /** What was said before the first look may never have been delivered: nobody was there. */
    let isSettled = false;
    /** Behind a look that failed the next one comes as late as behind any other: there are few. */
    let leastWaitMs = 0;

    const webhook = createWebhookWatch({ registration, clock, log, sink, signal });
    /** What keeps X from being asked, where an operator has to mend it. */
    let askingTrouble: string | undefined;
    let readWait: string | undefined;
    let state: ConnectionStatus["state"] | undefined;
    const reporter = createReporter(sink);
    /** That all is well is true of one way at least: what is wrong with the other is told with it. */
    const report = (status: ConnectionStatus): void => {
      ({ state } = status);
      const reasons = [readWait, askingTrouble, webhook.trouble()].filter((reason) => reason !== undefined);
      const isWhole = status.state !== "connected" || reasons.length === 0;
      reporter(isWhole ? status : { ...status, reason: reasons.join("; ") });
    };
    const offer = createOffer({ sink, clock, report, signal });
    const reached = () => {
      askingTrouble = undefined;
      readWait = undefined;
      report({ state: "connected" });
    };
    /** Whoever was at work is so all the same; at the start nothing is heard before. */
    const waits = (wait: ReadWait) => {
      if (state === "failed") return;
      const reason = describeWait(wait);
      if (webhookId === undefined && state !== "connected") {
        report({ state: "waiting", reason, untilAt: wait.untilAt });
        return;
      }
      readWait = reason;
      report({ state: "connected" });
    };
    const messageHold = createHold({ clock, sink });
    const mentionHold = createHold({ clock, sink });

    const identify = async () => {
      identified = false;
      const toldAt = await port.identify(signal).catch(noted(createHold({ clock, sink })));
      identified = true;
      return toldAt;
    };

    const revoked = createRevocation({ identify, report, log, signal });

    /** What of people's messages the webhook should have told, it may not. */
    const lookForMessages = async (history: History): Promise<void> => {
      const read = await history
        .readMessages(signal)
        .catch(noted(messageHold))
        .finally(() => {
          readWait = undefined;
        });
      const undelivered = read.filter((id) => !delivered.has(id) && timeOf(id) < clock.now() - deliveryMs);
      if (undelivered.length > 0 && isSettled && webhookId !== undefined) isSilent = true;
      isSettled = true;
    };

    /** While X calls us. */
    const lookBeside = async (history: History, id: string): Promise<void> => {
      try {
        if (!messageHold.isOn()) {
          await lookForMessages(history);
          return;
        }
      } catch (error) {
        if (signal.aborted || (error instanceof ApiFailure && error.status === 401)) throw error;
        log.warn({ reason: reasonOf(error) }, "X could not be asked for messages; its deliveries go on");
        const { status } = assessTrouble(error, { failures: 0, now: clock.now() });
        // What mends itself is nothing to tell an operator while the other way works.
        askingTrouble = status.state === "failed" ? status.reason : undefined;
      }
      await webhook.replay(id, history.cursor().after);
    };

    const lookForMentions = async (history: History): Promise<void> => {
      if (mentionHold.isOn()) return;
      try {
        await history.readMentions(signal).catch(noted(mentionHold));
      } catch (error) {
        if (!signal.aborted)
          log.warn({ reason: reasonOf(error) }, "X could not be asked for posts that name the account");
      }
    };

    /** Resolves to how long to wait for the next one. */
    const round = async (): Promise<number> => {
      leastWaitMs = 0;
      history ??= createHistory({ ...port, sink, offer, reached, waits }, await readStart(sink, identify));
      receiving ??= { sink, first: history.cursor().first, revoked };
      if (!identified) await identify();
      webhookId = await webhook.look({ again: !isSettled || isSilent });
      // Looking back may have to wait for one of the few reads.
      begun();
      leastWaitMs = port.pollMs;
      if (webhookId === undefined) await lookForMessages(history);
      else await lookBeside(history, webhookId);
      await lookForMentions(history);
      const isAlone = webhookId === undefined || isSilent;
      return isAlone ? port.pollMs : Math.max(port.pollMs, reconcileMs);
    };

    let failures = 0;
    while (!signal.aborted) {
      let waitMs: number;
      try {
        waitMs = await round();
        if (signal.aborted) break;
        report({ state: "connected" });
        failures = 0;
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
