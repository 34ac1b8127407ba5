import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { entityTokens } from "../../src/knowledge/entities.ts";
import { extractFeatures } from "../../src/knowledge/features.ts";
import { foldText, withoutAccents } from "../../src/knowledge/fold.ts";
import { countedSteps, growth } from "../support/counted-steps.ts";

const squeezed = (text: string, locale = "en") => foldText(text, locale).replace(/\s+/g, " ").trim();

describe("foldText", () => {
  it.each([
    ["ＨＴＸ Ｗithdrawal", "en", "htx withdrawal"],
    ["I CAN’T LOG IN", "en", "i cant log in"],
    ["IŞIK İLE", "tr", "ışık ile"],
    ["ПОМОГИТЕ", "ru", "помогите"],
    ["pass\u200bword\u202e", "en", "password"],
  ])("folds %j in %s", (text, locale, folded) => {
    expect(squeezed(text, locale)).toBe(folded);
  });

  it.each([
    ["sent 0.5 BTC", `sent ${entityTokens.amount} ${entityTokens.coin}`],
    ["sent 1,200 usdt", `sent ${entityTokens.amount} ${entityTokens.coin}`],
    ["用TRC20充值", `用 ${entityTokens.network} 充值`],
    ["充了1000个usdt", `充了 ${entityTokens.amount} 个 ${entityTokens.coin}`],
    ["paid $50 twice", `paid ${entityTokens.amount} twice`],
    ["x7 model", "x7 model"],
    ["via erc-20", `via ${entityTokens.network}`],
    ["tx 0x3f5ce5fbfe3e9af3971dd833d26ba9b5", `tx ${entityTokens.identifier}`],
    ["order 8812345678", `order ${entityTokens.identifier}`],
    ["mail a.b@example.com", `mail ${entityTokens.address}`],
    ["see https://example.com/x?y=1 now", `see ${entityTokens.address} now`],
    ["lost my 2FA", `lost my ${entityTokens.secondFactor}`],
    ["Google Authenticator gone", `${entityTokens.secondFactor} gone`],
    ["谷歌验证器丢了", `${entityTokens.secondFactor} 丢了`],
    ["my LINK is gone", `my ${entityTokens.coin} is gone`],
    ["the link is dead", "the link is dead"],
    ["wait 24 hours", "wait 24 hours"],
    ["error 429", "error 429"],
  ])("folds the entities of %j", (text, folded) => {
    expect(squeezed(text)).toBe(folded);
  });
});

describe("withoutAccents", () => {
  it.each([
    ["đăng", "dang"],
    ["contraseña", "contrasena"],
    ["şifremi", "sifremi"],
    ["ещё", "еще"],
    ["мой", "мой"],
    ["が", "が"],
    ["비밀", "비밀"],
  ])("makes %j to %j", (word, bare) => {
    expect(withoutAccents(word)).toBe(bare);
  });
});

describe("extractFeatures", () => {
  it("sees most of a word that is mistyped or written without accents", () => {
    const share = (a: string, b: string) => {
      const left = extractFeatures(a, "vi").hashes;
      const right = new Set(extractFeatures(b, "vi").hashes);
      return left.filter((feature) => right.has(feature)).length / left.length;
    };
    expect(share("withdrawal", "withdrawl")).toBeGreaterThan(0.4);
    expect(share("rút tiền", "rut tien")).toBeGreaterThan(0.8);
    expect(share("withdrawal", "password")).toBeLessThan(0.2);
  });

  it("sees Chinese words across spaces that are not there", () => {
    const inside = new Set(extractFeatures("我的提币还没到账", "zh-Hans").hashes);
    const shared = extractFeatures("提币", "zh-Hans").hashes.filter((feature) => inside.has(feature));
    expect(shared.length).toBeGreaterThanOrEqual(3);
  });

  it("gives the same features for the same text, and finite weights for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const features = extractFeatures(text, "en");
        expect(features).toEqual(extractFeatures(text, "en"));
        expect(new Set(features.hashes).size).toBe(features.hashes.length);
        for (const weight of features.weights) expect(Number.isFinite(weight) && weight > 0).toBe(true);
      }),
    );
  });

  it("reads a short text after a long one as before it", () => {
    const short = extractFeatures("提币没到账 usdt withdrawal", "en");
    extractFeatures(Array.from({ length: 200 }, (_, n) => `w${n}rd`).join(" "), "en");
    expect(extractFeatures("提币没到账 usdt withdrawal", "en")).toEqual(short);
  });

  it.each([
    ["letters", "a"],
    ["words", "wo rd "],
    ["Chinese", "提币没到账"],
    ["emoji", "😀"],
    ["control characters", "\u0000\u202e"],
    ["digits", "1"],
  ])("reads 100,000 characters of %s in no more steps than half of them", (_, unit) => {
    const read = (length: number) => extractFeatures(unit.repeat(length / unit.length), "en");
    expect(growth(read, 50_000)).toBeLessThan(1.2);
    expect(countedSteps(() => read(100_000))).toBeLessThan(100_000);
    expect(read(100_000).hashes.length).toBeLessThan(6_000);
  });
});
