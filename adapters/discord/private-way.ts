import { isObject } from "../shared/values.ts";
import type { Address } from "./address.ts";
import type { Api } from "./api.ts";
import { ApiFailure } from "./api-failure.ts";
import { codes } from "./failure-reasons.ts";
import { type NativeChannel, privateThread, snowflakeOf } from "./native.ts";
import { threadRooms } from "./thread-room.ts";

type Aside = Extract<Address, { kind: "aside" }>;

/** After a day of silence Discord puts the thread away; what is written there takes it out again. */
const archiveMinutes = 1440;
const threadName = "Support";

interface WayPort {
  readonly api: Pick<Api, "call">;
  readonly signal: AbortSignal;
}

const channelIn = (answer: unknown): string => {
  const channel: NativeChannel = isObject(answer) ? answer : {};
  const id = snowflakeOf(channel.id);
  if (id === undefined) throw new ApiFailure("the answer names no channel", {});
  return id;
};

/** The channel of a person's direct messages: the same one however often it is opened. */
export const openDirect = async ({ api, signal }: WayPort, userId: string): Promise<string> =>
  channelIn(
    await api.call({ method: "POST", path: "/users/@me/channels", body: { recipient_id: userId }, signal }),
  );

const openThreadIn = async ({ api, signal }: WayPort, channelId: string): Promise<string> => {
  const body = {
    name: threadName,
    type: privateThread,
    invitable: false,
    auto_archive_duration: archiveMinutes,
  };
  return channelIn(await api.call({ method: "POST", path: `/channels/${channelId}/threads`, body, signal }));
};

/** Discord takes no private thread in that channel, from us or from anybody. */
const isNoRoom = (error: unknown): boolean =>
  error instanceof ApiFailure &&
  (error.code === codes.wrongChannelType ||
    error.code === codes.missingPermission ||
    error.code === codes.missingAccess);

/** Where the person speaks, or as near to that as may be. */
const openThread = async (port: WayPort, aside: Aside): Promise<string> => {
  try {
    return await openThreadIn(port, aside.channelId);
  } catch (error) {
    if (!(error instanceof ApiFailure && error.code === codes.wrongChannelType)) throw error;
    for (const room of await threadRooms(port, aside)) {
      try {
        return await openThreadIn(port, room);
      } catch (failure) {
        if (!isNoRoom(failure)) throw failure;
      }
    }
    throw error;
  }
};

const addMember = async ({ api, signal }: WayPort, member: { threadId: string; userId: string }) => {
  const path = `/channels/${member.threadId}/thread-members/${member.userId}` as const;
  await api.call({ method: "PUT", path, signal });
};

/** Threads for one person each, opened as seldom as can be. */
export interface PrivateThreads {
  /** A thread in the channel, or in another one where it takes none, that the person alone sees beside us and the server's moderators. */
  open(port: WayPort, aside: Aside): Promise<string>;
}

const maxOpened = 500;
/** Nothing can be said in the thread any more: it is deleted, locked, or we were taken out of it. */
export const isThreadGone = (error: unknown): boolean =>
  error instanceof ApiFailure &&
  (error.code === codes.unknownChannel ||
    error.code === codes.archivedThread ||
    error.code === codes.missingAccess);

/**
 * Knows the threads that were opened last, in memory: a message that fails in one is tried again there. A process that
 * ends before a message has arrived leaves an empty thread.
 */
export const createPrivateThreads = (): PrivateThreads => {
  const opened = new Map<string, Promise<string>>();

  const threadOf = (port: WayPort, { aside, key }: { aside: Aside; key: string }): Promise<string> => {
    const known = opened.get(key);
    if (known !== undefined) return known;
    const thread = openThread(port, aside);
    opened.set(key, thread);
    thread.catch(() => opened.delete(key));
    const [oldest] = opened.keys();
    if (opened.size > maxOpened && oldest !== undefined) opened.delete(oldest);
    return thread;
  };

  return {
    async open(port, aside) {
      const { channelId, userId } = aside;
      const key = `${channelId}/${userId}`;
      const isKnown = opened.has(key);
      let threadId = await threadOf(port, { aside, key });
      try {
        await addMember(port, { threadId, userId });
      } catch (error) {
        if (!isKnown || !isThreadGone(error)) throw error;
        opened.delete(key);
        threadId = await threadOf(port, { aside, key });
        await addMember(port, { threadId, userId });
      }
      return threadId;
    },
  };
};

/** The person takes no direct messages from us. */
export const isDirectClosed = (error: unknown): boolean =>
  error instanceof ApiFailure && (error.code === codes.cannotMessage || error.code === codes.noMutualServer);
