import { coinPatterns } from "./entities.ts";

/** One name for each coin, whatever people call it; what stands not here is its own name. */
const tickers: readonly (readonly [RegExp, string])[] = [
  [/^(?:xbt|bitcoins?|比特[币幣]|ビットコイン|비트코인|биткоин.*)$/i, "BTC"],
  [/^(?:ethereum|ether|以太坊|以太币|イーサリアム|이더리움|эфир.*)$/i, "ETH"],
  [/^(?:tether|泰达币|泰達幣)$/i, "USDT"],
  [/^(?:litecoin|莱特币)$/i, "LTC"],
  [/^(?:dogecoin|狗狗币)$/i, "DOGE"],
  [/^(?:ripple|瑞波币)$/i, "XRP"],
  [/^(?:tron|波场币)$/i, "TRX"],
  [/^(?:tron network|波场网络)$/i, "TRC20"],
  [/^以太坊网络$/, "ERC20"],
  [/^solana$/i, "SOL"],
  [/^cardano$/i, "ADA"],
];

/** A coin or network as notices and counts name it: "trc-20" and "TRC 20" are `TRC20`, "bitcoin" is `BTC`. */
export const coinName = (word: string): string => {
  const plain = word.normalize("NFKC").trim();
  return tickers.find(([pattern]) => pattern.test(plain))?.[1] ?? plain.replace(/[\s-]/g, "").toUpperCase();
};

/** Who names more tells a story: the first ones are what it is about. */
const most = 8;

/** Coins and networks that a text names, each once, in the order in which they come. */
export const coinsIn = (text: string): readonly string[] => {
  const plain = text.slice(0, 2_000).normalize("NFKC");
  const hits = coinPatterns.flatMap((pattern) => [...plain.matchAll(pattern)]);
  hits.sort((one, other) => one.index - other.index);
  return [...new Set(hits.map(([word]) => coinName(word)))].slice(0, most);
};

export const withoutCoins = (text: string): string =>
  coinPatterns.reduce((left, pattern) => left.replace(pattern, " "), text.normalize("NFKC"));
