import type { RunningFleet } from "../support/a-fleet.ts";
import {
  type DirectWorld,
  directChats,
  type PlatformName,
  platformNames,
  type Somebody,
} from "../support/direct-chats.ts";
import { eventually } from "../support/eventually.ts";

/** What fault tests must know of a platform; all of them run over each line of {@link faultPlatforms}. */
export interface FaultPlatform {
  readonly platform: PlatformName;
  /** How often a message may arrive that was sent when nobody could note it: 1 where the platform tells copies apart. */
  readonly copies: 1 | 2;
  open(): Promise<DirectWorld>;
  /** The next message to a person is carried out, and its answer held back for so long. */
  stallSend(world: DirectWorld, delayMs: number): void;
}

const faults: Readonly<Record<PlatformName, Pick<FaultPlatform, "copies" | "stallSend">>> = {
  Telegram: {
    copies: 2,
    stallSend: ({ sandbox }, delayMs) =>
      void sandbox.telegram.fault({ kind: "slow", method: "sendMessage", delayMs }),
  },
  Discord: {
    copies: 1,
    stallSend: ({ sandbox }, delayMs) =>
      void sandbox.discord.fault({ kind: "slow", method: "create_message", delayMs }),
  },
  X: {
    copies: 1,
    stallSend: ({ sandbox }, delayMs) =>
      void sandbox.twitter.fault({ kind: "slow", method: "createDirectMessagesByParticipantId", delayMs }),
  },
};

export const faultPlatforms: readonly FaultPlatform[] = platformNames.map((platform) => ({
  platform,
  open: () => directChats[platform](),
  ...faults[platform],
}));

/** Leads somebody to where one press of "Send now" opens a ticket. */
export const comeToSendNow = async (ada: Somebody, fleet: RunningFleet): Promise<void> => {
  ada.say("talk to a human");
  await eventually(() => ada.heard().length > 0);
  await fleet.settled();
};
