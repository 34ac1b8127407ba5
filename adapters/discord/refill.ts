import type { Clock } from "../../src/domain/clock.ts";
import type { ConversationId } from "../../src/domain/ids.ts";
import { pause } from "../shared/pause.ts";
import { isLater } from "../shared/snowflakes.ts";
import { isObject, listOf } from "../shared/values.ts";
import { type Address, readAddress } from "./address.ts";
import type { Api } from "./api.ts";
import { ApiFailure } from "./api-failure.ts";
import { discordLimits } from "./limits.ts";
import { leastIdAt, type NativeMessage, type NativePacket, snowflakeOf } from "./native.ts";

/** Messages come in the order of their ids, but not quite: the last ones before the gap are read again. */
const overlapMs = 30_000;
/** Of one channel: whoever is flooded with more has it in the channel. */
const mostPages = 5;

export interface RefillPort {
  readonly api: Pick<Api, "call">;
  readonly clock: Clock;
  /** What is older is not asked for, in ms. */
  readonly maxAgeMs: number;
  /** Channels of servers with something newer. */
  newerThan(after: string): readonly { readonly guildId: string; readonly channelId: string }[];
  directChats(since: number): Promise<readonly ConversationId[]>;
  /** Whether the gap is one of this server; undefined asks for direct messages. */
  tellsOf(guildId: string | undefined): boolean;
  /** A channel could not be read, and is left. */
  left(channelId: string): void;
}

interface Gap {
  readonly channelId: string;
  readonly guildId?: string;
}

/** Nobody we know of has a chat longer ago than this. */
const chatsMs = 30 * 24 * 3_600_000;
const retries = 5;

const asGap = (id: ConversationId): readonly Gap[] => {
  let address: Address;
  try {
    address = readAddress(id);
  } catch {
    return [];
  }
  if (address.kind === "direct") return [{ channelId: address.channelId }];
  return address.kind === "private" ? [{ channelId: address.channelId, guildId: address.guildId }] : [];
};

/** Never waits without end: a channel that cannot be read is left. */
const readPage = async (
  { api, ...port }: RefillPort,
  { gap, after, signal }: { gap: Gap; after: string; signal: AbortSignal },
): Promise<readonly NativeMessage[]> => {
  const query = new URLSearchParams({ after, limit: String(discordLimits.messagesPerRead) });
  for (let tries = 1; ; tries += 1) {
    try {
      const list = await api.call({
        method: "GET",
        path: `/channels/${gap.channelId}/messages`,
        query,
        signal,
      });
      return listOf(list).flatMap((value): NativeMessage[] => (isObject(value) ? [value] : []));
    } catch (error) {
      const waitMs = error instanceof ApiFailure ? (error.retryAfterMs ?? 1000 * tries) : 0;
      const status = error instanceof ApiFailure ? error.status : 400;
      const passes = status === undefined || status === 429 || status >= 500;
      if (passes && !signal.aborted && tries >= retries) port.left(gap.channelId);
      if (!passes || tries >= retries || signal.aborted) return [];
      await pause(waitMs, signal);
    }
  }
};

const readGap = async (
  port: RefillPort,
  { gap, after, signal }: { gap: Gap; after: string; signal: AbortSignal },
): Promise<readonly NativePacket[]> => {
  const found: { readonly id: string; readonly packet: NativePacket }[] = [];
  let last = after;
  for (let page = 0; page < mostPages && !signal.aborted; page += 1) {
    const messages = await readPage(port, { gap, after: last, signal });
    for (const message of messages) {
      const id = snowflakeOf(message.id);
      if (id === undefined) continue;
      if (isLater(id, last)) last = id;
      const d = gap.guildId === undefined ? message : { ...message, guild_id: gap.guildId };
      found.push({ id, packet: { t: "MESSAGE_CREATE", d } });
    }
    if (messages.length < discordLimits.messagesPerRead) break;
  }
  return found.sort((a, b) => (isLater(a.id, b.id) ? 1 : -1)).map(({ packet }) => packet);
};

/**
 * What was written while we did not listen, channel by channel, each oldest first. Discord lists a bot's direct chats
 * nowhere: whoever writes for the very first time meanwhile is heard with their next message only.
 */
export async function* missedMessages(
  port: RefillPort,
  { after, signal }: { readonly after: string; readonly signal: AbortSignal },
): AsyncGenerator<readonly NativePacket[]> {
  const now = port.clock.now();
  const oldest = leastIdAt(now - port.maxAgeMs);
  const margin = String(BigInt(after) - (BigInt(overlapMs) << 22n));
  const from = isLater(oldest, margin) ? oldest : margin;
  const direct = (await port.directChats(now - chatsMs)).flatMap(asGap);
  const known = new Set(direct.map(({ channelId }) => channelId));
  const gaps: readonly Gap[] = [
    ...direct,
    ...port.newerThan(from).filter(({ channelId }) => !known.has(channelId)),
  ];
  for (const gap of gaps.filter(({ guildId }) => port.tellsOf(guildId))) {
    if (signal.aborted) return;
    const packets = await readGap(port, { gap, after: from, signal });
    if (packets.length > 0) yield packets;
  }
}
