import { describe, expect, it } from "vitest";
import { isEllipsis } from "../../src/pipeline/ellipsis.ts";
import type { PipelineDeps } from "../../src/pipeline/ports.ts";
import { deps, introduced, Talk } from "./fixture.ts";

describe("a question that goes on from the last one", () => {
  it.each([
    "and for TRC20?",
    "what about USDT",
    "那TRC20呢",
    "那TRC20呢？",
    "TRC20では？",
    "TRC20은요?",
    "а для TRC20?",
    "¿y para TRC20?",
    "e para TRC20?",
    "peki ya TRC20?",
    "còn TRC20 thì sao",
    "BTC?",
  ])("%j asks nothing by itself", (text) => {
    expect(isEllipsis(text)).toBe(true);
  });

  it.each(["how do I buy BTC", "send USDT", "BTC没到账", "and for me?", "вывод USDT завис", "ok"])(
    "%j is no such question",
    (text) => {
      expect(isEllipsis(text)).toBe(false);
    },
  );

  const knowledge: PipelineDeps["knowledge"] = {
    ...deps.knowledge,
    // Alone it would be taken for another article.
    classify: (text, locale) =>
      deps.knowledge.classify(/^and for/.test(text) ? "how do I deposit" : text, locale),
  };

  it("is answered from the article that both together ask for", () => {
    const talk = new Talk({ conversation: introduced, deps: { knowledge } });
    talk.say("my deposit has not arrived");
    expect(talk.say("and for TRC20?").decision).toMatchObject({
      slug: "deposit-missing",
      reason: "follow_up",
    });
  });

  it("is a question like any other once the last one is long ago", () => {
    const talk = new Talk({ conversation: introduced, deps: { knowledge } });
    talk.say("my deposit has not arrived");
    talk.now += 11 * 60_000;
    expect(talk.say("and for TRC20?").decision).toMatchObject({ slug: "deposit-how" });
  });
});
