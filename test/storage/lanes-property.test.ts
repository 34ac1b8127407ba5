import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { conversationId } from "../../src/domain/ids.ts";
import type { Storage, StoredEffect } from "../../src/storage/port.ts";
import { aCommittedTurn, aStorageHome, takeDue } from "../support/a-storage.ts";
import { saying } from "../support/a-turn-result.ts";
import { anEvent, builtAccountId, builtAt } from "../support/builders.ts";

// Every step is a commit of its own, and disks that others use are slow.
vi.setConfig({ testTimeout: 90_000 });

const commit = fc.record({
  act: fc.constant("commit" as const),
  chat: fc.nat(2),
  lanes: fc.array(fc.constantFrom("guard" as const, "talk" as const), { minLength: 1, maxLength: 3 }),
  permit: fc.boolean(),
});
const take = fc.record({ act: fc.constant("take" as const), limit: fc.integer({ min: 1, max: 4 }) });
const end = fc.record({
  act: fc.constant("settle" as const),
  which: fc.nat(5),
  to: fc.constantFrom("sent" as const, "retry" as const, "dead" as const),
});
const restart = fc.record({ act: fc.constant("restart" as const) });
const step = fc.oneof(
  { arbitrary: commit, weight: 8 },
  { arbitrary: take, weight: 6 },
  { arbitrary: end, weight: 10 },
  { arbitrary: restart, weight: 1 },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What the storage ought to do: per lane, a queue of which only the head may be in flight. */
class Model {
  readonly #queues = new Map<string, number[]>();
  readonly inFlight = new Map<number, StoredEffect>();
  committed = 0;
  ended = 0;

  add(stored: StoredEffect): void {
    this.committed += 1;
    this.#queueOf(stored).push(stored.seq);
    if (stored.state === "sending") this.take(stored);
  }

  take(stored: StoredEffect): void {
    expect(this.inFlight.has(stored.seq)).toBe(false);
    expect(this.#queueOf(stored)[0]).toBe(stored.seq);
    this.inFlight.set(stored.seq, stored);
  }

  end(stored: StoredEffect): void {
    this.inFlight.delete(stored.seq);
    expect(this.#queueOf(stored).shift()).toBe(stored.seq);
    this.ended += 1;
  }

  #queueOf({ effect }: StoredEffect): number[] {
    const key = `${effect.lane} ${effect.conversationId}`;
    const queue = this.#queues.get(key) ?? [];
    this.#queues.set(key, queue);
    return queue;
  }
}

const settle = async (storage: Storage, model: Model, settled: { stored: StoredEffect; to: string }) => {
  const { stored, to } = settled;
  if (to === "retry") {
    const retry = { at: builtAt, failure: "transient", reason: "502", uncertain: 0 } as const;
    model.inFlight.delete(stored.seq);
    await storage.outbox.settle([{ stored, to, ...retry }], builtAt);
    return;
  }
  model.end(stored);
  const end =
    to === "sent"
      ? ({ stored, to: "sent", receipt: { messageIds: [] } } as const)
      : ({ stored, to: "dead", failure: "rejected", reason: "400" } as const);
  await storage.outbox.settle([end], builtAt);
};

const perform = async (steps: readonly Step[]) => {
  const home = aStorageHome();
  let storage = home.open();
  const model = new Model();
  const take = async (limit: number) => {
    const { taken } = await takeDue(storage, { limit });
    for (const stored of taken) model.take(stored);
  };
  for (const [n, next] of steps.entries()) {
    switch (next.act) {
      case "commit": {
        const chat = conversationId(builtAccountId, `chat-${next.chat}`);
        const effects = next.lanes.map((lane, i) => saying(`${n}.${i}`, { lane }));
        const stored = await aCommittedTurn(
          storage,
          anEvent({ conversationId: chat, platformEventId: `e-${n}` }),
          {
            effects,
            reserved: effects.map(() => next.permit),
          },
        );
        for (const one of stored) model.add(one);
        break;
      }
      case "take":
        await take(next.limit);
        break;
      case "settle": {
        const stored = [...model.inFlight.values()][next.which];
        if (stored) await settle(storage, model, { stored, to: next.to });
        break;
      }
      case "restart":
        storage.close({ clean: false });
        storage = home.open();
        await storage.outbox.recover(() => "repeat", builtAt);
        model.inFlight.clear();
        break;
      default:
        next satisfies never;
    }
  }
  for (;;) {
    await take(100);
    if (model.inFlight.size === 0) break;
    for (const stored of [...model.inFlight.values()]) await settle(storage, model, { stored, to: "sent" });
  }
  storage.close({ clean: true });
  return model;
};

it("every lane keeps its order and loses nothing, however commits, takes, outcomes and restarts fall", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 80 }), async (steps) => {
      const model = await perform(steps);
      expect(model.ended).toBe(model.committed);
    }),
    { numRuns: 12 },
  );
});
