/** What is the same in every language, and so tells nothing about it; and what every such thing has in it. */
const NEUTRAL: readonly { readonly pattern: RegExp; readonly hint?: RegExp }[] = [
  {
    pattern: /https?:\/\/\S+|www\.\S+|(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+|[@#/]\w+/giu,
    hint: /[@#/]|www\./i,
  },
  { pattern: /\b\w*\d\w*\b/giu, hint: /\d/ },
  {
    pattern:
      /\b(?:btc|eth|usdt|usdc|xrp|doge|trx|bnb|ltc|bch|sol|ada|shib|pepe|matic|avax|bitcoins?|ethereum|tether|solana|dogecoin|ripple|litecoin|htx|huobi|tron|kyc|uid|otp|sms|api|app|email|e-mail|id|ok|okay|google|authenticator|binance|telegram|twitter|discord|android|iphone|ios|wallet|token|coin|p2p|spot|futures|support|txid|hash)\b/giu,
  },
];
/** Short words in capitals are names of coins and networks, unless the person shouts everything. */
const CAPITALS = /\b[A-Z]{2,6}\b/g;

/** The text without addresses, numbers, names of coins and of firms. */
export function withoutNeutral(text: string): string {
  const shouted = !/\p{Ll}/u.test(text);
  let rest = text.normalize("NFKC").replace(/[’ʼ]/g, "'");
  for (const { pattern, hint } of NEUTRAL) {
    if (hint?.test(rest) !== false) rest = rest.replace(pattern, " ");
  }
  return shouted ? rest : rest.replace(CAPITALS, " ");
}

export interface LetterCounts {
  readonly latin: number;
  readonly han: number;
  readonly kana: number;
  readonly hangul: number;
  readonly cyrillic: number;
}

const scripts = [
  /\p{Script=Latin}/u,
  // Radicals are signs, not letters.
  /(?=\p{L})\p{Script=Han}/u,
  /[\p{Script=Hiragana}\p{Script=Katakana}]/u,
  /\p{Script=Hangul}/u,
  /\p{Script=Cyrillic}/u,
] as const;
const noScript = scripts.length;

const computeScript = (codePoint: number): number => {
  const character = String.fromCodePoint(codePoint);
  const script = scripts.findIndex((pattern) => pattern.test(character));
  return script === -1 ? noScript : script;
};

const unknownScript = 255;
/** By code point, as far as one unit reaches; found out when first asked for. */
const knownScripts = new Uint8Array(0x10000).fill(unknownScript);

const scriptOf = (codePoint: number): number => {
  const known = knownScripts[codePoint] ?? unknownScript;
  if (known !== unknownScript) return known;
  const script = computeScript(codePoint);
  if (codePoint < knownScripts.length) knownScripts[codePoint] = script;
  return script;
};

export function countLetters(text: string): LetterCounts {
  const counts = new Uint32Array(noScript + 1);
  for (let at = 0; at < text.length; at += 1) {
    const codePoint = text.codePointAt(at) ?? 0;
    if (codePoint > 0xffff) at += 1;
    const script = scriptOf(codePoint);
    counts[script] = (counts[script] ?? 0) + 1;
  }
  const [latin = 0, han = 0, kana = 0, hangul = 0, cyrillic = 0] = counts;
  return { latin, han, kana, hangul, cyrillic };
}
