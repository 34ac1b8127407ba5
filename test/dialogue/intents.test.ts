import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { intents } from "../../src/dialogue/intent.ts";
import { linesOf } from "../../src/dialogue/intent-words.ts";
import { isOnlyWish, matchIntent, matchWhole } from "../../src/dialogue/intents.ts";
import { matchLanguageRequest } from "../../src/dialogue/language-request.ts";
import { matchOrdinal } from "../../src/dialogue/ordinal.ts";
import { coreWords, hasWords, plainWords } from "../../src/dialogue/words.ts";
import { growth } from "../support/counted-steps.ts";

describe("the word lists", () => {
  it("hold no utterance in two intents", () => {
    const seen = new Map<string, string>();
    for (const intent of intents)
      for (const words of linesOf(intent).flatMap((line) => line.split(","))) {
        const plain = plainWords(words);
        expect(plain, `an utterance of ${intent}`).not.toBe("");
        expect(seen.get(plain) ?? intent, plain).toBe(intent);
        seen.set(plain, intent);
      }
  });
});

describe("a short utterance", () => {
  it.each([
    ["BACK!", "back"],
    ["上一步", "back"],
    ["Skip it, please", "skip"],
    ["不知道", "skip"],
    ["never mind", "cancel"],
    ["算了", "cancel"],
    ["send now please", "send_now"],
    ["Ok, thanks!", "thanks"],
    ["thx 🙏🙏", "thanks"],
    ["yes please", "yes"],
    ["好的", "yes"],
    ["nope", "no"],
    ["Are you human?", "are_you_bot"],
    ["please help me", "needs_help"],
    ["that didn’t help", "not_helped"],
    ["没用", "not_helped"],
    ["what about my ticket?", "status"],
    ["back to the bot", "assistant"],
    ["取消工单", "cancel_ticket"],
  ])("%j means %s", (text, intent) => {
    expect(matchWhole(text)).toBe(intent);
  });

  it.each([
    "my deposit is missing",
    "充值没到账",
    "back in May I sent money",
    "cancel my order",
    "no withdrawal arrives",
    "",
    "🙂",
  ])("%j means nothing by itself", (text) => {
    expect(matchWhole(text)).toBeUndefined();
  });
});

describe("a wish for a person", () => {
  it.each([
    "I want to talk to someone",
    "can you please connect me to a human now",
    "我想找人工客服",
    "帮我转一下人工吧",
  ])("%j tells nothing else", (text) => {
    expect(matchIntent(text)).toBe("human");
    expect(isOnlyWish(text)).toBe(true);
  });

  it.each(["connect me to a human, my coins are gone", "转人工，我的币不见了"])(
    "%j tells something beside it",
    (text) => {
      expect(matchIntent(text)).toBe("human");
      expect(isOnlyWish(text)).toBe(false);
    },
  );
});

describe("a wish for a language", () => {
  it.each([
    ["speak Chinese", "zh-Hans"],
    ["can you speak chinese please?", "zh-Hans"],
    ["说中文", "zh-Hans"],
    ["可以说中文吗", "zh-Hans"],
    ["请用英文回答", "en"],
    ["English please", "en"],
    ["in english", "en"],
    ["繁體中文", "zh-Hant"],
    ["speak Korean", "ko"],
    ["change language", "choose"],
    ["切换语言", "choose"],
  ])("%j is heard as %s", (text, locale) => {
    expect(matchLanguageRequest(text)).toBe(locale);
  });

  it.each([
    "my english is bad",
    "the app shows chinese characters only, how do I change that",
    "中文客服电话多少",
    "hello",
  ])("%j is none", (text) => {
    expect(matchLanguageRequest(text)).toBeUndefined();
  });
});

describe("a choice by number", () => {
  it.each([
    ["2", 1],
    ["２", 1],
    ["2.", 1],
    ["the second one", 1],
    ["option 3", 2],
    ["number one", 0],
    ["第三个", 2],
    ["选2", 1],
    ["the last one", 2],
    ["最后一个", 2],
  ])("%j is index %i of three", (text, index) => {
    expect(matchOrdinal(text, 3)).toBe(index);
  });

  it.each(["4", "0", "22", "two weeks ago", "i sent 2", ""])("%j is none of three", (text) => {
    expect(matchOrdinal(text, 3)).toBeUndefined();
  });
});

it("any text has plain words that are stable, and words where letters or digits are", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
      const plain = plainWords(text);
      expect(plainWords(plain)).toBe(plain);
      expect(coreWords(text).length).toBeLessThanOrEqual(plain.length);
      if (/[a-z]/i.test(text)) expect(hasWords(text)).toBe(true);
      matchIntent(text);
      matchLanguageRequest(text);
    }),
  );
});

it.each(["talk to a real ", "i want a ", "转一个", "please ", "can you "])(
  "a long text takes no more steps than a shorter one: %s",
  (piece) => {
    expect(growth((times) => matchIntent(piece.repeat(times)), 5_000)).toBeLessThan(1.5);
  },
);
