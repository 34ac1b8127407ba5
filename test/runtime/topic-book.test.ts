import { describe, expect, it } from "vitest";
import { articleSlug, personId } from "../../src/domain/ids.ts";
import type { Turn } from "../../src/domain/turn.ts";
import { TopicBook } from "../../src/runtime/topic-book.ts";
import { aStorageHome } from "../support/a-storage.ts";
import { aTurnResult } from "../support/a-turn-result.ts";
import { aPerson, aTurn, builtAt } from "../support/builders.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const aBook = (home = aStorageHome()) => {
  const clock = { now: builtAt };
  const storage = home.open();
  const book = new TopicBook({ storage, clock: { now: () => clock.now } });
  /** Somebody is answered from an article. */
  const answer = (slug: string, who: string, turn: Partial<Turn> = {}) => {
    const person = { ...aPerson(), id: personId("telegram", who) };
    const answered = aTurn({ now: clock.now, person, ...turn });
    const content = { text: "…", spans: [] };
    const decision = { kind: "answer", reason: "classified", urgent: false, related: [], content } as const;
    book.noteTurn(answered, { ...aTurnResult(answered), decision: { ...decision, slug: articleSlug(slug) } });
  };
  const asked = () => {
    clock.now += minute;
    return book.known(clock.now).asked;
  };
  return { book, storage, clock, answer, asked, home };
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

  it("counts nothing but answers", async () => {
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
    const { book, answer, home } = aBook();
    await book.start();
    answer("deposit-missing", "ada-4711");
    await book.stop();
    expect(home.bytes().includes("deposit-missing")).toBe(true);
    expect(home.bytes().includes("ada-4711")).toBe(false);
  });
});
