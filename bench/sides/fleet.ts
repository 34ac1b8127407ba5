/** The whole product as `npm start` composes it, with as many accounts as wanted. */
import { join } from "node:path";
import { readConfig, startFleet } from "../../src/compose.ts";
import { systemClock } from "../../src/runtime/clock.ts";
import { randomIds } from "../../src/runtime/ids.ts";
import { fleetConfigText } from "../support/fleet-config.ts";
import { answerMeasurements } from "../support/measured-side.ts";
import { readSettings } from "../support/side-settings.ts";

const settings = readSettings();
const fleet = await startFleet({
  config: readConfig({
    path: join(settings.folder, "fleet.yaml"),
    text: fleetConfigText(settings),
    readFile: () => "",
    env: {},
  }),
  clock: systemClock,
  ids: randomIds,
});
answerMeasurements({
  stop: () => fleet.stop(),
  commits: () => fleet.storage.commits(),
  facts: { url: fleet.url },
  orders: {
    drain: () => fleet.service.drain(),
    /** After a collection, so that what could be given back is not counted. Wants --expose-gc. */
    memory: () => {
      globalThis.gc?.();
      return process.memoryUsage();
    },
  },
});
