import type { DeliveryFailure } from "../../src/domain/delivery.ts";

/** What one of Telegram's descriptions means for us, and what an operator can do about it. */
export interface FailureReason {
  readonly pattern: RegExp;
  readonly failure: Extract<DeliveryFailure, "unreachable" | "rejected">;
  readonly meaning: string;
}

/** The topic takes no message, but the chat's general part may. */
export const topicGone = /message thread not found|TOPIC_(DELETED|CLOSED|ID_INVALID)/i;

const reasons: readonly FailureReason[] = [
  {
    pattern: /blocked by the user|USER_IS_BLOCKED/i,
    failure: "unreachable",
    meaning: "the person has blocked the bot",
  },
  {
    pattern: /user is deactivated|USER_(IS_)?DEACTIVATED/i,
    failure: "unreachable",
    meaning: "the person's account does not exist any more",
  },
  {
    pattern: /bot was kicked|bot is not a member|CHANNEL_PRIVATE/i,
    failure: "unreachable",
    meaning: "the bot was removed from the group; add it again to serve the group",
  },
  {
    pattern: /group chat was deleted|chat (is|was) deactivated/i,
    failure: "unreachable",
    meaning: "the group does not exist any more",
  },
  {
    pattern: /can't initiate conversation|can't send messages to (the user|bots)|PRIVACY|PREMIUM|PAYMENT/i,
    failure: "unreachable",
    meaning: "the person takes no messages from the bot",
  },
  {
    pattern: /BUSINESS_PEER/i,
    failure: "rejected",
    meaning: "a business account may write only within 24 hours after the person's last message",
  },
  {
    pattern: /BUSINESS_|business connection/i,
    failure: "rejected",
    meaning: "the bot may not speak for the business account; connect it again (Telegram Business, Chatbots)",
  },
  {
    pattern: /is an administrator|chat owner|USER_ADMIN_INVALID|can't restrict self/i,
    failure: "rejected",
    meaning: "Telegram lets no bot act against the owner or an administrator",
  },
  {
    pattern: /\bsupergroup( and channel)? chats? only|only for supergroups|only in supergroups/i,
    failure: "rejected",
    meaning: "only a supergroup has this; turn on the group's history for new members to make it one",
  },
  {
    pattern:
      /\brights\b|RIGHT_FORBIDDEN|CHAT_ADMIN_REQUIRED|CHAT_(WRITE|SEND|GUEST_SEND)\w*_FORBIDDEN|CHAT_RESTRICTED/i,
    failure: "rejected",
    meaning: "the bot lacks a right in the group; grant it under the group's Administrators or Permissions",
  },
  {
    pattern: /message can't be deleted/i,
    failure: "rejected",
    meaning: "it is over 48 hours old, or the bot may not delete messages there",
  },
  {
    pattern: topicGone,
    failure: "rejected",
    meaning: "the topic is gone or closed, and the chat's general part takes no message either",
  },
  {
    pattern: /chat not found|PEER_ID_INVALID/i,
    failure: "unreachable",
    meaning: "Telegram knows no such chat, or the bot was never in it",
  },
  {
    pattern:
      /(user|member|participant)[ _](id[ _])?(not[ _]found|invalid|not[ _]participant)|USER_NOT_PARTICIPANT/i,
    failure: "unreachable",
    meaning: "Telegram knows no such person there",
  },
  {
    pattern: /file is too big|too large/i,
    failure: "rejected",
    meaning: "the file is larger than Telegram lets bots handle",
  },
];

/** The meaning of a refusal (400, 403 or 413) that is known; undefined for any other. */
export const reasonFor = (description: string): FailureReason | undefined =>
  reasons.find(({ pattern }) => pattern.test(description));
