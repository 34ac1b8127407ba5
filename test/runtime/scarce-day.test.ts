import { expect, it } from "vitest";
import { seededRandom } from "../../src/knowledge/seeded-random.ts";
import { createPipeline } from "../../src/pipeline/pipeline.ts";
import { deps } from "../pipeline/fixture.ts";
import { ScriptedPipeline, startInFakeTime, wordsOf } from "../support/a-service.ts";
import { aTurnResult, saying } from "../support/a-turn-result.ts";
import { aTicketDraft } from "../support/builders.ts";
import { FakeAdapter } from "../support/fake-adapter.ts";
import { useFakeTime } from "../support/fake-clock.ts";
import { aScarceAllowance } from "../support/scarce.ts";
import { messagesInDay, runScarceDay } from "../support/scarce-day.ts";

const hourMs = 3_600_000;
const answerWithinMs = hourMs;
const dollarsPerDay = 10;

it("more people than may be answered: nobody is forgotten, nobody goes before their turn, and no limit is met", async () => {
  const time = useFakeTime();
  const adapter = new FakeAdapter({
    buttons: false,
    deletes: false,
    messagesOf: messagesInDay,
    allowance: aScarceAllowance({ answerWithinMs, dollarsPerDay }),
  });
  const pipeline = createPipeline(deps);
  const scripted = new ScriptedPipeline();
  scripted.run = (turn) =>
    wordsOf(turn).includes("SECRET")
      ? aTurnResult(turn, { effects: [saying("That was a secret.", { priority: "protect", lane: "guard" })] })
      : pipeline.run(turn);
  const fleet = await startInFakeTime(time, { adapter, pipeline: scripted });
  const table = await runScarceDay(
    { time, adapter, desk: fleet.desk, accept: (event) => fleet.service.ingest.accept(event) },
    {
      people: 180,
      writingMs: 2 * hourMs,
      answerWithinMs,
      text: (n) => (n % 20 === 0 ? `SECRET ${n}` : "my deposit has not arrived"),
      againEvery: 6,
      repliedEvery: 3,
      picturesEvery: 3,
      solvedEvery: 4,
      random: seededRandom(7),
    },
  );
  expect(table).toMatchObject({ people: 180, answersOf429: 0, neither: 0, outOfOrder: 0 });
  expect(table.answered + table.markedUnanswered).toBe(180);
  expect(table.markedUnanswered).toBeGreaterThan(0);
  expect(table.warnings).toBeGreaterThan(5);
  expect(table.agentReplies).toBeGreaterThan(5);
  expect(table.agentRepliesSent).toBe(table.agentReplies);
  expect(table.longestWaitMinutes * 60_000).toBeLessThanOrEqual(answerWithinMs);
  expect(table.solvedMeanwhile).toBeGreaterThan(3);
  expect(Math.max(table.warningP95Seconds, table.agentReplyP95Seconds)).toBeLessThanOrEqual(900);
  expect(table.mostIn15Min).toBeLessThanOrEqual(15);
  expect(table.dollars).toBeLessThanOrEqual(dollarsPerDay);
}, 120_000);

it("whoever was marked and writes again is neither answered nor marked when nobody heeds that", async () => {
  const time = useFakeTime();
  const adapter = new FakeAdapter({ allowance: aScarceAllowance({ answerWithinMs }) });
  const scripted = new ScriptedPipeline((turn) => {
    const draft = aTicketDraft({ unansweredSince: turn.now });
    const { newTicketId: ticketId } = turn;
    return turn.history.length > 0 || wordsOf(turn) === ""
      ? {}
      : { effects: [{ kind: "ticket.open", lane: "desk", priority: "receipt", ticketId, draft }] };
  });
  const fleet = await startInFakeTime(time, { adapter, pipeline: scripted });
  const plan = { people: 8, writingMs: hourMs, answerWithinMs, text: () => "hello", againEvery: 4 };
  const table = await runScarceDay(
    { time, adapter, desk: fleet.desk, accept: (event) => fleet.service.ingest.accept(event) },
    { ...plan, repliedEvery: 100, picturesEvery: 3, solvedEvery: 100, random: seededRandom(7) },
  );
  expect(table).toMatchObject({ answered: 0, markedUnanswered: 6, neither: 2 });
}, 120_000);
