import type { DeliveryFailure } from "../../src/domain/delivery.ts";

/** What one of Discord's codes means for us, and what an operator can do about it. */
export interface FailureReason {
  readonly failure: DeliveryFailure;
  readonly meaning: string;
}

const unreachable = (meaning: string): FailureReason => ({ failure: "unreachable", meaning });
const rejected = (meaning: string): FailureReason => ({ failure: "rejected", meaning });
const limited = (meaning: string): FailureReason => ({ failure: "rate_limited", meaning });

/** https://discord.com/developers/docs/topics/opcodes-and-status-codes#json */
export const codes = {
  unknownChannel: 10003,
  unknownGuild: 10004,
  unknownMember: 10007,
  unknownMessage: 10008,
  unknownUser: 10013,
  unknownWebhook: 10015,
  unknownBan: 10026,
  unknownInteraction: 10062,
  openingTooFast: 40003,
  tooLarge: 40005,
  alreadyAcknowledged: 40060,
  missingAccess: 50001,
  cannotMessage: 50007,
  missingPermission: 50013,
  wrongChannelType: 50024,
  invalidToken: 50027,
  archivedThread: 50083,
  noMutualServer: 50278,
  threadLimit: 160006,
  blockedByAutoMod: 200000,
} as const;

const reasons: Readonly<Record<number, FailureReason>> = {
  [codes.unknownChannel]: unreachable(
    "the channel does not exist any more, or we were taken out of the server",
  ),
  [codes.unknownGuild]: unreachable("the server does not exist any more, or we were taken out of it"),
  [codes.unknownMember]: unreachable("the person has left the server"),
  [codes.unknownUser]: unreachable("Discord knows no such person"),
  [codes.unknownMessage]: rejected("the message is gone"),
  [codes.unknownWebhook]: rejected("the interaction can no longer be answered"),
  [codes.unknownInteraction]: rejected("the interaction can no longer be answered"),
  [codes.invalidToken]: rejected("the interaction can no longer be answered"),
  [codes.alreadyAcknowledged]: rejected("the interaction was answered already"),
  [codes.openingTooFast]: limited("too many direct messages were opened in a short time"),
  [codes.tooLarge]: rejected("the files are larger than Discord takes there"),
  [codes.missingAccess]: unreachable("the bot may not see the channel; give it View Channel there"),
  [codes.cannotMessage]: unreachable("the person takes no direct messages from the bot"),
  [codes.noMutualServer]: unreachable(
    "the person shares no server with the bot, and takes no direct messages from it",
  ),
  [codes.missingPermission]: rejected(
    "the bot lacks a permission there; docs/operations.md lists what it needs",
  ),
  [codes.wrongChannelType]: unreachable(
    "no private thread can be opened there, and no text channel was found that takes one",
  ),
  [codes.archivedThread]: rejected("the thread is closed"),
  [codes.threadLimit]: limited("the server has as many active threads as it may have"),
  [codes.blockedByAutoMod]: rejected(
    "the server's AutoMod took offence at the text; exempt the bot's role from it",
  ),
};

/** The meaning of a code that is known; undefined for any other. */
export const reasonFor = (code: number | undefined): FailureReason | undefined =>
  code === undefined ? undefined : reasons[code];
