import type { EventSink } from "../../src/domain/adapter.ts";
import type { Clock } from "../../src/domain/clock.ts";
import type { AdapterLog } from "../shared/adapter-log.ts";
import { isObject, listOf } from "../shared/values.ts";
import type { Api } from "./api.ts";
import type { GuildBook } from "./guild-book.ts";
import { createGuildsToCome, type GuildsToCome } from "./guilds-to-come.ts";
import { type NativePacket, type NativeReady, shardOfGuild } from "./native.ts";
import { missedMessages } from "./refill.ts";
import type { Shard, Shards, Waiting } from "./shards.ts";

export interface GapsPort {
  readonly api: Api;
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

/** What shards missed between two sessions, read from the channels before what came after it. */
export interface Gaps {
  /** A session begins: its servers will tell of themselves. */
  begin(shardId: number): void;
  /** Takes note of which servers those are, and which have told. */
  note(packet: NativePacket, shardId: number): void;
  fill(shard: Shard): void;
  settled(): Promise<void>;
}

const idsIn = (values: unknown): readonly string[] =>
  listOf(values).flatMap((value) => (isObject(value) && "id" in value ? [String(value.id)] : []));

export const createGaps = (port: GapsPort, signal: AbortSignal): Gaps => {
  const { api, clock, sink, log, book, refillMs, shards } = port;
  const guilds = new Map<number, GuildsToCome>();
  /** How many gaps of a shard are not read yet: another session may begin meanwhile. */
  const open = new Map<number, number>();
  let filling: Promise<void> = Promise.resolve();

  const read = async ({ id, count, mark }: Shard) => {
    await guilds.get(id)?.settled(signal);
    const refill = {
      api,
      clock,
      maxAgeMs: refillMs,
      newerThan: book.newerThan,
      directChats: (since: number) => sink.directChats(since),
      tellsOf: (guildId?: string) => (guildId === undefined ? id === 0 : shardOfGuild(guildId, count) === id),
      left: (channelId: string) => log.warn({ channelId }, "what was missed in a channel could not be read"),
    };
    let missed = 0;
    for await (const packets of missedMessages(refill, { after: mark, signal })) {
      const { isStored, events } = await port.store(packets);
      if (!isStored) return;
      missed += events;
    }
    if (missed > 0)
      log.info({ missed }, "messages that came while nobody listened were read from their channels");
  };

  const close = (shardId: number) => {
    const left = (open.get(shardId) ?? 1) - 1;
    open.set(shardId, left);
    const shard = shards.get(shardId);
    if (left > 0 || signal.aborted || shard === undefined) return;
    const held = shard.held ?? [];
    shard.held = undefined;
    port.release(held);
  };

  const fill = async (shard: Shard) => {
    try {
      await read(shard);
    } catch (error) {
      log.warn({ reason: error instanceof Error ? error.message : "unknown" }, "a gap could not be read");
    }
    close(shard.id);
  };

  return {
    begin: (shardId) => void guilds.set(shardId, createGuildsToCome()),
    note: (packet, shardId) => {
      const ready: NativeReady = isObject(packet.d) ? packet.d : {};
      if (packet.t === "READY") guilds.get(shardId)?.expect(idsIn(ready.guilds));
      if (packet.t === "GUILD_CREATE") for (const id of idsIn([packet.d])) guilds.get(shardId)?.here(id);
    },
    fill: (shard) => {
      open.set(shard.id, (open.get(shard.id) ?? 0) + 1);
      filling = filling.then(() => fill(shard));
    },
    settled: () => filling,
  };
};
