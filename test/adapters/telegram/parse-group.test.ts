import { describe, expect, it } from "vitest";
import {
  aGroupUpdate,
  anUpdate,
  nativeBot,
  nativeChat,
  nativeGroup,
  nativeMessage,
  nativeUser,
} from "./native-builders.ts";
import { eventOf, messageOf, parseOne } from "./parse-one.ts";

const forum = nativeGroup({ is_forum: true });

describe("where a message of a chat belongs", () => {
  it.each([
    ["a group", { chat: nativeGroup({ id: -500, type: "group" }) }, "-500", "group"],
    ["a supergroup", { chat: nativeGroup() }, "-1001234567890", "group"],
    [
      "a topic of a forum",
      { chat: forum, message_thread_id: 7, is_topic_message: true },
      "-1001234567890/7",
      "group",
    ],
    ["the General topic", { chat: forum }, "-1001234567890", "group"],
    [
      "the General topic by its number",
      { chat: forum, message_thread_id: 1, is_topic_message: true },
      "-1001234567890",
      "group",
    ],
    [
      "a thread of replies, which is no topic",
      { chat: nativeGroup(), message_thread_id: 55 },
      "-1001234567890",
      "group",
    ],
    ["a private chat", {}, "42", "direct"],
    ["a topic of a private chat", { message_thread_id: 9, is_topic_message: true }, "42/9", "direct"],
    ["a topic without a number", { chat: forum, is_topic_message: true }, "-1001234567890", "group"],
  ])("%s", (_, where, native, kind) => {
    expect(eventOf(anUpdate({ text: "hi", ...where }))).toMatchObject({
      conversationId: `telegram-support/${native}`,
      conversationKind: kind,
    });
  });

  it.each([
    ["a channel", { type: "channel" }],
    ["the inbox of a channel", { is_direct_messages: true }],
  ])("is nowhere for %s", (_, chat) => {
    expect(parseOne(aGroupUpdate({ text: "hi", chat: nativeGroup(chat) })).events).toEqual([]);
  });

  it("is that of the button for a press, topic included", () => {
    const message = nativeMessage({ chat: forum, message_thread_id: 7, is_topic_message: true });
    const callback_query = { id: "q", from: nativeUser(), data: "t", message };
    expect(eventOf({ update_id: 1, callback_query }).conversationId).toBe(
      "telegram-support/-1001234567890/7",
    );
  });

  it("is the chat for a press whose message is gone", () => {
    const message = { chat: nativeGroup(), message_id: 5, date: 0 };
    const callback_query = { id: "q", from: nativeUser(), data: "t", message };
    expect(eventOf({ update_id: 1, callback_query })).toMatchObject({
      conversationId: "telegram-support/-1001234567890",
      messageId: "5",
    });
  });
});

describe("who speaks in a group", () => {
  const bot = nativeUser({ id: 1_087_968_824, is_bot: true, username: "GroupAnonymousBot" });

  it.each([
    [
      "an anonymous admin",
      { from: bot, sender_chat: nativeGroup() },
      "-1001234567890",
      "moderator",
      "Traders",
    ],
    [
      "the channel that the group belongs to",
      {
        from: nativeUser({ id: 777_000, first_name: "Telegram", username: undefined }),
        sender_chat: { id: -1_009, type: "channel", title: "HTX News", username: "htxnews" },
        is_automatic_forward: true,
      },
      "-1009",
      "staff",
      "HTX News",
    ],
    [
      "somebody in the name of a channel",
      {
        from: nativeUser({ id: 136_817_688, is_bot: true, username: "Channel_Bot" }),
        sender_chat: { id: -1_010, type: "channel", title: "HTX News" },
      },
      "-1010",
      "member",
      "HTX News",
    ],
    ["a member", {}, "42", "member", "Mia"],
    ["a bot", { from: nativeUser({ id: 9, is_bot: true, first_name: "B" }) }, "9", "bot", "B"],
  ])("%s", (_, sender, id, role, displayName) => {
    expect(messageOf(aGroupUpdate({ text: "hi", ...sender })).author).toMatchObject({
      id: `telegram/${id}`,
      role,
      displayName,
    });
  });

  it("calls a command of an anonymous admin theirs, not the helper bot's", () => {
    const event = eventOf(aGroupUpdate({ text: "/help", from: bot, sender_chat: nativeGroup() }));
    expect(event).toMatchObject({ kind: "command.called", person: { role: "moderator" } });
  });

  it("knows an account that was deleted by its number", () => {
    const from = { id: 77, is_bot: false, first_name: "" };
    expect(messageOf(aGroupUpdate({ text: "hi", from })).author).toMatchObject({
      id: "telegram/77",
      displayName: "77",
    });
  });

  it("shows no name that turns the line around or hides in nothing", () => {
    const from = nativeUser({ first_name: "\u202eXTH \u200b\u2067Support", username: "htx\u200b_help" });
    expect(messageOf(aGroupUpdate({ text: "hi", from })).author).toMatchObject({
      displayName: "XTH Support",
      username: "htx_help",
    });
  });
});

describe("whether a message of a group is meant for us", () => {
  const named = (text: string, entity: object) =>
    aGroupUpdate({ text, entities: [{ offset: 0, length: text.length, ...entity }] });
  const replyTo = (message: object) =>
    aGroupUpdate({
      text: "and?",
      reply_to_message: nativeMessage({ message_id: 8, chat: forum, ...message }),
    });

  it.each([
    ["our username", named("@FlotillaSupportBot", { type: "mention" }), true],
    ["another username", named("@FlotillaSupportBots", { type: "mention" }), false],
    ["our name as a link to us", named("Flotilla", { type: "text_mention", user: nativeBot() }), true],
    ["a person's name as a link", named("Mia", { type: "text_mention", user: nativeUser() }), false],
    [
      "us under a new username, by number",
      named("F", { type: "text_mention", user: nativeBot({ username: "NewName" }) }),
      true,
    ],
    [
      "our command in the middle",
      aGroupUpdate({
        text: "try /help@FlotillaSupportBot",
        entities: [{ type: "bot_command", offset: 4, length: 24 }],
      }),
      true,
    ],
    ["our message by a reply", replyTo({ from: nativeBot() }), true],
    ["another's message by a reply", replyTo({ from: nativeUser() }), false],
    ["our username as plain text in a code", named("@FlotillaSupportBot", { type: "code" }), false],
    ["nothing", aGroupUpdate({ text: "hi" }), false],
  ])("names %s", (_, update, mentionsUs) => {
    expect(messageOf(update).mentionsUs).toBe(mentionsUs);
  });

  it("counts a mention in a caption, and a command that a picture carries is no command", () => {
    const photo = [{ file_id: "p", file_unique_id: "u", width: 1, height: 1 }];
    const caption = "/ask@FlotillaSupportBot what is this?";
    const caption_entities = [{ type: "bot_command", offset: 0, length: 23 }];
    expect(messageOf(aGroupUpdate({ photo, caption, caption_entities }))).toMatchObject({
      text: caption,
      mentionsUs: true,
      attachments: [{ kind: "photo" }],
    });
  });

  it.each([
    ["tells so", { forum_topic_created: { name: "Deposits", icon_color: 1 } }],
    ["has the number of the topic", {}],
  ])(
    "does not take a message of a topic that we opened for a reply, where the first one %s",
    (_, opening) => {
      const opened = nativeMessage({ message_id: 7, chat: forum, from: nativeBot(), ...opening });
      const where = { chat: forum, message_thread_id: 7, is_topic_message: true, reply_to_message: opened };
      const message = messageOf(aGroupUpdate({ text: "hi all", ...where }));
      expect([message.mentionsUs, message.replyTo]).toEqual([false, undefined]);
    },
  );

  it.each([
    ["/help", "command.called"],
    ["/help@FlotillaSupportBot now", "command.called"],
    ["/help@OtherBot", "message.created"],
  ])("takes %j as %s", (text, kind) => {
    expect(eventOf(aGroupUpdate({ text })).kind).toBe(kind);
  });
});

describe("a group that becomes a supergroup", () => {
  it.each([
    [
      "the old chat",
      anUpdate({ chat: nativeChat({ id: -500, type: "group" }), migrate_to_chat_id: -1_001_234_567_890 }),
    ],
    [
      "the new chat",
      anUpdate({
        chat: nativeGroup(),
        from: nativeUser({ id: 1_087_968_824, is_bot: true }),
        sender_chat: nativeGroup(),
        migrate_from_chat_id: -500,
      }),
    ],
  ])("pain 7: goes on under its new id, as %s tells", (_, update) => {
    expect(eventOf(update)).toMatchObject({
      kind: "conversation.migrated",
      conversationId: "telegram-support/-500",
      conversationKind: "group",
      to: "telegram-support/-1001234567890",
    });
  });

  it("pain 7: is not made of a number that is none", () => {
    expect(parseOne(aGroupUpdate({ migrate_to_chat_id: "soon" })).events).toEqual([]);
    expect(parseOne(aGroupUpdate({ migrate_to_chat_id: nativeGroup().id })).events).toEqual([]);
    // Nobody's direct chat becomes a group.
    expect(parseOne(aGroupUpdate({ migrate_from_chat_id: 42 })).events).toEqual([]);
  });
});
