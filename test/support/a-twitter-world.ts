import type { Account } from "../../sandbox/twitter/people/account.ts";
import type { Person } from "../../sandbox/twitter/people/person.ts";
import type { TwitterOptions, TwitterSandbox } from "../../sandbox/twitter/twitter-sandbox.ts";
import { aWorld, type World } from "./a-fleet.ts";
import { twitterFieldsFor, twitterKeys } from "./twitter-account.ts";

export interface TwitterWorldOptions {
  readonly twitter?: TwitterOptions;
  /** X calls the fleet. @default false: the fleet asks, every second */
  readonly webhook?: boolean;
  /** Of the account. */
  readonly account?: Readonly<Record<string, unknown>>;
  /** Of the configuration, beside its accounts. */
  readonly sections?: Readonly<Record<string, unknown>>;
}

/** A world whose fleet is one account on X, where Mia is; no fleet yet. */
export interface TwitterWorld extends World {
  readonly twitter: TwitterSandbox;
  readonly account: Account;
  readonly mia: Person;
}

const twitterHandle = "@HTXSupport";

/** X has the address resolved to wherever the fleet listens. */
const webhookUrl = "https://fleet.example.com/webhooks/twitter/x-support";

export const aTwitterWorld = async (options: TwitterWorldOptions = {}): Promise<TwitterWorld> => {
  const world = await aWorld({ sandbox: { twitter: { limits: "off", ...options.twitter } } });
  const { twitter } = world.sandbox;
  twitter.addApp(twitterKeys);
  const account = twitter.addAccount({ ...twitterKeys, username: "HTXSupport", id: twitterKeys.userId });
  const support = {
    id: "x-support",
    platform: "twitter",
    handle: twitterHandle,
    ...twitterFieldsFor(twitter),
    receive: { pollMs: 1_000, ...(options.webhook === true && { webhook: { url: webhookUrl } }) },
    ...options.account,
  };
  world.configure({ sections: { ...options.sections, accounts: [support] } });
  const mia = twitter.person({ name: "Mia", username: "mia_w" });
  return { ...world, twitter, account, mia };
};

/** Writes the number of the newest choice of that name, as whoever has no buttons. */
export const chooseByNumber = (person: Person, label: string): void => {
  for (const { text } of person.inbox.toReversed()) {
    const number = text
      .split("\n")
      .flatMap((line) => /^\[(\d+)\] (.*)$/.exec(line)?.slice(1, 3).join(" ") ?? [])
      .find((choice) => choice.endsWith(` ${label}`))
      ?.split(" ")[0];
    if (number !== undefined) {
      person.say(number);
      return;
    }
  }
  throw new Error(`${label} was offered nowhere in ${JSON.stringify(person.inbox.map(({ text }) => text))}`);
};
