import { describe, expect, it } from "vitest";
import { hash64 } from "../../support.ts";
import { phrases } from "./hex-texts.ts";
import { bytesOf } from "./key-samples.ts";
import { keyLevelOf, keysIn } from "./keys-in.ts";

describe("64 hexadecimal digits", () => {
  it.each([
    `my private key is ${hash64}`,
    `privkey: 0x${hash64}`,
    `the private key of my deposit address: ${hash64}`,
    `0x${hash64} is my private key`,
    `我的私钥是${hash64}`,
    `地址的私钥：${hash64}`,
    `私鑰 ${hash64}`,
    `秘密鍵は${hash64}です`,
    `개인키: ${hash64}`,
    `мой приватный ключ ${hash64}`,
    `закрытый ключ: ${hash64.toUpperCase()}`,
    `mi clave privada es ${hash64}`,
    `khóa riêng tư: ${hash64}`,
    `özel anahtarım ${hash64}`,
    `minha chave privada é ${hash64}`,
    `I cannot withdraw. Private key: ${hash64}`,
    `рrivate kеy: ${hash64}`.replace("рrivate kеy", "ｐｒｉｖａｔｅ ｋｅｙ"),
  ])("are a private key where the words say so: %s", (text) => {
    expect(keyLevelOf(text)).toBe("hard");
  });

  it.each([
    `txid: ${hash64}`,
    `my transaction hash is 0x${hash64}`,
    `https://etherscan.io/tx/0x${hash64}`,
    `block ${hash64}`,
    `deposit ${hash64} not arrived`,
    `${hash64} this withdrawal is missing`,
    `public key ${hash64}`,
    `this is not my private key, it is the tx hash: ${hash64}`,
    `交易哈希：${hash64}`,
    `充值 ${hash64} 没到账`,
    `トランザクション ${hash64}`,
    `트랜잭션 해시 ${hash64}`,
    `хеш транзакции ${hash64}`,
    `hash de la transacción ${hash64}`,
    `mã giao dịch ${hash64}`,
    `işlem ${hash64}`,
    `hash da transação ${hash64}`,
  ])("are nothing where the words say that they are a hash: %s", (text) => {
    expect(keyLevelOf(text)).toBe("none");
  });

  it("are doubtful alone, unless a transaction id is expected", () => {
    expect(keyLevelOf(hash64)).toBe("soft");
    const expects = [{ kind: "transaction_id", slot: "transaction" }] as const;
    expect(keyLevelOf(hash64, { expects })).toBe("none");
    expect(keyLevelOf(`private key ${hash64}`, { expects })).toBe("hard");
  });

  it("are judged one by one", () => {
    const key = hash64.replaceAll("4", "7");
    expect(keysIn(`tx hash ${hash64}\nprivate key ${key}`)).toEqual([`private_key hard "${key}"`]);
  });

  it.each([
    ["63", hash64.slice(1)],
    ["65", `${hash64}a`],
    ["128", hash64 + hash64],
  ])("are mistyped when they are %s, which only words make a key", (_, digits) => {
    expect(keyLevelOf(`private key ${digits}`)).toBe("hard");
    expect(keyLevelOf(`txid ${digits}`)).toBe("none");
    expect(keyLevelOf(digits)).toBe("none");
  });

  const inGroups = (size: number, gap: string) =>
    (hash64.match(new RegExp(`.{${size}}`, "g")) ?? []).join(gap);
  it.each([
    [2, " "],
    [4, " "],
    [4, "-"],
    [8, " "],
    [16, "\n"],
    [32, "\n"],
  ])("are seen through groups of %i", (size, gap) => {
    expect(keyLevelOf(`my private key: ${inGroups(size, gap)}`)).toBe("hard");
    expect(keyLevelOf(`my transaction: ${inGroups(size, gap)}`)).toBe("none");
  });

  it.each([
    `https://etherscan.io/tx/0x${hash64}`,
    `etherscan.io/tx/0x${hash64}#eventlog`,
    `my private key leaked, see https://tronscan.org/#/transaction/${hash64}`,
    `https://suiscan.xyz/mainnet/object/0x${hash64}`,
    `https://explorer.example/?tx=${hash64}`,
  ])("are nothing in an explorer's link: %s", (text) => {
    expect(keyLevelOf(text)).toBe("none");
  });

  it.each([
    `https://wallet.example/import?pk=${hash64}`,
    `https://wallet.example/#privateKey=0x${hash64}`,
    `https://wallet.example/privatekey/${hash64}`,
  ])("are a private key in a link that says so: %s", (text) => {
    expect(keyLevelOf(text)).toBe("hard");
  });

  const others = ["a", "b", "c", "d"].map((seed) => Buffer.from(bytesOf(seed, 32)).toString("hex"));

  it("are a list of hashes when there are many, unless they are called keys", () => {
    expect(keyLevelOf(others.join("\n"))).toBe("none");
    expect(keysIn(`my private keys:\n${others.join("\n")}`)).toHaveLength(4);
    expect(keyLevelOf(`txids: ${others.join(", ")}`)).toBe("none");
  });

  it("are a file's checksum beside its name", () => {
    expect(keyLevelOf(`${hash64}  wallet-1.2.tar.gz`)).toBe("none");
  });
});

/** The same in every run, and different from text to text. */
const hexOf = (seed: string) => {
  const bytes = bytesOf(seed, 33);
  const digits = Buffer.from(bytes.subarray(1)).toString("hex");
  return ["", "0x"][(bytes[0] ?? 0) % 2] + ((bytes[0] ?? 0) % 5 === 0 ? digits.toUpperCase() : digits);
};

const withValue = (text: string) => text.replace(/V(?![a-z])/g, (_, at) => hexOf(`${text} ${at}`));
const told = (frames: readonly string[], names: readonly string[]) =>
  frames.flatMap((frame) => names.map((name) => withValue(frame).replaceAll("N", () => name)));

describe.each(Object.entries(phrases))("64 hexadecimal digits, in %s,", (_, language) => {
  const around = language.around.join(". ");
  const inTalk = (texts: readonly string[]) =>
    texts.flatMap((text) => [text, `${around}. ${text}\n${around}`]);

  it("are a private key where they are called one", () => {
    const texts = inTalk([...told(language.frames, language.keyNames), ...language.keys.map(withValue)]);
    const missed = texts.filter((text) => keyLevelOf(text) !== "hard");
    expect(missed.length / texts.length, missed.slice(0, 5).join("\n")).toBeLessThanOrEqual(0.005);
  });

  it("are never certain where a transaction is spoken of, even beside a key", () => {
    const texts = inTalk([
      ...told(language.frames, language.hashNames),
      ...language.hashes.map(withValue),
      ...language.mixed.map(withValue),
    ]);
    expect(texts.filter((text) => keyLevelOf(text) === "hard")).toEqual([]);
    const doubtful = texts.filter((text) => keyLevelOf(text) === "soft");
    expect(doubtful.length / texts.length, doubtful.slice(0, 5).join("\n")).toBeLessThanOrEqual(0.02);
  });
});
