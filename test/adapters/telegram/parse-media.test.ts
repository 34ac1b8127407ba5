import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { growth } from "../../support/counted-steps.ts";
import { aGroupUpdate, anUpdate, nativeBot, nativeMessage, nativeUser } from "./native-builders.ts";
import { eventsOf, messageOf, parseOne } from "./parse-one.ts";

const photo = [
  { file_id: "small", file_unique_id: "s", width: 90, height: 90, file_size: 1000 },
  { file_id: "large", file_unique_id: "l", width: 1280, height: 960, file_size: 90_000 },
];

describe("an album", () => {
  it("pain 9: comes as messages that name it, each with its own piece", () => {
    const pieces = [
      { message_id: 1, photo, caption: "the screen and the receipt" },
      {
        message_id: 2,
        video: { file_id: "v", file_name: "screen.mp4", mime_type: "video/mp4", file_size: 5 },
      },
    ];
    const messages = pieces.map((piece) => messageOf(anUpdate({ media_group_id: "13377", ...piece })));
    expect(messages).toMatchObject([
      {
        albumId: "13377",
        text: "the screen and the receipt",
        attachments: [{ kind: "photo", ref: "large" }],
      },
      { albumId: "13377", text: "", attachments: [{ kind: "video", fileName: "screen.mp4" }] },
    ]);
  });

  it("may have ten thousand pieces", () => {
    const ids = Array.from({ length: 10_000 }, (_, n) => n + 1);
    const albums = ids.map(
      (id) => messageOf(anUpdate({ message_id: id, media_group_id: "a", photo }, id)).albumId,
    );
    expect(new Set(albums)).toEqual(new Set(["a"]));
  });

  it.each([13_377, "", null, {}])("is none when it is called %j", (media_group_id) => {
    expect(messageOf(anUpdate({ photo, media_group_id }))).not.toHaveProperty("albumId");
  });
});

describe("a picture alone", () => {
  it("pain 9: is a message like any other, in a direct chat and in a group", () => {
    for (const update of [anUpdate({ photo }), aGroupUpdate({ photo })])
      expect(messageOf(update)).toMatchObject({ text: "", attachments: [{ kind: "photo", size: 90_000 }] });
  });

  it("is found in its old form beside a newer one", () => {
    const live_photo = { file_id: "motion", photo };
    expect(messageOf(anUpdate({ live_photo, photo })).attachments).toMatchObject([
      { kind: "photo", ref: "large" },
    ]);
  });

  it("is found in a paid post, each piece of it", () => {
    const paid_media = {
      star_count: 5,
      paid_media: [
        { type: "photo", photo },
        { type: "video", video: { file_id: "v" } },
        { type: "preview", width: 5 },
      ],
    };
    expect(messageOf(anUpdate({ paid_media })).attachments).toEqual([
      { kind: "photo", ref: "large", size: 90_000 },
      { kind: "video", ref: "v" },
      { kind: "other", ref: "" },
    ]);
    expect(messageOf(anUpdate({ paid_media: 7 })).attachments).toEqual([{ kind: "other", ref: "" }]);
  });
});

describe("what a file claims to be", () => {
  it.each([
    ["a name that turns around", { file_name: "invoice\u202efdp.exe" }, { fileName: "invoicefdp.exe" }],
    ["a name of nothing visible", { file_name: "\u200b\u2060" }, {}],
    ["a name of two lines", { file_name: "a\r\nb.pdf" }, { fileName: "ab.pdf" }],
    ["a name that is too long", { file_name: `${"x".repeat(5000)}.pdf` }, { fileName: "x".repeat(255) }],
    ["a name that is a list", { file_name: ["a"] }, {}],
    ["a size below nothing", { file_size: -1 }, {}],
    ["a size that is no number", { file_size: "5" }, {}],
    ["a size of half a byte", { file_size: 0.5 }, {}],
    ["a size as large as can be", { file_size: Number.MAX_SAFE_INTEGER }, { size: Number.MAX_SAFE_INTEGER }],
    ["a type that is a number", { mime_type: 5 }, {}],
    ["a long type", { mime_type: "x".repeat(9999) }, { mediaType: "x".repeat(200) }],
    ["a handle that is none", { file_id: "x".repeat(5000) }, { ref: "" }],
  ])("is taken with care: %s", (_, claims, expected) => {
    const document = { file_id: "d", ...claims };
    expect(messageOf(anUpdate({ document })).attachments).toEqual([
      { kind: "document", ref: "d", ...expected },
    ]);
  });

  it("may be no list of sizes at all", () => {
    for (const odd of [[], [null], "p", 7, {}])
      expect(messageOf(anUpdate({ photo: odd })).attachments).toEqual([{ kind: "photo", ref: "" }]);
  });
});

describe("entities in wrong places", () => {
  it.each([
    ["before the text", -5, 3],
    ["behind it", 500, 3],
    ["backwards", 4, -2],
    ["half a character", 0.5, 2],
    ["without end", 0, Number.POSITIVE_INFINITY],
    ["beyond numbers", 1e300, 1e300],
  ])("make no link and no mention: %s", (_, offset, length) => {
    const entities = ["url", "mention"].map((type) => ({ type, offset, length }));
    expect(messageOf(anUpdate({ text: "@FlotillaSupportBot", entities }))).toMatchObject({
      links: [],
      mentionsUs: false,
    });
  });

  it("cut in the middle of an emoji harm nothing", () => {
    const entities = [{ type: "url", offset: 1, length: 1 }];
    expect(messageOf(anUpdate({ text: "🚀", entities })).links).toHaveLength(1);
  });

  it("keep at most 50 links of very many", () => {
    const entities = Array.from({ length: 20_000 }, () => ({ type: "url", offset: 0, length: 5 }));
    const mention = { type: "text_mention", offset: 0, length: 1, user: nativeBot() };
    const message = messageOf(anUpdate({ text: "a.com", entities: [...entities, mention] }));
    expect([message.links.length, message.mentionsUs]).toEqual([50, true]);
  });

  it("cost little however many cover however much", () => {
    const covering = (times: number) => {
      const entities = ["mention", "bot_command", "text_link"].flatMap((type) =>
        Array.from({ length: times }, () => ({ type, offset: 0, length: 500_000, url: "a.com" })),
      );
      return anUpdate({ text: "x".repeat(500_000), entities });
    };
    const updates = new Map([1500, 3000].map((times) => [times, covering(times)]));
    expect(growth((times) => parseOne(updates.get(times)), 1500)).toBeLessThan(2.3);
    const { links } = messageOf(covering(3000));
    expect(JSON.stringify(links).length).toBeLessThan(250_000);
  });

  it("never throw, whatever they are", () => {
    const entity = fc.record(
      {
        type: fc.constantFrom("mention", "text_mention", "url", "text_link", "bot_command"),
        offset: fc.oneof(fc.double(), fc.integer(), fc.string()),
        length: fc.oneof(fc.double(), fc.integer()),
        url: fc.oneof(fc.string(), fc.integer()),
        user: fc.oneof(fc.constant(nativeUser()), fc.string()),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(entity), fc.string({ unit: "binary" }), (entities, text) => {
        expect(messageOf(anUpdate({ text, entities })).text).toBe(text);
      }),
    );
  });
});

describe("a caption", () => {
  it("over the limit is taken as it is", () => {
    const caption = "x".repeat(5000);
    expect(messageOf(anUpdate({ photo, caption })).text).toBe(caption);
  });
});

describe("a rich message", () => {
  const rich = (...blocks: unknown[]) => messageOf(anUpdate({ rich_message: { blocks } }));

  it("is read line by line, with its links", () => {
    const message = rich(
      { type: "heading", text: "My deposit", size: 1 },
      { type: "paragraph", text: ["see ", { type: "url", text: "this", url: "https://evil.example" }, "!"] },
      {
        type: "list",
        items: [{ label: "1.", blocks: [{ type: "paragraph", text: { type: "bold", text: "one" } }] }],
      },
      { type: "table", cells: [[{ text: "a" }, { text: "b" }]] },
      { type: "divider" },
      { type: "details", summary: "more", blocks: [{ type: "pre", text: "0xabc" }] },
    );
    expect(message).toMatchObject({
      text: "My deposit\nsee this!\n1.\none\na b\nmore\n0xabc",
      links: [{ url: "https://evil.example", label: "this" }],
      attachments: [],
      mentionsUs: false,
    });
  });

  it.each([
    ["by username", { type: "mention", text: "@F", username: "FlotillaSupportBot" }],
    ["by number", { type: "text_mention", text: "F", user: nativeBot({ username: "Else" }) }],
  ])("can name us %s", (_, text) => {
    expect(rich({ type: "paragraph", text }).mentionsUs).toBe(true);
  });

  it("pain 9: has files, too, and may consist of nothing else", () => {
    const voice_note = { file_id: "v", mime_type: "audio/ogg" };
    const message = rich(
      { type: "photo", photo, caption: { text: "the screen" } },
      {
        type: "collage",
        blocks: [
          { type: "video", video: { file_id: "m" } },
          { type: "voice_note", voice_note },
        ],
      },
    );
    expect(message).toMatchObject({
      text: "the screen",
      attachments: [
        { kind: "photo", ref: "large" },
        { kind: "video", ref: "m" },
        { kind: "voice", ref: "v", mediaType: "audio/ogg" },
      ],
    });
    expect(rich({ type: "photo", photo })).toMatchObject({ text: "", attachments: [{ ref: "large" }] });
    const pictures = Array.from({ length: 900 }, () => ({ type: "photo", photo }));
    expect(rich(...pictures).attachments).toHaveLength(50);
  });

  it("of neither words nor files is content that is not known: whoever sent it is answered", () => {
    expect(rich({ type: "divider" }).attachments).toEqual([{ kind: "other", ref: "" }]);
    expect(messageOf(anUpdate({ text: "" })).attachments).toEqual([{ kind: "other", ref: "" }]);
  });

  it("costs little however many pieces it is cut in, and however many links lie around them", () => {
    const cutIn = (pieces: number) => {
      let linked: unknown = "x".repeat(90_000);
      for (let n = 0; n < 18; n += 1) linked = { type: "url", text: linked, url: "https://a.com" };
      const paragraphs = Array.from({ length: pieces }, () => ({ type: "paragraph", text: "a" }));
      return anUpdate({ rich_message: { blocks: [...paragraphs, { text: linked }] } });
    };
    const updates = new Map([30_000, 60_000].map((pieces) => [pieces, cutIn(pieces)]));
    expect(growth((pieces) => parseOne(updates.get(pieces)), 30_000)).toBeLessThan(2.3);
    const { text, links } = messageOf(cutIn(60_000));
    expect(text.startsWith("a\na\n")).toBe(true);
    expect(JSON.stringify(links).length).toBeLessThan(100_000);
  });

  it("may be endlessly deep, long or odd", () => {
    let deep: unknown = "bottom";
    for (let n = 0; n < 5000; n += 1) deep = { type: "bold", text: deep };
    expect(rich({ text: deep }).text).toBe("");
    expect(rich(...Array.from({ length: 300 }, () => ({ text: "x".repeat(1000) }))).text.length).toBeLessThan(
      100_001,
    );
    expect(rich(null, 5, [], { text: 7 }).text).toBe("");
    expect(eventsOf(anUpdate({ rich_message: { blocks: nativeMessage() } }))).toHaveLength(1);
  });
});
