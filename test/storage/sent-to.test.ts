import { describe, expect, it } from "vitest";
import { conversationId } from "../../src/domain/ids.ts";
import { aCommittedTurn, aStorage, settleSent, takeDue } from "../support/a-storage.ts";
import { saying } from "../support/a-turn-result.ts";
import { aMessageEvent, anEvent, builtAccountId, builtAt, builtConversationId } from "../support/builders.ts";

const elsewhere = conversationId(builtAccountId, "elsewhere");
const sentHere = (storage: ReturnType<typeof aStorage>) =>
  storage.outbox.sentTo(builtConversationId, builtAt - 1);

/** One turn of somebody else's, which becomes so many sends. */
const sendElsewhere = (storage: ReturnType<typeof aStorage>, count: number) =>
  aCommittedTurn(storage, anEvent({ conversationId: elsewhere, platformEventId: "8000" }), {
    effects: Array.from({ length: count }, () => saying("for somebody else")),
  });

describe("what we have sent to a conversation", () => {
  it("is known however much went elsewhere since", async () => {
    const storage = aStorage();
    await aCommittedTurn(storage, aMessageEvent("hello?"), { effects: [saying("hello"), saying("again")] });
    const [first] = (await takeDue(storage)).taken;
    if (!first) throw new Error("Nothing was to be sent.");
    await settleSent(storage, first);
    await takeDue(storage);
    const before = await sentHere(storage);
    expect(before).toEqual({ messageIds: ["900"], unsettled: [{ text: "again", spans: [] }] });
    await sendElsewhere(storage, 20_001);
    expect(await sentHere(storage)).toEqual(before);
  });

  it("is known also where it came of somebody else's event", async () => {
    const storage = aStorage();
    await aCommittedTurn(storage, anEvent({ conversationId: elsewhere }), {
      effects: [{ ...saying("you were named elsewhere"), conversationId: builtConversationId }],
    });
    const [only] = (await takeDue(storage)).taken;
    if (!only) throw new Error("Nothing was to be sent.");
    await settleSent(storage, only);
    expect((await sentHere(storage)).messageIds).toEqual(["900"]);
  });
});
