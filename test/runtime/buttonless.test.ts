import { expect, it } from "vitest";
import { createPipeline } from "../../src/pipeline/pipeline.ts";
import { deps } from "../pipeline/fixture.ts";
import { aFleetInFakeTime, ScriptedPipeline } from "../support/a-service.ts";
import { aRawEvent, aRawMessage } from "../support/builders.ts";
import { FakeAdapter } from "../support/fake-adapter.ts";

const saying = (id: string, text: string) =>
  aRawEvent({ platformEventId: id, message: aRawMessage({ id, text }) });

it("an adapter without buttons is given none, and what they would say stands in the text and is chosen by number", async () => {
  const adapter = new FakeAdapter({ buttons: false });
  const pipeline = createPipeline(deps);
  const { time, service } = await aFleetInFakeTime({
    adapter,
    pipeline: new ScriptedPipeline((turn) => pipeline.run(turn)),
  });
  await time.until(adapter.tell(saying("1", "deposit")));
  await time.until(service.drain());
  expect(adapter.said.at(-1)).toMatch(
    /\n\n\[1\] My deposit has not arrived\n\[2\] How to deposit\n\[3\] None of these\n\[4\] Talk to a person$/,
  );
  await time.until(adapter.tell(saying("2", "2")));
  await time.until(service.drain());
  expect(adapter.said.at(-1)).toContain("Answer: How to deposit");
  expect(adapter.deliveries.arrived.flatMap(({ buttons }) => buttons)).toEqual([]);
});
