import type { EventSink } from "../../src/domain/adapter.ts";
import type { Clock } from "../../src/domain/clock.ts";
import type { ConversationId } from "../../src/domain/ids.ts";
import type { AdapterLog } from "../shared/adapter-log.ts";
import { growingWaitMs } from "../shared/growing-wait.ts";
import { pause } from "../shared/pause.ts";
import { isObject, listOf } from "../shared/values.ts";
import type { Api } from "./api.ts";
import { isRefusedForGood, waitAfter } from "./api-failure.ts";
import type { GuildBook } from "./guild-book.ts";
import {
  type NativeDeletion,
  type NativeGuild,
  type NativePacket,
  type NativeReady,
  shardOfGuild,
} from "./native.ts";
import { channelOfChat, type MissedChannel, readMissed, startOf } from "./refill.ts";
import type { Shard, Shards, Waiting } from "./shards.ts";

export interface GapsPort {
  readonly api: Pick<Api, "call">;
  readonly clock: Clock;
  readonly sink: EventSink;
  readonly log: AdapterLog;
  readonly book: GuildBook;
  readonly refillMs: number;
  readonly shards: Shards;
  /** Takes in what was missed; resolves to whether it is durable, and to how many events. */
  store(packets: readonly NativePacket[]): Promise<{ readonly isStored: boolean; readonly events: number }>;
  /** What came after a gap that is read. */
  release(held: readonly Waiting[]): void;
}

/** What shards missed between two sessions, read from each channel before what came after it there. */
export interface Gaps {
  /** A session begins: its servers will tell of themselves. */
  begin(shardId: number): void;
  /** Takes note of which servers those are, and which have told. */
  note(packet: NativePacket, shardId: number): void;
  /** Begins to read, once the session is ready. */
  fill(shard: Shard): void;
  /** Whether a message has to wait for what was missed before it. */
  holds(packet: NativePacket, shardId: number): boolean;
  /** Whether something that a shard missed is not durable, or has yet to be told where. */
  isOpen(shardId: number): boolean;
  /** Resolves when no message waits for a gap. */
  settled(): Promise<void>;
  /** Resolves when nothing is read; what is read ends with the signal. */
  ended(): Promise<void>;
}

/** Nobody we know of has a chat longer ago than this. */
const chatsMs = 30 * 24 * 3_600_000;
/** While channels cannot be read at all, what comes in waits for them no longer, and may come before what was missed. */
const mostHeldMs = 30_000;

/** What one session has to read. */
interface Run {
  readonly shard: Shard;
  readonly stop: AbortController;
  /** Servers that have not told of themselves. */
  readonly expected: Set<string>;
  readonly toRead: Map<string, MissedChannel>;
  /** Whether the chats that we know of are among those to read. */
  hasChats: boolean;
  /** How long nothing could be read. */
  failingMs: number;
  work: Promise<void> | undefined;
  calm: PromiseWithResolvers<void>;
}

const idsIn = (values: unknown): readonly string[] =>
  listOf(values).flatMap((value) => (isObject(value) && "id" in value ? [String(value.id)] : []));

const channelOf = ({ d }: NativePacket): string => {
  const { channel_id }: NativeDeletion = isObject(d) ? d : {};
  return String(channel_id);
};

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : "unknown failure");

export const createGaps = (port: GapsPort, signal: AbortSignal): Gaps => {
  const { api, clock, sink, log, book, refillMs, shards } = port;
  const runs = new Map<number, Run>();

  const isWaitedFor = ({ hasChats, toRead, failingMs }: Run, packet: NativePacket) =>
    failingMs < mostHeldMs && (!hasChats || toRead.has(channelOf(packet)));

  /** Lets go what waits for nothing; with nothing left to read, all. */
  const letGo = (run: Run) => {
    const { shard, toRead, hasChats } = run;
    const held = shard.held ?? [];
    const isOver = hasChats && toRead.size === 0;
    const waits = held.filter(({ packet }) => isWaitedFor(run, packet));
    shard.held = isOver ? undefined : waits;
    if (waits.length === 0) run.calm.resolve();
    const free = held.filter(({ packet }) => !isWaitedFor(run, packet));
    if (free.length > 0 || isOver) port.release(free);
  };

  const startIn = ({ shard }: Run) => startOf(shard.mark, { now: clock.now(), maxAgeMs: refillMs });

  const add = (run: Run, channels: readonly MissedChannel[]) => {
    for (const channel of channels)
      if (!run.toRead.has(channel.channelId)) run.toRead.set(channel.channelId, channel);
    if (run.toRead.size > 0) run.shard.held ??= [];
  };

  /** Where somebody already waits comes first. */
  const next = ({ shard, toRead }: Run): MissedChannel | undefined => {
    for (const { packet } of shard.held ?? []) {
      const waitedFor = toRead.get(channelOf(packet));
      if (waitedFor !== undefined) return waitedFor;
    }
    return toRead.values().next().value;
  };

  const tellsOf = ({ shard }: Run, { guildId }: MissedChannel) =>
    guildId === undefined ? shard.id === 0 : shardOfGuild(guildId, shard.count) === shard.id;

  const addChats = async (run: Run, isOver: AbortSignal) => {
    for (let failures = 0; !isOver.aborted; failures += 1) {
      let chats: readonly ConversationId[];
      try {
        chats = await sink.directChats(clock.now() - chatsMs);
      } catch (error) {
        log.warn(
          { reason: reasonOf(error) },
          "it could not be read which chats there are; it is tried again",
        );
        await pause(growingWaitMs(failures), isOver);
        continue;
      }
      add(
        run,
        chats.flatMap((id) => channelOfChat(id) ?? []).filter((channel) => tellsOf(run, channel)),
      );
      run.hasChats = true;
      return;
    }
  };

  /** Reads one channel; resolves to how many events were missed there. Throws for what passes and for what does not. */
  const readOne = async (run: Run, { channel, isOver }: { channel: MissedChannel; isOver: AbortSignal }) => {
    const { channelId } = channel;
    const { packets, isWhole } = await readMissed({ api, channel, after: startIn(run), signal: isOver });
    if (!isWhole)
      log.warn(
        { channelId, read: packets.length },
        "more was missed in a channel than is read: its middle is left out",
      );
    const { isStored, events } = packets.length > 0 ? await port.store(packets) : noneMissed;
    if (isStored) run.toRead.delete(channelId);
    return events;
  };

  /** Until all is read: while Discord or we fail, nothing is given up. */
  const readAll = async (run: Run) => {
    const isOver = AbortSignal.any([signal, run.stop.signal]);
    let missed = 0;
    let closed = 0;
    if (!run.hasChats) await addChats(run, isOver);
    for (let failures = 0; !isOver.aborted; ) {
      letGo(run);
      const channel = next(run);
      if (channel === undefined) break;
      try {
        missed += await readOne(run, { channel, isOver });
        failures = 0;
        run.failingMs = 0;
      } catch (error) {
        if (isOver.aborted) break;
        if (isRefusedForGood(error)) {
          run.toRead.delete(channel.channelId);
          closed += 1;
          continue;
        }
        if (failures === 0)
          log.warn({ reason: reasonOf(error) }, "what was missed cannot be read; it is tried until it can");
        const waitMs = waitAfter(error, failures);
        failures += 1;
        // Others may be readable.
        run.toRead.delete(channel.channelId);
        run.toRead.set(channel.channelId, channel);
        await pause(waitMs, isOver);
        run.failingMs += waitMs;
      }
    }
    if (closed > 0) log.warn({ closed }, "channels that may not be read were left out");
    if (missed > 0)
      log.info({ missed }, "messages that came while nobody listened were read from their channels");
  };

  const work = (run: Run) => {
    if (run.work !== undefined) return;
    run.calm = Promise.withResolvers();
    run.work = readAll(run).finally(() => {
      run.work = undefined;
      run.calm.resolve();
      if (run.toRead.size > 0 && !signal.aborted && !run.stop.signal.aborted) work(run);
    });
  };

  /** A server has told which channels it has. */
  const addGuild = (run: Run, guild: NativeGuild) => {
    const [guildId = ""] = idsIn([guild]);
    if (!run.expected.delete(guildId)) return;
    const among = [...idsIn(guild.channels), ...idsIn(guild.threads)];
    add(run, book.newerThan(startIn(run), among));
    if (run.toRead.size > 0) work(run);
  };

  return {
    begin: (shardId) => {
      runs.get(shardId)?.stop.abort();
      runs.delete(shardId);
      const shard = shards.get(shardId);
      // At the very first start there was nothing to miss.
      if (shard?.held === undefined) return;
      runs.set(shardId, {
        shard,
        stop: new AbortController(),
        expected: new Set(),
        toRead: new Map(),
        hasChats: false,
        failingMs: 0,
        work: undefined,
        calm: Promise.withResolvers(),
      });
    },
    note: (packet, shardId) => {
      const run = runs.get(shardId);
      if (run === undefined || !isObject(packet.d)) return;
      if (packet.t === "READY") {
        const { guilds }: NativeReady = packet.d;
        for (const id of idsIn(guilds)) run.expected.add(id);
      }
      const guild: NativeGuild = packet.d;
      if (packet.t === "GUILD_CREATE" && guild.unavailable !== true) addGuild(run, guild);
      if (packet.t === "GUILD_DELETE" && guild.unavailable !== true)
        for (const id of idsIn([guild])) run.expected.delete(id);
    },
    fill: ({ id }) => {
      const run = runs.get(id);
      if (run !== undefined) work(run);
    },
    holds: (packet, shardId) => {
      const run = runs.get(shardId);
      return run !== undefined && run.shard.held !== undefined && isWaitedFor(run, packet);
    },
    isOpen: (shardId) => {
      const run = runs.get(shardId);
      return run !== undefined && (run.shard.held !== undefined || run.expected.size > 0);
    },
    settled: async () =>
      void (await Promise.all([...runs.values()].map(({ work, calm }) => work && calm.promise))),
    ended: async () => void (await Promise.all([...runs.values()].map(({ work }) => work))),
  };
};

const noneMissed = { isStored: true, events: 0 } as const;
