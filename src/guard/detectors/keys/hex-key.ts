import type { Detector, GuardContext, Span } from "../../detector.ts";
import type { Normalised } from "../../normalise.ts";

/** 64 hex digits standing alone: a private key and a transaction hash look alike, the words around them tell. */
const hexDigits = /(?<![0-9a-z])(?:0x)?[0-9a-f]{64}(?![0-9a-z])/g;

/** "The private key of my address": the address is not what the value is. */
const keyWords =
  /(?:priv(?:ate)?[ _-]?keys?|secret[ _-]?keys?|signing key|wallet key)(?: (?:of|for|to|from|in)(?: \p{L}+){1,3})?|私钥|私鑰|密钥|密鑰|秘密鍵|プライベートキー|개인 ?키|프라이빗 ?키|비밀 ?키|приват\p{L}*(?: ключ\p{L}*)?|закрыт\p{L}+ ключ\p{L}*|секретн\p{L}+ ключ\p{L}*|(?:clave|llave) (?:privada|secreta)(?: (?:de|del|para)(?: \p{L}+){1,3})?|khoa (?:rieng|bi mat|ca nhan)|(?:ozel|gizli) anahtar\p{L}*|chave (?:privada|secreta)(?: (?:d[aeo]|para)(?: \p{L}+){1,3})?|cle privee|import(?:ed)? (?:my )?(?:wallet|key)/gu;

const hashWords =
  /tx ?(?:id|hash|n)?\b|transactions?|hash(?:es)?|\bblocks?|deposit\p{L}*|withdraw\p{L}*|transfer\p{L}*|pub(?:lic)? ?keys?|pubkeys?|address\p{L}*|contract|signature|root|checksum|sha-?256|order|digest|commit|交易|哈希|区块|區塊|转账|轉賬|转帐|充值|充币|提币|提币|提现|入金|提領|公钥|公鑰|地址|合约|订单|トランザクション|ハッシュ|取引|送金|出金|公開鍵|アドレス|트랜잭션|거래|해시|입금|출금|송금|공개 ?키|주소|транзакц\p{L}*|хеш\p{L}*|хэш\p{L}*|депозит\p{L}*|вывод\p{L}*|перевод\p{L}*|публичн\p{L}*|адрес\p{L}*|transaccion\p{L}*|deposito|retiro|giao dich|ma giao|nap|rut|chuyen|islem\p{L}*|yatir\p{L}*|cekim\p{L}*|transac\p{L}*|saque|transferencia/gu;

const reach = 80;
/** Words after the value count as if they stood this much further away: people announce before they paste. */
const afterPenalty = 20;

const lastEnd = (text: string, pattern: RegExp) => {
  let end = -1;
  for (const match of text.matchAll(pattern)) end = match.index + match[0].length;
  return end;
};

/** Units between the value and the nearest of these words; Infinity when there is none in reach. */
const distance = (before: string, after: string, pattern: RegExp) => {
  const end = lastEnd(before, pattern);
  const [next] = after.matchAll(pattern);
  return Math.min(
    end === -1 ? Number.POSITIVE_INFINITY : before.length - end,
    next === undefined ? Number.POSITIVE_INFINITY : next.index + afterPenalty,
  );
};

const judge = (text: Normalised, start: number, end: number, context: GuardContext): Span[] => {
  const level = (() => {
    // Part of a link's path: an explorer's page of a transaction.
    if (text.text[start - 1] === "/") return undefined;
    const before = text.folded.slice(Math.max(0, start - reach), start);
    const after = text.folded.slice(end, end + reach);
    const key = distance(before, after, keyWords);
    const hash = distance(before, after, hashWords);
    if (key !== Number.POSITIVE_INFINITY && key <= hash) return "hard";
    if (hash < Number.POSITIVE_INFINITY) return undefined;
    return context.expects.some(({ kind }) => kind === "transaction_id") ? undefined : "soft";
  })();
  return level === undefined ? [] : [{ kind: "private_key", level, start, end }];
};

/** Private keys in hexadecimal. */
export const hexKey: Detector = {
  name: "hex-key",
  kinds: ["private_key"],
  find: (text, context) =>
    text.text.length < 64
      ? []
      : [...text.latin.matchAll(hexDigits)].flatMap((match) =>
          judge(text, match.index, match.index + match[0].length, context),
        ),
};
