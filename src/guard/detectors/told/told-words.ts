/**
 * How people of the ten languages name a password or a one-time code, tell it, and speak of it without telling it.
 * All patterns run on folded text: lower case, no Latin accents, NFKC.
 */
const before = "(?<![\\p{L}\\p{N}])";
const behind = "(?![\\p{L}\\p{N}])";
const word = (alternatives: string) => `${before}(?:${alternatives})${behind}`;

/** Fits every text that one of the patterns fits, and a tenth of the time tells that none does: most texts have no noun. */
const hintOf = (...patterns: readonly RegExp[]): RegExp =>
  new RegExp(
    patterns.map(({ source }) => source.replaceAll(before, "").replaceAll(behind, "")).join("|"),
    "u",
  );

/** Nouns that mean nothing else. */
export const passwordNoun = new RegExp(
  [
    word(
      "pass ?words?|passwords?|passwd|pwds?|pw|psw|passcodes?|pass ?phrases?|парол(?:ь|я|ю|ем|и|ей)|contrasenas?|senhas?|palavra[- ]passe|mat khau|sifre(?:m|n|si|miz|niz|ler|min)?|parola(?:m|n|si|miz|niz|min)?|login pass",
    ),
    "密码|密碼|口令|パスワード|暗証番号|パスコード|비밀 ?번호|비번|패스워드|암호(?![화명학문])",
  ].join("|"),
  "gu",
);

/** Nouns that count only when the value is set apart by a colon or a copula, or is said to be one's own. */
export const weakPasswordNoun = new RegExp(
  word("pass|pin(?: ?code| ?number)?s?|clave|mk|пин(?:[- ]?код)?|pin kodum?"),
  "gu",
);

export const passwordHint = hintOf(passwordNoun, weakPasswordNoun);

const codeAdjective =
  "verification|verify|verif|authentication|authenticator|auth|confirmation|confirm|security|2fa|two[- ]factor|2[- ]factor|mfa|otp|totp|sms|text(?: message)?|log ?-?in|sign ?-?in|one[- ]time|google(?: auth(?:enticator)?)?|e?-?mail|phone|mobile|withdrawal";

export const codeNoun = new RegExp(
  [
    word(
      [
        `(?:${codeAdjective})[ -]?(?:pass)?(?:codes?|token|number)`,
        "one[- ]time (?:password|passcode|pin)|otps?|totp",
        "код(?:а|ом)? (?:подтвержд\\p{L}+|из (?:смс|sms|письма|приложения)|провер\\p{L}+|авториз\\p{L}+|вериф\\p{L}+|аутентиф\\p{L}+|безопасн\\p{L}+|доступа|входа|2fa)",
        "(?:смс|sms)[- ]?код\\p{L}{0,2}|проверочн\\p{L}+ код\\p{L}?|одноразов\\p{L}+ (?:код|пароль)\\p{L}?",
        "codigo (?:de |del |do )?(?:verificacion|confirmacion|seguridad|acceso|sms|autenticacion|verificacao|confirmacao|seguranca|acesso|autenticacao|2fa|google)",
        "ma (?:xac (?:minh|thuc|nhan)|otp|2fa|bao mat|code)",
        "(?:dogrulama|onay|guvenlik|sms|giris|2fa|google) kod(?:u|um|unu|umu|lari)?|tek kullanimlik (?:sifre|kod)\\p{L}*",
      ].join("|"),
    ),
    "(?:谷歌|二次|双重|两步|短信|邮箱|手机)验证(?![器码])|验证码|驗證碼|校验码|校驗碼|动态码|動態碼|动态口令|動態密碼|动态密码|短信码|簡訊碼|谷歌码|確認碼|验证代码|安全码",
    "(?:認証|確認|検証)(?:コード|番号)|ワンタイム(?:パスワード|コード)|(?:sms|二段階認証)(?:の)?コード",
    "인증 ?(?:번호|코드)|확인 ?(?:코드|번호)|보안 ?코드|일회용 ?(?:비밀번호|코드)|otp ?번호",
  ].join("|"),
  "gu",
);

/** "Code" alone may be an error, a promotion or a country: see {@link otherCode}. */
export const weakCodeNoun = new RegExp(
  [word("codes?|код(?:а|ом)?|codigos?|kod(?:u|um|unu|umu)?|ma(?= cua (?:toi|minh|em))"), "コード|코드"].join(
    "|",
  ),
  "gu",
);

export const codeHint = hintOf(codeNoun, weakCodeNoun);

/** Speaks of codes that are no secret. */
export const otherCode =
  /error|promo|referr?al|invit|country|area|zip|post(?:al)?\b|coupon|discount|gift|voucher|bonus|reward|claim|\bqr\b|barcode|status|source|swift|sort code|ifsc|branch|http|bug|ошибк|промо|реферал|приглаш|стран|индекс|купон|скидк|错误|錯誤|优惠|優惠|邀请|邀請|推荐|区号|邮编|エラー|クーポン|招待|紹介|오류|에러|쿠폰|추천|초대|할인|invitacion|descuento|referido|convite|desconto|indicacao|khuyen mai|gioi thieu|\bloi\b|\bhata|indirim|davet|\berro\b/;

/** Stands before the noun: the value is the person's own. */
export const mine =
  /(?:(?<!\p{L})(?:my|mi|minha|meu|benim|мо[йяею]\p{L}{0,2}|пришел|получил\p{L}?|вот)\s+(?:\p{L}+\s+){0,3}|(?:我的?|咱|本人|私の|僕の|俺の|내|제|나의)[^\n.,!?。]{0,8})$/u;
/** Stands before the noun: it is a certain one that the sentence is about. */
export const certain = /(?<!\p{L})(?:the|this|that|here(?:['’]s| is)|el|la|o|a|это)\s+(?:\p{L}+\s+){0,3}$/u;
/** Stands after the noun, as in Vietnamese and Turkish. */
export const ownAfter = /^ (?:cua )?(?:toi|minh|em|to|tao|anh|chi)(?!\p{L})/u;

/** The noun only qualifies another one: "password manager". */
export const compound =
  /^[ -](?:hash\p{L}*|manager|field|box|length|polic|reset|recover|rules?|strength|protect|prompt|page|screen|form\b|link|change|attempt|entry|input|error|requirement|hint|format|generator|is case)/u;

const signs = "(?:[:=]+|-+>|=>|→|➡)";

/** Words between the noun and what tells: "the password for my account is". */
const filler = "(?: (?!(?:is|was|es|e|la|это)(?!\\p{L}))[\\p{L}'’&]+){0,7}";
const cjkFiller = "[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Hangul}]{0,6}?";
const quote = "[\"'`*_|)\\]”’»」]{0,2}";

export interface Connector {
  readonly how: "sign" | "copula";
  /** Nothing stands between the noun and what tells. */
  readonly direct: boolean;
  readonly pattern: RegExp;
}

const copula = "(?:['’]s| (?:is|was|are|es|era|sera|e|la|это|был|dir))(?!\\p{L})";
const adverbs =
  "(?: (?:still|just|now|actually|currently|set to|simply|also|always|only|this|like|exactly|the following|sera|esta|ahora))*(?: ?[:=-]+)?";

/** From the end of the noun to the value, the surest way first. */
export const connectors: readonly Connector[] = [
  { how: "sign", direct: true, pattern: new RegExp(`^${quote}\\s?(?:${signs}|\\s[-–—])\\s*`, "u") },
  { how: "copula", direct: true, pattern: new RegExp(`^${copula}${adverbs}\\s+`, "u") },
  { how: "sign", direct: false, pattern: new RegExp(`^${filler}(?: ?${signs}\\s*| [-–—]\\s+)`, "u") },
  { how: "copula", direct: false, pattern: new RegExp(`^${filler}${copula}${adverbs}\\s+`, "u") },
  {
    how: "copula",
    direct: true,
    pattern: /^\s?(?:是|为|為|係|就是|は|が|는|은|가|이|을|를)\s?:?\s*/u,
  },
  {
    how: "copula",
    direct: false,
    pattern: new RegExp(`^\\s?${cjkFiller}\\s?(?:是|为|為|係|就是|は|が|는|은|가|이)\\s?:?\\s*`, "u"),
  },
  {
    how: "copula",
    direct: false,
    pattern: /^\s?我?(?:刚|剛)?(?:收到|发来|發來|输入|輸入|设|設)(?:了|的|成)?(?:是|为|為)?\s?:?\s*/u,
  },
];

/** Said of a password, not told as one. Folded. */
export const statusWords = new Set(
  (
    "incorrect wrong invalid required expired locked blocked disabled changed reset updated correct right valid fine ok okay good bad " +
    "weak strong secure safe unsafe lost gone forgotten stolen leaked hacked compromised unknown missing empty blank hidden needed " +
    "mandatory optional sensitive confidential secret private different same accepted rejected denied refused failing failed broken " +
    "working shown visible encrypted hashed stored saved protected enabled longer shorter simple complex long short not never always " +
    "being my your the a an in on at to for too very also here there below above this that what which correctly incorrectly " +
    "perfect useless ready random unique none null undefined string password passwords username email phone number code account " +
    "incorrecta incorrecto incorreta incorreto invalida invalido erronea errada vencida bloqueada perdida olvidada esquecida segura " +
    "yanlis hatali gecersiz dogru unuttum sai dung quen khong mat bi"
  ).split(" "),
);

/** Behind a number: it counts something. Folded; matched right behind the value. */
export const unitBehind =
  /^ ?(?:位|个|個|字|分|秒|次|天|小时|小時|条|元|円|時間|回|文字|桁|日|자리|분|초|번|회|글자|자|символ|знак|цифр|минут|секунд|раз|дн|час|digit|char|letter|symbol|minute|min\b|second|sec\b|hour|day|time|week|month|year|word|caracter|digito|minuto|segundo|vez|vec|hora|dia|ky tu|so\b|phut|giay|lan|karakter|hane|dakika|saniye|kez|%|usdt?\b|btc|eth|€|\$|₽|¥|khz|mb|gb|bits?\b|bytes?\b)/u;

/** Speaks of a password that is gone: what looks like a value in such a sentence is an account or an order. */
export const lostWords =
  /forg[eo]t|reset|recover|lost|remember|unlock|忘|丢|重置|找回|забыл|сброс|восстан|потер|olvid|restable|esquec|redefin|recuper|quen|unut|sifirla|忘れ|再設定|잊|재설정|초기화/;

/** Right before a value: it names an account, an order or a place, not a secret. */
export const accountWord =
  /(?:user ?(?:name)?|accounts?|acc|uid|id|login|order|ref(?:erence)?|ticket|app|version|用户名?|账号|帐号|账户|订单|工单|аккаунт\p{L}*|логин\p{L}*|заказ\p{L}*|usuario|cuenta|orden|pedido|conta|tai khoan|don hang|hesap\p{L}*|siparis|アカウント|注文|계정|주문)\s?(?:is|no\.?|number|是|号|#|:)?\s?$/u;

/** Right before a value: the password was set to it. */
export const setWord =
  /(?:\bto|[:=]|改成|改为|改為|设成|设为|设置为|設為|設成|на|\ben|\bpara|\bthanh|\bolarak|に変更)\s?了?\s*["'“‘「]?$/u;

/** A code that "arrived" is one that was sent to the person. */
export const arrived = /приш(?:ел|ла|ло)|\bllego|chegou|gelen|geldi|den roi|도착|来了|收到|届い/;

/** Ways by which one-time codes come. */
export const codeChannel =
  /\bsms\b|смс|短信|手机|e?-?mail|邮箱|google|гугл|谷歌|authenticat|аутентифик|\b2fa\b|\botp\b|log ?in|sign ?in|вход|登录|телефон|phone|문자|メール/;

export const negation =
  /n['’]?t\b|\bnot\b|never|\bno\b|expire|invalid|wrong|incorrect|fail|没|不|未|无|错|не\b|неверн|\bnao\b|khong|chua|degil|yanlis|gelmi|届か|届き|ない|안 |못|않/u;
