import { describe, expect, it } from "vitest";
import { articleSlug } from "../../src/domain/ids.ts";
import type { Notice } from "../../src/domain/notice.ts";
import { builtAt } from "../support/builders.ts";
import { introduced, Talk, textOf } from "./fixture.ts";

const aNotice = (override: Partial<Notice> = {}): Notice => ({
  id: "n1",
  title: { en: "Deposits are slow" },
  slugs: ["deposit-missing"],
  coins: [],
  from: builtAt - 1,
  ...override,
});
const titled = /^Known problem right now: Deposits are slow\n\nAnswer:/;
const known = /^There is a known problem with this right now/;
const question = "my deposit has not arrived";

/** What somebody is told who asks while these are announced. */
const told = (notices: readonly Notice[], text = question, conversation = introduced) =>
  textOf(new Talk({ conversation, turn: { facts: { notices } } }).say(text, { mentionsUs: true }));

describe("a notice", () => {
  it("stands in one line above the answer of an affected article, and above no other", () => {
    expect(told([aNotice()])).toMatch(titled);
    expect(told([aNotice()], "how do I deposit")).toMatch(/^Answer: /);
    expect(told([], question)).toMatch(/^Answer: /);
  });

  it("is in the person's language, or the fleet's own words in that language", () => {
    const notice = aNotice({ title: { en: "Deposits are slow", "zh-Hans": "充值延迟" } });
    expect(told([notice], "充值没到")).toMatch(/^当前已知问题：充值延迟\n\n/);
    expect(told([aNotice()], "充值没到")).toMatch(/^这方面目前有已知问题/);
  });

  it.each([
    ["before it begins", { from: builtAt + 1 }],
    ["once it is over", { until: builtAt }],
  ])("is not told %s", (_, times) => {
    expect(told([aNotice(times)])).toMatch(/^Answer: /);
  });

  it.each<[string, Partial<Notice>, string, RegExp]>([
    ["of a coin, who asks about that coin", { coins: ["USDT"] }, `${question}, 50 usdt`, titled],
    ["of a coin, who names none", { coins: ["USDT"] }, question, titled],
    ["of a coin, who asks about another", { coins: ["USDT"] }, `${question}, 1 BTC`, /^Answer/],
    ["of a coin alone, who names it", { slugs: [], coins: ["BTC"] }, `${question}, bitcoin`, titled],
    ["of a coin alone, who does not", { slugs: [], coins: ["BTC"] }, question, /^Answer/],
    ["of a network", { slugs: [], coins: ["TRC20"] }, `${question} over trc-20`, titled],
    ["of a coin that we do not know", { slugs: [], coins: ["QWEX"] }, `${question}: qwex`, titled],
    ["of nothing that is named", { slugs: [], coins: [] }, question, /^Answer/],
  ])("%s", (_, override, text, line) => {
    expect(told([aNotice(override)], text)).toMatch(line);
  });

  it("of a coin holds for a question that is chosen by a button", () => {
    const talk = new Talk({
      conversation: introduced,
      turn: { facts: { notices: [aNotice({ coins: ["BTC"] })] } },
    });
    talk.say("deposit usdt");
    expect(textOf(talk.press({ kind: "article", slug: articleSlug("deposit-missing") }))).toMatch(/^Answer/);
  });

  it.each([
    ["a link that leads elsewhere", "See https://evil.example now"],
    ["a secret", "hunter2 is broken"],
  ])("with %s in its title is told in our own words, and the answer with it", (_, en) => {
    expect(told([aNotice({ title: { en } })])).toMatch(known);
    expect(told([aNotice({ title: { en } })])).toContain("Answer: My deposit has not arrived");
  });

  it("means no markup by what looks like it", () => {
    const text = told([aNotice({ title: { en: "**Bold** [x](help-center)" } })]);
    expect(text.replaceAll("\u2060", "")).toMatch(
      /^Known problem right now: \*\*Bold\*\* \[x\]\(help-center\)\n/,
    );
  });

  it("is told in a group too, and after the introduction to somebody new", () => {
    expect(told([aNotice()], question, { ...introduced, kind: "group" })).toMatch(
      /^Known problem right now: Deposits are slow\n\nMy deposit has not arrived\nAnswer:/,
    );
    expect(told([aNotice()], question, {})).toMatch(/automated.*\n\nKnown problem right now: .*\n\nAnswer/s);
  });
});

describe("many people with one problem", () => {
  const crowd = (text: string, coin?: string, notices: readonly Notice[] = []) => {
    const facts = { notices, crowds: [{ slug: articleSlug("deposit-missing"), ...(coin && { coin }) }] };
    return textOf(new Talk({ conversation: introduced, turn: { facts } }).say(text));
  };
  const line = /^Several people report this right now\. We are looking into it\.\n\nAnswer: /;

  it("is said above the answer about it, and above no other", () => {
    expect(crowd(question)).toMatch(line);
    expect(crowd("how do I deposit")).toMatch(/^Answer/);
    expect(crowd("充值没到")).toMatch(/^目前有多位用户反馈这个问题/);
  });

  it("of one coin is said to whoever asks about it or names none", () => {
    expect(crowd(`${question} 5 usdt`, "USDT")).toMatch(line);
    expect(crowd(question, "USDT")).toMatch(line);
    expect(crowd(`${question} 5 btc`, "USDT")).toMatch(/^Answer/);
  });

  it("gives way to what the operator has announced", () => {
    expect(crowd(question, undefined, [aNotice()])).toMatch(titled);
  });
});

describe("what a turn was about", () => {
  const topicsOf = (talk: Talk) => talk.last?.topic;

  it("is the article and the coins of an answer", () => {
    const talk = new Talk({ conversation: introduced });
    talk.say(`${question}, 50 usdt over trc20`);
    expect(topicsOf(talk)).toEqual({ slug: "deposit-missing", coins: ["USDT", "TRC20"] });
    talk.say("hello");
    expect(topicsOf(talk)).toBeUndefined();
  });

  it("is what a ticket tells of, or else the article before it", () => {
    const direct = new Talk({ conversation: introduced });
    direct.say("human");
    direct.say("2");
    direct.say("skip");
    direct.say("my deposit of 2 BTC has not arrived");
    direct.say("send now");
    expect(direct.last?.decision.kind).toBe("escalate");
    expect(topicsOf(direct)).toEqual({ slug: "deposit-missing", coins: ["BTC"] });

    const after = new Talk({ conversation: introduced });
    after.say("how do I deposit");
    after.say("human");
    after.say("send now");
    expect(topicsOf(after)).toMatchObject({ slug: "deposit-how" });
  });
});
