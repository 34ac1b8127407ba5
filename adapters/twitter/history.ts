import type { EventSink, Intake } from "../../src/domain/adapter.ts";
import type { Clock } from "../../src/domain/clock.ts";
import type { RawEvent } from "../../src/domain/event.ts";
import type { AdapterLog } from "../shared/adapter-log.ts";
import { pause } from "../shared/pause.ts";
import { isLater } from "../shared/snowflakes.ts";
import { listOf } from "../shared/values.ts";
import { ApiFailure } from "./api-failure.ts";
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
import type { ReadWait } from "./waiting.ts";

export interface HistoryPort {
  readonly transport: Pick<Transport, "messages">;
  readonly posts: Pick<Posts, "mentions">;
  readonly sink: EventSink;
  readonly ownSends: OwnSends;
  readonly clock: Clock;
  readonly log: Pick<AdapterLog, "warn">;
  context(): ParseContext;
  offer(intake: Intake): Promise<boolean>;
  /** X has answered what it was asked. */
  reached(): void;
  /** There is no read left before then. */
  waits(wait: ReadWait): void;
}

/** X lists things in the order of their ids, but some late: the last ones before the cursor are looked at again. */
const overlapMs = 60_000;
const overlapOf = (id: string): string => leastIdAt(timeOf(id) - overlapMs);
const laterOf = (one: string, other: string): string => (isLater(other, one) ? other : one);
const mostAtOnce = 100;
/** Of mentions in one round: they must not keep messages waiting. */
const mostMentionPages = 10;
/** In the cursor, which is stored with each bite. */
const mostRecent = 1_000;

const messageIdOf = (event: RawEvent): string =>
  event.kind === "message.created" ? event.message.id : idBefore(event.occurredAt);

const isPersons = (event: RawEvent): boolean =>
  event.kind === "message.created" && event.message.author.role !== "staff";

const oldestFirst = (events: readonly RawEvent[]): readonly RawEvent[] =>
  events.toSorted((one, other) => (isLater(messageIdOf(one), messageIdOf(other)) ? 1 : -1));

const idsOf = (pages: readonly NativePage[]): readonly string[] =>
  pages.flatMap(({ data }) => listOf(data).flatMap((value) => listedId(value) ?? []));

type Kind = "messages" | "posts";
const places = { messages: "after", posts: "mentioned" } as const;

/** A part of what was read, and how far one has come with it. */
interface Bite extends Pick<Intake, "events" | "unparsed"> {
  readonly of: Kind;
  readonly ids: readonly string[];
  readonly reached: string;
}

/** What X tells when it is asked: whatever was missed, and what the webhook should have told. */
export const createHistory = (port: HistoryPort, start: Cursor) => {
  const { transport, posts, sink, ownSends } = port;
  let cursor = start;
  const astray = (list: string) => () =>
    port.log.warn({ list }, "X lists without an end what it is asked for; what is behind that is not read");
  const messageGap = createGap({ astray: astray("messages") });
  const mentionGap = createGap({ pagesAtOnce: mostMentionPages, astray: astray("mentions") });

  /** One of the few reads; waits until there is one. */
  const takeRead = async (signal: AbortSignal): Promise<boolean> => {
    for (;;) {
      const waitMs = await sink.takeRead();
      if (waitMs <= 0) return !signal.aborted;
      port.waits({ untilAt: port.clock.now() + waitMs, pagesRead: messageGap.pagesRead() });
      await pause(waitMs, signal);
      if (signal.aborted) return false;
    }
  };

  /** What pages list that was not read before. */
  const unread = (pages: readonly NativePage[], of: Kind, from: string): readonly NativePage[] => {
    const known = new Set(cursor.recent[of]);
    const isNew = (value: unknown): boolean => {
      const id = listedId(value);
      return id === undefined || (isLater(id, from) && !isLater(cursor.first, id) && !known.has(id));
    };
    return pages.map((page) => ({ ...page, data: listOf(page.data).filter(isNew) }));
  };

  const missedMessages = (signal: AbortSignal): Promise<readonly NativePage[] | undefined> =>
    messageGap.read({
      read: async (token) => {
        if (!(await takeRead(signal))) return undefined;
        return transport.messages({ token, signal }).catch(async (error: unknown) => {
          if (error instanceof ApiFailure && error.unsent) await sink.returnRead();
          throw error;
        });
      },
      isReached: ({ data }) =>
        listOf(data).some((value) => isLater(cursor.after, listedId(value) ?? cursor.after)),
    });

  const store = async ({ of, ids, reached, events, unparsed }: Bite): Promise<boolean> => {
    const kept = await ownSends.leaveOut(events, sink);
    const from = overlapOf(reached);
    const read = [...new Set([...cursor.recent[of], ...ids])].filter((id) => isLater(id, from));
    const recent = read.toSorted((one, other) => (isLater(one, other) ? 1 : -1)).slice(-mostRecent);
    const next = { ...cursor, [places[of]]: reached, recent: { ...cursor.recent, [of]: recent } };
    const isNothing = kept.length === 0 && unparsed.length === 0 && reached === cursor[places[of]];
    const isStored = isNothing || (await port.offer({ events: kept, unparsed, cursor: writeCursor(next) }));
    if (isStored) cursor = next;
    return isStored;
  };

  /** The oldest first, in bites: a long gap must not be one transaction. Undefined: receiving ends. */
  const storePages = async (
    pages: readonly NativePage[],
    of: Kind,
  ): Promise<readonly RawEvent[] | undefined> => {
    const parsed = pages.map((page) => parsePage(page, { of, context: port.context() }));
    const events = oldestFirst(parsed.flatMap((page) => page.events));
    const unparsed = parsed.flatMap((page) => page.unparsed);
    for (let from = 0; from < events.length; from += mostAtOnce) {
      const some = events.slice(from, from + mostAtOnce);
      const ids = some.map(messageIdOf);
      const reached = ids.reduce(laterOf, cursor[places[of]]);
      if (!(await store({ of, ids, reached, events: some, unparsed: [] }))) return undefined;
    }
    const ids = idsOf(pages);
    const reached = ids.reduce(laterOf, cursor[places[of]]);
    return (await store({ of, ids, reached, events: [], unparsed })) ? events : undefined;
  };

  return {
    cursor: () => cursor,
    /** Resolves to the ids of people's messages that had not been read before. */
    readMessages: async (signal: AbortSignal): Promise<readonly string[]> => {
      const pages = await missedMessages(signal);
      if (pages === undefined) return [];
      port.reached();
      const missed = unread(pages, "messages", overlapOf(cursor.after));
      return ((await storePages(missed, "messages")) ?? []).filter(isPersons).map(messageIdOf);
    },
    readMentions: async (signal: AbortSignal): Promise<void> => {
      const { userId } = port.context();
      const oldest = leastIdAt(port.context().receivedAt - twitterLimits.historyMs);
      const sinceId = [overlapOf(cursor.mentioned), cursor.first, oldest].reduce(laterOf);
      const pages = await mentionGap.read({
        read: (token) => posts.mentions({ us: userId, sinceId, token, signal }),
        isReached: () => false,
      });
      if (pages !== undefined) await storePages(unread(pages, "posts", sinceId), "posts");
    },
  };
};
