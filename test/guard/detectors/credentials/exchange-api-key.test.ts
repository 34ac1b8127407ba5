import { describe, expect, it } from "vitest";
import { coverOf, credentialsIn, drawer } from "../made-up.ts";

const { draw, htxKey, uuid, from } = drawer(7);

describe("a key of HTX", () => {
  const key = "vfd5ghr3-fd7h8456-9b6ab3c2-1bdd1";

  it.each([
    key,
    `my key ${key} does not work`,
    `我的key是${key}，帮我看看`,
    `これ${key}です`,
    `(${key})`,
    `"${key}"`,
    [...key].join("\u200b"),
    "bg2hyw2dfg-8d3c1a77-5be2f901-c04d2",
  ])("is certain by its shape alone: %s", (text) => {
    expect(credentialsIn(text)).toHaveLength(1);
    expect(credentialsIn(text)[0]).toMatch(/^api_key hard/);
  });

  it.each([..."\u02d7\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u207b\u2212\ufe58\ufe63\uff0d"])(
    "is certain whichever dash a program made of its hyphens: %s",
    (dash) => {
      const written = key.replaceAll("-", dash);
      expect(credentialsIn(`hi ${written} ok`)).toEqual([`api_key hard "${written}"`]);
    },
  );

  it("is certain in 2,000 made-up ones", () => {
    const missed = Array.from({ length: 2_000 }, htxKey).filter(
      (each) => coverOf(`hi ${each}`, each) === "open",
    );
    expect(missed).toEqual([]);
  });

  it("is found twice where the secret stands beside it", () => {
    const secret = htxKey();
    const text = `Access Key: ${key}\nSecret Key: ${secret}`;
    expect(credentialsIn(text)).toEqual([`api_key hard "${key}"`, `api_key hard "${secret}"`]);
  });

  it.each([
    ["a UUID", uuid()],
    ["the manual's example", "e2xxxxxx-99xxxxxx-84xxxxxx-7xxxx"],
    ["words with dashes", "original-painting-pictures-frame"],
    ["dates and numbers", "20240115-12345678-87654321-12345"],
  ])("is not seen in %s", (_, text) => {
    expect(credentialsIn(text)).toEqual([]);
  });
});

describe("a key of Coinbase", () => {
  it("is certain by its path", () => {
    const name = `organizations/${uuid()}/apiKeys/${uuid()}`;
    expect(credentialsIn(`name: ${name}`)).toEqual([`api_key hard "${name}"`]);
  });
});

const shapes: readonly (readonly [string, () => string])[] = [
  ["Binance", () => draw("base62", 64)],
  ["Bybit", () => draw("base62", 18)],
  ["Bybit's secret", () => draw("base62", 36)],
  ["OKX", uuid],
  ["OKX's secret", () => draw("upperHex", 32)],
  ["KuCoin", () => draw("hex", 24)],
  ["Kraken", () => `${draw("base62", 86)}==`],
];

const labelled: readonly string[] = [
  "API key: {}",
  "my api key is {}",
  "my Binance API key {} stopped working",
  "apiKey={}",
  '{"apiSecret":"{}"}',
  "SECRET_KEY = '{}'",
  "export BYBIT_SECRET={}",
  "AccessKey\n{}",
  "{} is my api key",
  "币安API密钥：{}",
  "我的API Key是{}，为什么报错",
  "密钥{}",
  "Secret Key（私钥）：{}",
  "这是我的访问密钥 {}",
  "APIキーは{}です",
  "アクセスキー：{}",
  "シークレットキー {}",
  "제 API 키는 {} 입니다",
  "시크릿 키: {}",
  "мой API ключ {}",
  "секретный ключ API: {}",
  "ключ от api - {}",
  "mi clave API es {}",
  "clave secreta: {}",
  "khóa API của tôi là {}",
  "khóa bí mật: {}",
  "API anahtarım {}",
  "gizli anahtar: {}",
  "minha chave da API é {}",
  "chave secreta: {}",
];

describe("a key of another exchange", () => {
  it.each(labelled)("is certain beside what people call it: %s", (template) => {
    for (const [, make] of shapes) {
      const value = make();
      expect(
        coverOf(
          template.replace("{}", () => value),
          value,
        ),
      ).toBe("api_key hard");
    }
  });

  it.each([
    "API Key: {a}\nSecret Key: {b}",
    "API:\n{a}\n{b}",
    "ak: {a} sk: {b}",
    "AK/SK: {a} / {b}",
    '{"accessKey":"{a}","secretKey":"{b}"}',
    "okx api key {a} secret {b}",
    "bybit key {a} secret {b}",
    "Access Key（公钥）：{a}\nSecret Key（私钥）：{b}",
    "API ключ {a}\nСекрет {b}",
    "apikey {a} 密钥 {b}",
  ])("is certain in pairs: %s", (template) => {
    const [a, b] = [uuid(), draw("upperHex", 32)];
    const text = template.replace("{a}", a).replace("{b}", b);
    expect([coverOf(text, a), coverOf(text, b)]).toEqual(["api_key hard", "api_key hard"]);
  });

  it.each([..."\u2010\u2011\u2012\u2212"])("is masked as a whole with this for its hyphens: %s", (hyphen) => {
    const value = uuid().replaceAll("-", hyphen);
    expect(coverOf(`API key: ${value}`, value)).toBe("api_key hard");
  });

  it("takes the passphrase along", () => {
    const text = `OKX api key ${uuid()}\nsecret ${draw("upperHex", 32)}\npassphrase: Trade-2024`;
    expect(coverOf(text, "Trade-2024")).toBe("api_key hard");
  });

  it("is doubtful without a word, where only Binance's shape speaks for it", () => {
    const value = draw("base62", 64);
    expect(coverOf(`look ${value}`, value)).toBe("api_key soft");
  });

  it.each([
    "order {}",
    "{}",
    "request id {}",
    "my api key does not work. order {}",
    "my api key does not work. {}",
    '{"orderId":"{}"}',
    "API error, trace id: {}",
    "我的API报错，订单号 {}",
  ])("is not seen in a UUID: %s", (template) => {
    expect(credentialsIn(template.replace("{}", uuid()))).toEqual([]);
  });

  it.each([
    "api_key = YOUR_API_KEY_GOES_HERE",
    "API key: xxxxxxxxxxxxxxxxxxxxxxxx",
    "apiKey: <your-api-key>",
    "api key: ************************",
    "where do I create an API key?",
    "my api key expired",
    "https://www.htx.com/support/how-to-create-an-api-key-94841352",
    "see https://medium.com/@bob/api-key-management-3f2a1b9c8d7e",
    "API key permissions: read-only-and-trade-2024",
    `the api returned tx hash ${draw("hex", 64)}`,
    `whitelist address 0x${draw("hex", 40)} for my api key`,
    `api signature ${draw("hex", 64)}`,
  ])("is not seen in %s", (text) => {
    expect(credentialsIn(text)).toEqual([]);
  });

  it("is found whatever zero-width characters stand inside", () => {
    const value = from(shapes)[1]();
    const hidden = [...value].join("\u200d");
    expect(coverOf(`API key: ${hidden}`, hidden)).toBe("api_key hard");
  });
});
