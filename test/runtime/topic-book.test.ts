import Keyv from "keyv";
import { describe, expect, it } from "vitest";
import { articleSlug, personId } from "../../src/domain/ids.ts";
import { type CrowdRules, Crowds, type RunningCrowd } from "../../src/runtime/crowds.ts";
import { TopicBook } from "../../src/runtime/topic-book.ts";
import { aRecordingTelemetry } from "../support/a-service.ts";
import { aStorageHome } from "../support/a-storage.ts";
import { aTurnResult } from "../support/a-turn-result.ts";
import { aPerson, aTurn, builtAt } from "../support/builders.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const aBook = (home = aStorageHome(), rules: Partial<CrowdRules> = {}) => {
  const clock = { now: builtAt };
  const storage = home.open();
  const { telemetry, lines } = aRecordingTelemetry();
  const book = new TopicBook({
    storage,
    clock: { now: () => clock.now },
    crowds: new Crowds({ rules: { people: 8, factor: 5, quietMs: 30 * minute, ...rules }, telemetry }),
    kept: new Keyv<readonly RunningCrowd[]>({ store: storage.keyv, namespace: "incidents" }),
  });
  /** Somebody is answered from an article, or opens a ticket about it. */
  const answer = (slug: string, who: string, coins: readonly string[] = []) => {
    const turn = aTurn({ now: clock.now, person: { ...aPerson(), id: personId("telegram", who) } });
    book.noteTurn(turn, { ...aTurnResult(turn), topic: { slug: articleSlug(slug), coins } });
  };
  const crowd = (slug: string, people: number, coins: readonly string[] = []) => {
    for (let n = 0; n < people; n++) answer(slug, `${slug}-${n}`, coins);
  };
  const asked = () => {
    clock.now += minute;
    return book.known(clock.now).asked;
  };
  const crowds = () =>
    book.known(clock.now).crowds?.map(({ slug, coin }) => (coin ? `${slug} ${coin}` : slug));
  const told = () =>
    lines
      .filter(({ event }) => String(event).startsWith("incident."))
      .map(({ level, time, ...line }) => line);
  return { book, storage, clock, answer, crowd, asked, crowds, told, home };
};

describe("the book of topics", () => {
  it("counts who was answered about what, each once in ten minutes", async () => {
    const { book, answer, asked, clock } = aBook();
    await book.start();
    for (const who of ["1", "2", "2", "3"]) answer("deposit-missing", who);
    answer("login-failed", "1");
    expect(asked()).toEqual({ "deposit-missing": 3, "login-failed": 1 });
    clock.now += 10 * minute;
    answer("deposit-missing", "2");
    expect(asked()).toEqual({ "deposit-missing": 4, "login-failed": 1 });
    await book.stop();
  });

  it("counts nothing but answers and tickets", async () => {
    const { book, asked } = aBook();
    const turn = aTurn();
    book.noteTurn(turn, aTurnResult(turn));
    expect(asked()).toEqual({});
  });

  it("forgets after a week, and knows the rest after a restart", async () => {
    const first = aBook();
    await first.book.start();
    first.answer("old", "1");
    await first.book.flush();
    first.clock.now += 4 * day;
    first.answer("new", "1");
    first.answer("new", "2");
    await first.book.stop();
    first.storage.close({ clean: true });

    const second = aBook(first.home);
    second.clock.now = first.clock.now;
    await second.book.start();
    expect(second.asked()).toEqual({ old: 1, new: 2 });
    second.clock.now += 3 * day;
    expect(second.asked()).toEqual({ new: 2 });
    second.answer("new", "9");
    await second.book.stop();
    expect((await second.storage.topics.since(0)).map(({ slug }) => slug)).toEqual(["new", "new"]);
  });

  it("keeps nobody's name or id", async () => {
    const { book, answer, crowd, home } = aBook();
    await book.start();
    answer("deposit-missing", "ada-4711", ["USDT"]);
    crowd("login-failed", 9);
    await book.stop();
    expect(home.bytes().includes("deposit-missing")).toBe(true);
    expect(home.bytes().includes("ada-4711")).toBe(false);
    expect(home.bytes().includes("login-failed-1")).toBe(false);
  });
});

describe("many people with one problem", () => {
  it("are one incident, once there are more of them than the rule says", async () => {
    const { book, crowd, answer, crowds, told } = aBook();
    await book.start();
    crowd("login-failed", 8);
    for (let again = 0; again < 20; again++) answer("login-failed", "login-failed-1");
    expect([crowds(), told()]).toEqual([undefined, []]);
    crowd("login-failed", 40);
    expect(crowds()).toEqual(["login-failed"]);
    expect(told()).toEqual([{ event: "incident.began", slug: "login-failed", people: 9, usual: 0 }]);
  });

  it("are none when they come one after another", async () => {
    const { book, answer, crowds, clock } = aBook();
    await book.start();
    for (let n = 0; n < 60; n++) {
      answer("login-failed", `p${n}`);
      clock.now += 2 * minute;
    }
    expect(crowds()).toBeUndefined();
  });

  it("are none when so many are usual at this hour", async () => {
    const { book, crowd, crowds, told, clock } = aBook();
    await book.start();
    for (let past = 0; past < 3; past++) {
      for (let window = 0; window < 6; window++) {
        crowd("busy", 8);
        clock.now += 10 * minute;
      }
      clock.now += day - hour;
    }
    crowd("busy", 39);
    crowd("rare", 9);
    expect(crowds()).toEqual(["rare"]);
    crowd("busy", 42);
    expect(crowds()).toEqual(["rare", "busy"]);
    expect(told().at(-1)).toMatchObject({ slug: "busy", people: 41, usual: 8 });
  });

  it("name the coin that it is about, alone or nearly so", async () => {
    const { book, crowd, answer, crowds } = aBook();
    await book.start();
    crowd("deposit-missing", 9, ["USDT", "TRC20"]);
    expect(crowds()).toEqual(["deposit-missing USDT"]);
    for (let n = 0; n < 20; n++) answer("deposit-missing", `other-${n}`, ["BTC"]);
    expect(crowds()).toEqual(["deposit-missing"]);
  });

  it("of one coin are seen among many of others", async () => {
    const { book, crowd, answer, crowds, told, clock } = aBook();
    await book.start();
    for (let past = 0; past < 2; past++) {
      for (let window = 0; window < 6; window++) {
        crowd("deposit-missing", 8, ["BTC"]);
        clock.now += 10 * minute;
      }
      clock.now += day - hour;
    }
    for (let n = 0; n < 12; n++) answer("deposit-missing", `other-${n}`, ["SOL"]);
    expect(crowds()).toEqual(["deposit-missing SOL"]);
    expect(told()).toMatchObject([{ event: "incident.began", coin: "SOL", people: 9 }]);
  });

  it("are an incident until thirty minutes were quiet, over a restart too, and told of once", async () => {
    const first = aBook();
    await first.book.start();
    first.crowd("login-failed", 9);
    first.clock.now += 5 * minute;
    first.crowd("login-failed", 10);
    await first.book.stop();
    first.storage.close({ clean: true });

    const { book, crowds, told, clock, answer } = aBook(first.home);
    clock.now = first.clock.now + 30 * minute - 1;
    await book.start();
    answer("login-failed", "somebody");
    expect([crowds(), told()]).toEqual([["login-failed"], []]);
    clock.now += 1;
    expect(crowds()).toBeUndefined();
    expect(told()).toEqual([{ event: "incident.ended", slug: "login-failed", ms: 5 * minute }]);
  });
});
