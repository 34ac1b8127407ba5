import { expect, it } from "vitest";
import type { Storage } from "../../src/storage/port.ts";
import {
  aCommittedTurn,
  aStorage,
  aStorageHome,
  settleSent,
  takeDue,
  textsOf,
} from "../support/a-storage.ts";
import { saying } from "../support/a-turn-result.ts";
import { aMessageEvent, builtAt, builtConversationId } from "../support/builders.ts";
import { aFakeClock } from "../support/fake-clock.ts";

const later = builtAt + 10;
const says = (storage: Storage, text: string, n: number) =>
  aCommittedTurn(storage, aMessageEvent("hi", n), { now: builtAt + n, effects: [saying(text)] });
const purge = (storage: Storage) =>
  storage.maintenance.purge({ textBefore: later, rowBefore: 0, now: later });
const taken = async (storage: Storage) => {
  const { taken: effects } = await takeDue(storage, { now: later });
  return effects;
};

it("what expires behind an effect that is being sent lets nothing else out before that is settled", async () => {
  const storage = aStorage();
  await says(storage, "one", 0);
  await says(storage, "two", 1);
  const [one] = await taken(storage);
  await purge(storage);
  await says(storage, "three", 20);
  expect(textsOf(await taken(storage))).toEqual([]);
  if (one) await settleSent(storage, one, later);
  expect(textsOf(await taken(storage))).toEqual(["three"]);
});

it("what expires at the head of a lane is told of, and lets the next one out", async () => {
  const clock = aFakeClock();
  const storage = aStorageHome(clock.now).open();
  await says(storage, "one", 0);
  clock.advance(20);
  await says(storage, "two", 20);
  await purge(storage);
  expect(textsOf(await taken(storage))).toEqual(["two"]);
  const told = (await storage.inbox.pending(builtConversationId, 10)).map(({ event }) => event);
  expect(told).toMatchObject([{ kind: "effect.settled", outcome: { state: "dead", failure: "expired" } }]);
});
