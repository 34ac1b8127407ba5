/** What is the same in every language, and so tells nothing about it. */
const NEUTRAL: readonly RegExp[] = [
  /https?:\/\/\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.-]+|[@#/]\w+/giu,
  /\b\w*\d\w*\b/gu,
  /\b(?:btc|eth|usdt|usdc|xrp|doge|trx|bnb|ltc|bch|sol|ada|shib|pepe|matic|avax|bitcoins?|ethereum|tether|solana|dogecoin|ripple|litecoin|htx|huobi|tron|kyc|uid|otp|sms|api|app|email|e-mail|id|ok|okay|google|authenticator|binance|telegram|twitter|discord|android|iphone|ios|wallet|token|coin|p2p|spot|futures|support|txid|hash)\b/giu,
];
/** Short words in capitals are names of coins and networks, unless the person shouts everything. */
const CAPITALS = /\b[A-Z]{2,6}\b/g;

/** The text without addresses, numbers, names of coins and of firms. */
export function withoutNeutral(text: string): string {
  const shouted = !/\p{Ll}/u.test(text);
  let rest = text.normalize("NFKC").replace(/[’ʼ]/g, "'");
  for (const pattern of NEUTRAL) rest = rest.replace(pattern, " ");
  return shouted ? rest : rest.replace(CAPITALS, " ");
}

export interface LetterCounts {
  readonly han: number;
  readonly kana: number;
  readonly hangul: number;
  readonly cyrillic: number;
  readonly latin: number;
  /** Letters of scripts that no served language uses. */
  readonly foreign: number;
}

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

export function countLetters(text: string): LetterCounts {
  const han = count(text, /\p{Script=Han}/gu);
  const kana = count(text, /[\p{Script=Hiragana}\p{Script=Katakana}]/gu);
  const hangul = count(text, /\p{Script=Hangul}/gu);
  const cyrillic = count(text, /\p{Script=Cyrillic}/gu);
  const latin = count(text, /\p{Script=Latin}/gu);
  const foreign = Math.max(0, count(text, /\p{L}/gu) - han - kana - hangul - cyrillic - latin);
  return { han, kana, hangul, cyrillic, latin, foreign };
}
