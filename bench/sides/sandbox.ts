/** The sandbox in a process of its own, so that its CPU time is nobody else's. */

import { startSandbox } from "../../sandbox/start-sandbox.ts";
import { telegramLimits } from "../../sandbox/telegram/limits.ts";
import type { SendsSoFar } from "../goals/allowance-use.ts";
import { answerMeasurements } from "../support/measured-side.ts";
import { preciseClock } from "../support/precise-clock.ts";
import { tokenOf, usernameOf } from "../support/side-settings.ts";
import type { StageOptions } from "../support/stage.ts";
import { type Talk, talk } from "../support/talk.ts";

const { limits = "off", bots = 1, jitterMs = 0 }: StageOptions = JSON.parse(process.argv[2] ?? "{}");
const sandbox = await startSandbox({
  telegram: { limits: limits === "published" ? telegramLimits : limits, log: false, jitterMs },
  clock: preciseClock,
});
for (let n = 0; n < bots; n++) sandbox.telegram.addBot({ token: tokenOf(n), username: usernameOf(n) });
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
    deskUrl: sandbox.desk.url,
    deskSecret: sandbox.desk.secret,
  },
  orders: {
    talk: (fields: Talk) => talk(sandbox.telegram, fields),
    sends: sendsSoFar,
    setFleetUrl: ({ fleetUrl }: { fleetUrl: string }) => sandbox.setFleetUrl(fleetUrl),
  },
});
