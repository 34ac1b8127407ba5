import { describe, expect, it } from "vitest";
import { DeliveryError } from "../../src/domain/delivery.ts";
import type { InboundEvent } from "../../src/domain/event.ts";
import { type ConversationId, chatOf, conversationId } from "../../src/domain/ids.ts";
import { aFleetInFakeTime, type FleetInFakeTime } from "../support/a-service.ts";
import { aMessage, anEvent, builtAccountId } from "../support/builders.ts";
import type { Scene } from "../support/scripted-deliveries.ts";

const from = conversationId(builtAccountId, "-100");
const topic = conversationId(builtAccountId, "-100/7");
const to = conversationId(builtAccountId, "-100777");

let told = 0;
const said = (text: string, id: ConversationId = from): InboundEvent => {
  told += 1;
  const message = aMessage({ id: `${told}`, text });
  return anEvent({ platformEventId: `m-${told}`, conversationId: id, conversationKind: "group", message });
};
const migrated = (id: ConversationId = from): InboundEvent => {
  told += 1;
  const fields = { platformEventId: `m-${told}`, conversationId: id, conversationKind: "group" } as const;
  return anEvent({ kind: "conversation.migrated", ...fields, to });
};

/** The platform has moved the chat: whatever names the old id is refused, with the new one. */
const hasMoved = (fleet: FleetInFakeTime) => {
  const { deliveries } = fleet.adapter;
  const scene: Scene = async ({ carryOut }) => {
    const last = deliveries.attempts.at(-1);
    if (last && chatOf(last.effect.conversationId) === from)
      throw new DeliveryError("rejected", "group chat was upgraded to a supergroup chat", { movedTo: to });
    return carryOut();
  };
  deliveries.otherwise = scene;
};
const chatsOf = ({ adapter }: FleetInFakeTime) =>
  adapter.deliveries.arrived.map(({ effect }) => effect.conversationId);

describe("a delivery to a chat that has moved", () => {
  it("pain 7: goes out again at once under the new id, in its order, and nothing is lost", async () => {
    const fleet = await aFleetInFakeTime();
    hasMoved(fleet);
    for (const text of ["one", "two", "three"]) await fleet.time.until(fleet.adapter.tell(said(text)));
    await fleet.time.until(fleet.adapter.tell(said("in a topic", topic)));
    await fleet.time.pass(500);
    expect(fleet.adapter.said.filter((text) => !text.includes("topic"))).toEqual([
      "re: one",
      "re: two",
      "re: three",
    ]);
    expect(fleet.adapter.said).toContain("re: in a topic");
    expect(new Set(chatsOf(fleet).map(chatOf))).toEqual(new Set([to]));
    expect(await fleet.storage.operator.dead(10)).toEqual([]);
  });

  it("pain 8: tells the adapter where the chat began, should the new place be gone too", async () => {
    const fleet = await aFleetInFakeTime();
    await fleet.time.until(fleet.adapter.tell(said("one", to)));
    await fleet.time.until(fleet.adapter.tell(migrated()));
    await fleet.time.until(fleet.adapter.tell(said("two")));
    await fleet.time.pass(500);
    expect(fleet.adapter.deliveries.arrived.map(({ beganAs }) => beganAs)).toEqual([undefined, from]);
  });

  it("pain 7: is followed by the updates that tell of it, in either order", async () => {
    const fleet = await aFleetInFakeTime();
    hasMoved(fleet);
    await fleet.time.until(fleet.adapter.tell(said("one")));
    await fleet.time.until(fleet.adapter.tell(said("two", to), migrated(), said("three"), migrated(to)));
    await fleet.time.pass(500);
    expect(fleet.adapter.said).toEqual(["re: one", "re: two", "re: three"]);
    const { history } = await fleet.storage.turns.load(to, { event: said("?") });
    expect(history).toHaveLength(6);
  });

  it("pain 7: comes after what was being sent when the update came", async () => {
    const fleet = await aFleetInFakeTime();
    const gate = Promise.withResolvers<void>();
    fleet.adapter.deliveries.order(async ({ carryOut }) => {
      await gate.promise;
      return carryOut();
    });
    await fleet.time.until(fleet.adapter.tell(said("one")));
    await fleet.time.until(fleet.adapter.tell(said("two")));
    await fleet.time.until(fleet.adapter.tell(migrated()));
    await fleet.time.until(fleet.adapter.tell(said("three", to)));
    await fleet.time.pass(200);
    expect(fleet.adapter.said).toEqual([]);
    gate.resolve();
    await fleet.time.pass(500);
    expect(fleet.adapter.said).toEqual(["re: one", "re: two", "re: three"]);
    expect(chatsOf(fleet).slice(1)).toEqual([to, to]);
  });

  it("is given up where the platform names a place that it moved from itself", async () => {
    const fleet = await aFleetInFakeTime();
    await fleet.storage.conversations.migrate({ from, to });
    fleet.adapter.deliveries.otherwise = async () => {
      throw new DeliveryError("rejected", "upgraded", { movedTo: from });
    };
    await fleet.time.until(fleet.adapter.tell(said("one")));
    await fleet.time.pass(500);
    expect(fleet.adapter.deliveries.attempts).toHaveLength(1);
    expect(await fleet.storage.operator.dead(10)).toMatchObject([{ failure: "rejected" }]);
  });
});

describe("events of a chat that moves while they are worked on", () => {
  it("pain 7: are handled once, under the new id", async () => {
    const fleet = await aFleetInFakeTime();
    const texts = Array.from({ length: 40 }, (_, n) => `line ${n}`);
    const tell = texts.map((text, n) => fleet.adapter.tell(...(n === 20 ? [migrated()] : []), said(text)));
    await fleet.time.until(Promise.all(tell));
    await fleet.time.pass(500);
    const answers = fleet.adapter.said.filter((text) => text.startsWith("re:"));
    expect(answers).toEqual(texts.map((text) => `re: ${text}`));
    expect(await fleet.storage.inbox.pendingConversations()).toEqual([]);
  });
});
