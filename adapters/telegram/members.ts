import type { Clock } from "../../src/domain/clock.ts";
import { DeliveryError, type Receipt } from "../../src/domain/delivery.ts";
import type { MemberEffect } from "../../src/domain/effect.ts";
import { isObject, textOf } from "../shared/values.ts";
import { isGroup, nativeNumber, readAddress } from "./address.ts";
import type { Api } from "./api.ts";
import { ApiFailure } from "./api-failure.ts";
import type { NativeMember } from "./native.ts";

interface MemberJob {
  readonly api: Api;
  readonly effect: MemberEffect;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Telegram takes a shorter term for "for ever"; a little more, because clocks differ. */
const leastTermMs = 40_000;

/** All that a member may be allowed, allowed or not. */
const permissions = (allowed: boolean) => ({
  can_send_messages: allowed,
  can_send_audios: allowed,
  can_send_documents: allowed,
  can_send_photos: allowed,
  can_send_videos: allowed,
  can_send_video_notes: allowed,
  can_send_voice_notes: allowed,
  can_send_polls: allowed,
  can_send_other_messages: allowed,
  can_add_web_page_previews: allowed,
  can_react_to_messages: allowed,
  can_edit_tag: allowed,
  can_change_info: allowed,
  can_invite_users: allowed,
  can_pin_messages: allowed,
  can_manage_topics: allowed,
});

/** Telegram never saw this person in the group. */
const neverThere = /member not found|user not found|USER_NOT_PARTICIPANT|PARTICIPANT_ID_INVALID/i;

/** Undefined: for ever. `over`: the term has passed, so that carrying it out now would be for ever. */
const termOf = ({ effect, clock }: MemberJob): number | "over" | undefined => {
  const { untilAt } = effect;
  if (untilAt === undefined) return undefined;
  const now = clock.now();
  return untilAt <= now ? "over" : Math.ceil(Math.max(untilAt, now + leastTermMs) / 1000);
};

const done: Receipt = { messageIds: [] };

/** Whoever speaks as a channel: such a one has no membership, and is either let speak or not. */
const decideOnChannel = async ({ api, effect, signal }: MemberJob, chatId: number): Promise<Receipt> => {
  if (effect.kind === "member.mute")
    throw new DeliveryError("unsupported", "Who speaks as a channel cannot be muted, only banned.");
  const payload = { chat_id: chatId, sender_chat_id: nativeNumber(effect.nativePersonId, "channel") };
  const method = effect.kind === "member.ban" ? "banChatSenderChat" : "unbanChatSenderChat";
  await api.deliver(method, payload, signal);
  return done;
};

interface Subject {
  readonly chat_id: number;
  readonly user_id: number;
}

const restrict = (
  { api, signal }: MemberJob,
  change: { subject: Subject; allowed: boolean; until?: number },
) => {
  const { subject, allowed, until } = change;
  const payload = {
    ...subject,
    permissions: permissions(allowed),
    use_independent_chat_permissions: true,
    until_date: until,
  };
  return api.deliver("restrictChatMember", payload, signal);
};

const statusOf = async ({ api, signal }: MemberJob, subject: Subject): Promise<string | undefined> => {
  try {
    const result = await api.deliver("getChatMember", subject, signal);
    const member: NativeMember = isObject(result) ? result : {};
    return textOf(member.status);
  } catch (error) {
    if (error instanceof ApiFailure && error.status === 400 && neverThere.test(error.message))
      return undefined;
    throw error;
  }
};

/** Lifts what there is to lift: a ban or a restriction. */
const restore = async (job: MemberJob, subject: Subject): Promise<void> => {
  const status = await statusOf(job, subject);
  if (status === "kicked")
    await job.api.deliver("unbanChatMember", { ...subject, only_if_banned: true }, job.signal);
  else if (status === "restricted") await restrict(job, { subject, allowed: true });
};

/** Mutes, bans or restores a member of a group; however often, it ends the same way. */
export const decideOnMember = async (job: MemberJob): Promise<Receipt> => {
  const { api, effect, signal } = job;
  const { chatId } = readAddress(effect.conversationId);
  if (!isGroup(chatId)) throw new DeliveryError("unsupported", `${effect.kind} is for groups only.`);
  const userId = nativeNumber(effect.nativePersonId, "user");
  if (userId < 0) return decideOnChannel(job, chatId);
  const subject = { chat_id: chatId, user_id: userId };
  const term = termOf(job);
  switch (effect.kind) {
    case "member.mute":
      if (term !== "over")
        await restrict(job, { subject, allowed: false, ...(term !== undefined && { until: term }) });
      return done;
    case "member.ban":
      if (term !== "over") await api.deliver("banChatMember", { ...subject, until_date: term }, signal);
      return done;
    case "member.restore":
      await restore(job, subject);
      return done;
    default:
      effect.kind satisfies never;
      throw new DeliveryError("unsupported", "An effect of unknown kind.");
  }
};
