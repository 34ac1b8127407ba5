import { expect, it } from "vitest";
import { aStorageHome, takeIn } from "../support/a-storage.ts";
import { aMessageEvent, builtAccountId, builtAt } from "../support/builders.ts";

const hourMs = 3_600_000;

it("what came in of late is told by when it did, however long ago it was written", async () => {
  let now = builtAt;
  const storage = aStorageHome(() => now).open();
  await takeIn(storage, aMessageEvent("in time", 1));
  now += 26 * hourMs;
  const since = now - 24 * hourMs;
  expect(await storage.scarce.receivedSince(builtAccountId, since)).toEqual([]);
  // Written when the first was, and told only after an outage.
  await takeIn(storage, aMessageEvent("late", 2));
  expect(await storage.scarce.receivedSince(builtAccountId, since)).toEqual([now]);
  expect(await storage.scarce.receivedSince(builtAccountId, builtAt)).toEqual([builtAt, now]);
});
