import { describe, expect, it } from "vitest";
import { isLuhn } from "../../../../src/guard/detectors/identity/check-digits.ts";
import { coverOf, credentialsIn, drawer } from "../made-up.ts";

const { draw, from } = drawer(23);

const withCheck = (head: string): string => {
  const digit = [..."0123456789"].find((last) => isLuhn(head + last));
  return `${head}${digit}`;
};
const cardOf = (prefix: string, size: number) => withCheck(prefix + draw("digits", size - prefix.length - 1));

const issuers: readonly (readonly [string, string, number])[] = [
  ["Visa", "4", 16],
  ["Mastercard", "52", 16],
  ["Mastercard's second range", "2221", 16],
  ["its end", "2720", 16],
  ["American Express", "37", 15],
  ["UnionPay", "6222", 19],
  ["UnionPay's credit", "6225", 16],
  ["JCB", "3530", 16],
  ["Discover", "6011", 16],
  ["Diners", "36", 14],
  ["Mir", "2202", 16],
  ["Troy", "9792", 16],
  ["RuPay", "6521", 16],
];
const grouped = (card: string, joint: string) =>
  card.length < 16
    ? [card.slice(0, 4), card.slice(4, 10), card.slice(10)].join(joint)
    : (card.match(/.{1,4}/g) ?? []).join(joint);

const sentences = [
  "my card {}",
  "card number: {}",
  "my visa {} was declined",
  "{} is my card",
  "卡号：{}",
  "我的银行卡{}绑不上",
  "信用卡 {}",
  "カード番号は{}です",
  "クレジットカード：{}",
  "카드번호는 {} 입니다",
  "номер карты {}",
  "моя карта: {}",
  "mi tarjeta es {}",
  "số thẻ: {}",
  "thẻ tín dụng {}",
  "kart numaram {}",
  "meu cartão {}",
];

describe("a payment card", () => {
  it.each(issuers)("of %s is certain as it is printed, with no word", (_, prefix, size) => {
    for (const joint of [" ", "-", ".", "\n", "  ", " - "]) {
      const written = grouped(cardOf(prefix, size), joint);
      expect(coverOf(written, written)).toBe("payment_card hard");
      expect(coverOf(`你好，${written} 谢谢`, written)).toBe("payment_card hard");
    }
  });

  it.each(sentences)("is certain beside what people call it: %s", (template) => {
    for (const [, prefix, size] of issuers) {
      const card = cardOf(prefix, size);
      expect(coverOf(template.replace("{}", card), card)).toBe("payment_card hard");
    }
  });

  it("is certain in digits of other scripts", () => {
    const card = cardOf("4", 16);
    const wide = [...card].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join("");
    const arabic = [...card].map((digit) => String.fromCodePoint(0x660 + Number(digit))).join("");
    expect(coverOf(`卡号${wide}`, wide)).toBe("payment_card hard");
    expect(coverOf(`card ${arabic}`, arabic)).toBe("payment_card hard");
  });

  it.each([
    "{} 12/27 123",
    "{}|12|27|123",
    "card {} exp 05/28 cvv 123",
    "卡号{}，有效期05/28，安全码：123",
    "номер {}, срок 05/28, CVC 123",
    '{"number":"{}","exp":"05/28","cvv":"123"}',
    "tarjeta {} caduca 05/28 cvv 123",
    "カード番号 {} 有効期限 05/28 セキュリティコード 123",
    "CVV 123, card {}",
  ])("is masked with the code on its back: %s", (template) => {
    for (const card of [cardOf("4", 16), grouped(cardOf("51", 16), " ")]) {
      const text = template.replace("{}", card);
      expect(coverOf(text, card)).toBe("payment_card hard");
      expect(credentialsIn(text)).toContain('payment_card hard "123"');
    }
  });

  it("is doubtful as a bare run of digits", () => {
    const card = cardOf("4", 16);
    expect(coverOf(card, card)).toBe("payment_card soft");
    expect(coverOf(`look at ${card} please`, card)).toBe("payment_card soft");
  });
});

describe("a number that is no card", () => {
  const lure = () => cardOf(from(["4", "52", "6222", "3530", "6011"]), 16);

  it.each([
    "order {}",
    "order id: {}",
    "my order {} is stuck",
    "订单号 {}",
    "订单{}没成交",
    "заказ {}",
    "pedido {}",
    "注文番号 {}",
    "주문번호 {}",
    "mã đơn hàng {}",
    "sipariş no {}",
    "orderId={}",
    "UID {}",
    "用户ID {}",
    "transaction {}",
    "流水号{}",
    "tracking number {}",
    "ticket {}",
    "phone {}",
    "timestamp {}",
    "{} SHIB",
    "{} USDT",
    "0.{}",
    "0x{}",
    "https://www.htx.com/order/{}",
    "I paid by card, order number {}",
    "P2P order {} paid by bank card but not released",
    "gift card {}",
    "test card number {}".replace("{}", "4242 4242 4242 4242"),
    "DE89{}",
  ])("is left alone though its check digit is right: %s", (template) => {
    for (let i = 0; i < 20; i += 1) expect(credentialsIn(template.replace("{}", lure()))).toEqual([]);
  });

  it.each([
    ["a wrong check digit", "4539 5787 6362 1487"],
    ["no issuer", "1234 5678 9012 3452"],
    ["a masked number", "4539 **** **** 1486"],
    ["the last four", "card ending in 1486"],
    ["zeros", "0000 0000 0000 0000"],
    ["a time", "1700000000000"],
    ["a phone number", "+86 138 0013 8000"],
    ["an IBAN", "DE89 3704 0044 0532 0130 00"],
    ["amounts", "1,234,567.89 and 9,876,543.21"],
  ])("is not seen in %s", (_, text) => {
    expect(credentialsIn(text)).toEqual([]);
  });

  it("is never certain as a bare run, whatever its digits", () => {
    const runs = Array.from({ length: 5_000 }, () => draw("digits", from([13, 14, 15, 16, 17, 18, 19])));
    const sure = runs.filter((run) => coverOf(`hi ${run}`, run) === "payment_card hard");
    expect(sure).toEqual([]);
  });
});
