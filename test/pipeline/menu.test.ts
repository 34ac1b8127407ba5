import { describe, expect, it } from "vitest";
import type { Payload } from "../../src/dialogue/payloads.ts";
import { articleSlug } from "../../src/domain/ids.ts";
import { locales } from "../../src/domain/locale.ts";
import { deps, introduced, labelsOf, payloadsOf, Talk, textOf } from "./fixture.ts";

const { knowledge } = deps;

/** A menu with so many articles about funds, named by letters, beside those of the fixture's other topics. */
const withFunds = (count: number) => ({
  knowledge: {
    ...knowledge,
    titles: () => [
      ...Array.from({ length: count }, (_, n) => ({
        slug: articleSlug(`article-${n}`),
        title: `Article ${n}`,
        category: "funds" as const,
        urgent: false,
      })),
      {
        slug: articleSlug("account-compromised"),
        title: "Hacked",
        category: "account_security" as const,
        urgent: true,
      },
    ],
  },
});
const talking = (count = 12, turn = {}) =>
  new Talk({ conversation: introduced, deps: withFunds(count), turn });
const funds = (page: number): Payload => ({ kind: "menu", category: "funds", page });

describe("the menu", () => {
  it.each([
    "menu",
    "Menu!",
    "main menu",
    "меню",
    "メニュー",
    "메뉴",
    "菜单",
    "選單",
    "menú",
    "menü",
    "danh mục",
    "/menu",
  ])("is opened by %j, and shows the topics that have articles", (text) => {
    const menu = talking().say(text);
    expect(menu.decision).toMatchObject({ reason: "menu" });
    expect(payloadsOf(menu)).toEqual([
      { kind: "menu", category: "account_security", page: 0 },
      funds(0),
      { kind: "human" },
    ]);
  });

  it.each([
    ["hello", () => talking().say("hello")],
    ["/start", () => talking().call("start")],
  ])("stands below the reply to %s", (_, greet) => {
    const greeted = greet();
    expect(textOf(greeted)).toMatch(/Hello.*What can I help you with/s);
    expect(payloadsOf(greeted)).toContainEqual(funds(0));
    expect(payloadsOf(greeted).at(-1)).toEqual({ kind: "human" });
  });

  it.each([1, 5, 6, 8, 9, 19, 40])(
    "shows %i articles on pages of six buttons at most, each once",
    (count) => {
      const talk = talking(count);
      const seen: string[] = [];
      let next: Payload | undefined = funds(0);
      for (let pages = 0; next !== undefined && pages < 20; pages++) {
        const page = talk.press(next);
        const payloads = payloadsOf(page);
        expect(payloads.length).toBeLessThanOrEqual(6);
        expect(labelsOf(page).at(-1)).toBe("Back");
        seen.push(...labelsOf(page).filter((label) => label.startsWith("Article")));
        const more: number = labelsOf(page).indexOf("More");
        next = more < 0 ? undefined : payloads[more];
      }
      expect(seen).toEqual(Array.from({ length: count }, (_, n) => `Article ${n}`));
    },
  );

  it("goes forth and back by buttons' names, numbers and words", () => {
    const talk = talking(12);
    talk.say("menu");
    const first = talk.say("2");
    expect(labelsOf(first)).toEqual(["Article 0", "Article 1", "Article 2", "Article 3", "More", "Back"]);
    expect(labelsOf(talk.say("more"))[0]).toBe("Article 4");
    expect(labelsOf(talk.say("5"))[0]).toBe("Article 8");
    expect(labelsOf(talk.say("back"))[0]).toBe("Article 4");
    talk.say("back");
    expect(labelsOf(talk.say("back"))).toEqual([
      "Account and security",
      "Deposits, withdrawals, funds",
      "Talk to a person",
    ]);
    expect(labelsOf(talk.say("deposits, withdrawals, funds"))[0]).toBe("Article 0");
    expect(talk.say("6").decision).toMatchObject({ reason: "menu" });
  });

  it("puts first what was asked most lately", () => {
    const facts = { asked: { "article-7": 9, "article-3": 4, unknown: 100 } };
    const page = talking(12, { facts }).press(funds(0));
    expect(labelsOf(page).slice(0, 4)).toEqual(["Article 7", "Article 3", "Article 0", "Article 1"]);
  });

  it("keeps its order while it is open, though what is asked most has changed", () => {
    const talk = talking(12);
    talk.press(funds(0));
    const chosen = talk.say("1", {}, { facts: { asked: { "article-7": 9 } } });
    expect(chosen.trace.flatMap(({ findings }) => findings)).toContainEqual({
      name: "not_served",
      detail: "article-0",
    });
  });

  it("leads to an article by a button, a number or its title, and back from it", () => {
    const open = () => {
      const talk = new Talk({ conversation: introduced });
      talk.press(funds(0));
      return talk;
    };
    expect(open().say("2").decision).toMatchObject({ kind: "answer", slug: "deposit-how" });
    expect(open().say("how to deposit").decision).toMatchObject({ kind: "answer", slug: "deposit-how" });
    const talk = open();
    talk.press({ kind: "article", slug: articleSlug("deposit-how") });
    expect(labelsOf(talk.say("back"))).toEqual(["My deposit has not arrived", "How to deposit", "Back"]);
  });

  it("does not keep a question from being answered, nor a number from meaning what was asked last", () => {
    const talk = new Talk({ conversation: introduced });
    talk.say("menu");
    expect(talk.say("my deposit has not arrived").decision).toMatchObject({ kind: "answer" });
    talk.say("menu");
    talk.say("deposit");
    expect(talk.say("2").decision).toMatchObject({ slug: "deposit-how" });
  });

  it("is left after an hour", () => {
    const talk = talking();
    talk.say("menu");
    talk.now += 60 * 60_000;
    expect(talk.say("2").decision).not.toMatchObject({ reason: "menu" });
  });

  it("may be looked at while a form waits, which then offers to go on", () => {
    const talk = new Talk({ conversation: introduced });
    talk.say("human");
    const menu = talk.call("menu");
    expect(payloadsOf(menu)).toContainEqual({ kind: "form", word: "go_on" });
    expect(textOf(menu)).toContain("Shall we go on");
  });

  it.each(locales)("has words in %s for every topic", (locale) => {
    const talk = new Talk({
      conversation: { ...introduced, locale, state: { introducedAt: 1, localeChosen: true } },
    });
    for (const category of ["account_security", "funds"] as const)
      expect(textOf(talk.press({ kind: "menu", category })).length).toBeGreaterThan(5);
  });
});
