import type { Person } from "../../sandbox/discord/people/person.ts";
import type { Person as TwitterPerson } from "../../sandbox/twitter/people/person.ts";
import { aDiscordWorld } from "../support/a-discord-world.ts";
import { aWorld, type RunningFleet, type World } from "../support/a-fleet.ts";
import { aTwitterWorld, chooseByNumber } from "../support/a-twitter-world.ts";
import { eventually } from "../support/eventually.ts";
import type { Talker } from "../support/talker.ts";

/** A person in a direct chat with the fleet, alike on every platform. */
export interface Somebody {
  /** Says it and does not wait. */
  say(text: string): void;
  /** Shows it and does not wait. */
  sendPhoto(bytes: Uint8Array): void;
  /** Presses the newest button of that label and does not wait. */
  press(label: string): void;
  /** The first reply, there or to come, that contains the text. */
  hears(text: string): Promise<unknown>;
  /** What the fleet has said and not deleted, as texts. */
  heard(): readonly string[];
}

/** A world with one account on one platform; no fleet yet. */
export interface PlatformWorld extends World {
  somebody(): Somebody;
  /** The next message to a person is carried out, and its answer held back for so long. */
  stallSend(delayMs: number): void;
}

/** What fault tests must know of a platform; all of them run over each line of {@link faultPlatforms}. */
export interface FaultPlatform {
  readonly platform: string;
  /** How often a message may arrive that was sent when nobody could note it: 1 where the platform tells copies apart. */
  readonly copies: 1 | 2;
  open(): Promise<PlatformWorld>;
}

const onTelegram = ({ person, say, hears, heard }: Talker): Somebody => ({
  say: (text) => void say(text),
  sendPhoto: (bytes) => void person.sendPhoto({ bytes }),
  press: (label) => void person.press(label),
  hears,
  heard,
});

const onDiscord = (person: Person): Somebody => {
  const chat = person.dm();
  return {
    say: (text) => void person.say(text),
    sendPhoto: (bytes) => void person.say("", { files: [{ bytes, fileName: "photo.jpg" }] }),
    press: (label) => void person.press(label),
    hears: (wanted) => chat.waitFor(({ direction, text }) => direction === "out" && text.includes(wanted)),
    heard: () => chat.replies.map(({ text }) => text),
  };
};

const onTwitter = (person: TwitterPerson): Somebody => {
  const heard = () => person.inbox.map(({ text }) => text);
  return {
    say: (text) => void person.say(text),
    sendPhoto: (bytes) => void person.say("", { files: [{ bytes, fileName: "photo.jpg" }] }),
    press: (label) => chooseByNumber(person, label),
    hears: (wanted) => eventually(() => heard().some((text) => text.includes(wanted)), { what: wanted }),
    heard,
  };
};

export const faultPlatforms: readonly FaultPlatform[] = [
  {
    platform: "Telegram",
    copies: 2,
    open: async () => {
      const world = await aWorld();
      return {
        ...world,
        somebody: () => onTelegram(world.talker()),
        stallSend: (delayMs) =>
          void world.sandbox.telegram.fault({ kind: "slow", method: "sendMessage", delayMs }),
      };
    },
  },
  {
    platform: "Discord",
    copies: 1,
    open: async () => {
      const world = await aDiscordWorld();
      const { discord, guild } = world;
      const somebody = () => {
        const person = discord.person({ name: `somebody_${discord.people.length}` });
        guild.join(person.user);
        return onDiscord(person);
      };
      return {
        ...world,
        somebody,
        stallSend: (delayMs) => void discord.fault({ kind: "slow", method: "create_message", delayMs }),
      };
    },
  },
  {
    platform: "X",
    copies: 1,
    open: async () => {
      const world = await aTwitterWorld();
      const { twitter } = world;
      return {
        ...world,
        somebody: () => onTwitter(twitter.person({ name: `somebody_${twitter.people.length}` })),
        stallSend: (delayMs) =>
          void twitter.fault({ kind: "slow", method: "createDirectMessagesByParticipantId", delayMs }),
      };
    },
  },
];

/** Leads somebody to where one press of "Send now" opens a ticket. */
export const comeToSendNow = async (ada: Somebody, fleet: RunningFleet): Promise<void> => {
  ada.say("talk to a human");
  await eventually(() => ada.heard().length > 0);
  await fleet.settled();
};
