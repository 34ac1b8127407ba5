import { describe, expect, it } from "vitest";
import { toKeyboard } from "../../adapters/telegram/keyboard.ts";
import { articleSlug } from "../../src/domain/ids.ts";
import { type Locale, locales } from "../../src/domain/locale.ts";
import type { TurnResult } from "../../src/domain/turn.ts";
import { loadArticles } from "../../src/knowledge/load-articles.ts";
import { loadGuides } from "../../src/knowledge/load-guides.ts";
import { createShelf } from "../../src/knowledge/serve-articles.ts";
import { createGuideShelf } from "../../src/knowledge/serve-guides.ts";
import { createPhrasebook, loadPhrases } from "../../src/language/phrasebook.ts";
import type { PipelineDeps } from "../../src/pipeline/ports.ts";
import { aTicket, builtAt } from "../support/builders.ts";
import { deps, labelsOf, ofKind, payloadsOf, Talk, textOf } from "./fixture.ts";

const articles = loadArticles("config/articles");
const shelf = createShelf({ articles, links: {}, serveUnreviewed: true });
const phrasebook = createPhrasebook(loadPhrases("config/locales"));
const guides = createGuideShelf({ guides: loadGuides("config/guides"), serveUnreviewed: true });
const offered = ["deposit-missing", "withdrawal-pending", "login-failed"].map((slug) => articleSlug(slug));

/** The real articles, guides and phrases, with a classifier that is never sure, or sure of one article. */
const inEarnest = (sureOf?: string): Partial<PipelineDeps> => ({
  phrasebook,
  guides,
  checkOutbound: () => ({ ok: true }),
  settings: { ...deps.settings, locales },
  knowledge: {
    classify: (_, locale) => ({
      decision: sureOf === undefined ? "ask" : "answer",
      candidates: (sureOf === undefined ? offered : [articleSlug(sureOf)]).map((slug) => ({
        slug,
        title: shelf.text(slug, locale, builtAt)?.text.title ?? slug,
        probability: 0.3,
      })),
    }),
    serve: shelf.serve,
    titles: (locale) => shelf.titles(locale, builtAt),
    followUp: () => undefined,
  },
});

const talkIn = (
  locale: Locale,
  {
    sureOf,
    hasButtons = false,
    asksHelpful = true,
  }: { sureOf?: string; hasButtons?: boolean; asksHelpful?: boolean } = {},
) =>
  new Talk({
    conversation: {
      locale,
      state: {
        introducedAt: builtAt - 1,
        localeChosen: true,
        ...(asksHelpful ? {} : { helpful: { slug: articleSlug("fees"), askedAt: builtAt - 1 } }),
      },
    },
    deps: inEarnest(sureOf),
    turn: { hasButtons },
  });

/** The lines at the end of a text that begin with a number in brackets. */
const listOf = (result: TurnResult): readonly string[] =>
  textOf(result)
    .split("\n")
    .filter((line) => /^\[\d+\] /.test(line))
    .map((line) => line.replace(/^\[\d+\] /, ""));

const first: Readonly<Record<Locale, readonly string[]>> = {
  en: ["1", "1.", "#1", "１", "①", "1️⃣", "one", "the first one", "First!", "option one"],
  "zh-Hans": ["1", "１", "一", "第一个", "选1", "1号", "我选第一个"],
  "zh-Hant": ["1", "１", "一", "第一個", "選1", "1號", "我選第一個"],
  ja: ["1", "１", "一", "1番", "一つ目です", "１番目", "いち"],
  ko: ["1", "１", "1번", "첫 번째", "하나", "일번", "1번이요"],
  ru: ["1", "１", "1-й", "первый", "номер один", "Первый вариант", "один"],
  es: ["1", "１", "1.º", "el primero", "uno", "opción 1", "la primera"],
  vi: ["1", "１", "số 1", "một", "đầu tiên", "cái thứ nhất", "số một"],
  tr: ["1", "１", "bir", "birinci", "ilk", "1inci", "birinci seçenek"],
  pt: ["1", "１", "1ª", "o primeiro", "um", "opção 1", "a primeira"],
};

const second: Readonly<Record<Locale, string>> = {
  en: "second",
  "zh-Hans": "第二个",
  "zh-Hant": "第二個",
  ja: "二つ目",
  ko: "두 번째",
  ru: "второй",
  es: "segundo",
  vi: "thứ hai",
  tr: "ikinci",
  pt: "segundo",
};

const last: Readonly<Record<Locale, string>> = {
  en: "the last one",
  "zh-Hans": "最后一个",
  "zh-Hant": "最後一個",
  ja: "最後",
  ko: "마지막",
  ru: "последний",
  es: "el último",
  vi: "cuối cùng",
  tr: "sonuncusu",
  pt: "o último",
};

describe.each(locales)("where the platform has no buttons, in %s,", (locale) => {
  it("a question with several answers is a numbered list at the end of the text", () => {
    const talk = talkIn(locale);
    const asked = talk.say("deposit");
    expect(ofKind(asked, "message.send").flatMap(({ buttons }) => buttons ?? [])).toEqual([]);
    const titles = offered.map((slug) => shelf.text(slug, locale, builtAt)?.text.title);
    expect(listOf(asked)).toHaveLength(5);
    expect(listOf(asked).slice(0, 3)).toEqual(titles);
    expect(textOf(asked)).toMatch(/\n\[5\] [^\n]+$/);
  });

  it.each(first[locale])("%j is the first line of it", (typed) => {
    const talk = talkIn(locale);
    talk.say("deposit");
    expect(talk.say(typed).decision).toMatchObject({ kind: "answer", slug: offered[0] });
  });

  it("the last number and the word for the last are the last line, which leads to a person", () => {
    for (const typed of ["5", last[locale]]) {
      const talk = talkIn(locale);
      talk.say("deposit");
      expect(talk.say(typed).decision.reason, typed).toMatch(/^form_/);
    }
  });

  it("a number that is not in the list is told so, with the list again", () => {
    const talk = talkIn(locale);
    const menu = listOf(talk.call("menu"));
    for (const typed of [String(menu.length + 1), "0", "24"]) {
      const again = talk.say(typed);
      expect(again.decision, typed).toMatchObject({ reason: "no_such_line" });
      expect(listOf(again)).toEqual(menu);
    }
    expect(talk.say("1").decision).toMatchObject({ reason: "menu" });
  });

  it("what is only named is chosen by its words, and by no number", () => {
    const talk = talkIn(locale);
    talk.call("menu");
    talk.call("help");
    const human = phrasebook.say(locale, { key: "button.human" });
    expect(textOf(talk.last ?? talk.say(""))).toMatch(new RegExp(`${human}$`));
    for (const typed of ["1", first[locale].at(-1) ?? "1"])
      expect(talk.say(typed).decision.reason, typed).not.toMatch(/^form_/);
    talk.call("help");
    expect(talk.say(human).decision.reason).toMatch(/^form_/);
  });

  it("the menu is walked by numbers, down and back", () => {
    const talk = talkIn(locale);
    const top = talk.call("menu");
    const page = talk.say(second[locale]);
    expect(listOf(page).length).toBeGreaterThan(3);
    expect(listOf(page)).not.toEqual(listOf(top));
    expect(listOf(talk.say(String(listOf(page).length)))).toEqual(listOf(top));
    talk.say("2");
    expect(talk.say("1").decision).toMatchObject({ kind: "answer" });
  });

  it("whether it helped is answered by a number, and a guide is begun and led by them", () => {
    const talk = talkIn(locale, { sureOf: "deposit-missing" });
    const answer = talk.say("deposit");
    expect(listOf(answer)).toHaveLength(4);
    expect(talk.say("1").decision).toMatchObject({ reason: "helpful" });
    expect(talk.say("3").decision).toMatchObject({ reason: "guide_source" });
    const chain = talk.say("1");
    expect(chain.decision).toMatchObject({ reason: "guide_chain" });
    // Below the four answers stand the way back and the way to a person.
    expect(listOf(chain)).toHaveLength(6);
    expect(talk.say("5").decision).toMatchObject({ reason: "guide_source" });
    expect(talk.say("4").decision.reason).toMatch(/^form_/);
  });

  it("an open question names the ways around it in words, so that a number is an answer to it", () => {
    const talk = talkIn(locale, { sureOf: "deposit-missing" });
    talk.press({ kind: "guide", slug: "deposit-missing" });
    talk.say("2");
    talk.say("1");
    const open = textOf(talk.last ?? talk.say(""));
    expect(open).not.toMatch(/^\[\d\] /m);
    expect(open).toMatch(/[:：。] ?[^\n]+ · [^\n]+$/);
    expect(talk.say("1").decision).toMatchObject({ kind: "ask", reason: expect.stringMatching(/^form_/) });
  });
});

describe("where the platform has no buttons", () => {
  it("numbers go to the human who has taken over", () => {
    const talk = talkIn("en");
    talk.say("deposit");
    talk.conversation = { ...talk.conversation, owner: "human" };
    talk.tickets = [];
    expect(talk.conversation.state.shown?.payloads).toHaveLength(5);
    expect(talk.say("1").decision).not.toMatchObject({ kind: "answer", reason: "button" });
  });

  it("numbers that are in no list go to the human, too", () => {
    const talk = talkIn("en");
    talk.say("deposit");
    talk.conversation = { ...talk.conversation, owner: "human" };
    talk.tickets = [aTicket()];
    expect(talk.say("9").decision).not.toMatchObject({ reason: "no_such_line" });
  });

  it("a form that waits shows its ways on again, and one that asks asks again by itself", () => {
    const talk = talkIn("en", { sureOf: "deposit-missing" });
    talk.call("human");
    talk.say("how long do deposits take?");
    const ways = listOf(talk.last ?? talk.say(""));
    const again = talk.say("8");
    expect(again.decision).toMatchObject({ reason: "no_such_line" });
    expect(listOf(again)).toEqual(ways);
    talk.say("1");
    expect(talk.say("8").decision).not.toMatchObject({ reason: "no_such_line" });
  });

  it("a list is forgotten after an hour, and a number without a list is a message like any other", () => {
    const talk = talkIn("en");
    talk.say("deposit");
    talk.now += 60 * 60_000;
    expect(talk.say("1").decision).toMatchObject({ reason: "did_you_mean" });
    expect(talkIn("en").say("1").decision).toMatchObject({ reason: "did_you_mean" });
  });

  it("a group is told the choices without numbers, for nobody could know whose number it is", () => {
    const talk = new Talk({ conversation: { kind: "group" }, turn: { hasButtons: false } });
    const asked = talk.say("deposit", { mentionsUs: true });
    expect(asked.decision).toMatchObject({ kind: "ask" });
    expect(textOf(asked)).toContain("My deposit has not arrived · How to deposit");
    expect(labelsOf(asked)).toEqual([]);
  });
});

describe("a number", () => {
  it("means the button at that place, and not the first article", () => {
    const talk = talkIn("en", { sureOf: "deposit-missing", hasButtons: true, asksHelpful: false });
    expect(payloadsOf(talk.say("deposit")).map((payload) => payload?.kind)).toEqual([
      "guide",
      "human",
      "article",
    ]);
    expect(talk.say("1").decision).toMatchObject({ reason: "guide_source" });
  });

  it("above the buttons is a message like any other, for they bear none", () => {
    const talk = talkIn("en", { hasButtons: true });
    talk.say("deposit");
    expect(talk.say("6").decision).toMatchObject({ reason: "did_you_mean" });
  });

  it("the last of the buttons is the last thing that was asked about", () => {
    const talk = talkIn("en", { hasButtons: true });
    talk.say("deposit");
    expect(talk.say("last one").decision).toMatchObject({ kind: "answer", slug: offered[2] });
  });

  it.each([true, false])(
    "that names a place of a form which has become a ticket goes to the desk as it stands (buttons: %s)",
    (hasButtons) => {
      const talk = talkIn("en", { hasButtons });
      talk.call("human");
      talk.press({ kind: "form", word: "send_now" });
      expect(talk.conversation).toMatchObject({ owner: "queued" });
      const [told] = ofKind(talk.say("the third"), "ticket.append");
      expect(told?.entry).toMatchObject({ kind: "message", text: "the third" });
      const pressed = talk.press({ kind: "form", word: "send_now" });
      expect(pressed.decision).toMatchObject({ reason: "button_stale" });
    },
  );

  it("a number typed into a form is no place of an older list", () => {
    const talk = talkIn("en");
    talk.say("deposit");
    talk.call("human");
    const result = talk.say("2");
    expect(result.decision).not.toMatchObject({ kind: "answer" });
    expect(result.decision?.reason).toMatch(/^form_/);
  });
});

describe("below an answer", () => {
  const slugs = articles.map(({ slug }) => slug);
  const answerable = slugs.filter(
    (slug) => !["human-agent", "ticket-status", "language-change"].includes(slug),
  );

  it.each(locales)("stand four buttons in two rows at most, a person among them, in %s", (locale) => {
    for (const slug of answerable)
      for (const asksHelpful of [true, false]) {
        const talk = talkIn(locale, { sureOf: slug, hasButtons: true, asksHelpful });
        const [sent] = ofKind(talk.say("deposit"), "message.send");
        const buttons = (sent?.buttons ?? []).map(({ label }) => ({ label, token: "t" }));
        expect(payloadsOf(talk.last ?? talk.say("")), slug).toContainEqual({ kind: "human" });
        expect(buttons.length, slug).toBeLessThanOrEqual(4);
        expect(toKeyboard(buttons)?.inline_keyboard.length, slug).toBeLessThanOrEqual(2);
      }
  });

  it.each(locales)("an article that is related is reached by its title, shown or not, in %s", (locale) => {
    const talk = talkIn(locale, { sureOf: "deposit-missing", hasButtons: true });
    talk.say("deposit");
    const [other] = shelf.serve(articleSlug("deposit-missing"), locale, builtAt)?.related ?? [];
    expect(payloadsOf(talk.last ?? talk.say(""))).not.toContainEqual({ kind: "article", slug: other?.slug });
    expect(talk.say(other?.title ?? "").decision).toMatchObject({ kind: "answer", slug: other?.slug });
  });

  it("stand the ways back to a form that waits, and a person, where one waits", () => {
    const talk = talkIn("en", { sureOf: "deposit-missing", hasButtons: true });
    talk.say("I want a human");
    talk.say("uid 123");
    const answer = talk.say("how long do deposits take?");
    expect(answer.decision).toMatchObject({ kind: "answer" });
    expect(labelsOf(answer)).toEqual(["Go on", "Cancel", "Talk to a person"]);
  });
});
