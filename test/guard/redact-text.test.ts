import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Detector } from "../../src/guard/detector.ts";
import { redact } from "../../src/guard/redact.ts";
import { longestScanned, redactText } from "../../src/guard/redact-text.ts";
import { scan } from "../../src/guard/scan.ts";
import { hostileTexts } from "./hostile-texts.ts";
import { anyText, hash64, labels, nothingExpected, phrase12, phrase24 } from "./support.ts";

const context = { ...labels, ...nothingExpected };
const clean = (text: string) => redactText(text, context);

/** Sentences that tell a secret, and the secret. */
const secret = fc.oneof(
  fc.constantFrom(phrase12, phrase24).map((phrase) => ({ told: `my seed: ${phrase}`, value: phrase })),
  fc
    .constantFrom("hunter2x", "Abc12345", "p@ss-77x")
    .map((value) => ({ told: `my password is ${value}`, value })),
  fc.constantFrom("482913", "004512").map((value) => ({ told: `验证码：${value}`, value })),
  fc.constant({ told: `private key ${hash64}`, value: hash64 }),
);
const separated = (pieces: readonly string[]) => pieces.join(" \n");

describe("redact", () => {
  it("puts the label in the place of every span, in whatever order they come", () => {
    const spans = [
      { start: 4, end: 6 },
      { start: 0, end: 2 },
    ];
    expect(redact("aa bbcc", spans, "[x]")).toBe("[x] b[x]c");
  });
});

describe("redactText", () => {
  it("keeps the rest of the text", () => {
    expect(clean(`hi, my password is Qwerty12, why can I not log in?`).text).toBe(
      "hi, my password is ⟦password removed⟧, why can I not log in?",
    );
  });

  it("tells the places of the secrets in the text as it was written", () => {
    const text = "😀 пароль: Ｑwer\u200bty12 😀";
    const { secrets } = clean(text);
    expect(secrets.map(({ start, end }) => text.slice(start, end))).toEqual(["Ｑwer\u200bty12"]);
  });

  it("masks what was expected with its own label", () => {
    const expects = [{ kind: "uid", slot: "uid" }] as const;
    const { text, given } = redactText("it is 12345678", { ...labels, expects });
    expect(text).toBe("it is ⟦uid⟧");
    expect(given).toMatchObject([{ slot: "uid", value: "12345678" }]);
  });

  it.each([
    "⟦key file removed⟧\n\nmy password is ⟦password removed⟧",
    "⟦seed phrase removed⟧ \nmy password is ⟦password removed⟧",
    "my password: ⟦key file removed⟧",
    "⟦recovery phrase removed⟧\nis my password",
  ])("takes what stands in a secret's place for no words that are told: %s", (redacted) => {
    expect(scan(redacted, nothingExpected).findings).toEqual([]);
  });

  it("keeps no secret and finds none in what it kept, whatever stands around", () => {
    fc.assert(
      fc.property(
        anyText,
        fc.array(secret, { minLength: 1, maxLength: 3 }),
        anyText,
        (before, secrets, after) => {
          const written = separated([before, ...secrets.map(({ told }) => told), after]);
          const { text } = clean(written);
          for (const { value } of secrets) expect(text).not.toContain(value);
          expect(scan(text, nothingExpected).findings).toEqual([]);
        },
      ),
    );
  });

  it("finds the same kinds with zero-width characters anywhere", () => {
    const invisible = fc.constantFrom("\u200b", "\u200d", "\u2060", "\ufeff", "\u202e", "\u00ad");
    fc.assert(
      fc.property(
        secret,
        fc.array(fc.tuple(fc.nat(), invisible), { maxLength: 20 }),
        ({ told }, inserted) => {
          let hidden = told;
          for (const [place, character] of inserted) {
            const at = place % (hidden.length + 1);
            hidden = hidden.slice(0, at) + character + hidden.slice(at);
          }
          const kinds = (text: string) =>
            scan(text, nothingExpected).findings.map(({ kind, level }) => [kind, level]);
          expect(kinds(hidden)).toEqual(kinds(told));
        },
      ),
    );
  });

  it("gives harmless text back as it was, to the last character", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        fc.pre(scan(text, nothingExpected).findings.length === 0);
        expect(clean(text).text).toBe(text);
      }),
    );
  });

  it("keeps nothing beyond the longest text that it looks at, and halves no secret there", () => {
    const filler = "lorem ipsum ";
    const start = longestScanned - 30;
    const long = `${filler.repeat(Math.ceil(start / filler.length)).slice(0, start)}${phrase12} and more`;
    const { text } = clean(long);
    expect(text.length).toBeLessThan(longestScanned);
    expect(text).not.toContain("legal winner");
    expect(clean("x".repeat(1_000_000)).text.length).toBeLessThanOrEqual(longestScanned);
  });

  it("reads a text of exactly the longest size to its end", () => {
    const text = `${"lorem ".repeat(20_000)}`
      .slice(0, longestScanned - phrase12.length - 1)
      .concat(" ", phrase12);
    expect(text).toHaveLength(longestScanned);
    expect(clean(text).text).toMatch(/⟦seed phrase removed⟧$/);
  });

  it("takes out what was found already, such as a part of a spread secret, with what it overlaps", () => {
    const known = [{ kind: "seed_phrase", level: "hard", start: 3, end: 23 }] as const;
    const { text, secrets } = redactText("ok my password is Qwerty12!", { ...context, known });
    expect(text).toBe("ok ⟦seed phrase removed⟧");
    expect(secrets).toEqual([{ kind: "seed_phrase", level: "hard", start: 3, end: 27 }]);
  });

  it("keeps nothing of the rest where one finding leads to the next without end", () => {
    const nextWord: Detector = {
      name: "next-word",
      kinds: ["password"],
      find: ({ text }) => {
        const word = /(?<=pass(?: ⟦password removed⟧)* )[a-z]+/.exec(text);
        return word === null
          ? []
          : [{ kind: "password", level: "hard", start: word.index, end: word.index + word[0].length }];
      },
    };
    const written = `ok pass ${"abc ".repeat(50)}`;
    const { text, secrets } = redactText(written, { ...context, detectors: [nextWord] });
    expect(text).toMatch(/^ok pass (⟦password removed⟧ ?){1,5}$/);
    expect(secrets.at(-1)?.end).toBe(written.length);
  });

  it("throws what a detector throws", () => {
    const broken = {
      name: "broken",
      kinds: [],
      find: () => {
        throw new Error("broken detector");
      },
    };
    expect(() => redactText("hi", { ...context, detectors: [broken] })).toThrow("broken detector");
  });
});

describe("hostile texts of 100,000 characters", () => {
  it.each(Object.entries(hostileTexts))("of %s are read to their end", (_, make) => {
    expect(() => scan(make(longestScanned), nothingExpected)).not.toThrow();
  });
});
