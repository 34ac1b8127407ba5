import type { EventSink, Intake } from "../../src/domain/adapter.ts";
import type { RawEvent } from "../../src/domain/event.ts";
import { pause } from "../shared/pause.ts";
import { isLater } from "../shared/snowflakes.ts";
import { isObject, listOf, textOf } from "../shared/values.ts";
import { type Cursor, writeCursor } from "./cursor.ts";
import { twitterLimits } from "./limits.ts";
import {
  idBefore,
  idOf,
  leastIdAt,
  type NativeDmEvent,
  type NativeMeta,
  type NativePage,
  timeOf,
} from "./native.ts";
import type { OwnSends } from "./own-sends.ts";
import { parsePage } from "./parse.ts";
import type { ParseContext } from "./place.ts";
import type { Posts } from "./posts.ts";
import type { Transport } from "./transport.ts";

export interface HistoryPort {
  readonly transport: Pick<Transport, "messages">;
  readonly posts: Pick<Posts, "mentions">;
  readonly sink: EventSink;
  readonly ownSends: OwnSends;
  context(): ParseContext;
  offer(intake: Intake): Promise<boolean>;
  /** X has answered what it was asked. */
  reached(): void;
}

/** Events come in the order of their ids, but not quite: the last ones before the cursor are looked at again. */
const overlapMs = 60_000;
/** As many pages as there may be in 30 days at the fastest that X lets anybody write to us. */
const mostPages = 1_000;
const mostAtOnce = 100;
const mostSeen = 5_000;

const idIn = (value: unknown): string | undefined => {
  const native: NativeDmEvent = isObject(value) ? value : {};
  return idOf(native.id);
};

const messageIdOf = (event: RawEvent): string =>
  event.kind === "message.created" ? event.message.id : idBefore(event.occurredAt);

const oldestFirst = (events: readonly RawEvent[]): readonly RawEvent[] =>
  events.toSorted((one, other) => (isLater(messageIdOf(one), messageIdOf(other)) ? 1 : -1));

const nextToken = ({ meta }: NativePage): string | undefined => {
  const { next_token }: NativeMeta = isObject(meta) ? meta : {};
  return textOf(next_token);
};

/** What X tells when it is asked: whatever was missed, and what the webhook should have told. */
export const createHistory = (port: HistoryPort, start: Cursor) => {
  const { transport, posts, sink, ownSends } = port;
  let cursor = start;
  const seen = new Set<string>();

  /** One of the few reads; waits until there is one. */
  const takeRead = async (signal: AbortSignal): Promise<boolean> => {
    for (;;) {
      const waitMs = await sink.takeRead();
      if (waitMs <= 0) return !signal.aborted;
      await pause(waitMs, signal);
      if (signal.aborted) return false;
    }
  };

  const isNew = (value: unknown, from: string): boolean => {
    const id = idIn(value);
    if (id === undefined) return true;
    return isLater(id, from) && !isLater(cursor.first, id) && !seen.has(id);
  };

  /** Back to where everything is durable. */
  const missedMessages = async (signal: AbortSignal): Promise<readonly NativePage[] | undefined> => {
    const overlap = leastIdAt(timeOf(cursor.after) - overlapMs);
    const from = seen.size > 0 ? overlap : cursor.after;
    const pages: NativePage[] = [];
    let token: string | undefined;
    for (let count = 0; count < mostPages; count += 1) {
      if (!(await takeRead(signal))) return undefined;
      const page = await transport.messages({ token, signal });
      const listed = listOf(page.data);
      pages.push({ ...page, data: listed.filter((value) => isNew(value, from)) });
      token = nextToken(page);
      const reached = listed.some((value) => isLater(cursor.after, idIn(value) ?? cursor.after));
      if (token === undefined || reached) break;
    }
    return pages;
  };

  const store = async (
    { events, unparsed }: Pick<Intake, "events" | "unparsed">,
    next: Cursor,
  ): Promise<boolean> => {
    const kept = await ownSends.leaveOut(events, sink);
    const isNothing = kept.length === 0 && unparsed.length === 0 && next.after === cursor.after;
    const isStored =
      (isNothing && next.mentioned === cursor.mentioned) ||
      (await port.offer({ events: kept, unparsed, cursor: writeCursor(next) }));
    if (isStored) cursor = next;
    return isStored;
  };

  const remember = (events: readonly RawEvent[]) => {
    for (const event of events) seen.add(messageIdOf(event));
    for (const oldest of seen) {
      if (seen.size <= mostSeen) break;
      seen.delete(oldest);
    }
  };

  /** The oldest first, in bites: a long gap must not be one transaction. */
  const storeMessages = async (pages: readonly NativePage[]): Promise<readonly string[]> => {
    const parsed = pages.map((page) => parsePage(page, { of: "messages", context: port.context() }));
    const events = oldestFirst(parsed.flatMap((page) => page.events));
    const unparsed = parsed.flatMap((page) => page.unparsed);
    const ids = pages.flatMap(({ data }) => listOf(data).flatMap((value) => idIn(value) ?? []));
    const newest = ids.reduce((last, id) => (isLater(id, last) ? id : last), cursor.after);
    for (let from = 0; from < events.length; from += mostAtOnce) {
      const some = events.slice(from, from + mostAtOnce);
      const last = some.at(-1);
      const isLast = from + mostAtOnce >= events.length;
      const told = last === undefined ? cursor.after : messageIdOf(last);
      const reached = isLater(told, cursor.after) ? told : cursor.after;
      if (!(await store({ events: some, unparsed: [] }, { ...cursor, after: isLast ? newest : reached })))
        return [];
      remember(some);
    }
    await store({ events: [], unparsed }, { ...cursor, after: newest });
    const isPersons = (event: RawEvent) =>
      event.kind === "message.created" && event.message.author.role !== "staff";
    return events.filter(isPersons).map(messageIdOf);
  };

  return {
    cursor: () => cursor,
    /** Resolves to the ids of people's messages that had not been read before. */
    readMessages: async (signal: AbortSignal): Promise<readonly string[]> => {
      const pages = await missedMessages(signal);
      if (pages === undefined) return [];
      port.reached();
      return storeMessages(pages);
    },
    readMentions: async (signal: AbortSignal): Promise<void> => {
      const { userId } = port.context();
      const oldest = leastIdAt(port.context().receivedAt - twitterLimits.historyMs);
      const sinceId = isLater(cursor.mentioned, oldest) ? cursor.mentioned : oldest;
      const page = await posts.mentions({ us: userId, sinceId, signal });
      const { events, unparsed } = parsePage(page, { of: "posts", context: port.context() });
      const ids = listOf(page.data).flatMap((value) => idIn(value) ?? []);
      const mentioned = ids.reduce((last, id) => (isLater(id, last) ? id : last), cursor.mentioned);
      await store({ events: oldestFirst(events), unparsed }, { ...cursor, mentioned });
    },
  };
};
