import { expect, it } from "vitest";
import type { Priority } from "../../src/domain/effect.ts";
import { conversationId } from "../../src/domain/ids.ts";
import type { Storage } from "../../src/storage/port.ts";
import { aCommittedTurn, aStorage, takeDue, textsOf } from "../support/a-storage.ts";
import { saying } from "../support/a-turn-result.ts";
import { anEvent, builtAccountId, builtAt } from "../support/builders.ts";

let told = 0;
const says = (storage: Storage, name: string, waiting: readonly (readonly [string, Priority, number?])[]) => {
  told += 1;
  const event = anEvent({
    conversationId: conversationId(builtAccountId, name),
    platformEventId: `u-${told}`,
    occurredAt: builtAt + told,
  });
  const effects = waiting.map(([text, priority, laterMs = 0]) =>
    saying(text, { priority, notBeforeAt: builtAt + laterMs }),
  );
  return aCommittedTurn(storage, event, { effects });
};

const retryMs = 600_000;
const taken = async (storage: Storage, override: Parameters<typeof takeDue>[1] = {}) =>
  textsOf((await takeDue(storage, { longestWaitFirst: true, ...override })).taken);

it("an answer in front of what is urgent and not due yet waits for its turn, and is not held up by that", async () => {
  const storage = aStorage();
  await says(storage, "leo", [["to leo", "answer"]]);
  await says(storage, "eva", [
    ["to eva", "receipt"],
    ["an agent to eva", "human", retryMs],
  ]);
  await says(storage, "ada", [["to ada", "answer"]]);
  expect(await taken(storage, { maxPriority: 2 })).toEqual([]);
  expect(await taken(storage)).toEqual(["to leo", "to eva", "to ada"]);
});

it("what is urgent and not due keeps nothing that is urgent and due from being taken, however few may be", async () => {
  const storage = aStorage();
  for (const name of ["leo", "eva"]) {
    await says(storage, name, [
      [`to ${name}`, "answer"],
      [`an agent to ${name}`, "human", retryMs],
    ]);
  }
  await says(storage, "mia", [["an agent to mia", "human"]]);
  await says(storage, "ada", [
    ["an agent to ada", "human"],
    ["a warning to ada", "protect", retryMs],
  ]);
  const urgent = { maxPriority: 2, limit: 1 };
  expect([...(await taken(storage, urgent)), ...(await taken(storage, urgent))].toSorted()).toEqual([
    "an agent to ada",
    "an agent to mia",
  ]);
  const later = { now: builtAt + retryMs, maxPriority: 2 };
  expect((await taken(storage, later)).toSorted()).toEqual(["an agent to eva", "an agent to leo"]);
});

it("what is urgent goes by its age, not by that of what it goes before nor by when it was last refused", async () => {
  const storage = aStorage();
  await says(storage, "mia", [["to mia", "answer"]]);
  await says(storage, "leo", [["an agent to leo", "human", 500]]);
  await says(storage, "zoe", [["an agent to zoe", "human"]]);
  await says(storage, "ada", [["an agent to ada", "human"]]);
  await says(storage, "mia", [["an agent to mia", "human"]]);
  const query = { now: builtAt + 1_000, maxPriority: 2 };
  expect(await taken(storage, query)).toEqual([
    "an agent to leo",
    "an agent to zoe",
    "an agent to ada",
    "an agent to mia",
  ]);
});
