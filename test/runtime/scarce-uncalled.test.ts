import { describe, expect, it } from "vitest";
import { accountId, conversationId, eventId, ticketId } from "../../src/domain/ids.ts";
import type { Turn } from "../../src/domain/turn.ts";
import { defaultRetry } from "../../src/runtime/retry.ts";
import {
  aFleetInFakeTime,
  type FleetInFakeTime,
  ScriptedPipeline,
  startInFakeTime,
  wordsOf,
} from "../support/a-service.ts";
import { deleting, type Outcome, saying } from "../support/a-turn-result.ts";
import { anAccount, builtAccountId } from "../support/builders.ts";
import { FakeAdapter } from "../support/fake-adapter.ts";
import { useFakeTime } from "../support/fake-clock.ts";
import { aScarceAllowance, windowMs, writtenBy } from "../support/scarce.ts";
import { arrives, fails } from "../support/scripted-deliveries.ts";

const coarseMs = 1_000;
/** What the sends of an account are left for answers when two are kept. */
const forAnswers = 13;

const decide = (turn: Turn): Outcome => {
  const words = wordsOf(turn);
  if (words === "") return {};
  if (words === "delete") return { effects: [deleting("7")] };
  const urgent = words.startsWith("urgent");
  return { effects: [saying(`re: ${words}`, urgent ? { priority: "protect", lane: "guard" } : {})] };
};
const aScarceAdapter = (options: { deletes?: boolean } = {}) =>
  new FakeAdapter({ allowance: aScarceAllowance(), ...options });
const write = async ({ adapter, time }: FleetInFakeTime, ...messages: (readonly [string, string?])[]) => {
  for (const [name, text] of messages) {
    await time.until(adapter.tell(writtenBy(name, { at: time.now(), ...(text && { text }) })));
    await time.pass(20);
  }
};
const people = (count: number) => Array.from({ length: count }, (_, n) => [`p${n}`] as const);

describe("what the platform was not asked to send", () => {
  const unfetched = fails("transient", { isolated: true, uncalled: true });

  it("uses up none of the sends, however often it is tried", async () => {
    const adapter = aScarceAdapter();
    const pipeline = new ScriptedPipeline(decide);
    const fleet = await aFleetInFakeTime({ adapter, pipeline, retry: defaultRetry });
    let tries = 0;
    adapter.deliveries.otherwise = (attempt) => {
      const { effect } = adapter.deliveries.attempts.at(-1) ?? {};
      const isHers = effect?.kind === "message.send" && effect.content.text === "re: a file, please";
      if (isHers) tries += 1;
      return isHers ? unfetched(attempt) : arrives(attempt);
    };
    await write(fleet, ["mia", "a file, please"]);
    await fleet.time.pass(windowMs / 2, coarseMs);
    expect(tries).toBeGreaterThan(15);
    await write(fleet, ["leo", "urgent"], ...people(5));
    expect(adapter.said).toHaveLength(6);
    fleet.kill();
    const again = await startInFakeTime(fleet.time, {
      home: fleet.home,
      adapter: aScarceAdapter(),
      pipeline: new ScriptedPipeline(decide),
    });
    again.adapter.deliveries.otherwise = adapter.deliveries.otherwise;
    await write(again, ...people(20));
    expect(again.adapter.said).toHaveLength(forAnswers - 6);
  });

  it("is read back as no send after a restart", async () => {
    const time = useFakeTime();
    const parts = () => ({
      adapter: aScarceAdapter({ deletes: false }),
      pipeline: new ScriptedPipeline(decide),
    });
    const fleet = await startInFakeTime(time, parts());
    fleet.adapter.deliveries.otherwise = fails("unsupported");
    for (const [name] of people(10)) await write(fleet, [name, "delete"]);
    fleet.kill();
    const again = await startInFakeTime(time, { home: fleet.home, ...parts() });
    await write(again, ...people(20));
    expect(again.adapter.said).toHaveLength(forAnswers);
  });

  it.each([
    ["a file that the desk does not give", "file", undefined],
    ["files that are too large together", "files", 30 * 1024 * 1024],
    ["a message to who has not written", "cold", undefined],
  ])("uses up none of the sends where we refuse it ourselves: %s", async (_, what, bytesEach) => {
    const attachment = { ticketId: ticketId("T-1"), fileName: "a.png", mediaType: "image/png" };
    const attachments = ["1", "2"].map((id) => ({ ...attachment, id }));
    const relayOf = { ticketId: ticketId("T-1"), eventId: eventId(builtAccountId, "desk:1") };
    const pipeline = new ScriptedPipeline((turn) => {
      if (!wordsOf(turn).startsWith("refuse")) return decide(turn);
      const reply = saying("here", { priority: "human" });
      return {
        effects: [
          what === "cold"
            ? { ...reply, conversationId: conversationId(builtAccountId, "stranger") }
            : { ...reply, attachments, relayOf },
        ],
      };
    });
    const adapter = aScarceAdapter();
    const account = anAccount({ policies: { onlyWhoWroteFirst: true } });
    const fleet = await aFleetInFakeTime({ adapter, accounts: [{ account, adapter }], pipeline });
    if (bytesEach !== undefined) fleet.desk.onFetch = async () => Buffer.alloc(bytesEach);
    for (let n = 0; n < 5; n++) await write(fleet, [`r${n}`, "refuse"]);
    await fleet.time.pass(5_000);
    expect(fleet.counted("letter.dead")).toBe(5);
    await write(fleet, ...people(20));
    expect(adapter.said).toHaveLength(forAnswers);
  });

  it("holds up nobody else when a limit is met that is not that of sends", async () => {
    const adapter = aScarceAdapter();
    const fleet = await aFleetInFakeTime({ adapter, pipeline: new ScriptedPipeline(decide) });
    adapter.deliveries.order(
      fails("rate_limited", { retryAfterMs: windowMs, isolated: true, uncalled: true }),
    );
    await write(fleet, ["mia", "one"], ["leo", "urgent"], ["ada", "two"]);
    await fleet.time.pass(1_000);
    expect(adapter.said.toSorted()).toEqual(["re: two", "re: urgent"]);
    expect(fleet.lines.filter(({ event }) => event === "rate.limited")).toEqual([]);
    await fleet.time.pass(windowMs + 60_000, coarseMs);
    expect(adapter.said).toContain("re: one");
  });
});

it("gives accounts that share a window each a part of it, whoever asked first", async () => {
  const time = useFakeTime();
  const more = [{ sends: 15, windowMs, sharedAs: "our-app" }];
  const fakes = ["first", "second"].map((name) => ({
    account: anAccount({ id: accountId(name) }),
    adapter: new FakeAdapter({ allowance: aScarceAllowance({}, { more }) }),
  }));
  const fleet = await startInFakeTime(time, { accounts: fakes, pipeline: new ScriptedPipeline(decide) });
  for (let n = 0; n < 60; n++) {
    for (const { account, adapter } of fakes) {
      const event = writtenBy(`${account.id}${n}`, { at: time.now() });
      const own = {
        id: eventId(account.id, event.platformEventId),
        accountId: account.id,
        conversationId: `${account.id}/${n}` as typeof event.conversationId,
      };
      await fleet.time.until(adapter.tell({ ...event, ...own }));
    }
    await time.pass(20);
  }
  const atFirst = fakes.map(({ adapter }) => adapter.said.length);
  await time.pass(4 * windowMs, 5_000);
  const [one = 0, other = 0] = fakes.map(({ adapter }, n) => adapter.said.length - (atFirst[n] ?? 0));
  expect(one + other).toBeGreaterThanOrEqual(3 * forAnswers);
  expect(Math.min(one, other)).toBeGreaterThan((one + other) / 3);
}, 60_000);
