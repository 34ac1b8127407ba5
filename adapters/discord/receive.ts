import type { EventSink } from "../../src/domain/adapter.ts";
import type { Clock } from "../../src/domain/clock.ts";
import type { AdapterLog } from "../shared/adapter-log.ts";
import { createOffer } from "../shared/offer.ts";
import { pause } from "../shared/pause.ts";
import { createReporter } from "../shared/reporter.ts";
import { isObject, wholeOf } from "../shared/values.ts";
import type { Api } from "./api.ts";
import { readCursor, type StoredRights, writeCursor } from "./cursor.ts";
import { createGaps } from "./gaps.ts";
import { createSessions, runGateway, type Sequences, type Sessions } from "./gateway.ts";
import type { GuildBook } from "./guild-book.ts";
import type { IdentifyBudget } from "./identify-budget.ts";
import type { Interactions } from "./interactions.ts";
import { learnGuilds } from "./learn-guilds.ts";
import { leastIdAt, type NativeMessage, type NativePacket, type NativeReady, snowflakeOf } from "./native.ts";
import { isOfConcern, type ParsedPackets, parsePackets } from "./parse.ts";
import { readRights, toRightsPacket } from "./parse-rights.ts";
import { allRights } from "./permissions.ts";
import type { ParseContext } from "./place.ts";
import { createRightsBook } from "./rights-book.ts";
import { createShards, laterOf, oldestOf, type Waiting } from "./shards.ts";
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
  /** The gateway tells us what happens. */
  connected(): void;
  /** Receiving has begun or waits to begin. */
  begun(): void;
}

/** Taken in at once. */
const mostAtOnce = 100;
/**
 * Packets in memory. Should the storage take none in for so long that more come, the connection is given up until these
 * are durable; Discord then tells the rest, or it is read from the channels.
 */
const mostWaiting = 5000;

const isMessage = ({ t }: NativePacket): boolean => typeof t === "string" && t.startsWith("MESSAGE_");

const newestIn = ({ t, d }: NativePacket): string | undefined => {
  const message: NativeMessage = t === "MESSAGE_CREATE" && isObject(d) ? d : {};
  return snowflakeOf(message.id);
};

interface Ahead {
  readonly marks?: ReadonlyMap<number, string>;
  readonly sequences?: Sequences;
  readonly lacking?: StoredRights;
}

const afterRights = (lacking: StoredRights, packets: readonly NativePacket[]): StoredRights => {
  const told = packets.flatMap((packet) => readRights(packet) ?? []);
  if (told.length === 0) return lacking;
  const then = new Map(lacking);
  for (const { channelId, rights } of told) {
    then.delete(channelId);
    if (rights.length < allRights.length) then.set(channelId, rights);
  }
  return then;
};

/**
 * Receives until it is told to stop: packets in their order, nothing acknowledged before it is durable, and what was
 * missed read from the channels before what came after it.
 */
export const receive = async (port: ReceivePort, signal: AbortSignal): Promise<void> => {
  const { sink, clock, log, book, interactions } = port;
  const report = createReporter(sink);
  const offer = createOffer({ sink, clock, report, signal });
  const cursor = readCursor(await sink.cursor());
  const shards = createShards({ cursor, clock });
  const before = cursor?.sessions ?? [];
  const { botId, readsMessages } = port.context();
  let lacking: StoredRights = cursor?.lacking ?? new Map();
  const rights = readsMessages ? createRightsBook({ botId: () => port.context().botId, lacking }) : undefined;
  const learned: NativePacket[] = [];
  const note = (packet: NativePacket) => void learned.push(packet);
  const ofUs = readsMessages ? botId : undefined;
  const knowsGuilds = before.length > 0 && (await learnGuilds({ api: port.api, botId: ofUs, note, signal }));
  // Without that who moderates would not be known, nor which threads are private: a new session tells.
  const sessions: Sessions = createSessions(knowsGuilds ? before : []);
  const queue: Waiting[] = [];
  let draining: Promise<void> | undefined;
  /** Shards with a session that has not told that it is ready. */
  const fresh = new Set<number>();
  /** Shards that tell what happens as it does: others tell first what happened meanwhile. */
  const live = new Set<number>();
  let tooMany = new AbortController();

  /** What came after what waits may be durable; what waits is not. */
  const hasHeld = (shardId: number) => shards.get(shardId)?.held !== undefined;

  /** While the gap of a shard is open, a restart begins where it does, with a session of its own. */
  const cursorAt = (ahead: Ahead = {}) => {
    const marks = shards.marks(ahead.marks);
    return writeCursor({
      after: oldestOf(marks.map(({ after }) => after)) ?? cursor?.after ?? leastIdAt(clock.now()),
      marks,
      sessions: sessions.stored(ahead.sequences).filter(({ shardId }) => !gaps.isOpen(shardId)),
      lacking: ahead.lacking ?? lacking,
    });
  };

  const store = async ({ events, unparsed, asked }: ParsedPackets, at: () => string): Promise<boolean> => {
    const isNothing = events.length === 0 && unparsed.length === 0;
    if (!isNothing && !(await offer({ events, unparsed, cursor: at() }))) return false;
    interactions.stored(asked);
    return true;
  };

  const takeIn = async (batch: readonly Waiting[]): Promise<boolean> => {
    const marks = new Map<number, string>();
    const sequences = new Map<number, { sequence: number; sessionId: string | undefined }>();
    for (const { packet, shardId, sessionId } of batch) {
      const sequence = wholeOf(packet.s);
      const newest = newestIn(packet);
      if (sequence !== undefined && !hasHeld(shardId)) sequences.set(shardId, { sequence, sessionId });
      if (newest !== undefined && !gaps.isOpen(shardId))
        marks.set(shardId, laterOf(newest, marks.get(shardId) ?? newest));
    }
    const packets = batch.map(({ packet }) => packet);
    const lackingThen = afterRights(lacking, packets);
    const parsed = parsePackets(packets, port.context());
    if (!(await store(parsed, () => cursorAt({ marks, sequences, lacking: lackingThen })))) return false;
    for (const [shardId, newest] of marks) {
      const shard = shards.get(shardId);
      if (shard !== undefined && !gaps.isOpen(shardId)) shard.mark = laterOf(newest, shard.mark);
    }
    lacking = lackingThen;
    sessions.durable(sequences);
    return true;
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

  const gaps = createGaps(
    {
      ...port,
      shards,
      store: async (packets) => {
        const { events, unparsed } = parsePackets(packets, port.context());
        return { isStored: await store({ events, unparsed, asked: [] }, cursorAt), events: events.length };
      },
      release: (held) => {
        queue.push(...held);
        if (queue.length > 0) wake();
      },
    },
    signal,
  );

  const takeNote = (packet: NativePacket, of: Omit<Waiting, "packet">) => {
    book.note(packet);
    for (const change of rights?.note(packet) ?? [])
      queue.push({ packet: toRightsPacket(change, { s: packet.s, at: clock.now() }), ...of });
    if (queue.length > 0) wake();
  };

  const takePacket = (packet: NativePacket, shardId: number) => {
    const { sessionId } = sessions.retrieve(shardId) ?? {};
    takeNote(packet, { shardId, sessionId });
    gaps.note(packet, shardId);
    const sequence = wholeOf(packet.s);
    if (!isOfConcern(packet.t)) {
      // What has to wait of it is its number.
      if (queue.length > 0) queue.push({ packet: { s: packet.s }, shardId, sessionId });
      else if (sequence !== undefined && !hasHeld(shardId))
        sessions.durable(new Map([[shardId, { sequence, sessionId }]]));
      return;
    }
    const waiting = { packet, shardId, sessionId };
    if (packet.t === "INTERACTION_CREATE")
      interactions.waitFor(parsePackets([packet], port.context()).asked, !live.has(shardId));
    const held = shards.get(shardId)?.held;
    if (held !== undefined && isMessage(packet) && gaps.holds(packet, shardId)) held.push(waiting);
    else queue.push(waiting);
    if (queue.length > 0) wake();
    const count = shards.all.reduce((sum, shard) => sum + (shard.held?.length ?? 0), queue.length);
    if (count >= mostWaiting) tooMany.abort();
  };

  const connected = (shardId: number) => {
    report({ state: "connected" });
    port.connected();
    port.begun();
    live.add(shardId);
    const shard = shards.get(shardId);
    if (shard === undefined || !fresh.delete(shardId)) return;
    if (shard.held === undefined) void offer({ events: [], unparsed: [], cursor: cursorAt() });
    else gaps.fill(shard);
  };

  for (const packet of learned) takeNote(packet, { shardId: 0, sessionId: undefined });
  let failures = 0;
  const run = () => {
    live.clear();
    return runGateway(
      {
        ...port,
        sessions,
        began: ({ shardId, shardCount }) => {
          shards.begin(shardId, shardCount);
          gaps.begin(shardId);
          fresh.add(shardId);
        },
        packet: (packet, shardId) => {
          failures = 0;
          if (packet.t === "READY") port.ready(isObject(packet.d) ? packet.d : {});
          takePacket(packet, shardId);
        },
        connected,
        lost: (code, shardId) => {
          live.delete(shardId);
          report({ state: "waiting", reason: `the connection was lost (${code})` });
          // The client tries again by itself, without end.
          port.begun();
        },
      },
      AbortSignal.any([signal, tooMany.signal]),
    );
  };
  while (!signal.aborted) {
    try {
      tooMany = new AbortController();
      await run();
      if (signal.aborted) break;
      log.warn({ waiting: queue.length }, "more came than could be stored; the rest is asked for later");
      await gaps.settled();
      await draining;
    } catch (error) {
      if (signal.aborted) break;
      const { status, waitMs } = assessTrouble(error, { failures, now: clock.now() });
      failures += 1;
      report(status);
      port.begun();
      await pause(waitMs, signal);
    }
  }
  await Promise.all([draining, gaps.ended()]);
};
