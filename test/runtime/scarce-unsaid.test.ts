import { expect, it } from "vitest";
import { createPipeline } from "../../src/pipeline/pipeline.ts";
import { deps } from "../pipeline/fixture.ts";
import { aFleetInFakeTime, type FleetInFakeTime, ScriptedPipeline } from "../support/a-service.ts";
import { FakeAdapter } from "../support/fake-adapter.ts";
import { aScarceAllowance, windowMs, writtenBy } from "../support/scarce.ts";

const coarseMs = 10_000;

/** A fleet that has no send left but the kept ones once 13 were used. */
const aRealFleet = () => {
  const pipeline = createPipeline(deps);
  return aFleetInFakeTime({
    adapter: new FakeAdapter({ allowance: aScarceAllowance(), buttons: false, deletes: false }),
    pipeline: new ScriptedPipeline((turn) => pipeline.run(turn)),
  });
};

const write = async ({ adapter, time }: FleetInFakeTime, name: string, ...texts: readonly string[]) => {
  for (const text of texts) {
    await time.until(adapter.tell(writtenBy(name, { at: time.now(), text })));
    await time.pass(5_000, coarseMs);
  }
};

const readBy = ({ adapter }: FleetInFakeTime, name: string) =>
  adapter.deliveries.arrived.flatMap(({ effect }) =>
    effect.kind === "message.send" && effect.conversationId.endsWith(`/${name}`) ? [effect.content.text] : [],
  );

it("whoever types a number twice, as the answer waits, gets that answer and no other", async () => {
  const fleet = await aRealFleet();
  await write(fleet, "mia", "deposit");
  for (let n = 0; n < 12; n++) await write(fleet, `p${n}`, "how do I deposit");
  await write(fleet, "mia", "1", "1");
  expect(readBy(fleet, "mia")).toHaveLength(1);
  await fleet.time.pass(2 * windowMs, coarseMs);
  expect(readBy(fleet, "mia").slice(1)).toEqual([
    expect.stringContaining("Answer: My deposit has not arrived"),
  ]);
});

it("a number typed after the answer has come is a place in what that shows", async () => {
  const fleet = await aRealFleet();
  await write(fleet, "mia", "deposit", "1", "1");
  const read = readBy(fleet, "mia");
  expect(read).toHaveLength(3);
  expect(read[2]).not.toBe(read[1]);
});
