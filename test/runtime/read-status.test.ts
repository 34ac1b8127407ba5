import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readStatusJson } from "../../src/runtime/read-status-json.ts";
import { readStatusRss } from "../../src/runtime/read-status-rss.ts";
import { growth } from "../support/counted-steps.ts";

const map = {
  Withdrawals: ["withdrawal-pending", "withdrawal-failed"],
  TRON: ["TRC20"],
  充值: ["deposit-missing"],
};
const from = "2026-11-22T10:00:00Z";
const fromAt = Date.parse(from);

describe("a feed in JSON", () => {
  it("is read by its documented fields", () => {
    const item = {
      id: 7,
      title: { en: " Deposits  are\n slow ", "zh-Hans": "充值延迟", tlh: "nuq", ja: "" },
      affects: ["deposit-missing", "usdt-", "USDT", "withdrawals"],
      from,
      until: fromAt + 1000,
    };
    expect(readStatusJson(JSON.stringify({ incidents: [item] }), map)).toEqual({
      notices: [
        {
          id: "7",
          title: { en: "Deposits are slow", "zh-Hans": "充值延迟" },
          slugs: ["deposit-missing", "usdt-", "withdrawal-pending", "withdrawal-failed"],
          coins: ["USDT"],
          from: fromAt,
          until: fromAt + 1000,
        },
      ],
      skipped: 0,
    });
  });

  it("may be a bare list, have titles in English only, and no end", () => {
    const body = `\ufeff${JSON.stringify([{ id: "a", title: "Slow", affects: ["TRON"], from, until: null }])}`;
    expect(readStatusJson(body, map).notices).toEqual([
      { id: "a", title: { en: "Slow" }, slugs: [], coins: ["TRC20"], from: fromAt },
    ]);
  });

  it("loses only the items that are wrong", () => {
    const items = [{ id: "a", from: "soon" }, 5, null, { from }, { id: "ok", from }];
    expect(readStatusJson(JSON.stringify(items), map)).toMatchObject({
      notices: [{ id: "ok", title: {}, slugs: [], coins: [] }],
      skipped: 4,
    });
  });

  it.each(["", "{", "5", '{"items":[]}', "<html>"])("%j is none", (body) => {
    expect(() => readStatusJson(body, map)).toThrow();
  });

  it("shows no control signs and no endless titles", () => {
    const title = `a\u0000b\u202e${"x".repeat(9_000)}`;
    const [notice] = readStatusJson(JSON.stringify([{ id: 1, title, from }]), map).notices;
    expect(notice?.title.en).toMatch(/^a b x{490,496}$/);
  });
});

const options = { map, itemLifeMs: 3_600_000 };
const rss = (items: string, head = "") =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Status</title>${head}${items}</channel></rss>`;
const item = (fields: string) => `<item>${fields}<pubDate>Sun, 22 Nov 2026 10:00:00 +0000</pubDate></item>`;

describe("a feed in RSS or Atom", () => {
  it("is read by its items", () => {
    const body = rss(
      item(
        "<title><![CDATA[Withdrawals & TRON: <b>slow</b>]]></title><guid isPermaLink='false'>g1</guid><description>&lt;p&gt;Investigating&lt;/p&gt;</description>",
      ),
    );
    expect(readStatusRss(body, options)).toEqual({
      notices: [
        {
          id: "g1",
          title: { en: "Withdrawals & TRON: slow" },
          slugs: ["withdrawal-pending", "withdrawal-failed"],
          coins: ["TRC20"],
          from: fromAt,
          until: fromAt + 3_600_000,
        },
      ],
      skipped: 0,
    });
  });

  it("takes Atom's entries, categories and language", () => {
    const body = `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN"><title>状态</title><entry><id>e1</id>
      <title type="html">网络维护</title><category term="充值"/><updated>${from}</updated></entry></feed>`;
    expect(readStatusRss(body, options).notices).toMatchObject([
      { id: "e1", title: { "zh-Hans": "网络维护" }, slugs: ["deposit-missing"], from: fromAt },
    ]);
  });

  it.each([
    ["zh-TW", "zh-Hant"],
    ["pt-BR", "pt"],
    ["de", "en"],
  ])("in %s is said in %s", (language, locale) => {
    const body = rss(item("<title>x</title>"), `<language>${language}</language>`);
    expect(Object.keys(readStatusRss(body, options).notices[0]?.title ?? {})).toEqual([locale]);
  });

  it.each([
    ["[Resolved] Withdrawals", "", 0],
    ["Withdrawals", "&lt;strong&gt;Resolved&lt;/strong&gt; - all is well", 0],
    ["提现问题已解决", "", 0],
    ["Withdrawals: unresolved", "", 1],
    ["Withdrawals", "not resolved yet", 1],
  ])("tells of %j (%j) %i times", (title, told, times) => {
    const body = rss(item(`<title>${title}</title><description>${told}</description>`));
    expect(readStatusRss(body, options).notices).toHaveLength(times);
  });

  it("finds words as words: TRON is not in electronic", () => {
    const [notice] = readStatusRss(rss(item("<title>electronic payments</title>")), options).notices;
    expect(notice).toMatchObject({ slugs: [], coins: [] });
  });

  it("knows what is escaped twice, numbers for letters, and no doctype's entities", () => {
    const body = `<!DOCTYPE rss [<!ENTITY x "boom">]>${rss(item("<title>A &amp;amp; B &#x4f60;&#22909; &x; &#0;</title>"))}`;
    expect(readStatusRss(body, options).notices[0]?.title).toEqual({ en: "A & B 你好 &x; &#0;" });
  });

  it("loses only the items that are wrong", () => {
    const body = rss(`<item><title>no date</title></item>${item("<title>ok</title>")}<item><title>open`);
    expect(readStatusRss(body, options)).toMatchObject({ notices: [{ title: { en: "ok" } }], skipped: 1 });
  });

  it.each(["", "{}", "<html><body>busy</body></html>"])("%j is none", (body) => {
    expect(() => readStatusRss(body, options)).toThrow("neither RSS nor Atom");
  });

  it.each([
    "<item>",
    "<title",
    "<![CDATA[",
    "<!--",
    "&#",
    "<category term=",
    "<item><title>a</title></item>",
  ])("of %j, 200,000 characters long, is looked through as often as half of it", (piece) => {
    const read = (length: number) =>
      readStatusRss(`<rss>${piece.repeat(Math.ceil(length / piece.length))}`, options);
    expect(growth(read, 100_000)).toBeLessThan(1.2);
  });

  it("throws nothing but that it is none, whatever it is given", () => {
    const pieces = fc.constantFrom(
      "<item>",
      "</item>",
      "<title>",
      "</title>",
      "<![CDATA[",
      "]]>",
      "&amp;",
      "<a",
      ">",
      "x",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string())), (parts) => {
        expect(readStatusRss(`<rss>${parts.join("")}`, options).notices.length).toBeLessThanOrEqual(200);
      }),
    );
  });
});
