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

/** Where receiving goes on after a restart. */
export interface Cursor {
  /** Everything up to this message, in any channel, is durable. */
  readonly after: string;
  readonly sessions: readonly StoredSession[];
}

interface Loose {
  readonly after?: unknown;
  readonly sessions?: unknown;
}

const readSession = (value: unknown): StoredSession | undefined => {
  const [shardId, shardCount, sequence] = listOf(value).slice(0, 3).map(wholeOf);
  const [sessionId, resumeUrl] = listOf(value).slice(3, 5).map(textOf);
  if (shardId === undefined || shardCount === undefined || sequence === undefined) return undefined;
  if (sessionId === undefined || resumeUrl === undefined) return undefined;
  return { shardId, shardCount, sequence, sessionId, resumeUrl };
};

/** Undefined: it is none, as at the very first start. */
export const readCursor = (stored: string | undefined): Cursor | undefined => {
  if (stored === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(stored);
  } catch {
    return undefined;
  }
  const { after, sessions }: Loose = isObject(value) ? value : {};
  const id = snowflakeOf(after);
  if (id === undefined) return undefined;
  return { after: id, sessions: listOf(sessions).flatMap((session) => readSession(session) ?? []) };
};

export const writeCursor = ({ after, sessions }: Cursor): string =>
  JSON.stringify({
    after,
    sessions: sessions.map(({ shardId, shardCount, sequence, sessionId, resumeUrl }) => [
      shardId,
      shardCount,
      sequence,
      sessionId,
      resumeUrl,
    ]),
  });
