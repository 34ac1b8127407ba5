import Keyv from "keyv";
import { describe, expect, it } from "vitest";
import { personId } from "../../src/domain/ids.ts";
import { createCapBook } from "../../src/runtime/caps.ts";
import { aPerson, aTicket, builtAt } from "../support/builders.ts";

const hourMs = 3_600_000;
const mia = aPerson().id;

const aBook = (cooldowns = new Keyv<boolean>()) => {
  let reached = 0;
  const book = createCapBook({
    limits: { repliesPerHour: 3, ticketsPerDay: 2 },
    cooldowns,
    onReached: () => {
      reached += 1;
    },
  });
  const repliesLeft = async (now: number, id = mia) =>
    (await book.left({ personId: id, tickets: [], now })).repliesLeft;
  const reply = async (times: number, now: number) => {
    for (let n = 0; n < times; n++) {
      await repliesLeft(now);
      book.replied(mia, now);
    }
  };
  return { book, repliesLeft, reply, reached: () => reached };
};

describe("the replies to one person", () => {
  it("are counted down within an hour, and start anew after it", async () => {
    const { repliesLeft, reply } = aBook();
    expect(await repliesLeft(builtAt)).toBe(3);
    await reply(2, builtAt);
    expect(await repliesLeft(builtAt + hourMs - 1)).toBe(1);
    expect(await repliesLeft(builtAt + hourMs)).toBe(3);
  });

  it("are counted for each person apart", async () => {
    const { repliesLeft, reply } = aBook();
    await reply(3, builtAt);
    expect(await repliesLeft(builtAt)).toBe(0);
    expect(await repliesLeft(builtAt, personId("telegram", "43"))).toBe(3);
  });

  it("never become fewer than none, and reaching the cap is told once", async () => {
    const { repliesLeft, reply, reached } = aBook();
    await reply(5, builtAt);
    expect([await repliesLeft(builtAt), reached()]).toEqual([0, 1]);
  });

  it("stay used up over a restart for who had reached the cap", async () => {
    const cooldowns = new Keyv<boolean>();
    await aBook(cooldowns).reply(3, builtAt);
    expect(await aBook(cooldowns).repliesLeft(builtAt + 1)).toBe(0);
    const halfway = new Keyv<boolean>();
    await aBook(halfway).reply(2, builtAt);
    expect(await aBook(halfway).repliesLeft(builtAt + 1)).toBe(3);
  });

  it("are not capped where nobody acts", async () => {
    const { book } = aBook();
    const left = await book.left({ personId: undefined, tickets: [], now: builtAt });
    book.replied(undefined, builtAt);
    expect(left.repliesLeft).toBe(3);
  });
});

describe("when somebody was asked whether an answer helped", () => {
  it("is known of that person alone", async () => {
    const { book } = aBook();
    book.askedHelpful(mia, builtAt);
    book.askedHelpful(undefined, builtAt);
    const asked = async (id = mia) =>
      (await book.left({ personId: id, tickets: [], now: builtAt })).helpfulAskedAt;
    expect([await asked(), await asked(personId("telegram", "43"))]).toEqual([builtAt, undefined]);
  });
});

describe("the tickets of one person", () => {
  it("are those of the last day", async () => {
    const { book } = aBook();
    const openedAt = (agoMs: number) => aTicket({ openedAt: builtAt - agoMs });
    const left = async (...tickets: ReturnType<typeof openedAt>[]) =>
      (await book.left({ personId: mia, tickets, now: builtAt })).ticketsLeft;
    expect(await left()).toBe(2);
    expect(await left(openedAt(24 * hourMs - 1), openedAt(24 * hourMs))).toBe(1);
    expect(await left(openedAt(1), openedAt(2), openedAt(3))).toBe(0);
  });
});
