import type { ConversationId } from "../../src/domain/ids.ts";
import { isLater } from "../shared/snowflakes.ts";
import { isObject, listOf } from "../shared/values.ts";
import { type Address, readAddress } from "./address.ts";
import type { Api } from "./api.ts";
import { discordLimits } from "./limits.ts";
import { leastIdAt, type NativeMessage, type NativePacket, snowflakeOf } from "./native.ts";

/** Messages come in the order of their ids, but not quite: the last ones before the gap are read again. */
const overlapMs = 30_000;
/** Of one channel, beside the oldest page: whoever is flooded with more has it in the channel. */
const mostNewestPages = 4;

/** A channel in which something may have been missed. */
export interface MissedChannel {
  readonly channelId: string;
  /** Undefined: direct messages. */
  readonly guildId?: string;
}

/** From where a channel is read, after all up to `mark` was heard; what is older than `maxAgeMs` is not asked for. */
export const startOf = (mark: string, { now, maxAgeMs }: { now: number; maxAgeMs: number }): string => {
  const oldest = leastIdAt(now - maxAgeMs);
  const margin = String(BigInt(mark) - (BigInt(overlapMs) << 22n));
  return isLater(oldest, margin) ? oldest : margin;
};

/** Where a chat of one person is; undefined for what is none, or hangs on another channel. */
export const channelOfChat = (id: ConversationId): MissedChannel | undefined => {
  let address: Address;
  try {
    address = readAddress(id);
  } catch {
    return undefined;
  }
  if (address.kind === "direct") return { channelId: address.channelId };
  const { guildId, channelId } = address;
  return address.kind === "private" ? { channelId, guildId } : undefined;
};

interface Found {
  readonly packets: readonly NativePacket[];
  /** Whether it is all that was missed. */
  readonly isWhole: boolean;
}

interface ReadJob {
  readonly api: Pick<Api, "call">;
  readonly channel: MissedChannel;
  readonly after: string;
  readonly signal: AbortSignal;
}

type Page = readonly { readonly id: string; readonly message: NativeMessage }[];

const readPage = async (
  { api, channel, signal }: ReadJob,
  bound: { readonly after: string } | { readonly before: string } | object,
): Promise<Page> => {
  const query = new URLSearchParams({ ...bound, limit: String(discordLimits.messagesPerRead) });
  const list = await api.call({
    method: "GET",
    path: `/channels/${channel.channelId}/messages`,
    query,
    signal,
  });
  return listOf(list).flatMap((value) => {
    const message: NativeMessage = isObject(value) ? value : {};
    const id = snowflakeOf(message.id);
    return id === undefined ? [] : [{ id, message }];
  });
};

const isFull = (page: Page): boolean => page.length >= discordLimits.messagesPerRead;
const byAge = (a: { id: string }, b: { id: string }) => (isLater(a.id, b.id) ? 1 : -1);

/**
 * What was written in a channel while we did not listen, oldest first. Of a flood it is what began it and what came last:
 * whoever writes last still waits. Throws ApiFailure.
 */
export const readMissed = async (job: ReadJob): Promise<Found> => {
  const { channel, after } = job;
  const oldest = await readPage(job, { after });
  const found = new Map(oldest.map((entry) => [entry.id, entry]));
  let isWhole = !isFull(oldest);
  let bound = {};
  for (let pages = 0; !isWhole && pages < mostNewestPages; pages += 1) {
    const page = (await readPage(job, bound)).toSorted(byAge);
    isWhole = !isFull(page) || page.some(({ id }) => found.has(id));
    bound = { before: page[0]?.id };
    for (const entry of page) if (isLater(entry.id, after)) found.set(entry.id, entry);
  }
  const packets = [...found.values()].toSorted(byAge).map(({ message }) => ({
    t: "MESSAGE_CREATE",
    d: channel.guildId === undefined ? message : { ...message, guild_id: channel.guildId },
  }));
  return { packets, isWhole };
};
