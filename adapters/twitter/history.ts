import type { EventSink, Intake } from "../../src/domain/adapter.ts";
import type { RawEvent } from "../../src/domain/event.ts";
import { pause } from "../shared/pause.ts";
import { isLater } from "../shared/snowflakes.ts";
import { listOf } from "../shared/values.ts";
import { type Cursor, writeCursor } from "./cursor.ts";
import { createGap } from "./gap.ts";
import { twitterLimits } from "./limits.ts";
import { idBefore, leastIdAt, type NativePage, timeOf } from "./native.ts";
import type { OwnSends } from "./own-sends.ts";
import { listedId } from "./page.ts";
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
const mostAtOnce = 100;
const mostSeen = 5_000;

const messageIdOf = (event: RawEvent): string =>
  event.kind === "message.created" ? event.message.id : idBefore(event.occurredAt);

const isPersons = (event: RawEvent): boolean =>
  event.kind === "message.created" && event.message.author.role !== "staff";

const oldestFirst = (events: readonly RawEvent[]): readonly RawEvent[] =>
  events.toSorted((one, other) => (isLater(messageIdOf(one), messageIdOf(other)) ? 1 : -1));

const newestOf = (pages: readonly NativePage[], known: string): string =>
  pages
    .flatMap(({ data }) => listOf(data).flatMap((value) => listedId(value) ?? []))
    .reduce((last, id) => (isLater(id, last) ? id : last), known);

/** What X tells when it is asked: whatever was missed, and what the webhook should have told. */
export const createHistory = (port: HistoryPort, start: Cursor) => {
  const { transport, posts, sink, ownSends } = port;
  let cursor = start;
  const seen = new Set<string>();
  const messageGap = createGap();
  const mentionGap = createGap();

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
    const id = listedId(value);
    if (id === undefined) return true;
    return isLater(id, from) && !isLater(cursor.first, id) && !seen.has(id);
  };

  const missedMessages = (signal: AbortSignal): Promise<readonly NativePage[] | undefined> =>
    messageGap({
      read: async (token) => {
        if (!(await takeRead(signal))) return undefined;
        return transport.messages({ token, signal });
      },
      isReached: ({ data }) =>
        listOf(data).some((value) => isLater(cursor.after, listedId(value) ?? cursor.after)),
    });

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

  /** The oldest first, in bites: a long gap must not be one transaction. Undefined: receiving ends. */
  const storePages = async (
    pages: readonly NativePage[],
    of: "messages" | "posts",
  ): Promise<readonly RawEvent[] | undefined> => {
    const place = of === "messages" ? "after" : "mentioned";
    const parsed = pages.map((page) => parsePage(page, { of, context: port.context() }));
    const events = oldestFirst(parsed.flatMap((page) => page.events));
    const unparsed = parsed.flatMap((page) => page.unparsed);
    const newest = newestOf(pages, cursor[place]);
    for (let from = 0; from < events.length; from += mostAtOnce) {
      const some = events.slice(from, from + mostAtOnce);
      const last = some.at(-1);
      const isLast = from + mostAtOnce >= events.length;
      const told = last === undefined ? cursor[place] : messageIdOf(last);
      const reached = isLater(told, cursor[place]) ? told : cursor[place];
      if (!(await store({ events: some, unparsed: [] }, { ...cursor, [place]: isLast ? newest : reached })))
        return undefined;
      if (of === "messages") remember(some);
    }
    await store({ events: [], unparsed }, { ...cursor, [place]: newest });
    return events;
  };

  return {
    cursor: () => cursor,
    /** Resolves to the ids of people's messages that had not been read before. */
    readMessages: async (signal: AbortSignal): Promise<readonly string[]> => {
      const pages = await missedMessages(signal);
      if (pages === undefined) return [];
      port.reached();
      const overlap = leastIdAt(timeOf(cursor.after) - overlapMs);
      const from = seen.size > 0 ? overlap : cursor.after;
      const missed = pages.map((page) => ({
        ...page,
        data: listOf(page.data).filter((value) => isNew(value, from)),
      }));
      return ((await storePages(missed, "messages")) ?? []).filter(isPersons).map(messageIdOf);
    },
    readMentions: async (signal: AbortSignal): Promise<void> => {
      const { userId } = port.context();
      const oldest = leastIdAt(port.context().receivedAt - twitterLimits.historyMs);
      const sinceId = isLater(cursor.mentioned, oldest) ? cursor.mentioned : oldest;
      const pages = await mentionGap({
        read: (token) => posts.mentions({ us: userId, sinceId, token, signal }),
        isReached: () => false,
      });
      if (pages !== undefined) await storePages(pages, "posts");
    },
  };
};
