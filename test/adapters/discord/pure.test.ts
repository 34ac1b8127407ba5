import fc from "fast-check";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { readAddress } from "../../../adapters/discord/address.ts";
import { readCursor, writeCursor } from "../../../adapters/discord/cursor.ts";
import { readCustomId, writeCustomId } from "../../../adapters/discord/custom-id.ts";
import { createGuildBook } from "../../../adapters/discord/guild-book.ts";
import { createIdentifyBudget } from "../../../adapters/discord/identify-budget.ts";
import { createInvalidRequests } from "../../../adapters/discord/invalid-requests.ts";
import { discordLimits } from "../../../adapters/discord/limits.ts";
import { toMarkdown } from "../../../adapters/discord/markdown.ts";
import { leastIdAt, timeOf } from "../../../adapters/discord/native.ts";
import { nonceOf } from "../../../adapters/discord/nonce.ts";
import { toParts } from "../../../adapters/discord/parts.ts";
import { assessTrouble, GatewayRefusal } from "../../../adapters/discord/trouble.ts";
import { isLater } from "../../../adapters/shared/snowflakes.ts";
import { conversationId, effectId, eventId } from "../../../src/domain/ids.ts";
import { builtAt } from "../../support/builders.ts";
import { discordAccountId } from "./at-work.ts";

const plain = (text: string) => ({ text, spans: [] });

describe("a text in Discord's markup", () => {
  it.each([
    ["**not bold** __nor this__", "\\*\\*not bold\\*\\* \\_\\_nor this\\_\\_"],
    ["> no quote\n# no heading\n- no list", "\\> no quote\n\\# no heading\n\\- no list"],
    ["||seen||, `plain`, ~~here~~", "\\|\\|seen\\|\\|, \\`plain\\`, \\~\\~here\\~\\~"],
    ["[click](https://evil.example)", "\\[click\\](https://evil.example)"],
    ["<@123> <#4> <t:0>", "\\<@123> \\<#4> \\<t:0>"],
    ["see https://example.com/a_b*c and d_e", "see https://example.com/a_b*c and d\\_e"],
    ["\\*", "\\\\\\*"],
  ])("%j means nothing but itself", (text, marked) => {
    expect(toMarkdown(plain(text))).toBe(marked);
  });

  it.each([
    ["bold", "Hello", "**Hello**"],
    ["italic", "Hello", "*Hello*"],
    ["code", "a`b", "`` a`b ``"],
    ["bold", " Hello ", " **Hello** "],
    ["bold", "   ", "   "],
  ] as const)("%s %j is %j", (style, text, marked) => {
    expect(toMarkdown({ text, spans: [{ style, offset: 0, length: text.length }] })).toBe(marked);
  });

  it("a link keeps its address whole, and nothing but an address is one", () => {
    const link = (url: string) => ({
      text: "here",
      spans: [{ style: "link" as const, offset: 0, length: 4, url }],
    });
    expect(toMarkdown(link("https://example.com/a(b) c"))).toBe("[here](<https://example.com/a%28b%29%20c>)");
    expect(toMarkdown(link("javascript:alert(1)"))).toBe("here");
  });

  it("spans within spans are closed in their order", () => {
    const spans = [
      { style: "italic" as const, offset: 6, length: 5 },
      { style: "bold" as const, offset: 0, length: 11 },
    ];
    expect(toMarkdown({ text: "Hello world", spans })).toBe("**Hello *world***");
  });

  it("whatever is said, its words are all there, in parts that fit", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 6000 }), (text) => {
        fc.pre(text.trim() !== "");
        const parts = toParts(plain(text));
        for (const part of parts) expect(part.text.length).toBeLessThanOrEqual(discordLimits.textUnits);
        const said = parts.map((part) => part.text).join("");
        const bare = (words: string) => words.replace(/[\s\\\u2060]/g, "");
        expect(bare(said)).toBe(bare(text.toWellFormed()));
      }),
      { numRuns: 200 },
    );
  });

  it("a paste of 6,000 stars fits in parts, too", () => {
    const parts = toParts(plain("*".repeat(6000)));
    expect(parts.every((part) => part.text.length <= 2000)).toBe(true);
    expect(parts.map((part) => part.text).join("")).toBe("\\*".repeat(6000));
  });
});

it("files stand ten in a message, and as many bytes as a server takes", () => {
  const file = (size: number) => ({ fileName: "a.bin", mediaType: "image/png", bytes: new Uint8Array(size) });
  const megabyte = 1024 * 1024;
  expect(
    toParts(
      plain(""),
      [6, 6, 1].map((size) => file(size * megabyte)),
    ).map(({ files }) => files),
  ).toEqual([[0], [1, 2]]);
  const tooLarge = () => toParts(plain(""), [file(25 * megabyte)]);
  expect(tooLarge).toThrow(/nothing of the message was sent/);
});

describe("custom ids", () => {
  it("that we wrote are read", () => {
    for (const id of [
      { kind: "button", token: "1z.3" },
      { kind: "opener", form: "intake" },
      { kind: "form", form: "report", asked: "1461383068262400001" },
    ] as const)
      expect(readCustomId(writeCustomId(id))).toEqual(id);
  });

  it.each([
    "",
    "b:",
    "b:a b",
    "b:a:b",
    "x:1.0",
    "o:withdraw",
    "f:intake",
    "f:intake:1",
    "f:intake:1:2",
    7,
    null,
    {},
  ])("%j is none of ours", (value) => {
    expect(readCustomId(value)).toBeUndefined();
  });

  it("of any other text are none", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 150 }), (text) => {
        const id = readCustomId(text);
        if (id !== undefined) expect(writeCustomId(id)).toBe(text);
      }),
    );
  });
});

it("a cursor is read as it was written, and what is none is none", () => {
  const session = { shardId: 0, shardCount: 1, sessionId: "abc", sequence: 7, resumeUrl: "wss://x" };
  const marks = [{ shardId: 0, shardCount: 1, after: leastIdAt(builtAt) }];
  const lacking = new Map([["1461383068262400001", ["restrict_members" as const]]]);
  const cursor = { after: leastIdAt(builtAt), marks, sessions: [session], lacking };
  expect(readCursor(writeCursor(cursor))).toEqual(cursor);
  for (const stored of [undefined, "", "901", "{}", '{"after":"x"}', "[1]"])
    expect(readCursor(stored)).toBeUndefined();
});

it("ids are in the order of time", () => {
  expect(timeOf(leastIdAt(builtAt))).toBe(builtAt);
  expect(isLater(leastIdAt(builtAt + 1), leastIdAt(builtAt))).toBe(true);
  expect(isLater("99999999999999999", "100000000000000000")).toBe(false);
});

it("a nonce is the same after a restart, another for each part, and fits", () => {
  const id = effectId(eventId(discordAccountId, "m1"), 0);
  expect(nonceOf(id, 0)).toBe(nonceOf(id, 0));
  expect(nonceOf(id, 1)).not.toBe(nonceOf(id, 0));
  expect(nonceOf(id, 0).length).toBeLessThanOrEqual(25);
});

it("refused requests are counted, and none is made long before Discord shuts us out", () => {
  let now = builtAt;
  const invalid = createInvalidRequests({ now: () => now });
  for (let n = 0; n < 2499; n += 1) invalid.note(n % 2 === 0 ? 403 : 429);
  for (let n = 0; n < 5000; n += 1) invalid.note(404);
  expect(invalid.pauseMs()).toBe(0);
  invalid.note(401);
  expect(invalid.pauseMs()).toBeGreaterThan(0);
  now += invalid.pauseMs() + discordLimits.invalidWindowMs / 2;
  expect([invalid.pauseMs(), invalid.count]).toEqual([0, 0]);
});

it("30 sessions an hour begin and no more, so that a day's 1,000 are not used up", async () => {
  let now = builtAt;
  const budget = createIdentifyBudget({ now: () => now });
  const stop = new AbortController();
  let begun = 0;
  const begin = async () => {
    await budget.wait(stop.signal);
    begun += 1;
  };
  /** Whatever waits for no timer is done by then. */
  const settled = () => new Promise<void>((resolve) => void setImmediate(resolve));
  for (let n = 1; n <= 30; n += 1) {
    void begin();
    await settled();
    expect(begun).toBe(n);
    now += 5000;
  }
  const next = begin();
  await settled();
  expect(begun).toBe(30);
  stop.abort();
  await expect(next).rejects.toThrow();
  now = builtAt + 3_600_000;
  await budget.wait(new AbortController().signal);
});

it("one session begins in 5 s", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const budget = createIdentifyBudget({ now: () => Date.now() });
  const { signal } = new AbortController();
  await budget.wait(signal);
  let begun = false;
  const begin = async () => {
    await budget.wait(signal);
    begun = true;
  };
  const next = begin();
  await vi.advanceTimersByTimeAsync(4999);
  expect(begun).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  await next;
});

it.each([
  [4004, /Reset Token/],
  [4014, /Privileged Gateway Intents/],
])("a gateway that closes with %i is a fault of the operator's, with what to do", (code, remedy) => {
  const { status } = assessTrouble(new GatewayRefusal(code), { failures: 0, now: builtAt });
  expect(status).toMatchObject({ state: "failed", reason: expect.stringMatching(remedy) });
});

it.each(["", "1", "abc", "123456789012345678/x", "aside.1.2.3", "private.123456789012345678"])(
  "%j is no place on Discord",
  (native) => {
    expect(() => readAddress(conversationId(discordAccountId, native))).toThrow(/no Discord channel/);
  },
);

it("what is known of a server goes with it", () => {
  const book = createGuildBook();
  const [guildId, channelId, roleId] = ["1461383068262400001", "1461383068262400002", "1461383068262400003"];
  const roles = [{ id: roleId, permissions: "8192" }];
  const channels = [{ id: channelId, type: 0, last_message_id: "1461383068262400009" }];
  book.note({ t: "GUILD_CREATE", d: { id: guildId, owner_id: "1", roles, channels } });
  expect(book.newerThan("1461383068262400008", [channelId])).toEqual([{ guildId, channelId }]);
  expect(book.newerThan("1461383068262400009", [channelId])).toEqual([]);
  expect(book.moderatesIn(guildId)("5", { roles: [roleId] })).toBe(true);
  book.note({ t: "GUILD_ROLE_UPDATE", d: { guild_id: guildId, role: { id: roleId, permissions: "0" } } });
  expect(book.moderatesIn(guildId)("5", { roles: [roleId] })).toBe(false);
  book.note({ t: "GUILD_DELETE", d: { id: guildId } });
  expect(book.newerThan("1", [channelId])).toEqual([]);
});

it("a thread that is archived is forgotten, unless it is one of ours", () => {
  const book = createGuildBook();
  const [guildId, us] = ["1461383068262400001", "1461383068262400002"];
  const [theirs, ours] = ["1461383068262400003", "1461383068262400004"];
  book.setBot(us);
  const common = { guild_id: guildId, type: 12, last_message_id: "1461383068262400009" };
  const note = (archived: boolean) => {
    const thread_metadata = { archived };
    book.note({ t: "THREAD_UPDATE", d: { ...common, id: theirs, owner_id: "1", thread_metadata } });
    book.note({ t: "THREAD_UPDATE", d: { ...common, id: ours, owner_id: us, thread_metadata } });
  };
  note(false);
  expect(book.newerThan("1", [theirs, ours])).toHaveLength(2);
  note(true);
  expect(book.newerThan("1", [theirs, ours])).toEqual([{ guildId, channelId: ours }]);
  expect(book.kindOf(ours)).toBe("ours");
});
