import { seededRandom } from "../../src/knowledge/seeded-random.ts";

const templates: readonly string[] = [
  "Hi, my withdrawal of {amount} {coin} has been processing since this morning",
  "withdrawal {amount} {coin} to {address} still pending, order {order}",
  "txid {hash} has {small} confirmations and nothing arrived",
  "https://etherscan.io/tx/0x{hash} says success, my UID is {uid}",
  "deposit hash: 0x{hash}",
  "transaction id {hash} amount {amount}",
  "my uid {uid}, order id {order}, created {date}",
  "I sent {amount} {coin} to {address} two hours ago and the balance shows zero",
  "error code {code} when I try to log in, what does it mean?",
  "the promo code {promo} does not work",
  "my phone is +86 138 {phone} and no sms comes",
  "verification code expired before it reached me",
  "my password is incorrect every time, I am sure it is right",
  "how do I reset my password please",
  "what is a seed phrase and do you need mine?",
  "never share your seed phrase with anybody who writes first",
  "ticket {order} is open since {date}, any news?",
  "lol what a day, {coin} at {amount} again",
  "gm everyone, is {coin} listing today?",
  "price of {coin} went from {amount} to {amount} in {small} minutes, insane pump",
  "contract address {address} is that the official one",
  "block {block} hash {hash}",
  "提币 {amount} {coin} 一直显示处理中，订单号 {order}",
  "交易哈希 {hash}，已经 {small} 个确认",
  "我的UID是{uid}，充值没到账",
  "收不到验证码，手机号 138{phone}",
  "密码错误，登录不上怎么办",
  "身份认证又失败了，为什么",
  "Мой вывод {amount} {coin} висит уже {small} часов, заявка {order}",
  "хэш транзакции {hash}",
  "не приходит код подтверждения на телефон",
  "Mi retiro de {amount} {coin} sigue pendiente, orden {order}",
  "no me llega el código de verificación",
  "出金 {amount} {coin} がまだ届きません、注文番号 {order}",
  "認証コードが届きません",
  "출금 {amount} {coin} 이 아직 안 왔어요. 주문번호 {order}",
  "인증번호가 안 와요",
  "tôi không nhận được mã xác minh, uid {uid}",
  "para çekme işlemim hâlâ beklemede, {amount} {coin}, {date}",
  "Meu saque de {amount} {coin} ainda não chegou, txid {hash}",
  "ok",
  "thanks, that helped a lot!",
  "you should look above the table before you buy the ticket because the price may change again next week, they said in the long article about how the market works when people sell what they own",
];

const pick = <T>(items: readonly T[], random: () => number): T | undefined =>
  items[Math.floor(random() * items.length)];
const digits = (count: number, random: () => number) =>
  Array.from({ length: count }, (_, n) => Math.floor(random() * (n === 0 ? 9 : 10)) + (n === 0 ? 1 : 0)).join(
    "",
  );
const hex = (count: number, random: () => number) =>
  Array.from({ length: count }, () => Math.floor(random() * 16).toString(16)).join("");

const slots: Readonly<Record<string, (random: () => number) => string>> = {
  amount: (random) => (random() * 10 ** Math.floor(random() * 6)).toFixed(Math.floor(random() * 5)),
  coin: (random) => pick(["BTC", "ETH", "USDT", "TRX", "SOL", "DOGE", "HTX"], random) ?? "",
  uid: (random) => digits(8, random),
  order: (random) => digits(10 + Math.floor(random() * 9), random),
  hash: (random) => hex(64, random),
  address: (random) => `0x${hex(40, random)}`,
  block: (random) => digits(8, random),
  code: (random) => digits(4 + Math.floor(random() * 3), random),
  promo: (random) => `HTX${digits(4, random)}`,
  phone: (random) => digits(8, random),
  small: (random) => digits(1 + Math.floor(random() * 2), random),
  date: (random) => `2026-0${1 + Math.floor(random() * 9)}-${10 + Math.floor(random() * 18)}`,
};

/** What people write to support and in groups of traders, with numbers, hashes and addresses that differ each time. */
export function* ordinaryTexts(count: number, seed = 1): Generator<string> {
  const random = seededRandom(seed);
  for (let n = 0; n < count; n += 1)
    yield (pick(templates, random) ?? "").replace(
      /\{([a-z]+)\}/g,
      (_, slot: string) => slots[slot]?.(random) ?? "",
    );
}
