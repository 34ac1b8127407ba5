import { describe, expect, it } from "vitest";
import { updateDateOf } from "../../../adapters/telegram/update.ts";
import { nativeBot, nativeChat, nativeMessage, nativeUser } from "./native-builders.ts";
import { context, eventOf, eventsOf, messageOf, parseOne } from "./parse-one.ts";

const dayMs = 24 * 3_600_000;
const owner = nativeUser({ id: 900, first_name: "HTX Desk" });

/** Mia writes to the business account. */
const written = (override: object = {}) =>
  nativeMessage({ business_connection_id: "conn-1", text: "hi", ...override });
const said = (override: object = {}) => ({ update_id: 1, business_message: written(override) });
const edited = (override: object = {}) => ({
  update_id: 1,
  edited_business_message: written({ edit_date: 1_768_478_460, ...override }),
});

describe("a message to a business account", () => {
  it("is of a direct conversation of its own, to be answered within a day", () => {
    expect(eventOf(said())).toMatchObject({
      kind: "message.created",
      conversationId: "telegram-support/42/business:conn-1",
      conversationKind: "direct",
      message: { author: { id: "telegram/42", role: "member" }, replyUntilAt: 1_768_478_400_000 + dayMs },
    });
  });

  it("by the account's own side is a human's, and gives no time to answer", () => {
    const message = messageOf(said({ from: owner, text: "/help yourself" }));
    expect(message).toMatchObject({ text: "/help yourself", author: { id: "telegram/900", role: "staff" } });
    expect(message).not.toHaveProperty("replyUntilAt");
  });

  it.each([
    ["a bot sent, we or another", { from: owner, sender_business_bot: nativeBot() }],
    ["was written beforehand, such as a greeting", { from: owner, is_from_offline: true }],
    ["is a service message", { text: undefined, pinned_message: nativeMessage() }],
  ])("is of no concern when it %s", (_, override) => {
    expect(eventsOf(said(override))).toEqual([]);
  });

  it("knows no commands: the customer expects no bot", () => {
    expect(messageOf(said({ text: "/human" })).text).toBe("/human");
  });

  it("that replies to what we said there is meant for us", () => {
    const reply_to_message = written({ from: owner, sender_business_bot: nativeBot() });
    expect(messageOf(said({ reply_to_message })).mentionsUs).toBe(true);
  });

  it("without its connection is not taken for one to ourselves", () => {
    expect(parseOne(said({ business_connection_id: undefined })).unparsed).toHaveLength(1);
    expect(parseOne(edited({ business_connection_id: "" })).unparsed).toHaveLength(1);
  });

  it("shows its button in the same conversation", () => {
    const callback_query = { id: "q", from: nativeUser(), data: "t", message: written({ from: owner }) };
    expect(eventOf({ update_id: 1, callback_query }).conversationId).toBe(
      "telegram-support/42/business:conn-1",
    );
  });
});

describe("what is edited or deleted there", () => {
  it("is read again, and does not give more time to answer", () => {
    const event = eventOf(edited({ text: "hello" }));
    expect(event).toMatchObject({
      kind: "message.edited",
      conversationId: "telegram-support/42/business:conn-1",
      message: { text: "hello", author: { role: "member" } },
    });
    expect(messageOf(edited())).not.toHaveProperty("replyUntilAt");
  });

  it("is staff's when the account's own side did it, and nobody's when a bot did", () => {
    expect(messageOf(edited({ from: owner })).author.role).toBe("staff");
    expect(eventsOf(edited({ from: owner, sender_business_bot: nativeBot() }))).toEqual([]);
  });

  it("is told by the ids of the messages that are gone", () => {
    const deletion = { business_connection_id: "conn-1", chat: nativeChat(), message_ids: [5, 6, "x", null] };
    const update = { update_id: 1, deleted_business_messages: deletion };
    expect(eventOf(update)).toMatchObject({
      kind: "message.deleted",
      conversationId: "telegram-support/42/business:conn-1",
      messageIds: ["5", "6"],
      occurredAt: context.receivedAt,
    });
    expect(
      parseOne({ update_id: 1, deleted_business_messages: { ...deletion, message_ids: [] } }).unparsed,
    ).toHaveLength(1);
  });
});

describe("a connection to a business account", () => {
  it.each([
    ["with the right to answer", { rights: { can_reply: true } }, true],
    ["with that right as older servers tell it", { can_reply: true }, true],
    ["without it", { rights: {} }, false],
  ])("is noted: %s", (_, rights, canReply) => {
    const business_connection = {
      id: "conn-1",
      user: owner,
      user_chat_id: 900,
      date: 5,
      is_enabled: true,
      ...rights,
    };
    const update = { update_id: 1, business_connection };
    expect(parseOne(update)).toEqual({
      events: [],
      unparsed: [],
      presses: [],
      notes: [{ connectionId: "conn-1", enabled: true, canReply }],
    });
    expect(updateDateOf(update)).toBe(5);
  });

  it("without an id is described", () => {
    expect(parseOne({ update_id: 1, business_connection: { is_enabled: true } }).unparsed).toHaveLength(1);
  });
});
