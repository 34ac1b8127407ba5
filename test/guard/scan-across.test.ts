import { entropyToMnemonic } from "@scure/bip39";
import { wordlist as chinese } from "@scure/bip39/wordlists/simplified-chinese.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scan } from "../../src/guard/scan.ts";
import { scanAcross } from "../../src/guard/scan-across.ts";
import { hash64, nothingExpected, phrase12, phrase24 } from "./support.ts";

const partsOf = (...texts: readonly string[]) => texts.map((text, i) => ({ id: `m${i}`, text }));
const across = (...texts: readonly string[]) => scanAcross(partsOf(...texts), nothingExpected);
const words12 = phrase12.split(" ");

/** What is taken out of each part. */
const piecesOf = (texts: readonly string[]) =>
  across(...texts)?.parts.map(({ id, start, end }) => texts[Number(id.slice(1))]?.slice(start, end));

describe("a seed phrase in pieces", () => {
  it("is found where each piece looks harmless", () => {
    const texts = [
      "hi",
      words12.slice(0, 4).join(" "),
      words12.slice(4, 8).join(" "),
      words12.slice(8).join(" "),
    ];
    for (const text of texts) expect(scan(text, nothingExpected).findings).toEqual([]);
    expect(across(...texts)?.kind).toBe("seed_phrase");
    expect(piecesOf(texts)).toEqual(texts.slice(1));
  });

  it("is found with one word a message", () => {
    expect(piecesOf(words12)).toEqual(words12);
  });

  it("is found behind and before other words", () => {
    const texts = [`my seed is ${words12.slice(0, 6).join(" ")}`, `${words12.slice(6).join(" ")} - got it?`];
    expect(piecesOf(texts)).toEqual([words12.slice(0, 6).join(" "), words12.slice(6).join(" ")]);
  });

  it("is found with numbers that go on", () => {
    const numbered = words12.map((word, i) => `${i + 1}. ${word}`);
    expect(across(numbered.slice(0, 6).join("\n"), numbered.slice(6).join("\n"))?.kind).toBe("seed_phrase");
  });

  it("is found however it is cut", () => {
    const words = phrase24.split(" ");
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: words.length - 1 }), {
      minLength: 1,
      maxLength: 11,
    });
    fc.assert(
      fc.property(cuts, (places) => {
        const sorted = [0, ...places.sort((a, b) => a - b), words.length];
        const texts = sorted.slice(1).map((to, i) => words.slice(sorted[i], to).join(" "));
        expect(across(...texts)?.parts).toHaveLength(texts.length);
      }),
    );
  });

  it("is found in the turn that completes it, among Chinese sentences that came again and again", () => {
    const phrase = entropyToMnemonic(
      new Uint8Array(16).fill(0xa7).map((byte, i) => byte ^ (i * 29)),
      chinese,
    );
    const characters = phrase.split(" ");
    const sentences = [
      "这是我的助记词吗",
      "我的账户好像被盗了",
      "提现失败了，钱也没退回来",
      "快帮我冻结账户",
    ];
    const thirds = [0, 4, 8].map((from) => characters.slice(from, from + 4).join(""));
    const parts = partsOf(...sentences, ...thirds, "谢谢");
    const foundAt = parts.map(
      (_, last) => scanAcross(parts.slice(0, last + 1), nothingExpected)?.parts.length,
    );
    expect(foundAt).toEqual([undefined, undefined, undefined, undefined, undefined, undefined, 3, 3]);
  });

  it("is left alone when it stands in one message: that was found before", () => {
    expect(across("hello", phrase12, "thanks")).toBeUndefined();
  });
});

describe("a private key in pieces", () => {
  it("is found when one message speaks of a key", () => {
    const texts = ["my private key, in two parts", hash64.slice(0, 32), ` ${hash64.slice(32)}`];
    expect(across(...texts)?.kind).toBe("private_key");
    expect(piecesOf(texts)).toEqual([hash64.slice(0, 32), hash64.slice(32)]);
  });

  it("is found by its checksum", () => {
    expect(across("L44B5gGEpqEDRS9vVPz7QT35jc", "BG2r3CZwSwQ4fCewXAhAhqGVpP")?.kind).toBe("private_key");
  });

  it("is not seen in two halves of a hash", () => {
    expect(across("the transaction:", hash64.slice(0, 32), hash64.slice(32))).toBeUndefined();
    expect(across(hash64.slice(0, 32), hash64.slice(32))).toBeUndefined();
  });
});

describe("ordinary messages in a row", () => {
  it.each([
    [
      "English",
      [
        "hello",
        "any update?",
        "I wait since two days",
        "please check again",
        "my order is still open",
        "thank you",
      ],
    ],
    [
      "short words",
      [
        "good",
        "morning",
        "wait",
        "can you check",
        "this",
        "again",
        "now",
        "still",
        "nothing",
        "why",
        "very",
        "slow",
      ],
    ],
    [
      "Chinese",
      [
        "你好",
        "在吗",
        "我的充值还没到账",
        "已经两天了",
        "什么时候可以到",
        "请帮我看一下",
        "谢谢",
        "好的",
        "我等你",
        "还没有吗",
        "快一点",
        "好吧",
      ],
    ],
    [
      "Chinese, about a phrase",
      ["你好", "我的助记词丢了", "怎么办", "可以帮我找回来吗", "很着急", "里面有钱"],
    ],
    ["numbers", ["12345678", "87654321", "20240115123456789"]],
  ])("hold no secret: %s", (_, texts) => {
    expect(across(...texts)).toBeUndefined();
  });

  it("hold none when there is only one", () => {
    expect(across("hello")).toBeUndefined();
    expect(across()).toBeUndefined();
  });
});
