import { existsSync, readFileSync } from "node:fs";
import { entropyToMnemonic } from "@scure/bip39";
import { wordlist as english } from "@scure/bip39/wordlists/english.js";
import { wordlist as french } from "@scure/bip39/wordlists/french.js";
import { wordlist as japanese } from "@scure/bip39/wordlists/japanese.js";
import { wordlist as simplifiedChinese } from "@scure/bip39/wordlists/simplified-chinese.js";
import { wordlist as spanish } from "@scure/bip39/wordlists/spanish.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foundIn, levelOf, phrase12, phrase24 } from "../../support.ts";

const words = phrase12.split(" ");
const level = (text: string) => levelOf("seed_phrase", text);

const vectorsFile = new URL("../../../../../shared/data/guard/bip39-vectors.json", import.meta.url);
const officialLists = [
  "english",
  "chinese_simplified",
  "chinese_traditional",
  "japanese",
  "korean",
  "spanish",
  "french",
  "italian",
  "portuguese",
  "czech",
];

describe("the published vectors of the ten official lists", () => {
  if (!existsSync(vectorsFile)) {
    it("SKIPPED: bip39-vectors.json is not on this machine", ({ skip }) => skip());
    return;
  }
  const vectors: Record<string, [string, string][]> = JSON.parse(readFileSync(vectorsFile, "utf8"));

  it.each(officialLists)("are found in %s, every one of them", (list) => {
    const phrases = vectors[list]?.map(([, phrase]) => phrase) ?? [];
    expect(phrases.length).toBeGreaterThan(20);
    expect(phrases.filter((phrase) => level(phrase) !== "hard")).toEqual([]);
  });
});

describe("a seed phrase", () => {
  it.each([
    ["in a row", phrase12],
    ["of 24 words", phrase24],
    ["with commas", words.join(", ")],
    ["with commas only", words.join(",")],
    ["numbered, one a line", words.map((word, i) => `${i + 1}. ${word}`).join("\n")],
    ["numbered in a row", words.map((word, i) => `${i + 1}) ${word}`).join(" ")],
    ["numbered without a space", words.map((word, i) => `${i + 1}${word}`).join(" ")],
    ["numbered by emoji", words.map((word, i) => `${i + 1}\ufe0f\u20e3 ${word}`).join(" ")],
    ["bulleted", words.map((word) => `• ${word}`).join("\n")],
    ["one a line", words.join("\n")],
    ["one a line with gaps", words.join("\n\n")],
    ["labelled", words.map((word, i) => `word ${i + 1}: ${word}`).join("\n")],
    ["in a table", words.map((word, i) => `| ${i + 1} | ${word} |`).join("\n")],
    ["in JSON", JSON.stringify({ seed: words })],
    ["in quotes", `"${phrase12}"`],
    ["each word in quotes", words.map((word) => `'${word}'`).join(" ")],
    ["with arrows", words.join(" -> ")],
    ["with slashes", words.join("/")],
    ["with underscores", words.join("_")],
    ["in a code block", `\`\`\`\n${phrase12}\n\`\`\``],
    ["in capitals", phrase12.toUpperCase()],
    ["in CamelCase", words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("")],
    [
      "in full-width letters",
      phrase12.replace(/[a-z]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)),
    ],
    ["with zero-width characters", words.map((word) => [...word].join("\u200b")).join(" ")],
    ["with Cyrillic look-alikes", phrase12.replaceAll("a", "а").replaceAll("e", "е")],
    ["in a sentence", `hi, I lost access, here it is: ${phrase12}. Please help`],
    ["in a Chinese sentence", `我的助记词是：${phrase12}，请帮我`],
  ])("%s is certain", (_, text) => {
    expect(level(text)).toBe("hard");
  });

  it("is found alone, without the words around it", () => {
    const text = `my wallet is broken, this is my recovery phrase: ${phrase12}. thanks`;
    expect(foundIn(text)).toEqual([`seed_phrase hard "${phrase12}"`]);
  });

  it("is found in full when two follow each other", () => {
    expect(foundIn(`${phrase24}\n\n${phrase24}`).join(" ")).toContain(`slush involve unfold`);
    expect(level(`${phrase24} ${phrase12}`)).toBe("hard");
  });

  const entropy = fc
    .constantFrom(16, 20, 24, 28, 32)
    .chain((size) => fc.uint8Array({ minLength: size, maxLength: size }));
  const isVaried = (phrase: readonly string[]) => new Set(phrase).size > phrase.length * 0.75;

  it.each([
    ["English", english],
    ["Spanish", spanish],
    ["French", french],
    ["Japanese", japanese],
    ["Chinese", simplifiedChinese],
  ])("in %s is certain for any entropy, composed or not", (_, list) => {
    fc.assert(
      fc.property(entropy, (bytes) => {
        const phrase = entropyToMnemonic(bytes, list);
        fc.pre(isVaried(phrase.split(/[ \u3000]/)));
        expect(level(phrase.normalize("NFC"))).toBe("hard");
        expect(level(phrase.normalize("NFD"))).toBe("hard");
      }),
      { numRuns: 60 },
    );
  });

  it("in Japanese without spaces is certain", () => {
    fc.assert(
      fc.property(entropy, (bytes) => {
        const phrase = entropyToMnemonic(bytes, japanese).split("\u3000");
        fc.pre(isVaried(phrase));
        expect(level(phrase.join(""))).toBe("hard");
      }),
      { numRuns: 60 },
    );
  });

  it("in Chinese without spaces is certain when it is announced", () => {
    const bytes = Uint8Array.from({ length: 16 }, (_, i) => (i * 37 + 11) % 256);
    const phrase = entropyToMnemonic(bytes, simplifiedChinese).replaceAll(" ", "");
    expect(foundIn(`我的助记词：${phrase}，请帮我恢复`)).toEqual([`seed_phrase hard "${phrase}"`]);
  });
});

describe("a damaged seed phrase", () => {
  const wrong = [...words.slice(0, 11), "zoo"];
  const typo = [...words.slice(0, 5), "sausgae", ...words.slice(6)];
  const missing = words.slice(0, 11);
  const numbered = (list: readonly string[]) => list.map((word, i) => `${i + 1}. ${word}`).join("\n");

  it("is at least masked, with nothing said about it", () => {
    expect([wrong, missing].map((list) => level(list.join(" ")))).toEqual(["hard", "hard"]);
    expect(level(typo.join(" "))).not.toBe("none");
  });

  it.each([
    ["a wrong last word", wrong],
    ["a typo", typo],
    ["a word missing", missing],
  ])("with %s is certain when it is announced or counted", (_, list) => {
    expect(level(`my seed phrase is ${list.join(" ")}`)).toBe("hard");
    expect(level(`我的助记词 ${list.join(" ")}`)).toBe("hard");
    expect(level(numbered(list))).toBe("hard");
  });
});

describe("ordinary words", () => {
  it.each([
    [
      "prose with many list words",
      "when you can try this again please wait until our system will update your order and then check the answer",
    ],
    ["a repeated word", "love ".repeat(24)],
    ["a word that is drawn out in Chinese", "哈".repeat(24)],
    ["a laugh with an end", `${"哈".repeat(11)}好`],
    ["a Chinese sentence of twelve characters", "我今天想问一下什么时候到账"],
    [
      "a long Chinese message",
      "你好，我昨天从钱包转了一笔钱到你们平台，到现在还没有到账，请问大概需要多长时间才可以看到，谢谢",
    ],
    ["a question about seed phrases", "What is a seed phrase and how many words does it have, 12 or 24?"],
    ["a question in Chinese", "我的助记词丢了怎么办可以找回来吗我很着急请你们帮我看看"],
    ["a Japanese sentence", "ありがとうございます。すみませんがもうすこしまってください"],
  ])("are no seed phrase: %s", (_, text) => {
    expect(level(text)).toBe("none");
  });
});
