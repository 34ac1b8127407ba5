import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import Keyv from "keyv";
import { describe, expect, it } from "vitest";
import { articleSlug, personId } from "../../src/domain/ids.ts";
import type { Turn } from "../../src/domain/turn.ts";
import { Crowds } from "../../src/runtime/crowds.ts";
import { mostNotices, readStatusJson } from "../../src/runtime/read-status-json.ts";
import { RecentPeople } from "../../src/runtime/recent-people.ts";
import { TopicBook } from "../../src/runtime/topic-book.ts";
import { introduced, Talk } from "../pipeline/fixture.ts";
import { aRecordingTelemetry } from "../support/a-service.ts";
import { aStorageHome } from "../support/a-storage.ts";
import { aTurnResult } from "../support/a-turn-result.ts";
import { aPerson, aTurn, builtAt } from "../support/builders.ts";
import { countedSteps, countSteps } from "../support/counted-steps.ts";

setFlagsFromString("--expose-gc");
const collect: unknown = runInNewContext("gc");

const heapMb = () => {
  if (typeof collect === "function") collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
};

const people = 100_000;
const slugs = Array.from({ length: 71 }, (_, n) => articleSlug(`article-${n}`));
const coins = ["BTC", "ETH", "USDT", "TRX", "SOL"];

/** Everybody asks within ten minutes, and names a coin; six in ten ask the same. */
const askedBy = (n: number) => ({
  slug: slugs[n % 10 < 6 ? 0 : n % slugs.length] ?? articleSlug("none"),
  coins: [coins[n % coins.length] ?? "BTC"],
});

const aCrowd = async () => {
  const clock = { now: builtAt };
  const storage = aStorageHome().open();
  const { telemetry, counted } = aRecordingTelemetry();
  const book = new TopicBook({
    storage,
    clock: { now: () => clock.now },
    crowds: new Crowds({ rules: { people: 8, factor: 5, quietMs: 1_800_000 }, telemetry }),
    kept: new Keyv({ store: storage.keyv, namespace: "incidents" }),
  });
  await book.start();
  const turn = aTurn();
  const result = aTurnResult(turn);
  /** In steps a person. */
  const note = (from: number, to: number): number => {
    const counted = countSteps();
    for (let n = from; n < to; n++) {
      clock.now += 6;
      const person = { ...aPerson(), id: personId("telegram", String(n)) };
      book.noteTurn({ ...turn, now: clock.now, person }, { ...result, topic: askedBy(n) });
      book.known(clock.now);
    }
    return counted() / (to - from);
  };
  return { book, note, counted, clock };
};

describe(`${people} people with their questions within ten minutes`, () => {
  it("cost little each, the last no more than the first, and are kept within bounds", async () => {
    const { book, note, counted, clock } = await aCrowd();
    note(0, 5_000);
    const before = heapMb();
    const first = note(5_000, 25_000);
    note(25_000, 80_000);
    const last = note(80_000, people);
    const grown = heapMb() - before;
    expect(first).toBeGreaterThan(1);
    expect(last).toBeLessThan(first * 4);
    expect(grown).toBeLessThan(30);
    // One told of for each article, however many ask.
    expect(counted("incident.began")).toBeLessThanOrEqual(slugs.length);
    expect(book.known(clock.now).crowds?.map(({ slug }) => slug)).toContain(slugs[0]);
    await book.stop();
    // Counting makes every step several times as long.
  }, 90_000);

  it("are no more than 5,000 about one thing in memory, and nobody after ten minutes", () => {
    const recent = new RecentPeople(600_000);
    for (let n = 0; n < people; n++) recent.note("one", String(n), n * 6);
    expect(recent.count("one", people * 6)).toBe(5_000);
    recent.forgetOld(people * 6 + 600_000);
    expect(recent.count("one", people * 6 + 600_000)).toBe(0);
  });
});

describe("a feed as large as it may be", () => {
  const incidents = Array.from({ length: 1_200 }, (_, n) => ({
    id: n,
    title: { en: `Trouble number ${n} ${"x".repeat(280)}` },
    affects: [`article-${n}`, `COIN${n}`],
    from: "2026-11-22T10:00:00Z",
  }));
  const body = JSON.stringify({ incidents });

  it("is read in few steps, and no more than so many of its notices are kept", () => {
    expect(body.length).toBeGreaterThan(400 * 1024);
    expect(body.length).toBeLessThan(512 * 1024);
    const counted = countSteps();
    const { notices } = readStatusJson(body, {});
    const steps = counted();
    expect(notices.length).toBe(mostNotices);
    expect(steps).toBeGreaterThan(mostNotices);
    expect(steps / incidents.length).toBeLessThan(20);

    // None of them is about the question, so that every one is looked at.
    const stepsWith = (facts: Turn["facts"]) =>
      countedSteps(() =>
        new Talk({ conversation: introduced, turn: { facts } }).say("my deposit has not arrived"),
      );
    stepsWith({});
    const more = stepsWith({ notices }) - stepsWith({});
    expect(more / mostNotices).toBeLessThan(20);
  });
});
