import { describe, expect, it } from "vitest";
import type { InboundEvent } from "../../src/domain/event.ts";
import { type ConversationId, conversationId, personId } from "../../src/domain/ids.ts";
import { aFleetInFakeTime, type ServiceFixture, startInFakeTime } from "../support/a-service.ts";
import { aMessage, anEvent, aPerson, builtAccountId, builtConversationId } from "../support/builders.ts";

const group = conversationId(builtAccountId, "-100");
const places: [string, ConversationId][] = [
  ["a direct chat", builtConversationId],
  ["a group", group],
];

let told = 0;
const event = (id: ConversationId, message: Parameters<typeof aMessage>[0] = {}): InboundEvent => {
  told += 1;
  return anEvent({
    conversationId: id,
    conversationKind: id === group ? "group" : "direct",
    platformEventId: `a-${told}`,
    message: aMessage({ id: `${told}`, text: "", ...message }),
  });
};
const part = (id: ConversationId, text = "", albumId = "album-1") =>
  event(id, { text, albumId, attachments: [{ kind: "photo", ref: `file-${told}` }] });
const parts = (id: ConversationId, count: number, albumId = "album-1") =>
  Array.from({ length: count }, (_, n) => part(id, n === 0 ? "see these" : "", albumId));

/** How many messages each turn was about. */
const sizesOf = ({ pipeline }: ServiceFixture) => pipeline.turns.map(({ events }) => events.length);

describe.each(places)("an album in %s", (_, place) => {
  it("pain 9: is one turn, though its parts come one by one", async () => {
    const fleet = await aFleetInFakeTime();
    for (const one of parts(place, 4)) {
      await fleet.time.until(fleet.adapter.tell(one));
      await fleet.time.pass(1_500);
    }
    expect(fleet.pipeline.turns).toEqual([]);
    await fleet.time.pass(1_000);
    expect(sizesOf(fleet)).toEqual([4]);
    expect(fleet.adapter.said).toEqual(["re: see these"]);
  });

  it("pain 9: waits no longer than 2 s for a further part", async () => {
    const fleet = await aFleetInFakeTime();
    await fleet.time.until(fleet.adapter.tell(...parts(place, 3)));
    await fleet.time.pass(1_900);
    expect(sizesOf(fleet)).toEqual([]);
    await fleet.time.pass(200);
    expect(sizesOf(fleet)).toEqual([3]);
  });

  it("pain 9: waits for nothing once it is complete", async () => {
    const fleet = await aFleetInFakeTime();
    await fleet.time.until(fleet.adapter.tell(...parts(place, 10)));
    await fleet.time.pass(50);
    expect(sizesOf(fleet)).toEqual([10]);
  });

  it("pain 9: waits for nothing once something else stands behind it", async () => {
    const fleet = await aFleetInFakeTime();
    await fleet.time.until(fleet.adapter.tell(...parts(place, 2)));
    await fleet.time.until(fleet.adapter.tell(event(place, { text: "thanks" })));
    await fleet.time.pass(50);
    expect(sizesOf(fleet)).toEqual(place === group ? [2, 1] : [3]);
  });

  it("pain 9: is read together after a restart", async () => {
    const first = await aFleetInFakeTime();
    await first.time.until(first.adapter.tell(...parts(place, 3)));
    await first.time.pass(500);
    const stopping = first.service.stop();
    await first.time.until(stopping);
    const second = await startInFakeTime(first.time, { home: first.home });
    await second.time.pass(2_500);
    expect([...sizesOf(first), ...sizesOf(second)]).toEqual([3]);
  });

  it("pain 9: is read together after a kill", async () => {
    const first = await aFleetInFakeTime();
    await first.time.until(first.adapter.tell(...parts(place, 3)));
    first.kill();
    const second = await startInFakeTime(first.time, { home: first.home });
    await second.time.pass(2_500);
    expect(sizesOf(second)).toEqual([3]);
  });

  it("of ten thousand parts is read in portions, and nobody waits for it", async () => {
    const fleet = await aFleetInFakeTime();
    const elsewhere = conversationId(builtAccountId, "77");
    for (let n = 0; n < 20; n++) {
      await fleet.time.until(fleet.adapter.tell(...parts(place, 500)));
      if (n !== 10) continue;
      await fleet.time.until(fleet.adapter.tell(event(elsewhere, { text: "and me?" })));
      await fleet.time.pass(50);
      expect(fleet.adapter.said).toContain("re: and me?");
    }
    await fleet.time.pass(5_000);
    const read = fleet.pipeline.turns.filter(({ conversation }) => conversation.id === place);
    expect(read.reduce((sum, { events }) => sum + events.length, 0)).toBeGreaterThanOrEqual(10_000);
    expect(Math.max(...read.map(({ events }) => events.length))).toBeLessThanOrEqual(
      place === group ? 10 : 1_000,
    );
    expect(await fleet.storage.inbox.pending(place, 10)).toEqual([]);
  });
});

describe("an album among other messages of a group", () => {
  it("holds back neither what came before it nor other conversations", async () => {
    const fleet = await aFleetInFakeTime();
    await fleet.time.until(
      fleet.adapter.tell(
        event(group, { text: "before" }),
        part(group, "album"),
        event(builtConversationId, { text: "me" }),
      ),
    );
    await fleet.time.pass(100);
    expect(fleet.adapter.said).toEqual(expect.arrayContaining(["re: before", "re: me"]));
    expect(fleet.adapter.said).toHaveLength(2);
    await fleet.time.pass(2_000);
    expect(fleet.adapter.said).toContain("re: album");
  });

  it("is one turn, though another person wrote in between", async () => {
    const fleet = await aFleetInFakeTime();
    const author = aPerson({ id: personId("telegram", "43") });
    await fleet.time.until(
      fleet.adapter.tell(part(group, "one"), event(group, { text: "hm", author }), part(group, "two")),
    );
    await fleet.time.pass(2_500);
    expect(sizesOf(fleet).toSorted()).toEqual([1, 2]);
  });

  it("is not mixed up with an album of another person or another album", async () => {
    const fleet = await aFleetInFakeTime();
    await fleet.time.until(fleet.adapter.tell(...parts(group, 2, "album-1"), ...parts(group, 3, "album-2")));
    await fleet.time.pass(2_500);
    expect(sizesOf(fleet)).toEqual([2, 3]);
  });

  it("is given up part by part where it ends the process again and again", async () => {
    let fleet = await aFleetInFakeTime();
    await fleet.time.until(fleet.adapter.tell(...parts(group, 2)));
    for (let crash = 0; crash < 3; crash++) {
      fleet.kill();
      fleet = await startInFakeTime(fleet.time, { home: fleet.home });
      fleet.pipeline.decide = () => {
        throw new Error("broken");
      };
    }
    await fleet.time.pass(2_500);
    expect(await fleet.storage.inbox.pending(group, 10)).toEqual([]);
  });
});
