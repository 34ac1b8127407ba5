import { describe, expect, it } from "vitest";
import { aCommittedTurn, aStorage, settleSent, takeDue, textsOf } from "../support/a-storage.ts";
import { saying } from "../support/a-turn-result.ts";
import { aMessageEvent } from "../support/builders.ts";

describe("a lane", () => {
  it("sends what waits behind its head, in order, though nothing more is said", async () => {
    const storage = aStorage();
    for (const n of [0, 1, 2]) {
      await aCommittedTurn(storage, aMessageEvent("hi", n), { effects: [saying(`answer ${n}`)] });
    }
    const sent: string[] = [];
    for (let round = 0; round < 3; round++) {
      const { taken } = await takeDue(storage);
      sent.push(...textsOf(taken));
      for (const stored of taken) await settleSent(storage, stored);
    }
    expect(sent).toEqual(["answer 0", "answer 1", "answer 2"]);
  });
});
