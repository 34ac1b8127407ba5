import { beforeEach, describe, expect, it, type TestContext } from "vitest";
import type { Delivery } from "../../src/domain/adapter.ts";
import type { MemberEffect } from "../../src/domain/effect.ts";
import { type AdapterAtWork, anAdapterAtWork } from "./adapter-at-work.ts";
import type { AdapterHarness, HarnessGroup } from "./adapter-harness.ts";

/** What an adapter owes the fleet in groups, as far as its platform has them. */
export const describeGroups = (startHarness: () => Promise<AdapterHarness>) => {
  describe("in a group", () => {
    let at: AdapterAtWork;
    let group: HarnessGroup;

    const message = (text: string, where = group.conversationId): Delivery => {
      const { effect, ...beside } = at.harness.message(text, { where });
      const { replyTo } = group;
      const answers = replyTo === undefined || effect.kind !== "message.send" ? {} : { replyTo };
      return { ...beside, effect: { ...effect, ...answers } };
    };
    const said = (text: string): string => group.said?.(text) ?? text;
    const nothing = { messageIds: [] };
    const aboutPerson = () => {
      const { id, accountId, conversationId, lane, priority, ownerEpoch } = message("").effect;
      const { nativePersonId } = at.harness;
      return { id, accountId, conversationId, lane, priority, ownerEpoch, nativePersonId };
    };
    const onMember = (kind: MemberEffect["kind"]): Delivery => ({
      effect: { ...aboutPerson(), kind },
      buttons: [],
    });
    const onJoin = (accept: boolean): Delivery => ({
      effect: { ...aboutPerson(), kind: "join.answer", accept },
      buttons: [],
    });

    beforeEach(async (context: TestContext) => {
      at = await anAdapterAtWork(startHarness);
      const there = at.harness.group();
      if (!there) context.skip("the platform has no groups");
      else group = there;
    });

    it("hands over what is said there as of the group, apart from the direct chat", async () => {
      await at.begin();
      group.say("in public");
      at.harness.say("in private");
      await at.sink.until(({ texts }) => texts.length === 2);
      const heard = at.sink.events
        .filter(({ kind }) => kind === "message.created")
        .toSorted((one) => (one.conversationKind === "group" ? -1 : 1));
      expect(heard).toMatchObject([
        {
          conversationId: group.conversationId,
          conversationKind: "group",
          message: { text: said("in public") },
        },
        { conversationKind: "direct", message: { text: "in private" } },
      ]);
      expect(heard[1]?.conversationId).not.toBe(group.conversationId);
    });

    it("sends there, and nowhere else", async () => {
      const [id = ""] = (await at.deliver(message("Hello"))).messageIds;
      expect(group.arrived()).toMatchObject([{ id, text: "Hello" }]);
      expect(at.harness.arrived()).toEqual([]);
    });

    it("sends, edits and deletes there, and nowhere else", async (context) => {
      if (!at.adapter.supports.has("message.edit")) return context.skip("nothing sent can be changed there");
      const [id = ""] = (await at.deliver(message("Helo"))).messageIds;
      expect(group.arrived()).toMatchObject([{ id, text: "Helo" }]);
      const { effect } = at.harness.edit(id, "Hello");
      await at.deliver({ effect: { ...effect, conversationId: group.conversationId }, buttons: [] });
      expect(group.arrived().map(({ text }) => text)).toEqual(["Hello"]);
      const { effect: removal } = at.harness.remove(id);
      await at.deliver({ effect: { ...removal, conversationId: group.conversationId }, buttons: [] });
      expect([group.arrived(), at.harness.arrived()]).toEqual([[], []]);
    });

    it("shows a private text to nobody else", async () => {
      const { effect } = message("for you alone");
      if (effect.kind !== "message.send") throw new Error("no message");
      const secretly = { ...effect, visibility: "private" as const };
      const publicStub = { text: "Please write to me", spans: [] };
      await at.deliver({ effect: { ...secretly, publicStub }, buttons: [] });
      expect(group.arrived().map(({ text }) => text)).not.toContain("for you alone");
    });

    it("pain 12: calls a group that we were taken out of unreachable", async () => {
      group.removeUs();
      expect((await at.failure(message("Hello"))).failure).toBe("unreachable");
    });

    it("pain 7: says where a group went, and delivers there", async (context) => {
      if (!group.move) return context.skip("groups keep their ids");
      const movedTo = group.move();
      const error = await at.failure(message("Hello"));
      expect(error.movedTo).toBe(movedTo);
      expect((await at.deliver(message("Hello", movedTo))).messageIds).toHaveLength(1);
    });

    it("pain 8: says it in the group itself when its topic is gone, and tells so", async (context) => {
      if (!group.topic) return context.skip("groups have no topics");
      const topic = group.topic();
      expect((await at.deliver(message("in the topic", topic.conversationId))).topicLost).toBeUndefined();
      topic.remove();
      const receipt = await at.deliver(message("after it", topic.conversationId));
      expect(receipt.topicLost).toBe(true);
      expect(group.arrived()).toMatchObject([{ id: receipt.messageIds[0], text: "after it" }]);
    });

    it.each([
      ["member.mute", "muted"],
      ["member.ban", "banned"],
    ] as const)("%s leaves the person %s, however often, until they are restored", async (kind, standing) => {
      if (!at.adapter.supports.has(kind)) return;
      for (let time = 0; time < 2; time += 1) {
        expect(await at.deliver(onMember(kind))).toEqual(nothing);
        expect(group.standing()).toBe(standing);
      }
      for (let time = 0; time < 2; time += 1) await at.deliver(onMember("member.restore"));
      expect(group.standing()).toBe(standing === "muted" ? "free" : "outside");
    });

    it.each([
      [true, "accepted"],
      [false, "declined"],
    ])("answers who wants to join (%s), however often", async (accept, answered) => {
      if (!at.adapter.supports.has("join.answer")) return;
      group.leave();
      const state = group.askToJoin();
      for (let time = 0; time < 2; time += 1) expect(await at.deliver(onJoin(accept))).toEqual(nothing);
      expect(state()).toBe(answered);
    });

    it.each(["member.mute", "member.ban", "member.restore"] as const)(
      "refuses %s by that name where it is not supported",
      async (kind) => {
        if (at.adapter.supports.has(kind)) return;
        expect((await at.failure(onMember(kind))).failure).toBe("unsupported");
      },
    );
  });
};
