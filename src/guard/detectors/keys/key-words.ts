import { withFoldedLetters } from "../../folded-letters.ts";

/**
 * How people of many languages name a private key. All patterns run on folded text: lower case, no Latin accents.
 */
const word = (alternatives: string) =>
  withFoldedLetters(`(?<![\\p{Script=Latin}\\p{Script=Cyrillic}\\p{N}])(?:${alternatives})`);

const privateKey = [
  // English, also as a name in code and in Latin-script slang of every language.
  "priv(?:ate|at|e|ete)?[ _.-]{0,2}(?:wallet[ _-])?(?:keys?|k(?![a-z]))(?![a-z]*word)|privkeys?|pvt[ _-]?keys?|p[ _-]?keys?(?![a-z])|secret[ _.-]?keys?|signing[ _-]?keys?|spend[ _-]?keys?|private (?:view|spend|ed25519|secp256k1|hex|eth|btc|sol|trx|wallet)[a-z]{0,8}[ _-]?keys?|(?:wallet|owner|master|hex|raw|extended|unencrypted)(?:['’]s)?[ _-]?(?:private[ _-]?|secret[ _-]?)?keys?|key ?phrase|keypairs?|secret (?:bytes|seed|number|exponent)|(?:metamask|trust ?wallet|tronlink|phantom|ledger|trezor|electrum|imtoken|tokenpocket|trx|eth|btc|bsc|sol)[ _-](?:private[ _-]?)?keys?",
  "私[钥鑰匙key]|[密秘][钥鑰匙](?!.?交换)|私有?密?[钥鑰匙]|錢包金鑰|私人金鑰|私密金鑰|钱包的?(?:密码?)?[钥鑰匙]|私 [钥鑰]",
  "秘密(?:の)?(?:鍵|キー)|秘密ｷｰ|プライベート ?(?:・)?キー|シークレット ?キー|(?:ウォレット|財布)の?(?:秘密)?(?:鍵|キー)|プラベキー|秘匿鍵|個人鍵",
  "(?:개인|비밀|비공개|사설|사적) ?키|프라이[빗벳비][트]? ?키|프라이빗키|시크릿 ?키|지갑 ?(?:비밀 ?|개인 ?)?키|프키",
  word(
    "прив[аие]?т?\\p{L}*[ _-]*ключ\\p{L}*|приватник\\p{L}*|при(?:в|ват)[ -]?ке\\p{L}*|(?:за|с)крыт\\p{L}+ ключ\\p{L}*|секрет\\p{L}* (?:ключ|кей)\\p{L}*|частн\\p{L}+ ключ\\p{L}*|личн\\p{L}+ ключ\\p{L}*|ключ\\p{L}* (?:от |для |к |мо\\p{L}+ )*(?:кошельк|кошел|гаманц)\\p{L}*|прив[іи]т?н\\p{L}+ ключ\\p{L}*|сид[ -]?ключ\\p{L}*|тайн\\p{L}+ ключ\\p{L}*|таємн\\p{L}+ ключ\\p{L}*",
  ),
  word(
    "(?:clave|llave|contrasena|frase)s? (?:muy )?(?:privad|secret|particular)\\p{L}*|(?:clave|llave|key)s? (?:privad\\p{L} )?(?:de|del|para)(?: mi| la| el| su| tu)? (?:wallet|billetera|monedero|cartera)|(?:key|llave) privada",
  ),
  word(
    "chaves? (?:muito )?(?:privad|secret|particular|pessoa)\\p{L}*|(?:chave|key)s? (?:privad\\p{L} )?d[aeo](?: minha| meu| sua| seu)? (?:wallet|carteira)|key privada",
  ),
  word(
    "khoa (?:rieng|bi mat|ca nhan|rieng tu|mat|vi)|chia khoa (?:rieng|bi mat|ca nhan|vi)|ma (?:khoa )?(?:rieng tu|bi mat vi)|key (?:vi|cua vi)|private ?key",
  ),
  word(
    "(?:ozel|gizli|kisisel|mahrem|sahsi) (?:\\p{L}+ )?(?:anahtar|key)\\p{L}*|cuzdan\\p{L}* (?:ozel |gizli )?(?:anahtar|key)\\p{L}*|private ?key\\p{L}*",
  ),
  word(
    "cl(?:e|ef)s? (?:privee?|secrete|personnelle)s?|cl(?:e|ef)s? (?:de|du) (?:mon |ma |ton |votre |notre )?(?:portefeuille|wallet)",
  ),
  word(
    "privat\\p{L}{0,3}[ -]?(?:schlussel|key)\\p{L}*|geheim\\p{L}{0,3}[ -]?schlussel\\p{L}*|(?:wallet|geheim)-?schlussel\\p{L}*",
  ),
  word(
    "kunci (?:privat|pribadi|rahasia|dompet|wallet|private)|(?:private|secret) ?key ?(?:nya|ku)?|chiav[ei] (?:privat|segret)\\p{L}|klucz\\p{L}* (?:prywatn|tajn)\\p{L}*|prywatn\\p{L}* klucz\\p{L}*|priv[ea]\\p{L}* sleutel\\p{L}*",
  ),
  "(?:ال)?مفتاح\\p{L}* (?:ال)?(?:خاص|سري)\\p{L}*|مفاتيح\\p{L}* (?:ال)?(?:خاص|سري)\\p{L}*|برايفت ?كي|کلید (?:خصوصی|شخصی)",
  "निजी (?:कुंजी|की)|प्राइवेट ?(?:की|कुंजी)|गुप्त कुंजी|सीक्रेट की|(?:คีย์|กุญแจ|รหัส)(?:ส่วนตัว|ลับ)|ไพรเวท ?คีย์|ไพรเวตคีย์",
].join("|");

/** Names of a private key that mean nothing else. */
export const privateKeyWord = new RegExp(privateKey, "gu");

const reach = 60;

/** Tells whether a private key is named within 60 units of a value; the text is read once, when first asked. */
export const keyWordsOf = (folded: string): ((start: number, end: number) => boolean) => {
  let places: readonly { readonly start: number; readonly end: number }[] | undefined;
  return (start, end) => {
    places ??= [...folded.matchAll(privateKeyWord)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
    }));
    // "suiprivkey1…" and "AGE-SECRET-KEY-1…" name themselves.
    const from = /[-_]/.test(folded[start - 1] ?? "") ? start - 1 : start + 1;
    return places.some(
      (place) =>
        (place.end > start - reach && place.end < from) || (place.start >= end && place.start < end + reach),
    );
  };
};
