import type { Clock } from "../../src/domain/clock.ts";
import { DeliveryError, type Receipt } from "../../src/domain/delivery.ts";
import type { MemberEffect } from "../../src/domain/effect.ts";
import { nativeConversationId } from "../../src/domain/ids.ts";
import { nativeId } from "./address.ts";
import type { Api } from "./api.ts";
import { ApiFailure } from "./api-failure.ts";
import { codes } from "./failure-reasons.ts";
import { snowflakeOf } from "./native.ts";

interface MemberJob {
  readonly api: Pick<Api, "call">;
  readonly effect: MemberEffect;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Discord silences nobody for longer: 28 days, and a little less, because clocks differ. */
const longestMuteMs = 28 * 24 * 3_600_000 - 60_000;

const done: Receipt = { messageIds: [] };

/** The server of a channel. */
const guildOf = ({ kind, conversationId }: MemberEffect): string => {
  const [guildId, channelId] = nativeConversationId(conversationId).split("/", 2).map(snowflakeOf);
  if (guildId === undefined || channelId === undefined)
    throw new DeliveryError("unsupported", `${kind} is for servers only.`);
  return guildId;
};

const isCode = (error: unknown, code: number): boolean => error instanceof ApiFailure && error.code === code;

const silence = async (
  { api, signal }: MemberJob,
  { path, until }: { path: `/${string}`; until: number | null },
) =>
  api.call({
    method: "PATCH",
    path,
    body: { communication_disabled_until: until === null ? null : new Date(until).toISOString() },
    signal,
  });

/** Lifts what there is to lift: a ban or a time-out. */
const restore = async (job: MemberJob, { bans, members }: { bans: `/${string}`; members: `/${string}` }) => {
  const { api, signal } = job;
  try {
    await api.call({ method: "DELETE", path: bans, signal });
  } catch (error) {
    if (!isCode(error, codes.unknownBan)) throw error;
    try {
      await silence(job, { path: members, until: null });
    } catch (left) {
      // Who has left the server is silenced no more.
      if (!isCode(left, codes.unknownMember)) throw left;
    }
  }
};

/** Mutes, bans or restores a member of a server; however often, it ends the same way. A ban has no end on Discord. */
export const decideOnMember = async (job: MemberJob): Promise<Receipt> => {
  const { api, effect, clock, signal } = job;
  const guildId = guildOf(effect);
  const userId = nativeId(effect.nativePersonId, "user");
  const members = `/guilds/${guildId}/members/${userId}` as const;
  const bans = `/guilds/${guildId}/bans/${userId}` as const;
  const now = clock.now();
  const isOver = effect.untilAt !== undefined && effect.untilAt <= now;
  switch (effect.kind) {
    case "member.mute":
      if (!isOver)
        await silence(job, {
          path: members,
          until: Math.min(effect.untilAt ?? Infinity, now + longestMuteMs),
        });
      return done;
    case "member.ban":
      if (!isOver) await api.call({ method: "PUT", path: bans, body: { delete_message_seconds: 0 }, signal });
      return done;
    case "member.restore":
      await restore(job, { bans, members });
      return done;
    default:
      effect.kind satisfies never;
      throw new DeliveryError("unsupported", "An effect of unknown kind.");
  }
};
