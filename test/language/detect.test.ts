import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Locale, locales } from "../../src/domain/locale.ts";
import { detectLocale, hintToLocale, type LocalePriors } from "../../src/language/detect.ts";
import { countedSteps, growth } from "../support/counted-steps.ts";

describe("hintToLocale", () => {
  it.each<[string, Locale | undefined]>([
    ["zh-hans", "zh-Hans"],
    ["zh-CN", "zh-Hans"],
    ["zh", "zh-Hans"],
    ["zh_TW", "zh-Hant"],
    ["zh-Hant-HK", "zh-Hant"],
    ["zh-hk", "zh-Hant"],
    ["en-US", "en"],
    ["pt-br", "pt"],
    ["RU", "ru"],
    ["fr", undefined],
    ["zhongwen", undefined],
    ["", undefined],
  ])("reads %j as %s", (hint, locale) => {
    expect(hintToLocale(hint)).toBe(locale);
  });
});

describe("detectLocale", () => {
  it.each<[Locale, string]>([
    ["en", "why is my withdrawal still pending"],
    ["en", "WHERE IS MY MONEY"],
    ["en", "cant login pls help"],
    ["zh-Hans", "提币没到账"],
    ["zh-Hans", "我的account locked了怎么办"],
    ["zh-Hant", "我的帳戶被鎖了"],
    ["zh-Hant", "提幣還沒到帳"],
    ["ja", "出金がまだ届きません"],
    ["ja", "ログインできない"],
    ["ko", "출금이 아직 안 들어왔어요"],
    ["ru", "не приходит код"],
    ["es", "no puedo entrar en mi cuenta"],
    ["es", "mi retiro no ha llegado todavia"],
    ["vi", "tôi không đăng nhập được"],
    ["vi", "toi khong rut duoc tien"],
    ["tr", "hesabıma giremiyorum"],
    ["tr", "hesabim kilitlendi yardim edin"],
    ["pt", "não consigo sacar meu dinheiro"],
    ["pt", "nao chegou meu deposito ainda"],
  ])("hears %s in %j", (locale, text) => {
    expect(detectLocale(text, {}).locale).toBe(locale);
  });

  it.each<[string, string, LocalePriors, Locale]>([
    ["a short foreign word does not flip a conversation", "gracias", { current: "en" }, "en"],
    ["a greeting that everybody uses does not either", "hello", { current: "zh-Hans" }, "zh-Hans"],
    ["nor do names of coins and networks", "USDT TRC20 deposit", { current: "zh-Hans" }, "zh-Hans"],
    ["nor a link", "https://example.com/how/are/you", { current: "ko" }, "ko"],
    ["a whole sentence does", "why is my withdrawal still pending", { current: "zh-Hans" }, "en"],
    ["another script does", "提币没到", { current: "en" }, "zh-Hans"],
    ["one character is no change of script", "手機", { current: "zh-Hans" }, "zh-Hans"],
    ["the client's language decides where the text does not", "hi", { hint: "zh-hans" }, "zh-Hans"],
    ["the account's is next", "😀", { account: "ru" }, "ru"],
    ["the conversation's goes first", "ok", { current: "vi", hint: "en", account: "ru" }, "vi"],
    ["English is last", "12345", {}, "en"],
    [
      "Chinese that is the same in both scripts is what the client says",
      "人工",
      { hint: "zh-tw" },
      "zh-Hant",
    ],
    ["characters that Japanese shares stay Japanese", "出金未着", { current: "ja" }, "ja"],
    [
      "the word that Traditional texts ask people to write is Traditional",
      "真人",
      { account: "en" },
      "zh-Hant",
    ],
    ["the word of the Simplified ones is Simplified", "人工", {}, "zh-Hans"],
    ["what is known of the person goes before it", "真人", { hint: "zh-cn" }, "zh-Hans"],
    ["a word of several languages is not guessed against the account's", "status", { account: "en" }, "en"],
    ["nor against English where there is none", "language", {}, "en"],
    ["nor against what the client says", "status", { hint: "pt-BR" }, "pt"],
    ["a Latin guess is made where another script was expected", "saldo negativo", { account: "ja" }, "pt"],
    // Closer to what they read than English is; nobody is offered Ukrainian.
    ["Ukrainian is answered in Russian", "Чому не прийшов депозит?", { account: "en" }, "ru"],
    ["small words decide in a mixed text", "what does 提币 mean", {}, "en"],
    ["a language that is not served falls back", "bonjour mon compte est bloqué", { account: "pt" }, "pt"],
  ])("%s: %j", (_, text, priors, locale) => {
    expect(detectLocale(text, priors).locale).toBe(locale);
  });

  it("is sure of a sentence and not of a word", () => {
    expect(detectLocale("no puedo entrar en mi cuenta", {}).sure).toBe(true);
    expect(detectLocale("提币没到", {}).sure).toBe(true);
    expect(detectLocale("gracias", {}).sure).toBe(false);
    expect(detectLocale("", {}).sure).toBe(false);
  });

  it("gives a served language, a share as confidence, and never flips on what has no letters", () => {
    const prior = fc.option(fc.constantFrom(...locales), { nil: undefined });
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), prior, (text, current) => {
        const { locale, confidence } = detectLocale(text, { current });
        expect(locales).toContain(locale);
        expect(confidence >= 0 && confidence <= 1).toBe(true);
        if (!/\p{L}/u.test(text.normalize("NFKC"))) expect(locale).toBe(current ?? "en");
      }),
    );
  });

  it.each(["字", "a ", "\u202e", "ab12@", "😀"])(
    "reads 100,000 characters of %j in no more steps than half of them",
    (unit) => {
      const read = (length: number) => detectLocale(unit.repeat(length / unit.length), {});
      expect(growth(read, 50_000)).toBeLessThan(1.2);
      expect(countedSteps(() => read(100_000))).toBeLessThan(100_000);
    },
  );
});
