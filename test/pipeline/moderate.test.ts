import { describe, expect, it } from "vitest";
import type { GroupRight } from "../../src/domain/conversation.ts";
import { conversationId } from "../../src/domain/ids.ts";
import { anAccount, aPerson, builtAccountId, builtAt } from "../support/builders.ts";
import { deps, ofKind, Talk, textOf } from "./fixture.ts";

const moderators = conversationId(builtAccountId, "-1009");
const group = { id: conversationId(builtAccountId, "-1007"), kind: "group", ownerEpoch: 4 } as const;
const aGroup = (options: { moderators?: boolean; joins?: "accept" | "decline" } = {}) =>
  new Talk({
    conversation: group,
    turn: { account: anAccount(options.moderators === false ? {} : { moderators }) },
    deps: { ...deps, joinPolicy: () => options.joins },
  });
const rights = (talk: Talk, held: readonly GroupRight[], present = true) =>
  talk.event({ kind: "rights.changed", present, rights: held });

describe("our rights in a group", () => {
  it("are remembered; what is lost is told to the moderators, in their chat", () => {
    const talk = aGroup();
    expect(rights(talk, ["delete_messages", "restrict_members"]).effects).toEqual([]);
    const lost = rights(talk, ["restrict_members"]);
    expect(lost.effects).toMatchObject([
      {
        kind: "message.send",
        conversationId: moderators,
        ownerEpoch: 0,
        priority: "moderate",
        visibility: "public",
      },
    ]);
    expect(textOf(lost)).toMatch(/-1007[\s\S]*cannot delete messages[\s\S]*administrators/);
    expect(talk.conversation.state.rights).toEqual(["restrict_members"]);
    expect(rights(talk, ["restrict_members"]).effects).toEqual([]);
    expect(lost.trace.find(({ stage }) => stage === "moderate")?.findings).toEqual([
      { name: "right_lost", detail: "delete_messages" },
    ]);
  });

  it("that the platform tells to be lost are told, though nobody knew that we had them", () => {
    const talk = aGroup();
    const lost = talk.event({
      kind: "rights.changed",
      present: true,
      rights: ["restrict_members"],
      before: ["delete_messages", "restrict_members"],
    });
    expect(textOf(lost)).toMatch(/cannot delete messages/);
    expect(talk.conversation.state.rights).toEqual(["restrict_members"]);
  });

  it("end when we are removed, which is told as well", () => {
    const talk = aGroup();
    const removed = rights(talk, [], false);
    expect(textOf(removed)).toContain("removed from the group -1007");
    expect(talk.conversation.state.rights).toBeUndefined();
    expect(rights(talk, []).effects).toEqual([]);
  });

  it("are nobody's news without a chat of moderators, and still traced", () => {
    const talk = aGroup({ moderators: false });
    rights(talk, ["delete_messages"]);
    const lost = rights(talk, []);
    expect(lost).toMatchObject({ effects: [], decision: { reason: "rights_lost" } });
  });
});

describe("a request to join", () => {
  const ask = (talk: Talk) =>
    talk.event({
      kind: "join.requested",
      person: aPerson(),
      queryId: "q-1",
      answerBy: builtAt + 8_000,
    });

  it("is left to the administrators without a policy", () => {
    expect(ask(aGroup()).effects).toEqual([]);
  });

  it.each(["accept", "decline"] as const)("is answered in time as the policy says: %s", (joins) => {
    expect(ofKind(ask(aGroup({ joins })), "join.answer")).toMatchObject([
      {
        lane: "guard",
        priority: "moderate",
        nativePersonId: "42",
        queryId: "q-1",
        accept: joins === "accept",
        expiresAt: builtAt + 8_000,
        conversationId: group.id,
        ownerEpoch: 4,
      },
    ]);
  });
});
