import { describe, expect, it } from "vitest";
import { foundIn, hash64, levelOf } from "../../support.ts";

/** Keys from published BIP test vectors. */
const wifKeys = [
  "5HtasZ6ofTHP6HCwTqTkLDuLQisYPah7aUnSKfC7h4hMUVw2gi5",
  "L44B5gGEpqEDRS9vVPz7QT35jcBG2r3CZwSwQ4fCewXAhAhqGVpP",
  "cT7J9YpCwY3AVRFSjN6ukeEeWY6mhpbJPxRaDaP5QTdygQRxP9Au",
];
const xprv =
  "xprv9s21ZrQH143K2LBWUUQRFXhucrQqBpKdRRxNVq2zBqsx8HVqFk2uYo8kmbaLLHRdqtQpUm98uKfu3vca1LqdGhUtyoFnCNkfmXRyPXLjbKb";

describe("a key with a checksum", () => {
  it.each(wifKeys)("is certain: %s", (key) => {
    expect(foundIn(`here ${key}, thanks`)).toEqual([`private_key hard "${key}"`]);
  });

  it("is certain as an extended key, and masked when mistyped", () => {
    expect(foundIn(xprv)).toEqual([`extended_key hard "${xprv}"`]);
    expect(levelOf("extended_key", xprv.replace("X", "Y"))).toBe("soft");
  });

  it("is masked when it is mistyped, and certain again where the words say what it is", () => {
    const mistyped = "5HtasZ6ofTHP6HCwTqTkLDuLQisYPah7aUnSKfC7h4hMUVw2gi6";
    expect(levelOf("private_key", mistyped)).toBe("soft");
    expect(levelOf("private_key", `my private key: ${mistyped}`)).toBe("hard");
  });

  it("is certain with zero-width characters inside", () => {
    const hidden = [...(wifKeys[0] ?? "")].join("\u200b");
    expect(foundIn(hidden)).toEqual([`private_key hard ${JSON.stringify(hidden)}`]);
  });

  it.each([
    ["a bitcoin address", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"],
    [
      "an extended public key",
      "xpub661MyMwAqRbcFtXgS5sYJABqqG9YLmC4Q1Rdap9gSE8NqtwybGhePY2gZ29ESFjqJoCu1Rupje8YtGqsefD265TMg7usUDFdp6W1EGMcet8",
    ],
    [
      "a Solana signature",
      "5VERv8NMvzbJMEkV8xnrLkEaWRtSz9CosKDYjCJjBRnbJLgp8uirBgmQpjKhoR4tjF3ZpRzrFmBV6UjKdiSZkQUW",
    ],
  ])("is not seen in %s", (_, text) => {
    expect(foundIn(text)).toEqual([]);
  });
});

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
    expect(levelOf("private_key", text)).toBe("hard");
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
    expect(levelOf("private_key", text)).toBe("none");
  });

  it("are doubtful alone, unless a transaction id is expected", () => {
    expect(levelOf("private_key", hash64)).toBe("soft");
    const expects = [{ kind: "transaction_id", slot: "transaction" }] as const;
    expect(levelOf("private_key", hash64, { expects })).toBe("none");
    expect(levelOf("private_key", `private key ${hash64}`, { expects })).toBe("hard");
  });

  it("are judged one by one", () => {
    const key = hash64.replaceAll("4", "7");
    expect(foundIn(`tx hash ${hash64}\nprivate key ${key}`)).toEqual([`private_key hard "${key}"`]);
  });

  it.each([
    ["63", hash64.slice(1)],
    ["65", `${hash64}a`],
    ["128", hash64 + hash64],
  ])("are exactly 64, not %s", (_, digits) => {
    expect(foundIn(`private key ${digits}`)).toEqual([]);
  });
});
