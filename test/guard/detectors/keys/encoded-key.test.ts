import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keyFormats } from "./key-samples.ts";
import { keyLevelOf, keysIn } from "./keys-in.ts";

/** Published examples: BIP-32, BIP-38, BIP-178, SEP-23, NIP-19, XRPL, Casascius, age, Sui, Tezos, Antelope. */
const published: readonly (readonly [string, string])[] = [
  [
    "BIP-32",
    "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi",
  ],
  [
    "BIP-49",
    "uprv8tXDerPXZ1QsVNjUJWTurs9kA1KGfKUAts74GCkcXtU8GwnH33GDRbNJpEqTvipfCyycARtQJhmdfWf8oKt41X9LL1zeD2pLsWmxEk3VAwd",
  ],
  [
    "BIP-84",
    "zprvAWgYBBk7JR8Gjrh4UJQ2uJdG1r3WNRRfURiABBE3RvMXYSrRJL62XuezvGdPvG6GFBZduosCc1YP5wixPox7zhZLfiUm8aunE96BBa4Kei5",
  ],
  ["BIP-38", "6PRVWUbkzzsbcVac2qwfssoUJAN1Xhrg6bNk8J7Nzm5H7kxEbn2Nh2ZoGg"],
  ["BIP-38 with a lot", "6PgNBNNzDkKdhkT6uJntUXwwzQV8Rr2tZcbkDcuC9DZRsS6AtHts4Ypo1j"],
  ["Casascius", "S6c56bnXQiBjk9mqSYE7ykVQ7NzrRy"],
  ["Casascius, old", "SzavMBLoXU6kDrqtUVmffv"],
  ["NIP-19", "nsec1vl029mgpspedva04g90vltkh6fvh240zqtv9k0t9af8935ke9laqsnlfe5"],
  ["XRPL", "sn259rEFXrQrWyx3Q7XneWcwV6dfL"],
  ["XRPL Ed25519", "sEdTM1uX8pu2do5XvTnutH6HsouMaM2"],
  ["Stellar", "SBU2RRGLXH3E5CQHTD3ODLDF2BWDCYUSSBLLZ5GNW7JXHDIYKXZWHOKR"],
  ["Antelope", "PVT_K1_2bfGi9rYsXQSXXTvJbDAPhHLQUojjaNLomdm3cEJ1XTzMqUt3V"],
  ["age", "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"],
];

const inLines = (key: string, width: number, gap: string) =>
  (key.match(new RegExp(`.{1,${width}}`, "g")) ?? []).join(gap);
const fullWidth = (text: string) =>
  text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));

const layouts: Readonly<Record<string, (key: string) => string>> = {
  alone: (key) => key,
  "in Chinese": (key) => `我的私钥是${key}请帮我看看`,
  "in Russian": (key) => `это${key}спасибо`,
  "in Korean": (key) => `키는${key}입니다`,
  "in quotes": (key) => `“${key}”`,
  "in code": (key) => `\`${key}\``,
  "between bars": (key) => `||${key}||`,
  "in a link's parameter": (key) => `https://wallet.example/open?k=${key}&lang=en`,
  "in a link's fragment": (key) => `https://wallet.example/#${key}`,
  "in a link's path": (key) => `https://wallet.example/open/${key}`,
  "behind a colon": (key) => `key:${key}`,
  "behind an equals sign": (key) => `KEY=${key}`,
  "twice in a list": (key) => `1) ${key}\n2) ${key}`,
  "before a full stop": (key) => `it is ${key}.`,
  "in JSON": (key) => JSON.stringify({ value: key }),
  "behind an escaped new line": (key) => `"keys:\\n${key}\\n"`,
  "with zero-width characters": (key) => [...key].join("\u200b"),
  "full-width": fullWidth,
};

/** A list of numbers is not broken inside a number, and a short code of Casascius proves too little in pieces. */
const staysWhole = /list|object|mini|hexadecimal/;
const brokenLayouts: Readonly<Record<string, (key: string) => string>> = {
  "over lines": (key) => inLines(key, 30, "\n"),
  "over quoted lines": (key) => `> ${inLines(key, 30, "\n> ")}`,
  "over lines of Windows": (key) => inLines(key, 32, "\r\n"),
  "by a space": (key) => inLines(key, 40, " "),
};

describe("a key with a checksum", () => {
  it.each(published)("of %s is certain", (_, key) => {
    expect(keyLevelOf(`here: ${key} thanks`)).toBe("hard");
    expect(keysIn(key).join()).toContain(key.replace(/^(PVT_K1_|AGE-SECRET-KEY-)/, ""));
  });

  it.each(Object.entries(keyFormats))("of %s is certain in every layout", (_, keyOf) => {
    const missed = Object.entries(layouts).flatMap(([layout, write]) =>
      ["a", "b"].filter((seed) => keyLevelOf(write(keyOf(seed))) !== "hard").map(() => layout),
    );
    expect(missed).toEqual([]);
  });

  it.each(Object.entries(keyFormats).filter(([name]) => !staysWhole.test(name)))(
    "of %s is certain when it is broken",
    (_, keyOf) => {
      const missed = Object.entries(brokenLayouts).flatMap(([layout, write]) =>
        ["a", "b", "c"]
          .filter((seed) => keyLevelOf(`see\n${write(keyOf(seed))}`) !== "hard")
          .map(() => layout),
      );
      expect(missed).toEqual([]);
    },
  );

  it("is certain in groups of four, for the formats of Bitcoin", () => {
    const groups = ["WIF, Bitcoin", "WIF, Bitcoin, uncompressed", "xprv", "BIP38"].flatMap((format) =>
      ["a", "b", "c", "d"].map((seed) => inLines(keyFormats[format]?.(seed) ?? "", 4, " ")),
    );
    expect(groups.filter((text) => keyLevelOf(text) !== "hard")).toEqual([]);
  });

  it("is found whole: its span is the key", () => {
    const key = keyFormats["WIF, Bitcoin"]?.("span") ?? "";
    expect(keysIn(`a ${key}, b`)).toEqual([`private_key hard "${key}"`]);
    const broken = inLines(key, 20, "\n");
    expect(keysIn(`a\n${broken}\nb`)).toEqual([`private_key hard ${JSON.stringify(broken)}`]);
  });

  it("is masked at least when there are more of them than can be checked", () => {
    const keys = Array.from({ length: 600 }, (_, i) => keyFormats["WIF, Bitcoin"]?.(`many ${i}`) ?? "");
    expect(keysIn(keys.join(" "))).toHaveLength(600);
  });

  it("is found at any place of any text", () => {
    const names = Object.keys(keyFormats).filter((name) => !/list|object/.test(name));
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.string({ unit: "grapheme", maxLength: 40 }),
        fc.nat(),
        (name, around, seed) => {
          const key = keyFormats[name]?.(String(seed)) ?? "";
          return keyLevelOf(`${around} ${key} ${around}`) === "hard";
        },
      ),
      { numRuns: 150 },
    );
  });

  it.each(["WIF, Bitcoin", "xprv", "BIP38", "Nostr", "Sui", "Stellar", "Tezos, seed", "age", "XRP, Ed25519"])(
    "of %s is masked when it is mistyped, and certain again where the words say what it is",
    (format) => {
      const key = keyFormats[format]?.("typo") ?? "";
      const at = key.length - 9;
      const mistyped = key.slice(0, at) + (/[A-Z]/.test(key.slice(-12)) ? "Q" : "q") + key.slice(at + 1);
      const other =
        mistyped === key ? key.slice(0, at) + (key[at] === "Q" ? "R" : "p") + key.slice(at + 1) : mistyped;
      expect(keyLevelOf(other)).toBe("soft");
      expect(keyLevelOf(`my private key: ${other}`)).toBe("hard");
    },
  );

  it.each([
    "nsec1xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "suiprivkey1...",
    "xprv9s21Z…",
    "5Kxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "S".repeat(56),
  ])("is not seen in a placeholder: %s", (text) => {
    expect(keysIn(`my key: ${text}`)).toEqual([]);
  });
});
