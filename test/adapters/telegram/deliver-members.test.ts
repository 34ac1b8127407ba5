import { beforeEach, describe, expect, it } from "vitest";
import type { AnswerJoin, MemberEffect } from "../../../src/domain/effect.ts";
import { aSendMessage, builtAt } from "../../support/builders.ts";
import { badRequest } from "./bot-api-fake.ts";
import { aCourier, type Courier, inChat } from "./deliver-fixture.ts";

const { content: _, visibility: __, ...fields } = aSendMessage(inChat("-1001/7"));

const onMember = (kind: MemberEffect["kind"], override: Partial<MemberEffect> = {}): MemberEffect => ({
  ...fields,
  kind,
  nativePersonId: "42",
  ...override,
});

const answer = (override: Partial<AnswerJoin> = {}): AnswerJoin => ({
  ...fields,
  kind: "join.answer",
  nativePersonId: "42",
  accept: true,
  ...override,
});

const member = { chat_id: -1001, user_id: 42 };
const seconds = (ms: number) => ms / 1000;

describe("what is decided on a member", () => {
  let courier: Courier;
  beforeEach(async () => {
    courier = await aCourier();
  });

  const permissionsOf = (n: number) => {
    const permissions = courier.calls[n]?.fields["permissions"];
    return typeof permissions === "object" && permissions !== null ? Object.values(permissions) : [];
  };
  const methods = () => courier.calls.map(({ method }) => method);

  it("takes every permission from whom it mutes, for as long as it says", async () => {
    expect(await courier.deliver(onMember("member.mute", { untilAt: builtAt + 3_600_000 }))).toEqual({
      messageIds: [],
    });
    expect(courier.calls[0]?.fields).toMatchObject({ ...member, until_date: seconds(builtAt + 3_600_000) });
    expect(permissionsOf(0)).toHaveLength(16);
    expect(new Set(permissionsOf(0))).toEqual(new Set([false]));
  });

  it("bans, for ever unless it says otherwise", async () => {
    await courier.deliver(onMember("member.ban"));
    await courier.deliver(onMember("member.ban", { untilAt: builtAt + 60_000 }));
    expect(courier.said()).toEqual([
      ["banChatMember", member],
      ["banChatMember", { ...member, until_date: seconds(builtAt + 60_000) }],
    ]);
  });

  it.each(["member.mute", "member.ban"] as const)(
    "%s: makes no short term one for ever, and nothing of one that is over",
    async (kind) => {
      await courier.deliver(onMember(kind, { untilAt: builtAt + 5_000 }));
      await courier.deliver(onMember(kind, { untilAt: builtAt }));
      expect(courier.calls.map(({ fields: sent }) => sent["until_date"])).toEqual([
        seconds(builtAt + 40_000),
      ]);
    },
  );

  it("rounds a term up to whole seconds", async () => {
    await courier.deliver(onMember("member.ban", { untilAt: builtAt + 60_001 }));
    expect(courier.calls[0]?.fields["until_date"]).toBe(seconds(builtAt + 61_000));
  });

  it.each([
    ["kicked", ["getChatMember", "unbanChatMember"]],
    ["restricted", ["getChatMember", "restrictChatMember"]],
    ["member", ["getChatMember"]],
    ["left", ["getChatMember"]],
    ["administrator", ["getChatMember"]],
  ])("restores who is %s, and removes nobody thereby", async (status, expected) => {
    courier.reply("getChatMember", { status, user: { id: 42, is_bot: false, first_name: "Mia" } });
    expect(await courier.deliver(onMember("member.restore"))).toEqual({ messageIds: [] });
    expect(methods()).toEqual(expected);
    if (status === "kicked")
      expect(courier.said()[1]).toEqual(["unbanChatMember", { ...member, only_if_banned: true }]);
    if (status === "restricted") expect(new Set(permissionsOf(1))).toEqual(new Set([true]));
  });

  it.each(["user not found", "PARTICIPANT_ID_INVALID", "member not found"])(
    "has nothing to restore when Telegram says %s",
    async (description) => {
      courier.refuse("getChatMember", badRequest(description));
      expect(await courier.deliver(onMember("member.restore"))).toEqual({ messageIds: [] });
      expect(methods()).toEqual(["getChatMember"]);
    },
  );

  it("tells when a right to restore is missing", async () => {
    courier.reply("getChatMember", { status: "restricted" });
    courier.refuse("restrictChatMember", badRequest("not enough rights to restrict/unrestrict chat member"));
    const error = await courier.failure(onMember("member.restore"));
    expect([error.failure, error.message]).toEqual(["rejected", expect.stringContaining("grant it")]);
  });

  it("is done as often as it is asked, and may be repeated when the answer was lost", async () => {
    courier.refuse("banChatMember", "reset");
    expect((await courier.failure(onMember("member.ban"))).failure).toBe("transient");
    await courier.deliver(onMember("member.ban"));
  });

  it("bans and restores who speaks as a channel, and cannot mute such a one", async () => {
    await courier.deliver(onMember("member.ban", { nativePersonId: "-1009" }));
    await courier.deliver(onMember("member.restore", { nativePersonId: "-1009" }));
    expect(courier.said()).toEqual([
      ["banChatSenderChat", { chat_id: -1001, sender_chat_id: -1009 }],
      ["unbanChatSenderChat", { chat_id: -1001, sender_chat_id: -1009 }],
    ]);
    const error = await courier.failure(onMember("member.mute", { nativePersonId: "-1009" }));
    expect(error.failure).toBe("unsupported");
  });

  it.each([
    ["in a direct chat", { ...inChat("42") }, "unsupported"],
    ["who has no id", { nativePersonId: "mia" }, "rejected"],
  ])("is nothing for somebody %s", async (_what, override, failure) => {
    expect((await courier.failure(onMember("member.ban", override))).failure).toBe(failure);
    expect(courier.calls).toEqual([]);
  });
});

describe("the answer to who wants to join", () => {
  let courier: Courier;
  beforeEach(async () => {
    courier = await aCourier();
  });

  it("is given to the request", async () => {
    await courier.deliver(answer());
    await courier.deliver(answer({ accept: false }));
    expect(courier.said()).toEqual([
      ["approveChatJoinRequest", member],
      ["declineChatJoinRequest", member],
    ]);
  });

  it("is given to the query while Telegram waits for one", async () => {
    await courier.deliver(answer({ queryId: "q1" }));
    await courier.deliver(answer({ queryId: "q2", accept: false }));
    expect(courier.said()).toEqual([
      ["answerChatJoinRequestQuery", { chat_join_request_query_id: "q1", result: "approve" }],
      ["answerChatJoinRequestQuery", { chat_join_request_query_id: "q2", result: "decline" }],
    ]);
  });

  it.each([
    ["is over", badRequest("query is too old and response timeout expired or query ID is invalid")],
    ["is unknown to an older server", { status: 404, description: "Not Found" }],
  ])("goes to the request when the query %s", async (_what, refusal) => {
    courier.refuse("answerChatJoinRequestQuery", refusal);
    await courier.deliver(answer({ queryId: "q1", accept: false }));
    expect(courier.said().at(-1)).toEqual(["declineChatJoinRequest", member]);
  });

  it.each([
    [true, "USER_ALREADY_PARTICIPANT"],
    [true, "HIDE_REQUESTER_MISSING"],
    [false, "HIDE_REQUESTER_MISSING"],
  ])("counts as given (%s) when Telegram says %s", async (accept, description) => {
    courier.refuse(accept ? "approveChatJoinRequest" : "declineChatJoinRequest", badRequest(description));
    expect(await courier.deliver(answer({ accept }))).toEqual({ messageIds: [] });
  });

  it("tells when somebody who shall not be let in is in already", async () => {
    courier.refuse("declineChatJoinRequest", badRequest("USER_ALREADY_PARTICIPANT"));
    expect((await courier.failure(answer({ accept: false }))).failure).toBe("rejected");
  });

  it("is not repeated to the request when Telegram is not there", async () => {
    courier.refuse("answerChatJoinRequestQuery", { status: 503, description: "Service Unavailable" });
    expect((await courier.failure(answer({ queryId: "q1" }))).failure).toBe("transient");
    expect(courier.calls).toHaveLength(1);
  });
});
