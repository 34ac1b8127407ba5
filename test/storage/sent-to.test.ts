import { describe, expect, it } from "vitest";
import { conversationId, ticketId } from "../../src/domain/ids.ts";
import type { Settlement } from "../../src/storage/port.ts";
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
    expect(before).toEqual({ messageIds: ["900"], unsettled: [{ content: { text: "again", spans: [] } }] });
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

  it("is unsettled with its files where its outcome is not known, also when it was given up then", async () => {
    const storage = aStorage();
    const attachments = [{ ticketId: ticketId("t1"), id: "f1", fileName: "map.png", mediaType: "image/png" }];
    const effects = [saying("see the map", { attachments }), saying("never begun")];
    await aCommittedTurn(storage, aMessageEvent("hello?"), { effects });
    const [stored] = (await takeDue(storage)).taken;
    if (!stored) throw new Error("Nothing was to be sent.");
    const reason = "because";
    const settle = (settlement: Settlement) => storage.outbox.settle([settlement], builtAt);
    await settle({ stored, to: "retry", at: builtAt, failure: "rate_limited", reason, uncertain: 1 });
    const unsettled = [{ content: { text: "see the map", spans: [] }, attachments }];
    expect((await sentHere(storage)).unsettled).toEqual(unsettled);
    await settle({ stored, to: "dead", failure: "superseded", reason });
    expect((await sentHere(storage)).unsettled).toEqual(unsettled);
  });
});
