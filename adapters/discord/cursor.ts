import { type GroupRight, groupRights } from "../../src/domain/conversation.ts";
import { isObject, listOf, textOf, wholeOf } from "../shared/values.ts";
import { snowflakeOf } from "./native.ts";

/** A session of the gateway that may be gone on with. */
export interface StoredSession {
  readonly shardId: number;
  readonly shardCount: number;
  readonly sessionId: string;
  /** The last packet whose events are durable. */
  readonly sequence: number;
  readonly resumeUrl: string;
}

/** How far one shard has come. */
export interface ShardMark {
  readonly shardId: number;
  readonly shardCount: number;
  /** Everything up to this message, in any channel that the shard tells of, is durable. */
  readonly after: string;
}

/** Channels in which we may not do all that we should, and what we may do there, as it was told last. */
export type StoredRights = ReadonlyMap<string, readonly GroupRight[]>;

/** Where receiving goes on after a restart. */
export interface Cursor {
  /** The oldest of all marks: everything up to this message, in any channel, is durable. */
  readonly after: string;
  readonly marks: readonly ShardMark[];
  readonly sessions: readonly StoredSession[];
  readonly lacking: StoredRights;
}

/** A cursor stands beside every message: it may not grow with the servers. */
const mostLacking = 100;

interface Loose {
  readonly after?: unknown;
  readonly marks?: unknown;
  readonly sessions?: unknown;
  readonly lacking?: unknown;
}

const readSession = (value: unknown): StoredSession | undefined => {
  const [shardId, shardCount, sequence] = listOf(value).slice(0, 3).map(wholeOf);
  const [sessionId, resumeUrl] = listOf(value).slice(3, 5).map(textOf);
  if (shardId === undefined || shardCount === undefined || sequence === undefined) return undefined;
  if (sessionId === undefined || resumeUrl === undefined) return undefined;
  return { shardId, shardCount, sequence, sessionId, resumeUrl };
};

const readMark = (value: unknown): ShardMark | undefined => {
  const [shardId, shardCount] = listOf(value).slice(0, 2).map(wholeOf);
  const after = snowflakeOf(listOf(value)[2]);
  if (shardId === undefined || shardCount === undefined || after === undefined) return undefined;
  return { shardId, shardCount, after };
};

const readLacking = (value: unknown): StoredRights =>
  new Map(
    listOf(value).flatMap((entry): [string, readonly GroupRight[]][] => {
      const [channelId, ...rights] = listOf(entry);
      const id = snowflakeOf(channelId);
      return id === undefined ? [] : [[id, groupRights.filter((right) => rights.includes(right))]];
    }),
  );

/** Undefined: it is none, as at the very first start. */
export const readCursor = (stored: string | undefined): Cursor | undefined => {
  if (stored === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(stored);
  } catch {
    return undefined;
  }
  const { after, marks, sessions, lacking }: Loose = isObject(value) ? value : {};
  const id = snowflakeOf(after);
  if (id === undefined) return undefined;
  return {
    after: id,
    marks: listOf(marks).flatMap((mark) => readMark(mark) ?? []),
    sessions: listOf(sessions).flatMap((session) => readSession(session) ?? []),
    lacking: readLacking(lacking),
  };
};

export const writeCursor = ({ after, marks, sessions, lacking }: Cursor): string =>
  JSON.stringify({
    after,
    marks: marks.map((mark) => [mark.shardId, mark.shardCount, mark.after]),
    sessions: sessions.map(({ shardId, shardCount, sequence, sessionId, resumeUrl }) => [
      shardId,
      shardCount,
      sequence,
      sessionId,
      resumeUrl,
    ]),
    ...(lacking.size > 0 && {
      lacking: [...lacking].slice(-mostLacking).map(([id, rights]) => [id, ...rights]),
    }),
  });
