import { beforeEach, describe, expect, it } from "vitest";
import { aSendMessage } from "../../support/builders.ts";
import { badRequest } from "./bot-api-fake.ts";
import { aCourier, type Courier, inChat } from "./deliver-fixture.ts";

const inTopic = inChat("-1001/7");
const text = "Hello";
const saying = (spoken: string) => ({ content: { text: spoken, spans: [] } });

describe("where a message goes", () => {
  let courier: Courier;
  beforeEach(async () => {
    courier = await aCourier();
  });

  it.each([
    ["a direct chat", "42", { chat_id: 42 }],
    ["a group, or its General topic", "-1001", { chat_id: -1001 }],
    ["a topic of a group", "-1001/7", { chat_id: -1001, message_thread_id: 7 }],
    ["a topic of a direct chat", "42/7", { chat_id: 42, message_thread_id: 7 }],
    ["a business chat", "42/business:aB/c_d-9", { chat_id: 42, business_connection_id: "aB/c_d-9" }],
  ])("is %s", async (_, native, target) => {
    await courier.deliver(aSendMessage({ ...inChat(native), ...saying(text) }));
    expect(courier.said()).toEqual([["sendMessage", { ...target, text }]]);
  });

  it.each(["nobody", "0", "", "42/", "42/0", "42/x", "1e400", "42.5"])("is not %j", async (native) => {
    const error = await courier.failure(aSendMessage(inChat(native)));
    expect([error.failure, courier.calls.length]).toEqual(["rejected", 0]);
  });

  it.each(["x", "", "-4", "1.5"])(
    "takes no reply to message %j, and is sent all the same",
    async (replyTo) => {
      await courier.deliver(aSendMessage({ ...saying(text), replyTo }));
      expect(courier.said()).toEqual([["sendMessage", { chat_id: 42, text }]]);
    },
  );

  it.each([
    ["a deleted topic", "-1001/7", "message thread not found"],
    ["a deleted topic, in a raw word", "-1001/7", "TOPIC_DELETED"],
    ["a closed topic", "-1001/7", "TOPIC_CLOSED"],
    ["a deleted topic of a direct chat", "42/7", "message thread not found"],
  ])("pain 8: is the chat itself, once and said so, instead of %s", async (_, native, description) => {
    courier.refuse("sendMessage", badRequest(description));
    const receipt = await courier.deliver(aSendMessage({ ...inChat(native), ...saying(text), replyTo: "9" }));
    expect(receipt).toEqual({ messageIds: ["1"], topicLost: true });
    const [first, second, ...more] = courier.calls.map(({ fields }) => fields);
    expect([first, second]).toMatchObject([{ message_thread_id: 7 }, { text }]);
    expect(Object.keys(second ?? {})).toEqual(["chat_id", "text", "link_preview_options"]);
    expect(more).toEqual([]);
  });

  it("pain 8: is tried exactly once more, also when the general part is closed", async () => {
    courier.refuse("sendMessage", badRequest("TOPIC_CLOSED"), badRequest("TOPIC_CLOSED"));
    const error = await courier.failure(aSendMessage(inTopic));
    expect([error.failure, courier.calls.length]).toEqual(["rejected", 2]);
    expect(error.message).toContain("general part");
  });

  it("pain 8: stays the chat itself for the rest of a long text, and for its next attempt", async () => {
    const effect = aSendMessage({ ...inTopic, ...saying("word ".repeat(2500).trim()) });
    courier.refuse("sendMessage", undefined, badRequest("TOPIC_DELETED"), undefined, "reset");
    expect((await courier.failure(effect)).failure).toBe("uncertain");
    const receipt = await courier.deliver(effect);
    expect(receipt).toEqual({
      messageIds: ["1", "2", "3", "4"],
      topicLost: true,
    });
    const threads = courier.calls.map(({ fields }) => fields["message_thread_id"]);
    expect(threads.slice(0, 2)).toEqual([7, 7]);
    expect(threads.slice(2).every((thread) => thread === undefined)).toBe(true);
  });

  it("is not changed by a refusal that names a topic where none was", async () => {
    courier.refuse("sendMessage", badRequest("TOPIC_CLOSED"));
    await courier.failure(aSendMessage(inChat("-1001")));
    expect(courier.calls).toHaveLength(1);
  });

  it("pain 7: is told to be elsewhere when the group moved, for sends as for anything else", async () => {
    const moved = badRequest("group chat was upgraded to a supergroup chat", { migrate_to_chat_id: -100777 });
    for (const method of ["sendMessage", "deleteMessage", "banChatMember"]) courier.refuse(method, moved);
    const { content: _, ...fields } = aSendMessage(inChat("-5"));
    const effects = [
      aSendMessage({ ...inChat("-5"), ...saying(text) }),
      { ...fields, kind: "message.delete", messageId: "3" },
      { ...fields, kind: "member.ban", nativePersonId: "6" },
    ] as const;
    for (const effect of effects) {
      const error = await courier.failure(effect);
      expect([error.movedTo, error.failure]).toEqual(["telegram-support/-100777", "transient"]);
    }
    expect(courier.calls).toHaveLength(3);
  });

  it("holds on to nothing of a long text that failed for good", async () => {
    const effect = aSendMessage({ ...inChat("42"), ...saying("word ".repeat(1500).trim()) });
    courier.refuse("sendMessage", undefined, "reset", badRequest("chat not found"));
    expect((await courier.failure(effect)).failure).toBe("uncertain");
    expect(courier.port.brokenOff.size).toBe(1);
    expect((await courier.failure(effect)).failure).toBe("unreachable");
    expect(courier.port.brokenOff.size).toBe(0);
  });

  it("pain 5: says how long Telegram wants it to wait in the middle of a long text, and goes on there", async () => {
    const effect = aSendMessage({ ...inChat("-5"), ...saying("word ".repeat(1500).trim()) });
    const limit = {
      status: 429,
      description: "Too Many Requests: retry after 47",
      parameters: { retry_after: 47 },
    };
    courier.refuse("sendMessage", undefined, limit);
    const error = await courier.failure(effect);
    expect([error.failure, error.retryAfterMs]).toEqual(["rate_limited", 47_000]);
    expect(error.message).toContain("1 of 2 parts");
    expect((await courier.deliver(effect)).messageIds).toEqual(["1", "2"]);
    expect(courier.calls).toHaveLength(3);
  });

  it("pain 7: goes on in the new group with what of a long text is not sent yet", async () => {
    const moved = badRequest("group chat was upgraded to a supergroup chat", { migrate_to_chat_id: -100777 });
    const effect = aSendMessage({ ...inChat("-5"), ...saying("word ".repeat(1500).trim()) });
    courier.refuse("sendMessage", undefined, moved);
    const error = await courier.failure(effect);
    expect([error.movedTo, error.failure]).toEqual(["telegram-support/-100777", "uncertain"]);
    const receipt = await courier.deliver({ ...effect, ...inChat("-100777") });
    expect(receipt.messageIds).toEqual(["1", "2"]);
    expect(courier.calls.map(({ fields }) => fields["chat_id"])).toEqual([-5, -5, -100777]);
  });

  it("names the business connection in edits and deletions, too", async () => {
    const { content, ...fields } = aSendMessage({ ...inChat("42/business:c1"), ...saying(text) });
    await courier.deliver({ ...fields, content, kind: "message.edit", messageId: "3" });
    await courier.deliver({ ...fields, kind: "message.delete", messageId: "3" });
    expect(courier.said()).toEqual([
      ["editMessageText", { business_connection_id: "c1", chat_id: 42, message_id: 3, text }],
      ["deleteBusinessMessages", { business_connection_id: "c1", message_ids: [3] }],
    ]);
  });
});
