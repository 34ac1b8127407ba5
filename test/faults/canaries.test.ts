import { readdirSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, vi } from "vitest";
import { aSecret } from "../guard/secret-samples.ts";
import { aChild } from "../support/a-child.ts";
import { aFleetIn, aWorld, type World } from "../support/a-fleet.ts";
import { seenIn } from "../support/canary.ts";
import { phrase } from "../support/phrases.ts";
import { everySink, expectNowhere, onDisk, outside } from "../support/sinks.ts";
import type { FaultStep } from "./steps.ts";

// Processes of their own take seconds to start on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const childScript = fileURLToPath(new URL("./child.ts", import.meta.url));
const secrets = (["seed_phrase", "password", "private_key"] as const).map((kind) => aSecret(kind, 77));
const canaries = secrets.flatMap(({ values }) => values);

/** A world whose fleets have a temporary folder of their own, which is searched as well. */
const aWorldWithTemp = async (): Promise<World & { readonly temp: string }> => {
  const world = await aWorld();
  const temp = join(world.folder, "temp");
  await mkdir(temp);
  const first = await aFleetIn(world);
  await first.stop();
  return { ...world, temp };
};

const aMortalFleet = (
  { configPath, temp }: { configPath: string; temp: string },
  ...how: readonly string[]
) => aChild(childScript, [configPath, ...how], { TMPDIR: temp });

const steps: readonly FaultStep[] = [
  "in the guard",
  "redacted",
  "stored",
  "decided",
  "committed",
  "message sent",
];

describe("pain 29: a secret is nowhere when the process is killed", () => {
  it.each(steps)(
    "%s: not in the database, its log, output or temporary files, before and after the next start",
    async (step) => {
      const world = await aWorldWithTemp();
      const ada = world.talker();
      const child = aMortalFleet(world, step);
      await child.prints(/READY/);
      for (const { told } of secrets) ada.say(told);
      const { signal, stdout, stderr } = await child.ended;
      expect(signal).toBe("SIGKILL");
      expect(seenIn({ ...onDisk(world), ...outside(world), stdout, stderr }, canaries)).toEqual([]);

      const fleet = await aFleetIn(world);
      await ada.hears(phrase("secret.never"));
      await fleet.settled();
      await expectNowhere({ ...world, fleet }, canaries);
      expect(readdirSync(world.temp)).toEqual([]);
    },
  );

  it("again and again by the message itself, until it is given up: not in the dead letter or the ticket either", async () => {
    const world = await aWorldWithTemp();
    const ada = world.talker();
    const marker = "plonkberry";
    const [first] = secrets;
    // The marker stays, and the secret beside it does not.
    ada.say(`${marker} ${first?.told}`);
    const outputs: string[] = [];
    for (let start = 1; start <= 3; start += 1) {
      const { stdout, stderr } = await aMortalFleet(world, "decided", marker).ended;
      outputs.push(stdout, stderr);
    }
    const fleet = await aFleetIn(world);
    await ada.hears(phrase("broken.person"));
    await world.sandbox.desk.waitForTicket();
    await fleet.settled();

    expect(seenIn({ ...(await everySink(world, fleet)), outputs: outputs.join() }, canaries)).toEqual([]);
    expect(await fleet.storage.operator.dead(10)).not.toEqual([]);
  });
});
