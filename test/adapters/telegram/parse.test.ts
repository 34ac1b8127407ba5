import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseUpdates } from "../../../adapters/telegram/parse.ts";
import { updateDateOf, updateIdOf } from "../../../adapters/telegram/update.ts";
import { anUpdate, nativeChat, nativeMessage, nativeUser } from "./native-builders.ts";
import { context, eventOf, messageOf, parseOne } from "./parse-one.ts";

describe("parsing a message", () => {
  it("takes over who wrote what, where and when", () => {
    expect(eventOf(anUpdate({ text: "my deposit has not arrived" }))).toEqual({
      id: "telegram-support:7000",
      accountId: "telegram-support",
      conversationId: "telegram-support/42",
      conversationKind: "direct",
      platformEventId: "7000",
      occurredAt: 1_768_478_400_000,
      kind: "message.created",
      message: {
        id: "100",
        author: {
          id: "telegram/42",
          platform: "telegram",
          username: "mia_w",
          displayName: "Mia",
          role: "member",
          reachable: true,
          localeHint: "en",
        },
        text: "my deposit has not arrived",
        links: [],
        mentionsUs: false,
        attachments: [],
      },
    });
  });

  it("keeps the order of a batch", () => {
    const batch = [anUpdate({ text: "a" }, 1), anUpdate({ text: "b" }, 2), anUpdate({ text: "c" }, 3)];
    expect(parseUpdates(batch, context).events.map(({ platformEventId }) => platformEventId)).toEqual([
      "1",
      "2",
      "3",
    ]);
  });

  it.each([
    [
      "a photo, of which the largest size counts",
      {
        photo: [
          { file_id: "s", file_size: 1 },
          { file_id: "l", file_size: 9 },
        ],
      },
      { kind: "photo", ref: "l", size: 9 },
    ],
    [
      "a document",
      { document: { file_id: "d", file_name: "a.pdf", mime_type: "application/pdf", file_size: 5 } },
      { kind: "document", ref: "d", fileName: "a.pdf", mediaType: "application/pdf", size: 5 },
    ],
    ["a video", { video: { file_id: "v" } }, { kind: "video", ref: "v" }],
    [
      "an animation, which comes with a document",
      { document: { file_id: "d" }, animation: { file_id: "g" } },
      { kind: "video", ref: "g" },
    ],
    [
      "a voice message",
      { voice: { file_id: "o", mime_type: "audio/ogg" } },
      { kind: "voice", ref: "o", mediaType: "audio/ogg" },
    ],
    ["a song", { audio: { file_id: "m" } }, { kind: "audio", ref: "m" }],
    ["a round video", { video_note: { file_id: "r" } }, { kind: "video", ref: "r" }],
    ["a sticker", { sticker: { file_id: "k" } }, { kind: "sticker", ref: "k" }],
    [
      "a place, without where it is",
      { location: { latitude: 1, longitude: 2 } },
      { kind: "location", ref: "" },
    ],
    [
      "a contact, without the number",
      { contact: { phone_number: "+1", first_name: "X" } },
      { kind: "contact", ref: "" },
    ],
    ["a poll", { poll: { id: "p", question: "?" } }, { kind: "other", ref: "" }],
    ["dice", { dice: { emoji: "🎲", value: 6 } }, { kind: "other", ref: "" }],
    ["content that is not known yet", { hologram: { file_id: "h" } }, { kind: "other", ref: "" }],
  ])("records %s", (_, content, attachment) => {
    expect(messageOf(anUpdate(content))).toMatchObject({ text: "", attachments: [attachment] });
  });

  it("reads a caption as the text, with its links", () => {
    const message = messageOf(
      anUpdate({
        photo: [{ file_id: "p" }],
        caption: "see htx.com",
        caption_entities: [{ type: "url", offset: 4, length: 7 }],
      }),
    );
    expect(message).toMatchObject({ text: "see htx.com", links: [{ url: "htx.com" }] });
  });

  it("collects links, with what is shown in their place", () => {
    const entities = [
      { type: "url", offset: 0, length: 13 },
      { type: "text_link", offset: 14, length: 4, url: "https://evil.example" },
      { type: "bold", offset: 0, length: 4 },
      "no entity",
    ];
    expect(messageOf(anUpdate({ text: "https://a.com here", entities })).links).toEqual([
      { url: "https://a.com" },
      { url: "https://evil.example", label: "here" },
    ]);
  });

  it("tells a mention of us from a mention of others", () => {
    const mention = (text: string) =>
      messageOf(anUpdate({ text, entities: [{ type: "mention", offset: 0, length: text.length }] }))
        .mentionsUs;
    expect([mention("@FlotillaSupportBot"), mention("@SomebodyElse")]).toEqual([true, false]);
  });

  it("knows what a message replies to, and a reply to us as a mention", () => {
    const replied = nativeMessage({
      message_id: 7,
      from: nativeUser({ username: "FlotillaSupportBot", is_bot: true }),
    });
    expect(messageOf(anUpdate({ text: "yes", reply_to_message: replied }))).toMatchObject({
      replyTo: "7",
      mentionsUs: true,
    });
  });

  it.each([
    ["a user with a name", { type: "user", sender_user: nativeUser({ username: "eve" }) }, "@eve"],
    [
      "a user without a username",
      { type: "user", sender_user: { id: 1, first_name: "Eve", last_name: "X" } },
      "Eve X",
    ],
    ["a user who hides", { type: "hidden_user", sender_user_name: "Eve" }, "Eve"],
    ["a user who hides behind nothing", { type: "hidden_user", sender_user_name: "\u3164" }, "hidden"],
    ["a channel", { type: "channel", chat: { id: -1, title: "News" } }, "News"],
    ["an origin of a new kind", { type: "dream" }, "hidden"],
  ])("names where a message was forwarded from: %s", (_, origin, name) => {
    expect(messageOf(anUpdate({ text: "/start", forward_origin: origin })).forwardedFrom).toBe(name);
  });

  it("marks a bot as one", () => {
    expect(messageOf(anUpdate({ text: "hi", from: nativeUser({ is_bot: true }) })).author.role).toBe("bot");
  });

  it("takes a message of a group as one of a group", () => {
    const chat = nativeChat({ id: -100_123, type: "supergroup", title: "Traders" });
    expect(eventOf(anUpdate({ text: "hi", chat }))).toMatchObject({
      conversationKind: "group",
      conversationId: "telegram-support/-100123",
    });
  });

  it("takes a megabyte of text as it is", () => {
    const text = "long ".repeat(200_000);
    expect(messageOf(anUpdate({ text })).text).toBe(text);
  });

  it.each([
    ["a pinned message", { pinned_message: nativeMessage({ text: "hi" }) }],
    ["a new timer", { message_auto_delete_timer_changed: { message_auto_delete_time: 1 } }],
    ["somebody joining", { new_chat_members: [nativeUser()] }],
    ["a post of a channel", { text: "hi", chat: nativeChat({ type: "channel" }) }],
  ])("passes over what nobody said to us: %s", (_, content) => {
    expect(parseOne(anUpdate(content))).toEqual({ events: [], unparsed: [], presses: [], notes: [] });
  });
});

describe("parsing other updates", () => {
  it.each([
    ["/start", "start", ""],
    ["/HELP", "help", ""],
    ["/human@FlotillaSupportBot", "human", ""],
    ["/language  zh ", "language", "zh"],
    ["/status@flotillasupportbot ABC-1\nmore", "status", "ABC-1\nmore"],
    ["/unheard_of 1 2", "unheard_of", "1 2"],
    ["/help@OtherBot", "help", ""],
  ])("takes %j as a command", (text, name, args) => {
    expect(eventOf(anUpdate({ text }))).toMatchObject({
      kind: "command.called",
      name,
      args,
      messageId: "100",
      secrets: [],
      person: { id: "telegram/42" },
    });
  });

  it.each(["/", "//help", "/usr/bin", "/help!", "help", " /help", `/${"x".repeat(33)}`, "/帮助", "/@bot"])(
    "takes %j as a message",
    (text) => {
      expect(messageOf(anUpdate({ text })).text).toBe(text);
    },
  );

  it("leaves a command to another bot in a group to that bot", () => {
    const chat = nativeChat({ id: -5, type: "group" });
    expect(eventOf(anUpdate({ text: "/help@OtherBot", chat })).kind).toBe("message.created");
    expect(eventOf(anUpdate({ text: "/help@FlotillaSupportBot", chat })).kind).toBe("command.called");
  });

  it("takes an edit as one, at the time of the edit", () => {
    const edited_message = nativeMessage({ text: "corrected", edit_date: 1_768_478_460 });
    expect(eventOf({ update_id: 1, edited_message })).toMatchObject({
      kind: "message.edited",
      occurredAt: 1_768_478_460_000,
      message: { text: "corrected", editedAt: 1_768_478_460_000 },
    });
  });

  it("passes over a live location that moves", () => {
    const edited_message = nativeMessage({
      location: { latitude: 1, longitude: 2 },
      edit_date: 1_768_478_460,
    });
    expect(parseOne({ update_id: 1, edited_message }).events).toEqual([]);
  });

  it("takes a press of a button, with the id by which it is acknowledged", () => {
    const callback_query = {
      id: "q1",
      from: nativeUser(),
      data: "t1",
      message: nativeMessage({ message_id: 9 }),
    };
    const { events, presses } = parseOne({ update_id: 1, callback_query });
    expect(events).toMatchObject([
      {
        kind: "button.pressed",
        token: "t1",
        messageId: "9",
        conversationId: "telegram-support/42",
        occurredAt: context.receivedAt,
      },
    ]);
    expect(presses).toEqual(["q1"]);
  });

  it("acknowledges a press that it does not understand, too", () => {
    const { unparsed, presses } = parseOne({
      update_id: 1,
      callback_query: { id: "q1", game_short_name: "x" },
    });
    expect([unparsed.length, presses]).toEqual([1, ["q1"]]);
  });

  it.each([
    ["kicked", true],
    ["member", false],
  ])("knows from status %s whether the person has blocked us", (status, blocked) => {
    const my_chat_member = {
      chat: nativeChat(),
      from: nativeUser(),
      date: 1_768_478_400,
      new_chat_member: { status },
    };
    expect(eventOf({ update_id: 1, my_chat_member })).toMatchObject({
      kind: "member.blocked",
      blocked,
      person: { id: "telegram/42", reachable: !blocked },
    });
  });
});

describe("an update that cannot be parsed", () => {
  it.each([
    [
      "of a kind that is not known",
      { update_id: 5, purchased_paid_media: { from: nativeUser() } },
      "purchased_paid_media",
    ],
    [
      "without a sender",
      { update_id: 5, message: { message_id: 1, date: 1, chat: nativeChat(), text: "x" } },
      "message",
    ],
    [
      "without a date",
      { update_id: 5, message: { message_id: 1, chat: nativeChat(), from: nativeUser(), text: "x" } },
      "message",
    ],
    ["with a list for a message", { update_id: 5, message: 7 }, "message"],
    [
      "of a chat that has no number",
      { update_id: 5, message: nativeMessage({ chat: { id: 0 } }) },
      "message",
    ],
  ])("is described and not dropped: %s", (_, update, kind) => {
    expect(parseOne(update).unparsed).toMatchObject([{ platformEventId: "5", kind }]);
  });

  it("shows keys and types and not one value", () => {
    const secret = "correct horse battery staple";
    const update = { update_id: 5, mystery: { text: secret, list: [{ n: 1, s: secret }], none: null } };
    const [unparsed] = parseOne(update).unparsed;
    expect(unparsed?.shape).toBe(
      '{"update_id":"number","mystery":{"text":"string","list":[{"n":"number","s":"string"}],"none":"null"}}',
    );
  });

  it("does not keep others from being parsed", () => {
    const batch = [
      anUpdate({ text: "a" }, 1),
      null,
      { update_id: 2, mystery: 1 },
      "junk",
      anUpdate({ text: "b" }, 3),
    ];
    const { events, unparsed } = parseUpdates(batch, context);
    expect(events.map(({ platformEventId }) => platformEventId)).toEqual(["1", "3"]);
    expect(new Set(unparsed.map(({ platformEventId }) => platformEventId)).size).toBe(3);
  });

  it("never throws and never drops, whatever JSON comes", () => {
    const junk = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constant(null),
        fc.integer(),
        fc.string(),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(
          fc.constantFrom(
            "id",
            "chat",
            "from",
            "date",
            "text",
            "message_id",
            "photo",
            "entities",
            "type",
            "data",
            "message",
          ),
          tie("value"),
        ),
      ),
    })).value;
    const update = fc.record(
      {
        update_id: fc.integer(),
        message: junk,
        edited_message: junk,
        callback_query: junk,
        my_chat_member: junk,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(update, junk), (one) => {
        const { events, unparsed } = parseOne(one);
        expect(Math.min(events.length, unparsed.length)).toBe(0);
        if (updateIdOf(one) === undefined) expect(unparsed).toHaveLength(1);
        updateDateOf(one);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("the examples in Telegram's documentation", () => {
  const folder = new URL("../../fixtures/telegram/", import.meta.url);
  const fixture = (name: string): unknown =>
    JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8"));
  const person = {
    id: "telegram/1111111",
    displayName: "Test Firstname Test Lastname",
    username: "Testusername",
  };

  const expected: Readonly<Record<string, object>> = {
    "message-without-chat-type": { kind: "command.called", name: "start", conversationKind: "direct" },
    "message-with-text": { kind: "command.called", name: "start", person, occurredAt: 1_441_645_532_000 },
    "forwarded-message": {
      kind: "message.created",
      message: { text: "/start", forwardedFrom: "Forward Firstname Forward Lastname" },
    },
    "forwarded-channel-message": { kind: "message.created", message: { forwardedFrom: "Test channel" } },
    "message-with-reply": { kind: "command.called", name: "start" },
    "edited-message": {
      kind: "message.edited",
      message: { id: "1365", text: "Edited text", editedAt: 1_441_646_600_000 },
    },
    "message-with-entities": {
      kind: "message.created",
      message: { author: person, text: "Bold and italics", links: [] },
    },
    "message-with-audio": {
      message: {
        attachments: [
          { kind: "audio", ref: "AwADBAADbXXXXXXXXXXXGBdhD2l6_XX", mediaType: "audio/mpeg", size: 3_897_500 },
        ],
      },
    },
    "voice-message": { message: { attachments: [{ kind: "voice", mediaType: "audio/ogg", size: 23_000 }] } },
    "message-with-document": {
      message: { attachments: [{ kind: "document", fileName: "Testfile.pdf", size: 536_392 }] },
    },
    "callback-query": {
      kind: "button.pressed",
      token: "Data from button callback",
      conversationId: "telegram-support/1111111",
    },
  };

  it.each(Object.entries(expected))("%s", (name, event) => {
    expect(eventOf(fixture(name))).toMatchObject({ platformEventId: "10000", ...event });
  });

  it.each(["inline-query", "chosen-inline-query"])("%s is not of the fleet: it is described", (name) => {
    expect(parseOne(fixture(name)).unparsed).toHaveLength(1);
  });

  it("are all tried here", () => {
    const names = readdirSync(folder).filter((file) => file.endsWith(".json"));
    expect(names.sort()).toEqual(
      [...Object.keys(expected), "inline-query", "chosen-inline-query"].map((name) => `${name}.json`).sort(),
    );
  });
});

describe("the date of an update", () => {
  it("is that of the message, of its edit, or of the message under the button", () => {
    expect(updateDateOf(anUpdate())).toBe(1_768_478_400);
    expect(updateDateOf({ update_id: 1, edited_message: nativeMessage({ edit_date: 5 }) })).toBe(5);
    expect(updateDateOf({ update_id: 1, callback_query: { message: nativeMessage({ date: 3 }) } })).toBe(3);
    expect(updateDateOf({ update_id: 1, mystery: {} })).toBeUndefined();
  });
});
