import type { Person } from "../../sandbox/discord/people/person.ts";
import type { Person as TwitterPerson } from "../../sandbox/twitter/people/person.ts";
import { aDiscordWorld } from "./a-discord-world.ts";
import { aWorld, type World } from "./a-fleet.ts";
import { aTwitterWorld, chooseByNumber } from "./a-twitter-world.ts";
import { eventually } from "./eventually.ts";
import type { Talker } from "./talker.ts";

/** A person in a direct chat with the fleet, alike on every platform. */
export interface Somebody {
  /** Says it and does not wait. */
  say(text: string): void;
  /** Changes what was said last; undefined where nobody can. */
  readonly edit?: (text: string) => void;
  /** Shows it and does not wait. */
  sendPhoto(bytes: Uint8Array): void;
  /** Presses the newest button of that label, or writes its number where there are none, and does not wait. */
  press(label: string): void;
  /** The first reply, there or to come, that contains the text. */
  hears(text: string): Promise<unknown>;
  /** What the fleet has said and not deleted, as texts without markup. */
  heard(): readonly string[];
}

/** A world with one account on one platform; no fleet yet. */
export interface DirectWorld extends World {
  somebody(): Somebody;
}

interface DirectWorldOptions {
  /** Of the configuration, beside its accounts. */
  readonly sections?: Readonly<Record<string, unknown>>;
}

const photo = (bytes: Uint8Array) => ({ files: [{ bytes, fileName: "photo.jpg" }] });

const onTelegram = ({ person, say, hears, heard }: Talker): Somebody => {
  let last = 0;
  return {
    say: (text) => {
      last = say(text).id;
    },
    edit: (text) => void person.edit(last, text),
    sendPhoto: (bytes) => void person.sendPhoto({ bytes }),
    press: (label) => void person.press(label),
    hears,
    heard,
  };
};

/** Discord's apps turn markup into bold letters. */
const asShown = (text: string): string => text.replaceAll("**", "");

const onDiscord = (person: Person): Somebody => {
  const chat = person.dm();
  let last = "";
  return {
    say: (text) => {
      last = person.say(text).id;
    },
    edit: (text) => void person.edit(last, text),
    sendPhoto: (bytes) => void person.say("", photo(bytes)),
    press: (label) => void person.press(label),
    hears: (wanted) =>
      chat.waitFor(({ direction, text }) => direction === "out" && asShown(text).includes(wanted)),
    heard: () => chat.replies.map(({ text }) => asShown(text)),
  };
};

const onTwitter = (person: TwitterPerson): Somebody => {
  const heard = () => person.inbox.map(({ text }) => text);
  return {
    say: (text) => void person.say(text),
    sendPhoto: (bytes) => void person.say("", photo(bytes)),
    press: (label) => chooseByNumber(person, label),
    hears: (wanted) => eventually(() => heard().some((text) => text.includes(wanted)), { what: wanted }),
    heard,
  };
};

/** Every platform, with a world of one account that people write to directly. */
export const directChats = {
  Telegram: async ({ sections = {} }: DirectWorldOptions = {}): Promise<DirectWorld> => {
    const world = await aWorld({ sections });
    return { ...world, somebody: () => onTelegram(world.talker()) };
  },
  Discord: async (options: DirectWorldOptions = {}): Promise<DirectWorld> => {
    const { discord, guild, ...world } = await aDiscordWorld(options);
    const somebody = () => {
      const person = discord.person({ name: `somebody_${discord.people.length}` });
      guild.join(person.user);
      return onDiscord(person);
    };
    return { ...world, somebody };
  },
  X: async (options: DirectWorldOptions = {}): Promise<DirectWorld> => {
    const { twitter, ...world } = await aTwitterWorld(options);
    return {
      ...world,
      somebody: () => onTwitter(twitter.person({ name: `somebody_${twitter.people.length}` })),
    };
  },
} as const;

export type PlatformName = keyof typeof directChats;

export const platformNames = ["Telegram", "Discord", "X"] as const satisfies readonly PlatformName[];
