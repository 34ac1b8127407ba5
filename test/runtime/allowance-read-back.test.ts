import { expect, it, vi } from "vitest";
import { defaultRetry } from "../../src/runtime/retry.ts";
import { aService, ScriptedPipeline, type ServiceOptions } from "../support/a-service.ts";
import { takeIn } from "../support/a-storage.ts";
import { FakeAdapter } from "../support/fake-adapter.ts";
import { type FakeTime, useFakeTime } from "../support/fake-clock.ts";
import { aScarceAllowance, writtenBy } from "../support/scarce.ts";
import { arrives, arrivesUnheard, fails, type Scene } from "../support/scripted-deliveries.ts";

const price = 0.015;
const anAdapter = ({ dollarsPerMessage = 0 } = {}) =>
  new FakeAdapter({
    allowance: aScarceAllowance({ dollarsPerMessage, dollarsPerDay: 10 }),
    repeatUncertain: "ask",
  });

/** The platform, asked what became of a send, has it: nothing is sent again. */
const isThere: Scene = async () => ({ messageIds: ["1"], calls: 0 });
const inThreeParts: Scene = async () => ({ messageIds: ["1", "2", "3"] });

/** Starts a fleet; tells what was spent in the last 24 h, in dollars and in sends. */
const aCountedFleet = async (time: FakeTime, options: ServiceOptions) => {
  const fleet = aService({ clock: time, retry: defaultRetry, pipeline: new ScriptedPipeline(), ...options });
  const spent = vi.spyOn(fleet.telemetry, "dollarsSpent");
  await time.until(fleet.service.start());
  await time.pass(100);
  const dollars = () => spent.mock.lastCall?.[1] ?? 0;
  return { ...fleet, dollars, sends: () => Math.round(dollars() / price) };
};

const endings: readonly (readonly [string, readonly Scene[], number])[] = [
  ["arrives", [arrives], 1],
  ["arrives in parts", [inThreeParts], 3],
  ["is found to have arrived after its answer was lost", [arrivesUnheard, isThere], 1],
  ["is looked for twice", [arrivesUnheard, fails("transient", { uncalled: true }), isThere], 1],
  ["fails and is sent again", [fails("transient"), fails("uncertain"), arrives], 3],
  ["breaks off after two parts and goes on", [fails("transient", { calls: 2 }), arrives], 3],
  ["was never asked for", [fails("transient", { uncalled: true }), arrives], 1],
  ["is refused", [fails("rejected")], 1],
  ["fails and is refused", [fails("transient"), fails("rejected")], 2],
  ["cannot be said on the platform", [fails("unsupported")], 0],
];

it.each(endings)("counts the same after a restart as before: a send that %s", async (_, scenes, calls) => {
  const time = useFakeTime();
  const fleet = await aCountedFleet(time, { adapter: anAdapter() });
  fleet.adapter.deliveries.order(...scenes);
  await time.until(fleet.adapter.tell(writtenBy("mia", { at: time.now() })));
  await time.pass(60_000, 1_000);
  expect(fleet.sends()).toBe(calls);
  fleet.kill();
  const again = await aCountedFleet(time, { home: fleet.home, adapter: anAdapter() });
  expect(again.sends()).toBe(calls);
});

it("counts the calls before an operator had it retried, and those after it", async () => {
  const time = useFakeTime();
  const fleet = await aCountedFleet(time, { adapter: anAdapter() });
  fleet.adapter.deliveries.order(fails("transient", { uncalled: true }), fails("rejected"), arrives);
  await time.until(fleet.adapter.tell(writtenBy("mia", { at: time.now() })));
  await time.pass(5_000, 1_000);
  await time.until(fleet.storage.operator.retryDead("all", time.now()));
  await time.pass(60_000, 1_000);
  expect(fleet.sends()).toBe(2);
  fleet.kill();
  const again = await aCountedFleet(time, { home: fleet.home, adapter: anAdapter() });
  expect(again.sends()).toBe(2);
});

it("counts what another process takes in as it does after a restart, and its own messages once", async () => {
  const time = useFakeTime();
  const priced = () => anAdapter({ dollarsPerMessage: 0.01 });
  const fleet = await aCountedFleet(time, { adapter: priced(), pipeline: new ScriptedPipeline(() => ({})) });
  await time.until(fleet.adapter.tell(writtenBy("mia", { at: time.now() })));
  const command = fleet.home.open({ as: "operator" });
  for (let n = 0; n < 50; n++) await takeIn(command, writtenBy(`p${n}`, { at: time.now() }));
  await time.until(fleet.adapter.tell(writtenBy("leo", { at: time.now() })));
  await time.pass(5_000);
  expect(fleet.dollars()).toBeCloseTo(0.52);
  fleet.kill();
  const again = await aCountedFleet(time, { home: fleet.home, adapter: priced() });
  expect(again.dollars()).toBeCloseTo(0.52);
});
