import { expect, it } from "vitest";
import { ApiFailure } from "../../../adapters/twitter/api-failure.ts";
import { deliver } from "../../../adapters/twitter/deliver.ts";
import { conversationId, effectId, eventId, ticketId } from "../../../src/domain/ids.ts";
import type { Turn } from "../../../src/domain/turn.ts";
import { defaultRetry } from "../../../src/runtime/retry.ts";
import { aFleetInFakeTime, ScriptedPipeline, wordsOf } from "../../support/a-service.ts";
import { type Outcome, saying } from "../../support/a-turn-result.ts";
import { aSendMessage, builtAccountId } from "../../support/builders.ts";
import { FakeAdapter } from "../../support/fake-adapter.ts";
import { useFakeTime } from "../../support/fake-clock.ts";
import { aScarceAllowance, writtenBy } from "../../support/scarce.ts";
import { aPort } from "./a-port.ts";

const picture = (n: number) => ({
  ticketId: ticketId("T-1"),
  id: `${n}`,
  fileName: `${n}.png`,
  mediaType: "image/png",
});

/** Two pictures come with what an agent says of them; everybody else is answered by words. */
const decide = (turn: Turn): Outcome => {
  const words = wordsOf(turn);
  if (words === "") return {};
  if (words !== "pictures") return { effects: [saying(`re: ${words}`)] };
  const relayOf = { ticketId: ticketId("T-1"), eventId: eventId(builtAccountId, "desk:1") };
  const attachments = [picture(1), picture(2)];
  return { effects: [saying("look", { priority: "human", attachments, relayOf })] };
};

const aFleetOnX = async () => {
  const time = useFakeTime();
  const state = { uploadsFail: false };
  const { port, said } = aPort(time.now, {
    onUpload: () => {
      if (state.uploadsFail && said.length > 0) throw new ApiFailure("503 over capacity", { status: 503 });
    },
  });
  const adapter = new FakeAdapter({ allowance: aScarceAllowance(), repeatUncertain: "ask" });
  adapter.deliveries.otherwise = ({ signal }) => {
    const delivery = adapter.deliveries.attempts.at(-1);
    if (!delivery) throw new Error("nothing is delivered");
    return deliver(port, { ...delivery, signal });
  };
  const pipeline = new ScriptedPipeline(decide);
  const fleet = await aFleetInFakeTime({ adapter, pipeline, retry: defaultRetry, clock: time });
  fleet.desk.onFetch = async ({ id }) => Buffer.from(id);
  const write = async (name: string, text: string) => {
    await time.until(adapter.tell(writtenBy(name, { text, at: time.now() })));
    await time.pass(20);
  };
  return { time, said, state, write, tries: () => adapter.deliveries.attempts.length };
};

it("what goes on failing behind the first part uses up none of the sends, and others are served", async () => {
  const { time, said, state, write, tries } = await aFleetOnX();
  state.uploadsFail = true;
  await write("7001", "pictures");
  await time.pass(300_000, 1_000);
  expect(said).toEqual(["look[file]"]);
  expect(tries()).toBeGreaterThan(10);
  for (let n = 0; n < 10; n++) await write(`${7100 + n}`, `hello ${n}`);
  await time.pass(30_000, 1_000);
  expect(said).toHaveLength(11);
  state.uploadsFail = false;
  await time.pass(30_000, 1_000);
  expect(said).toHaveLength(12);
  expect(said.at(-1)).toBe("[file]");
});

it("an attempt that sent something was a call though it broke off later; the next one that sends nothing was none", async () => {
  let uploads = 0;
  const { port, said } = aPort(Date.now, {
    onUpload: () => {
      uploads += 1;
      if (said.length > 0) throw new ApiFailure("429", { status: 429, retryAfterMs: 900_000 });
    },
  });
  const effect = {
    ...aSendMessage({ id: effectId(eventId(builtAccountId, "7000"), 1) }),
    conversationId: conversationId(builtAccountId, "7001"),
  };
  const files = [1, 2].map((n) => ({ ...picture(n), bytes: Buffer.from("png") }));
  const { signal } = new AbortController();
  const attempt = () => deliver(port, { effect, buttons: [], files, signal });
  const brokeOff = { failure: "rate_limited", isolated: true, message: expect.stringContaining("1 of 2") };
  await expect(attempt()).rejects.toMatchObject({ ...brokeOff, uncalled: false });
  const before = uploads;
  await expect(attempt()).rejects.toMatchObject({ ...brokeOff, uncalled: true });
  expect(uploads).toBeGreaterThan(before);
});
