import { describe, expect, it } from "vitest";
import type { Article, ArticleText } from "../../src/domain/article.ts";
import { articleSlug } from "../../src/domain/ids.ts";
import type { Locale } from "../../src/domain/locale.ts";
import { lintArticles } from "../../src/knowledge/lint-articles.ts";
import { findSecretRequest } from "../../src/knowledge/secret-request.ts";
import { anArticle, anArticleText } from "../support/builders.ts";

const phrasings = Array.from(
  { length: 16 },
  (_, n) => `my withdrawal number ${"abcdefghijklmnop"[n]} failed`,
);
const sound = (override: Partial<ArticleText> = {}) =>
  anArticleText({ phrasings, answer: "See the [help center](help-center).", followUps: [], ...override });

/** What others are related to. */
const near = anArticle({
  slug: articleSlug("near"),
  reviewBy: "2027-01-01",
  related: [articleSlug("one")],
  texts: { en: sound({ phrasings: phrasings.map((line) => `${line} nearby`) }) },
});

const lint = (override: Partial<Article>, text: Partial<ArticleText> = {}, more: readonly Article[] = []) =>
  lintArticles({
    articles: [
      anArticle({
        slug: articleSlug("one"),
        reviewBy: "2027-01-01",
        links: ["help-center"],
        related: [articleSlug("near")],
        texts: { en: sound(text) },
        ...override,
      }),
      near,
      ...more,
    ],
    links: { "help-center": "https://example.com" },
    today: "2026-06-01",
    requiredLocales: ["en"],
  });

describe("lintArticles", () => {
  it("lets a sound article pass", () => {
    expect(lint({})).toEqual([]);
  });

  it.each<[string, Partial<Article>, Partial<ArticleText>, string]>([
    ["a passed review date", { reviewBy: "2026-05-31" }, {}, "the review date 2026-05-31 has passed"],
    [
      "an unknown related article",
      { related: [articleSlug("two")] },
      {},
      'the related article "two" does not exist',
    ],
    [
      "an article related to itself",
      { related: [articleSlug("one")] },
      {},
      "the article is related to itself",
    ],
    ["an article without related ones", { related: [] }, {}, "0 related articles, 1 to 3 are needed"],
    ["too few phrasings", {}, { phrasings: phrasings.slice(1) }, "15 phrasings, at least 16 are needed"],
    ["a long answer", {}, { answer: `[h](help-center) ${"a".repeat(900)}` }, "917 characters"],
    [
      "a link off the list",
      {},
      { answer: "[h](help-center) [a](elsewhere)" },
      'the link key "elsewhere" is not',
    ],
    ["a required link that is not named", {}, { answer: "Wait." }, 'does not name the link "help-center"'],
    ["a raw address", {}, { answer: "[h](help-center) or https://evil.example" }, "a raw address"],
    [
      "a bare domain",
      {},
      { answer: "[h](help-center) or htx.com" },
      'a raw address in an answer ("htx.com")',
    ],
    ["unbalanced markup", {}, { answer: "[h](help-center) **now" }, "** is opened and not closed"],
    [
      "a request for a secret",
      {},
      { answer: "[h](help-center). Send us your password." },
      "asks for a secret",
    ],
    [
      "a request for a secret in a follow-up",
      {},
      { followUps: [{ asked: ["how"], answer: "Tell me the SMS code." }] },
      "asks for a secret",
    ],
  ])("finds %s", (_, article, text, reason) => {
    expect(lint(article, text).map((fault) => fault.reason)).toEqual([expect.stringContaining(reason)]);
  });

  it("finds a missing language and names it", () => {
    expect(lint({ texts: {} })).toEqual([
      { file: "one/en.yaml", slug: "one", locale: "en", reason: "the language is missing" },
    ]);
  });

  it("finds a phrasing that two articles share once case, accents and names of coins are folded", () => {
    const other = anArticle({
      slug: articleSlug("two"),
      reviewBy: "2027-01-01",
      links: [],
      related: [articleSlug("near")],
      texts: { en: sound({ phrasings: [...phrasings.map((line) => `${line} again`), "WHERE is my BTC?"] }) },
    });
    const faults = lint({}, { phrasings: [...phrasings, "where is my usdt"] }, [other]);
    expect(faults).toEqual([
      {
        file: "two/en.yaml",
        slug: "two",
        locale: "en",
        reason: 'the phrasing "WHERE is my BTC?" belongs to "one" too',
      },
    ]);
  });
});

describe("findSecretRequest", () => {
  it.each<[Locale, string]>([
    ["en", "Please reply with the verification code."],
    ["en", "Wait. Then share your seed phrase with us."],
    ["zh-Hans", "请把验证码发给我们。"],
    ["zh-Hans", "请提供您的密码"],
    ["zh-Hant", "請提供您的密碼"],
    ["ja", "パスワードを教えてください。"],
    ["ko", "인증번호를 알려 주세요."],
    ["ru", "Пришлите нам код из SMS."],
    ["es", "Envíe su contraseña."],
    ["vi", "Vui lòng gửi mật khẩu."],
    ["tr", "Şifrenizi gönderin."],
    ["pt", "Envie a sua senha."],
  ])("sees in %s that %j asks for a secret", (locale, text) => {
    expect(findSecretRequest(text, locale)).toBeDefined();
  });

  it.each<[Locale, string]>([
    ["en", "Never send passwords or codes."],
    ["en", "Change your password at once and tell me."],
    ["en", "Enter the code in the official app."],
    ["en", "Whoever asks you to send a code is a thief."],
    ["zh-Hans", "请勿把验证码发给任何人。"],
    ["zh-Hans", "立刻改密码，并告诉我。"],
    ["ja", "パスワードを送らないでください。"],
    ["ru", "Никому не сообщайте код."],
    ["tr", "Kodu kimseye göndermeyin."],
  ])("sees in %s that %j does not", (locale, text) => {
    expect(findSecretRequest(text, locale)).toBeUndefined();
  });
});
