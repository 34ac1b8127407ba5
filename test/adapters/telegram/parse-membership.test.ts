import { describe, expect, it } from "vitest";
import { updateDateOf } from "../../../adapters/telegram/update.ts";
import { aGroupUpdate, nativeBot, nativeChat, nativeGroup, nativeUser } from "./native-builders.ts";
import { eventOf, eventsOf, parseOne } from "./parse-one.ts";

const date = 1_768_478_400;
const leo = nativeUser({ id: 43, first_name: "Leo", username: "leo" });
const admin = { status: "administrator", can_manage_chat: true, is_anonymous: false };

const change = (before: object, after: object, override: object = {}) => ({
  chat: nativeGroup(),
  from: nativeUser(),
  date,
  old_chat_member: { user: leo, ...before },
  new_chat_member: { user: leo, ...after },
  ...override,
});

const aChange = (before: object, after: object, override: object = {}) => ({
  update_id: 1,
  chat_member: change(before, after, override),
});

describe("a member of a group", () => {
  it.each([
    ["joins", { status: "left" }, { status: "member" }, "member.joined", "member"],
    ["is let in and promoted at once", { status: "left" }, admin, "member.joined", "moderator"],
    [
      "comes back, muted",
      { status: "kicked" },
      { status: "restricted", is_member: true },
      "member.joined",
      "member",
    ],
    ["leaves", { status: "member" }, { status: "left" }, "member.left", "member"],
    ["is banned", { status: "restricted", is_member: true }, { status: "kicked" }, "member.left", "member"],
    ["is muted", { status: "member" }, { status: "restricted", is_member: true }, "member.changed", "member"],
    ["is promoted", { status: "member" }, admin, "member.changed", "moderator"],
    ["is the owner now", admin, { status: "creator", is_anonymous: true }, "member.changed", "moderator"],
    ["is demoted", admin, { status: "member" }, "member.changed", "member"],
  ])("%s", (_, before, after, kind, role) => {
    expect(eventOf(aChange(before, after))).toMatchObject({
      kind,
      conversationId: "telegram-support/-1001234567890",
      occurredAt: date * 1000,
      person: { id: "telegram/43", role },
      by: { id: "telegram/42" },
    });
  });

  it("does it alone when nobody else did", () => {
    const event = eventOf(aChange({ status: "left" }, { status: "member" }, { from: leo }));
    expect(event).not.toHaveProperty("by");
  });

  it("stays a bot, whatever its rights", () => {
    const user = nativeUser({ id: 9, is_bot: true });
    const event = eventOf({
      update_id: 1,
      chat_member: change({ status: "left", user }, { ...admin, user }),
    });
    expect(event).toMatchObject({ person: { id: "telegram/9", role: "bot" } });
  });

  it.each([
    ["was out and is banned", aChange({ status: "left" }, { status: "kicked" })],
    [
      "joins a channel",
      aChange({ status: "left" }, { status: "member" }, { chat: nativeGroup({ type: "channel" }) }),
    ],
  ])("is of no concern who %s", (_, update) => {
    expect(eventsOf(update)).toEqual([]);
  });

  it.each([
    ["of a status that is not known", aChange({ status: "member" }, { status: "levitating" })],
    ["without a user", aChange({ status: "left" }, { status: "member", user: undefined })],
    ["without a date", aChange({ status: "left" }, { status: "member" }, { date: undefined })],
  ])("is described and not dropped: a change %s", (_, update) => {
    expect(parseOne(update).unparsed).toMatchObject([{ kind: "chat_member" }]);
  });
});

describe("who joins and leaves as the group itself tells", () => {
  it("is each an event of its own, with an id that stays the same when told again", () => {
    const update = aGroupUpdate({ new_chat_members: [leo, nativeUser({ id: 44 }), nativeUser()] });
    const events = eventsOf(update);
    expect(events.map(({ id, kind }) => [id, kind])).toEqual([
      ["telegram-support:7000", "member.joined"],
      ["telegram-support:7000/1", "member.joined"],
      ["telegram-support:7000/2", "member.joined"],
    ]);
    expect(events).toMatchObject([{ person: { id: "telegram/43" }, by: { id: "telegram/42" } }, {}, {}]);
    expect(events[2]).not.toHaveProperty("by");
    expect(eventsOf(update)).toEqual(events);
  });

  it("belongs to the group, whatever topic it is told in", () => {
    const topic = { message_thread_id: 7, is_topic_message: true };
    expect(eventOf(aGroupUpdate({ ...topic, left_chat_member: leo }))).toMatchObject({
      kind: "member.left",
      conversationId: "telegram-support/-1001234567890",
      person: { id: "telegram/43" },
    });
  });

  it("is not we ourselves: our rights tell that", () => {
    expect(eventsOf(aGroupUpdate({ new_chat_members: [nativeBot()] }))).toEqual([]);
    expect(eventsOf(aGroupUpdate({ left_chat_member: nativeBot() }))).toEqual([]);
  });

  it("may be ten thousand, or nonsense", () => {
    const many = Array.from({ length: 10_000 }, (_, id) => ({ id: id + 1, first_name: "x" }));
    expect(eventsOf(aGroupUpdate({ new_chat_members: many }))).toHaveLength(10_000);
    expect(eventsOf(aGroupUpdate({ new_chat_members: [null, 7, {}, []] }))).toEqual([]);
    expect(eventsOf(aGroupUpdate({ new_chat_members: "all" }))).toEqual([]);
  });
});

describe("what we ourselves are", () => {
  const ours = (after: object, override: object = {}) => ({
    update_id: 1,
    my_chat_member: change(
      { status: "member" },
      { ...after, user: nativeBot() },
      { chat: nativeGroup(), ...override },
    ),
  });

  it.each([
    [
      "admin with all that moderation needs",
      {
        ...admin,
        can_delete_messages: true,
        can_restrict_members: true,
        can_invite_users: true,
        can_manage_topics: true,
        can_promote_members: true,
      },
      ["delete_messages", "restrict_members", "invite_members", "manage_topics"],
    ],
    [
      "admin with one right",
      { ...admin, can_delete_messages: true, can_restrict_members: false },
      ["delete_messages"],
    ],
    ["a member", { status: "member" }, []],
    ["muted, whatever members may do", { status: "restricted", is_member: true, can_invite_users: true }, []],
  ])("in a group: %s", (_, after, rights) => {
    expect(eventOf(ours(after))).toMatchObject({
      kind: "rights.changed",
      conversationKind: "group",
      present: true,
      rights,
      by: { id: "telegram/42" },
    });
  });

  it.each(["kicked", "left"])("in a group: gone (%s)", (status) => {
    expect(eventOf(ours({ status }))).toMatchObject({ kind: "rights.changed", present: false, rights: [] });
  });

  it.each([
    ["kicked", true],
    ["member", false],
    ["left", true],
  ])("pain 12: to a person: %s means blocked is %s", (status, blocked) => {
    expect(eventOf(ours({ status }, { chat: nativeChat() }))).toMatchObject({
      kind: "member.blocked",
      blocked,
      person: { id: "telegram/42", reachable: !blocked },
    });
  });

  it("pain 12: is told by an account that was deleted, too", () => {
    const from = { id: 42, is_bot: false, first_name: "" };
    expect(eventOf(ours({ status: "kicked" }, { chat: { id: 42, type: "private" }, from }))).toMatchObject({
      kind: "member.blocked",
      person: { displayName: "42", reachable: false },
    });
  });

  it("in a channel is of no concern", () => {
    expect(eventsOf(ours(admin, { chat: nativeGroup({ type: "channel" }) }))).toEqual([]);
  });
});

describe("a request to join", () => {
  const asks = (override: object = {}) => ({
    update_id: 1,
    chat_join_request: { chat: nativeGroup(), from: leo, user_chat_id: 43, date, bio: "hi", ...override },
  });

  it("is to be answered within 8 s, by the query that it came with", () => {
    expect(eventOf(asks({ query_id: "q-1" }))).toMatchObject({
      kind: "join.requested",
      conversationId: "telegram-support/-1001234567890",
      person: { id: "telegram/43" },
      queryId: "q-1",
      answerBy: date * 1000 + 8000,
    });
    expect(eventOf(asks())).not.toHaveProperty("queryId");
  });

  it("to a channel is of no concern", () => {
    expect(eventsOf(asks({ chat: nativeGroup({ type: "channel" }) }))).toEqual([]);
  });

  it("has a date, like every change of members", () => {
    expect(updateDateOf(asks())).toBe(date);
    expect(updateDateOf(aChange({}, {}))).toBe(date);
  });
});
