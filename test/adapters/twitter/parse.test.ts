import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseActivities, parsePage } from "../../../adapters/twitter/parse.ts";
import { accountId } from "../../../src/domain/ids.ts";

const us = "1500000000000000042";
const her = "1600000000000000001";
const messageId = "2080765901528535096";
const context = { accountId: accountId("x-support"), userId: us, receivedAt: 1_784_928_300_000 };

const delivered = (
  text: string,
  { type = "dm.received", from = her, to = us, data = {} }: Record<string, unknown> = {},
) => ({
  data: {
    event_uuid: "-6850472171600526495",
    event_type: type,
    payload: {
      direct_message_events: [
        {
          type: "message_create",
          id: messageId,
          created_timestamp: "1784928224372",
          message_create: {
            target: { recipient_id: to },
            sender_id: from,
            message_data: { text, ...Object(data) },
          },
        },
      ],
      users: { [her]: { data: { id: her, username: "mia_w", name: "Mia" } } },
    },
  },
});

const listed = (text: string, more: object = {}) => ({
  data: [
    {
      id: messageId,
      event_type: "MessageCreate",
      text,
      sender_id: her,
      dm_conversation_id: `${us}-${her}`,
      ...more,
    },
  ],
  includes: { users: [{ id: her, username: "mia_w", name: "Mia" }] },
});

const unescaped = (text: string) =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

const pageOf = (page: object) => parsePage(page, { of: "messages", context });

describe("a direct message", () => {
  it("is the same event by webhook and by asking", () => {
    const byWebhook = parseActivities([delivered("hello!")], context).events;
    expect(byWebhook).toMatchObject([
      {
        kind: "message.created",
        conversationId: `x-support/${her}`,
        conversationKind: "direct",
        platformEventId: `m${messageId}`,
        message: { id: messageId, text: "hello!", author: { displayName: "Mia", role: "member" } },
      },
    ]);
    expect(pageOf(listed("hello!")).events).toEqual(byWebhook);
  });

  it("has the addresses that X has shortened, and the signs that it has escaped", () => {
    const entities = { urls: [{ url: "https://t.co/abc", expanded_url: "https://example.com/a?b=1" }] };
    const { events } = parseActivities(
      [delivered("1 &lt; 2 &amp; see https://t.co/abc", { data: { entities } })],
      context,
    );
    expect(events).toMatchObject([
      {
        message: {
          text: "1 < 2 & see https://example.com/a?b=1",
          links: [{ url: "https://example.com/a?b=1" }],
        },
      },
    ]);
  });

  it.each(["$'", "$&", "$$", "$`", "$1", "$<a>"])("has an address that ends in %s as it is", (end) => {
    const urls = [
      { url: "https://t.co/abc", expanded_url: `https://example.com/${end}` },
      { url: "https://t.co/def", expanded_url: "https://example.com/other" },
    ];
    const text = "see https://t.co/abc or https://t.co/def, please";
    expect(pageOf(listed(text, { entities: { urls } })).events).toMatchObject([
      { message: { text: `see https://example.com/${end} or https://example.com/other, please` } },
    ]);
  });

  it("has addresses within addresses, and one that stands there twice", () => {
    const within = "https://example.com/?to=https://t.co/def";
    const urls = [
      { url: "https://t.co/abc", expanded_url: within },
      { url: "https://t.co/def", expanded_url: "https://example.com/d" },
      { url: "https://t.co/def", expanded_url: "https://example.com/d" },
    ];
    const text = "https://t.co/abc https://t.co/def https://t.co/def";
    expect(pageOf(listed(text, { entities: { urls } })).events).toMatchObject([
      { message: { text: `${within} https://example.com/d https://example.com/d` } },
    ]);
  });

  it("grows by no more than what its addresses are long, whatever they say", () => {
    const address = fc.string({
      unit: fc.constantFrom("$", "'", "`", "&", "<", ">", "a", "/"),
      maxLength: 40,
    });
    fc.assert(
      fc.property(fc.array(address, { maxLength: 60 }), (ends) => {
        const urls = ends.map((end, n) => ({
          url: `https://t.co/${n + 1000}`,
          expanded_url: `https://a.co/${end}`,
        }));
        const text = urls.map(({ url }) => url).join(" ");
        const [event] = pageOf(listed(text, { entities: { urls } })).events;
        const whole = urls.map(({ expanded_url }) => expanded_url).join(" ");
        expect(event?.kind === "message.created" && event.message.text).toBe(unescaped(whole));
      }),
    );
  });

  it("is cut where its addresses are longer than any message", () => {
    const urls = Array.from({ length: 100 }, (_, n) => ({
      url: `https://t.co/${n + 1000}`,
      expanded_url: `https://example.com/${"x".repeat(4_000)}`,
    }));
    const [event] = pageOf(listed(urls.map(({ url }) => url).join(" "), { entities: { urls } })).events;
    expect(event?.kind === "message.created" && event.message.text.length).toBe(40_000);
  });

  it("names its file by what the call for its bytes asks for, and not by a link in its text", () => {
    const media_url_https = `https://ton.x.com/1.1/ton/data/dm/${messageId}/77/Abc-1_2.png`;
    const entities = { urls: [{ url: "https://t.co/abc", expanded_url: "https://x.com/messages/media/77" }] };
    const attachment = { type: "media", media: { type: "photo", media_url_https } };
    const data = { entities, attachment };
    expect(parseActivities([delivered("look https://t.co/abc", { data })], context).events).toMatchObject([
      { message: { text: "look", attachments: [{ kind: "photo", ref: `${messageId}/77/Abc-1_2.png` }] } },
    ]);
  });

  const film = "edFuZXtEVvem158AjvmJ3SZ_1DdG9cbSoW4fm6cDF1k.mp4";
  it.each([
    ["photo", `https://ton.twitter.com/1.1/ton/data/dm/${messageId}/77/ML6pC79A.png`, "ML6pC79A.png"],
    [
      "animated_gif",
      "https://video.twimg.com/dm_gif/77/ZTaosW1mMGmfyd5oHzKWMOJiqSg.mp4",
      "ZTaosW1mMGmfyd5oHzKWMOJiqSg.mp4",
    ],
    ["video", `https://video.twimg.com/dm_video/77/vid/avc1/500x280/${film}?tag=1`, film],
    ["video", `https://video.twimg.com/dm_video/77/vid/1280x720/${film}?tag=1`, film],
    ["video", `https://video.twimg.com/dm_video/77/vid/1280x720/${film}`, film],
  ] as const)("names a file of kind %s by its address %s, however X tells of it", (type, address, name) => {
    const list = {
      content_type: "application/x-mpegURL",
      url: "https://video.twimg.com/dm_video/77/pl/x.m3u8",
    };
    const pieces = {
      content_type: "application/dash+xml",
      url: "https://video.twimg.com/dm_video/77/pl/x.mpd",
    };
    const preview = "https://pbs.twimg.com/dm_video_preview/77/img/nwh2ABNg.jpg";
    const isPhoto = type === "photo";
    const variants = [list, pieces, { bit_rate: 9, content_type: "video/mp4", url: address }];
    const older = {
      type,
      media_url_https: isPhoto ? address : preview,
      ...(!isPhoto && { video_info: { variants } }),
    };
    const newer = {
      media_key: "7_77",
      type,
      ...(isPhoto ? { url: address } : { preview_image_url: preview, variants }),
    };
    const data = { attachment: { type: "media", media: older } };
    const { data: told } = listed("look", { attachments: { media_keys: ["7_77"] } });
    const byPage = pageOf({ data: told, includes: { media: [newer] } }).events;
    for (const events of [parseActivities([delivered("look", { data })], context).events, byPage])
      expect(events).toMatchObject([{ message: { attachments: [{ ref: `${messageId}/77/${name}` }] } }]);
  });

  it.each(["constructor", "__proto__", "toString"])(
    "has a file of the unknown kind %s, which is none we can fetch",
    (type) => {
      const data = { attachment: { type: "media", media: { type } } };
      expect(parseActivities([delivered("look", { data })], context).events).toMatchObject([
        { message: { attachments: [{ kind: "other", ref: "" }] } },
      ]);
    },
  );

  it("of our own account is a human's, in the chat of whom it goes to, until it is known as ours", () => {
    const own = delivered("Hello Mia", { type: "dm.sent", from: us, to: her });
    expect(parseActivities([own], context).events).toMatchObject([
      { conversationId: `x-support/${her}`, message: { author: { role: "staff" } } },
    ]);
  });

  it("of a group is left alone where X names the conversation, or a recipient who is not us", () => {
    expect(pageOf(listed("hi", { dm_conversation_id: "1700000000000000001" }))).toMatchObject({
      events: [],
      unparsed: [],
      elsewhere: 1,
    });
    expect(parseActivities([delivered("hi", { to: "1700000000000000009" })], context)).toMatchObject({
      events: [],
      elsewhere: 1,
    });
  });

  it("of 10,000 characters is taken whole", () => {
    const text = `${"ab ".repeat(3_333)}x`;
    expect(pageOf(listed(text)).events).toMatchObject([{ message: { text } }]);
  });

  it("of somebody who has vanished has their id for a name", () => {
    const { data } = listed("I was here");
    expect(pageOf({ data, errors: [{ title: "Not Found Error" }] }).events).toMatchObject([
      { message: { text: "I was here", author: { displayName: her } } },
    ]);
  });
});

it("an encrypted message is an unreadable one of its sender, and counted", () => {
  const payload = {
    id: "e4f4d3fc-8bbf-4928-92eb-e5058d6bb6f6",
    created_at_msec: "1784841183370",
    sender_id: her,
    conversation_id: `${her}:${us}`,
    encoded_event: "CwABAAAA",
  };
  const told = parseActivities([{ data: { event_type: "chat.received", payload } }], context);
  expect(told.encrypted).toBe(1);
  expect(told.events).toMatchObject([
    { conversationId: `x-support/${her}`, message: { text: "", attachments: [{ kind: "encrypted" }] } },
  ]);
});

it("a post that names us belongs to its thread; our own and mere replies do not concern us", () => {
  const post = {
    id: "2080765813578191303",
    author_id: her,
    conversation_id: "2080765813578191000",
    text: "hey @HTXSupport",
    entities: { mentions: [{ id: us, username: "HTXSupport" }] },
  };
  const toldOf = (payload: object) =>
    parseActivities([{ data: { event_type: "post.mention.create", payload } }], context);
  expect(toldOf(post).events).toMatchObject([
    {
      conversationId: "x-support/post:2080765813578191000",
      conversationKind: "group",
      message: { id: post.id, mentionsUs: true, url: `https://x.com/i/web/status/${post.id}` },
    },
  ]);
  expect(toldOf({ ...post, author_id: us }).events).toEqual([]);
  expect(toldOf({ ...post, entities: { mentions: [] } }).events).toEqual([]);
});

describe("a reply in a thread", () => {
  const prefix = "@mia_w @HTXSupport ";
  const ours = (start: number) => ({ start, end: start + 11, id: us, username: "HTXSupport" });
  const reply = (typed: string, more: object = {}) => {
    const starts = [...`${prefix}${typed}`.matchAll(/@HTXSupport/g)].map(({ index }) => index);
    return {
      id: "2080765813578191303",
      author_id: "1600000000000000009",
      conversation_id: "2080765813578191000",
      in_reply_to_user_id: her,
      text: prefix + typed,
      display_text_range: [prefix.length, prefix.length + typed.length],
      entities: { mentions: [{ start: 0, end: 6, id: her, username: "mia_w" }, ...starts.map(ours)] },
      ...more,
    };
  };
  const untold = { display_text_range: undefined, in_reply_to_user_id: undefined };

  it.each([
    ["is left alone when X alone put our name before it", reply("same here"), 0],
    ["is left alone so, too, when X does not tell where the text begins", reply("same here", untold), 0],
    ["is for us when its writer names us", reply("same here, @HTXSupport"), 1],
    ["is for us so, too, when X does not tell where the text begins", reply("so @HTXSupport", untold), 1],
    ["is for us when it answers us", reply("thanks", { in_reply_to_user_id: us }), 1],
  ])("%s", (_how, post, count) => {
    const told = { data: { event_type: "post.mention.create", payload: post } };
    expect(parseActivities([told], context).events).toHaveLength(count);
    expect(parsePage({ data: [post] }, { of: "posts", context }).events).toHaveLength(count);
  });

  it("that begins a thread with our name is for us", () => {
    const text = "@HTXSupport hello";
    const mentions = [ours(0)];
    const post = { id: "2080765813578191303", author_id: her, text, entities: { mentions } };
    const begun = { ...post, conversation_id: post.id };
    expect(parsePage({ data: [begun] }, { of: "posts", context }).events).toHaveLength(1);
  });
});

it.each([
  [us, true],
  [her, false],
])("access that %s has taken back is told: %s", (user_id, revoked) => {
  const told = parseActivities([{ data: { event_type: "oauth.revoke", payload: { user_id } } }], context);
  expect([told.revoked, told.unparsed]).toEqual([revoked, []]);
});

it("a kind that nobody knows is described by its shape, and keeps no word of it", () => {
  const secret = "my very own words";
  const odd = { data: { event_uuid: "5", event_type: "dm.sung", payload: { text: secret } } };
  const { events, unparsed } = parseActivities([odd, delivered("after it")], context);
  expect(events).toHaveLength(1);
  expect(unparsed).toMatchObject([{ platformEventId: "udm.sung/5", kind: "dm.sung" }]);
  expect(JSON.stringify(unparsed)).not.toContain(secret);
});

it.each(["constructor", "toString", "valueOf", "hasOwnProperty", "__proto__"])(
  "a kind called %s is one that nobody knows",
  (event_type) => {
    const odd = { data: { event_uuid: "5", event_type, payload: { text: "x" } } };
    const { events, unparsed } = parseActivities([odd], context);
    expect([events, unparsed.length]).toEqual([[], 1]);
  },
);

it.each([
  ["Complete", 0],
  ["Incomplete", 1],
])("the end of a replay tells of nothing, unless it is %s", (job_state, kept) => {
  const job = { webhook_id: "1", job_state, job_state_description: "done", job_id: "2" };
  const { events, unparsed } = parseActivities([{ replay_job_status: job }], context);
  expect([events, unparsed.length]).toEqual([[], kept]);
});

const kinds = [
  "dm.sent",
  "chat.received",
  "post.mention.create",
  "oauth.revoke",
  "__proto__",
  "constructor",
  "valueOf",
  "without_kind",
];

it("whatever comes, nothing throws, and nothing of it is told but its shape", () => {
  fc.assert(
    fc.property(fc.anything(), fc.jsonValue(), (one, other) => {
      const wrapped = { data: { event_type: "dm.received", payload: other } };
      const ofAnyKind = kinds.map((event_type) => ({ data: { event_type, payload: other } }));
      for (const told of [one, other, wrapped, ...ofAnyKind]) parseActivities([told], context);
      for (const page of [{ data: [one, other] }, { data: other }, { includes: other, data: [{}] }])
        for (const of of ["messages", "posts"] as const) parsePage(page, { of, context });
    }),
  );
});
