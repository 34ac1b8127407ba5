import type { Clock } from "../../src/domain/clock.ts";
import { isLater } from "../shared/snowflakes.ts";
import type { Cursor, ShardMark } from "./cursor.ts";
import { leastIdAt, type NativePacket } from "./native.ts";

/** A packet that is not durable yet. */
export interface Waiting {
  readonly packet: NativePacket;
  readonly shardId: number;
  /** Of the session that told of it: sequences of another one mean nothing. */
  readonly sessionId: string | undefined;
}

/** One connection of the gateway, and the servers that it tells of; the first also tells of direct messages. */
export interface Shard {
  readonly id: number;
  readonly count: number;
  /** Up to this message, in any channel of its servers, all is durable. */
  mark: string;
  /** Messages that came while the gap before them is read. Undefined: there is no gap. */
  held: Waiting[] | undefined;
}

/**
 * How far each shard has come. One mark for all would not do: while one connection is lost, the messages of the others go
 * on, and what the lost one misses would lie before them.
 */
export interface Shards {
  /** A new session has begun: unless it is the very first, what came since the last one is a gap. */
  begin(shardId: number, count: number): Shard;
  /** Of a session that is gone on with, too. Undefined: no session has begun. */
  get(shardId: number): Shard | undefined;
  readonly all: readonly Shard[];
  /** The marks as they are once these messages are durable. */
  marks(ahead?: ReadonlyMap<number, string>): readonly ShardMark[];
}

export const laterOf = (a: string, b: string): string => (isLater(a, b) ? a : b);
export const oldestOf = (ids: readonly string[]): string | undefined =>
  ids.reduce<string | undefined>(
    (oldest, id) => (oldest === undefined || isLater(oldest, id) ? id : oldest),
    undefined,
  );

export const createShards = ({
  cursor,
  clock,
}: {
  readonly cursor: Cursor | undefined;
  readonly clock: Clock;
}): Shards => {
  const shards = new Map<number, Shard>();
  /** Of shards that have not begun, or that others have taken the place of. */
  const before = new Map((cursor?.marks ?? []).map((mark) => [`${mark.shardId}/${mark.shardCount}`, mark]));
  const keyOf = ({ id, count }: Pick<Shard, "id" | "count">) => `${id}/${count}`;

  const markOf = ({ id, count, mark }: Shard): ShardMark => ({ shardId: id, shardCount: count, after: mark });
  const allMarks = () => [...[...shards.values()].map(markOf), ...before.values()];

  const lastMark = (shardId: number, count: number): string | undefined => {
    const same = shards.get(shardId);
    if (same?.count === count) return same.mark;
    const known = before.get(keyOf({ id: shardId, count }))?.after ?? cursor?.after;
    // When servers are shared out anew, any of the former shards may have told of these.
    const former = allMarks()
      .filter(({ shardCount }) => shardCount !== count)
      .map(({ after }) => after);
    return oldestOf(known === undefined ? former : [known, ...former]);
  };

  const put = (shard: Shard): Shard => {
    const last = shards.get(shard.id);
    if (last !== undefined) before.set(keyOf(last), markOf(last));
    shards.set(shard.id, shard);
    before.delete(keyOf(shard));
    const others = [...shards.values()].filter(({ count }) => count !== shard.count);
    // Once all have begun, nothing of former ones is needed.
    if (shards.size - others.length >= shard.count) {
      for (const { id } of others) shards.delete(id);
      before.clear();
    }
    return shard;
  };

  return {
    get all() {
      return [...shards.values()];
    },
    begin: (id, count) => {
      const last = lastMark(id, count);
      if (last === undefined) return put({ id, count, mark: leastIdAt(clock.now()), held: undefined });
      return put({ id, count, mark: last, held: shards.get(id)?.held ?? [] });
    },
    get: (id) => {
      const known = shards.get(id);
      if (known !== undefined) return known;
      const session = cursor?.sessions.find(({ shardId }) => shardId === id);
      if (session === undefined) return undefined;
      const mark = lastMark(id, session.shardCount);
      return mark === undefined ? undefined : put({ id, count: session.shardCount, mark, held: undefined });
    },
    marks: (ahead) => {
      const begun = [...shards.values()].map((shard) => {
        const mark = markOf(shard);
        return { ...mark, after: laterOf(mark.after, ahead?.get(shard.id) ?? mark.after) };
      });
      return [...begun, ...before.values()];
    },
  };
};
