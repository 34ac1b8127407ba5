import { describe, expect, it } from "vitest";
import { continuesSeed } from "../../src/guard/continues-seed.ts";

describe("what may go on with a recovery phrase", () => {
  it.each([
    "game nose citizen loop old spawn liquid canal",
    "liquid canal",
    "9. game 10. nose 11. citizen",
    "Game, Nose",
    "abaisser abandon abdiquer",
    "あいこくしん　あいさつ　あいだ",
    "的 一 是 在",
  ])("is %s", (text) => {
    expect(continuesSeed(text)).toBe(true);
  });

  it.each([
    "",
    "liquid",
    "what now",
    "who can help",
    "help please",
    "thank you",
    "ok thanks",
    "are my funds safe?",
    "my withdrawal failed",
    "I sent you the wrong phrase",
    "好的谢谢",
    "我的钱还在吗",
    "spasibo",
    "48151623",
    "😭😭",
    "canal ".repeat(200),
  ])("is not %s", (text) => {
    expect(continuesSeed(text)).toBe(false);
  });
});
