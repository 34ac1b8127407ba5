import { describe, expect, it } from "vitest";
import { redactMessages } from "../../src/guard/redact-messages.ts";
import { labels, nothingExpected, phrase12 } from "./support.ts";

const clean = (texts: readonly string[]) =>
  redactMessages(
    texts.map((text) => ({ text })),
    { ...labels, ...nothingExpected },
  );
const words = phrase12.split(" ");

describe("redactMessages", () => {
  it("takes the parts of a secret out of each message, and leaves the others as they are", () => {
    const { findings, texts } = clean([
      "hello",
      words.slice(0, 5).join(" "),
      words.slice(5, 9).join(" "),
      words.slice(9).join(" "),
    ]);
    expect(texts).toEqual(["hello", ...Array.from({ length: 3 }, () => "⟦seed phrase removed⟧")]);
    expect(findings.map(({ message, kind, level }) => [message, kind, level])).toEqual(
      [1, 2, 3].map((message) => [message, "seed_phrase", "hard"]),
    );
  });

  it("finds what stands in one message alone, and says in which", () => {
    const { findings, texts } = clean(["hello", "my password is Qwerty12!", "thanks"]);
    expect(texts).toEqual(["hello", "my password is ⟦password removed⟧", "thanks"]);
    expect(findings).toMatchObject([{ message: 1, kind: "password", start: 15, end: 24 }]);
  });

  it("has nothing to say of no messages", () => {
    expect(clean([])).toEqual({ findings: [], texts: [] });
  });
});
