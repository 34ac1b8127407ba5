import type { Detector, Span } from "../../detector.ts";
import { isPlaceholder, mayHoldOpaque } from "./credential-shapes.ts";

const dash = "[-\\u2013-\\u2015]";
/** Access and secret keys of HTX have one shape: groups of 8 (since 2020 of 10), 8, 8 and 5 letters and digits. */
const htx = new RegExp(
  `(?<![A-Za-z0-9_-])[A-Za-z0-9]{4,16}${dash}[A-Za-z0-9]{8}${dash}[A-Za-z0-9]{8}${dash}[A-Za-z0-9]{5}(?![A-Za-z0-9_-])`,
  "g",
);
const keyWords =
  /api|key|secret|access|htx|huobi|火[币幣]|密[钥鑰]|ключ|секрет|clave|chave|khoa|anahtar|キー|키|\b[as]k\b/;
const reach = 80;

/** Keys of Coinbase are named by two UUIDs; the signing key is a PEM block of its own. */
const coinbase = /organizations\/[0-9a-f]{8}-[0-9a-f-]{27}\/apiKeys\/[0-9a-f]{8}-[0-9a-f-]{27}/gi;

const isMixed = (group: string) => /\d/.test(group) && /[A-Za-z]/.test(group);

const judgeHtx = (value: string, around: () => string): Span["level"] | undefined => {
  const groups = value.split(new RegExp(dash));
  const [prefix = "", ...rest] = groups;
  const tail = rest.join("");
  const all = groups.join("");
  const letters = all.replace(/\d/g, "").length;
  // Words and dates with dashes have the same lengths now and then.
  if (letters < 2 || all.length - letters < 2 || /x{3}/i.test(value) || isPlaceholder(value))
    return undefined;
  const mixed = rest.filter(isMixed).length;
  const isSure =
    (mixed >= 2 || (mixed === 1 && /^[0-9a-f]+$/.test(tail))) && prefix.length >= 8 && prefix.length <= 12;
  return isSure || keyWords.test(around()) ? "hard" : "soft";
};

/** API keys of exchanges that are known by their shape, with no word beside them. */
export const exchangeApiKey: Detector = {
  name: "exchange-api-key",
  kinds: ["api_key"],
  proof: "it has the shape of an exchange's keys",
  find: ({ text, folded }) => {
    if (text.length < 28 || !mayHoldOpaque(text)) return [];
    const spans: Span[] = [];
    for (const { 0: value, index } of text.matchAll(htx)) {
      const end = index + value.length;
      const level = judgeHtx(value, () => folded.slice(Math.max(0, index - reach), end + reach));
      if (level !== undefined) spans.push({ kind: "api_key", level, start: index, end });
    }
    if (folded.includes("/apikeys/"))
      for (const { 0: value, index } of text.matchAll(coinbase))
        spans.push({ kind: "api_key", level: "hard", start: index, end: index + value.length });
    return spans;
  },
};
