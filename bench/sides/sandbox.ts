/** The sandbox in a process of its own, so that its CPU time is nobody else's. */

import { startSandbox } from "../../sandbox/start-sandbox.ts";
import { telegramLimits } from "../../sandbox/telegram/limits.ts";
import type { SendsSoFar } from "../goals/allowance-use.ts";
import { type DirectTalk, directTalk, onDiscord, onTwitter } from "../support/direct-talk.ts";
import { answerMeasurements } from "../support/measured-side.ts";
import { preciseClock } from "../support/precise-clock.ts";
import {
  discordIdOf,
  discordTokenOf,
  tokenOf,
  twitterKeys,
  twitterUserId,
  usernameOf,
} from "../support/side-settings.ts";
import type { StageOptions } from "../support/stage.ts";
import { type Talk, talk } from "../support/talk.ts";

const options: StageOptions = JSON.parse(process.argv[2] ?? "{}");
const { limits = "off", bots = 1, jitterMs = 0, discordBots = 0, guilds = 1, twitter = false } = options;
const channelsOfGuild = 10;
const sandbox = await startSandbox({
  telegram: { limits: limits === "published" ? telegramLimits : limits, log: false, jitterMs },
  discord: { limits: "off", log: false },
  twitter: { limits: "off", log: false },
  clock: preciseClock,
});
for (let n = 0; n < bots; n++) sandbox.telegram.addBot({ token: tokenOf(n), username: usernameOf(n) });
for (let n = 0; n < discordBots; n++) {
  const username = usernameOf(n);
  sandbox.discord.addBot({ token: discordTokenOf(n), username, id: discordIdOf(n) });
  for (let at = 0; at < guilds; at++) {
    const guild = sandbox.discord.guild({ name: `bench ${n}.${at}`, bots: [] });
    sandbox.discord.invite(guild, { username });
    for (let channel = 0; channel < channelsOfGuild; channel++) guild.addChannel({ name: `talk-${channel}` });
  }
}
if (twitter) {
  sandbox.twitter.addApp(twitterKeys);
  sandbox.twitter.addAccount({ ...twitterKeys, username: usernameOf(0), id: twitterUserId });
}
const sendsSoFar = (): SendsSoFar => {
  const counted = Object.entries(sandbox.telegram.counts);
  const of = (status: number) =>
    counted
      .filter(([call]) => call.toLowerCase() === `sendmessage ${status}`)
      .reduce((sum, [, calls]) => sum + calls, 0);
  return { at: preciseClock.now(), sent: of(200), limited: of(429) };
};
answerMeasurements({
  stop: () => sandbox.close(),
  facts: {
    url: sandbox.url,
    apiRoot: sandbox.telegram.apiRoot,
    discordApiRoot: sandbox.discord.apiRoot,
    ...(twitter && {
      twitterAddress: `127.0.0.1:${sandbox.twitter.port}`,
      twitterAuthority: sandbox.twitter.authority,
    }),
    deskUrl: sandbox.desk.url,
    deskSecret: sandbox.desk.secret,
  },
  orders: {
    discordConnected: ({ bots: count }: { bots: number }) =>
      sandbox.discord.gateway.waitForConnected(count, 120_000),
    discordTalk: (fields: DirectTalk) => directTalk(onDiscord(sandbox.discord), fields),
    twitterTalk: (fields: DirectTalk) => directTalk(onTwitter(sandbox.twitter), fields),
    talk: (fields: Talk) => talk(sandbox.telegram, fields),
    sends: sendsSoFar,
    setFleetUrl: ({ fleetUrl }: { fleetUrl: string }) => sandbox.setFleetUrl(fleetUrl),
  },
});
