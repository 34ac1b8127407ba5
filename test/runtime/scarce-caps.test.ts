import { expect, it } from "vitest";
import { createPipeline } from "../../src/pipeline/pipeline.ts";
import type { CapLimits } from "../../src/runtime/ports.ts";
import { deps } from "../pipeline/fixture.ts";
import { aFleetInFakeTime, type FleetInFakeTime, ScriptedPipeline } from "../support/a-service.ts";
import { FakeAdapter } from "../support/fake-adapter.ts";
import { aScarceAllowance, windowMs, writtenBy } from "../support/scarce.ts";

const coarseMs = 10_000;
const answersAtOnce = 13;

/** All that may be sent now has been: whoever writes waits for the next window. */
const aBusyFleet = async (repliesPerHour: CapLimits["repliesPerHour"]) => {
  const pipeline = createPipeline(deps);
  const fleet = await aFleetInFakeTime({
    adapter: new FakeAdapter({ allowance: aScarceAllowance(), buttons: false, deletes: false }),
    caps: { repliesPerHour, ticketsPerDay: 10 },
    pipeline: new ScriptedPipeline((turn) => pipeline.run(turn)),
  });
  for (let n = 0; n < answersAtOnce; n++) await write(fleet, `p${n}`, "how do I deposit");
  expect(fleet.adapter.said).toHaveLength(answersAtOnce);
  return fleet;
};

const write = async ({ adapter, time }: FleetInFakeTime, name: string, text: string) => {
  await time.until(adapter.tell(writtenBy(name, { at: time.now(), text })));
  await time.pass(20);
};

const saidAfterTheWait = async ({ adapter, time }: FleetInFakeTime) => {
  await time.pass(windowMs, coarseMs);
  return adapter.said.slice(answersAtOnce);
};

it("an answer that replaces one which still waited uses up no other reply", async () => {
  const fleet = await aBusyFleet(3);
  for (let n = 0; n < 6; n++) await write(fleet, "mia", "my deposit has not arrived");
  expect(await saidAfterTheWait(fleet)).toEqual([
    expect.stringContaining("Answer: My deposit has not arrived"),
  ]);
  await write(fleet, "mia", "how do I deposit");
  expect(fleet.adapter.said.at(-1)).toContain("Answer: How to deposit");
});

it("whoever has no reply left keeps the answer that waits for them, and hears that once", async () => {
  const fleet = await aBusyFleet(1);
  await write(fleet, "mia", "my deposit has not arrived");
  for (let n = 0; n < 3; n++) await write(fleet, "mia", "how do I deposit");
  expect(await saidAfterTheWait(fleet)).toEqual([
    expect.stringContaining("Answer: My deposit has not arrived"),
    expect.stringContaining("pausing my replies"),
  ]);
});
