import type { EventSink } from "../../src/domain/adapter.ts";
import type { Clock } from "../../src/domain/clock.ts";
import type { AdapterLog } from "../shared/adapter-log.ts";
import { createOffer } from "../shared/offer.ts";
import { pause } from "../shared/pause.ts";
import { createReporter } from "../shared/reporter.ts";
import { isLater } from "../shared/snowflakes.ts";
import { isObject, listOf, wholeOf } from "../shared/values.ts";
import type { Api } from "./api.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import { createSessions, runGateway, type Sequences, type Sessions } from "./gateway.ts";
import type { GuildBook } from "./guild-book.ts";
import type { IdentifyBudget } from "./identify-budget.ts";
import type { Interactions } from "./interactions.ts";
import { leastIdAt, type NativeMessage, type NativePacket, type NativeReady, snowflakeOf } from "./native.ts";
import { isOfConcern, type ParsedPackets, parsePackets } from "./parse.ts";
import type { ParseContext } from "./place.ts";
import { missedMessages } from "./refill.ts";
import { assessTrouble } from "./trouble.ts";

export interface ReceivePort {
  readonly api: Api;
  readonly clock: Clock;
  readonly sink: EventSink;
  readonly log: AdapterLog;
  readonly token: string;
  readonly intents: number;
  readonly refillMs: number;
  readonly book: GuildBook;
  readonly budget: IdentifyBudget;
  readonly interactions: Interactions;
  context(): ParseContext;
  /** The gateway has told who we are. */
  ready(ready: NativeReady): void;
  /** Receiving has begun or waits to begin. */
  begun(): void;
}

interface Waiting {
  readonly packet: NativePacket;
  readonly shardId: number;
}

/** Taken in at once. */
const mostAtOnce = 100;
/** Servers tell of themselves right after a session begins; who is silent for so long is not waited for. */
const guildsMs = 5000;

const newestIn = (packets: readonly NativePacket[], after: string): string => {
  let newest = after;
  for (const { t, d } of packets) {
    const message: NativeMessage = t === "MESSAGE_CREATE" && isObject(d) ? d : {};
    const id = snowflakeOf(message.id);
    if (id !== undefined && isLater(id, newest)) newest = id;
  }
  return newest;
};

const isMessage = ({ packet: { t } }: Waiting): boolean => typeof t === "string" && t.startsWith("MESSAGE_");

/**
 * Receives until it is told to stop: packets in their order, nothing acknowledged before it is durable, and what was
 * missed read from the channels before what came after it.
 */
export const receive = async (port: ReceivePort, signal: AbortSignal): Promise<void> => {
  const { sink, clock, log, book, interactions } = port;
  const report = createReporter(sink);
  const offer = createOffer({ sink, clock, report, signal });
  const cursor = readCursor(await sink.cursor());
  const sessions: Sessions = createSessions(cursor?.sessions ?? []);
  let after = cursor?.after ?? leastIdAt(clock.now());
  let isFirst = cursor === undefined;
  const queue: Waiting[] = [];
  /** Messages that came while the gap before them is read. */
  let held: Waiting[] | undefined;
  let draining: Promise<void> | undefined;
  let filling: Promise<void> | undefined;
  const guildsToCome = new Set<string>();
  let guildsHere = Promise.withResolvers<void>();

  /** While a gap is open, a restart begins where it does, with a session of its own. */
  const cursorAt = (newest: string, sequences?: Sequences) =>
    held === undefined
      ? writeCursor({ after: newest, sessions: sessions.stored(sequences) })
      : writeCursor({ after, sessions: [] });

  const store = async (
    { events, unparsed, asked }: ParsedPackets,
    { newest = after, sequences }: { newest?: string; sequences?: Sequences } = {},
  ): Promise<boolean> => {
    const isStored =
      (events.length === 0 && unparsed.length === 0) ||
      (await offer({ events, unparsed, cursor: cursorAt(newest, sequences) }));
    if (!isStored) return false;
    interactions.stored(asked);
    if (held !== undefined) return true;
    after = newest;
    if (sequences !== undefined) sessions.durable(sequences);
    return true;
  };

  const takeIn = (batch: readonly Waiting[]): Promise<boolean> => {
    const packets = batch.map(({ packet }) => packet);
    const sequences = new Map<number, number>();
    for (const { packet, shardId } of batch) {
      const sequence = wholeOf(packet.s);
      if (sequence !== undefined) sequences.set(shardId, sequence);
    }
    const parsed = parsePackets(packets, port.context());
    return store(parsed, { newest: newestIn(packets, after), sequences });
  };

  const drain = async () => {
    while (queue.length > 0 && !signal.aborted) {
      const batch = queue.slice(0, mostAtOnce);
      if (!(await takeIn(batch))) return;
      queue.splice(0, batch.length);
    }
  };
  const wake = () => {
    draining ??= drain().finally(() => {
      draining = undefined;
      if (queue.length > 0 && !signal.aborted) wake();
    });
  };

  const takePacket = (packet: NativePacket, shardId: number) => {
    book.note(packet);
    if (packet.t === "GUILD_CREATE" && isObject(packet.d) && "id" in packet.d) {
      guildsToCome.delete(String(packet.d.id));
      if (guildsToCome.size === 0) guildsHere.resolve();
    }
    if (!isOfConcern(packet.t) && queue.length === 0) {
      const sequence = wholeOf(packet.s);
      if (sequence !== undefined && held === undefined) sessions.durable(new Map([[shardId, sequence]]));
      return;
    }
    const waiting = { packet, shardId };
    if (packet.t === "INTERACTION_CREATE") interactions.waitFor(parsePackets([packet], port.context()).asked);
    if (held !== undefined && isMessage(waiting)) held.push(waiting);
    else queue.push(waiting);
    if (queue.length > 0) wake();
  };

  const fill = async () => {
    const late = new AbortController();
    await Promise.race([guildsHere.promise, pause(guildsMs, AbortSignal.any([signal, late.signal]))]);
    late.abort();
    const refill = {
      api: port.api,
      clock,
      maxAgeMs: port.refillMs,
      newerThan: book.newerThan,
      directChats: (since: number) => sink.directChats(since),
    };
    let missed = 0;
    for await (const packets of missedMessages(refill, { after, signal })) {
      const { events, unparsed } = parsePackets(packets, port.context());
      missed += events.length;
      if (events.length > 0 && !(await store({ events, unparsed, asked: [] }))) return;
    }
    if (missed > 0)
      log.info({ missed }, "messages that came while nobody listened were read from their channels");
  };

  /** Nothing is lost with a session: what came after its last durable packet stands in the channels. */
  const fillGap = () => {
    held ??= [];
    const before = filling ?? Promise.resolve();
    const mine = before.then(fill).catch((error: unknown) => {
      log.warn({ reason: error instanceof Error ? error.message : "unknown" }, "a gap could not be read");
    });
    filling = mine.then(() => {
      if (filling !== undefined && signal.aborted) return;
      queue.push(...(held ?? []));
      held = undefined;
      filling = undefined;
      if (queue.length > 0) wake();
    });
  };

  const takeReady = (packet: NativePacket) => {
    const ready: NativeReady = isObject(packet.d) ? packet.d : {};
    guildsToCome.clear();
    for (const guild of listOf(ready.guilds))
      if (isObject(guild) && "id" in guild) guildsToCome.add(String(guild.id));
    guildsHere = Promise.withResolvers<void>();
    if (guildsToCome.size === 0) guildsHere.resolve();
    port.ready(ready);
  };

  const connected = (fresh: boolean) => {
    report({ state: "connected" });
    port.begun();
    if (isFirst) {
      isFirst = false;
      void offer({ events: [], unparsed: [], cursor: cursorAt(after) });
    } else if (fresh) fillGap();
  };

  let failures = 0;
  while (!signal.aborted) {
    try {
      await runGateway(
        {
          ...port,
          sessions,
          packet: (packet, shardId) => {
            failures = 0;
            if (packet.t === "READY") takeReady(packet);
            takePacket(packet, shardId);
          },
          connected,
          lost: (code) => report({ state: "waiting", reason: `the connection was lost (${code})` }),
        },
        signal,
      );
    } catch (error) {
      if (signal.aborted) break;
      const { status, waitMs } = assessTrouble(error, { failures, now: clock.now() });
      failures += 1;
      report(status);
      port.begun();
      await pause(waitMs, signal);
    }
  }
  await Promise.all([draining, filling]);
};
