import { beforeEach, describe, expect, it } from "vitest";
import { parseUpdates } from "../../../adapters/telegram/parse.ts";
import { createToldMembers } from "../../../adapters/telegram/told-members.ts";
import { aGroupUpdate, nativeGroup, nativeUser } from "./native-builders.ts";
import { context } from "./parse-one.ts";

const leo = nativeUser({ id: 43, first_name: "Leo" });

const changed = (updateId: number, before: string, after: string) => ({
  update_id: updateId,
  chat_member: {
    chat: nativeGroup(),
    from: leo,
    date: 1_768_478_400,
    old_chat_member: { status: before, user: leo },
    new_chat_member: { status: after, user: leo },
  },
});

describe("who is told twice to have come or gone", () => {
  let now: number;
  let toldMembers: ReturnType<typeof createToldMembers>;

  const kept = (...updates: object[]) =>
    toldMembers.leaveOut(parseUpdates(updates, context).events).map(({ platformEventId }) => platformEventId);

  beforeEach(() => {
    now = 0;
    toldMembers = createToldMembers({ now: () => now });
  });

  it("comes and goes once, whichever telling is first", () => {
    const joins = aGroupUpdate({ new_chat_members: [leo] }, 1);
    const leaves = aGroupUpdate({ left_chat_member: leo }, 4);
    expect(kept(joins, changed(2, "left", "member"), changed(3, "member", "left"), leaves)).toEqual([
      "1",
      "3",
    ]);
  });

  it("is kept when the same telling comes again, for it may not have been taken in", () => {
    const joins = aGroupUpdate({ new_chat_members: [leo] }, 1);
    expect([kept(joins), kept(changed(2, "left", "member")), kept(joins)]).toEqual([["1"], [], ["1"]]);
  });

  it("may leave and come back within the minute", () => {
    expect(
      kept(changed(1, "left", "member"), changed(2, "member", "left"), changed(3, "left", "member")),
    ).toEqual(["1", "2", "3"]);
  });

  it("comes anew after a minute, should the leaving not have been told", () => {
    expect(kept(changed(1, "left", "member"))).toEqual(["1"]);
    now += 60_000;
    expect(kept(changed(2, "left", "member"))).toEqual(["2"]);
  });

  it("is another in another group, and a message is no matter of this", () => {
    const elsewhere = aGroupUpdate({ chat: nativeGroup({ id: -5 }), new_chat_members: [leo] }, 2);
    const message = aGroupUpdate({ from: leo, text: "hi" }, 3);
    expect(kept(changed(1, "left", "member"), elsewhere, message, message)).toEqual(["1", "2", "3", "3"]);
  });
});
