import { expect, it, onTestFinished } from "vitest";
import { priorities } from "../../src/domain/effect.ts";
import { createLimiter } from "../../src/runtime/limiter.ts";
import { SendSlots } from "../../src/runtime/send-slots.ts";
import { type FakeTime, useFakeTime } from "../support/fake-clock.ts";

const windowMs = 1_000;

/** An account among others that share a window. Who has work sends whenever it may. */
const anAccountOf = (shared: SendSlots, { time, isBusy }: { time: FakeTime; isBusy: boolean }) => {
  const allowance = { sends: 1_000, windowMs, perConversationMs: 0, perGroupMs: 0 };
  const limiter = createLimiter({ allowance, inFlight: 1, now: time.now, more: [shared] });
  onTestFinished(() => limiter.close());
  let sent = 0;
  const send = () => {
    const permit = isBusy ? limiter.tryAcquire(priorities.answer) : undefined;
    if (!permit) return;
    sent += 1;
    permit.done();
  };
  limiter.onAvailable(send);
  return { send, sent: () => sent };
};

it.each([
  [1, [true, true, false]],
  [1, [true, false, true]],
  [2, [false, true, false, true, true]],
] as const)("a window of %i is shared fairly by those who have work: %j", async (sends, busy) => {
  const time = useFakeTime();
  const shared = new SendSlots({ sends, windowMs }, time.now);
  const accounts = busy.map((isBusy) => anAccountOf(shared, { time, isBusy }));
  for (const { send } of accounts) send();
  const windows = 60;
  await time.pass(windows * windowMs, 100);
  const each = (sends * windows) / busy.filter(Boolean).length;
  for (const [n, { sent }] of accounts.entries())
    expect(Math.abs(sent() - (busy[n] ? each : 0)), `${n}`).toBeLessThanOrEqual(2);
});
