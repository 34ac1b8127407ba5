/**
 * How people of the ten languages name a credential, and what else long values are. One pattern over folded text (lower
 * case, no Latin accents, NFKC), so that a text is looked through once.
 */
export type LabelSort = "api" | "token" | "anyToken" | "totp" | "weak" | "other";

/** Where a label stands in the folded text, and what it says of the value beside it. */
export interface Label {
  readonly sort: LabelSort;
  readonly start: number;
  readonly end: number;
}

const latinBefore = "(?<![a-z])";
const sign = `(?=["'\`*_)\\]]{0,3}\\s?(?:[:=]|->|=>|→|[-–—] |是|为|為|は|는|은|это|(?:is|es|e|la)(?![a-z])))`;

const exchange =
  "(?:(?<![a-z])(?:binance|okx|okex|bybit|kucoin|bitget|mexc|gate\\.?io|kraken|coinbase|huobi|htx|bitfinex|bitmex|deribit|upbit|bithumb)(?![a-z])|币安|幣安|欧易|歐易|火币|火幣|バイナンス|바이낸스|업비트|빗썸|бинанс\\p{L}*)";

const api = [
  `${latinBefore}(?:api|app|access|secret|client|consumer|exchange|trading|trade|read(?:[- ]?only)?|v5)[ _.-]?(?:secret|access|private|api)?[ _.-]?(?:keys?|secrets?|credentials?)(?:[ _.-]?(?:id|secret|value))?(?![a-z])(?: ?\\([^()\\n]{1,12}\\))?`,
  `${latinBefore}api[ _-]?pass(?:phrase|word)?(?![a-z])`,
  `${latinBefore}(?:key|client)[ _-]?secret|accesskeyid|secretkey|apikey|apisecret|(?<![a-z0-9])hmac[ _-]?(?:key|secret)`,
  `api (?:of|for|on|from|at|da|de|del|do|на|от|для|của|cua) (?:my |the )?${exchange}|(?:credenciais|credenciales|datos|dados|учетн\\p{L}+ данн\\p{L}+|доступы?) (?:de |da |del |к |от )?(?:la )?(?:api|апи)|api ?(?:凭证|憑證|资料|資料|账号|credentials)`,
  `${exchange}(?:'s|的|の)?[ _-]?(?:api(?:[ _-]?keys?)?|keys?|secrets?|密[钥鑰]|キー|키|ключ\\p{L}*|anahtar\\p{L}*)(?![a-z])|(?:keys?|secrets?|clave|llave|chave|khoa) (?:for|of|de|da|cua) ${exchange}`,
  `${latinBefore}(?:ak|sk|secret|api)(?![a-z])${sign}`,
  "api ?(?:的)?(?:密[钥鑰匙码碼]|秘[钥鑰]|金[钥鑰]|口令|私[钥鑰]|公[钥鑰])|访问(?:密[钥匙]|秘钥)|訪問密鑰|存取金鑰|密[钥鑰匙]|秘[钥鑰]",
  "(?:api|アクセス|シークレット|秘密|apiシークレット)[ ・]?(?:キー|鍵)|シークレット|apiの(?:鍵|キー)",
  "(?:api|에이피아이|액세스|엑세스|접근|시크릿|비밀) ?키|api ?(?:시크릿|비밀)|시크릿",
  "(?:api|апи)[- ]?(?:ключ\\p{L}*|секрет\\p{L}*)|ключ\\p{L}* (?:от |для |к )?(?:api|апи|доступа)|секретн\\p{L}+ (?:api[- ]?)?ключ\\p{L}*|(?:публичн\\p{L}+|открыт\\p{L}+) (?:api|апи)[- ]ключ\\p{L}*",
  "(?:clave|llave|chave)s? (?:de |da |do |del )?(?:la |el |mi |minha )?(?:api|acces[os]o?|acesso|secreta)|secreto (?:de |del )?(?:la )?api|segredo (?:da |de )?api|api secreta",
  "khoa (?:api|bi mat|truy cap)|ma (?:bi mat )?api|api (?:bi mat|khoa)",
  "(?:api|erisim|gizli) (?:anahtar|sifre)\\p{L}*|api ?key(?:im|in|i|ler)\\p{L}{0,4}",
].join("|");

const tokenName =
  "(?:access|auth|authentication|authorization|bearer|refresh|session|id|login|log[- ]in|security|user|csrf|xsrf|jwt|bot|personal[ _-]access|oauth2?|device|reset|api)";
const token = [
  `${latinBefore}${tokenName}[ _-]?token(?:s|im|in|i|ler\\p{L}{0,4})?(?![a-z])|(?<![a-z])bearer(?![a-z])|hb-pro-token|(?<![a-z])jwt(?![a-z])`,
  `${latinBefore}session[ _-]?(?:ids?|keys?|cookies?|value)(?![a-z])|${latinBefore}(?:php|j)?sessid(?![a-z])|${latinBefore}cookies?(?![a-z])`,
  `${latinBefore}(?:aws|azure|gcp|google|cloud|github|gitlab|slack|discord|telegram|openai|stripe|infura|alchemy|heroku|cloudflare|twilio)[ _-](?:\\w{1,12}[ _-])?(?:secret|token|key|pat)(?:[ _-](?:access[ _-])?key)?(?![a-z])`,
  "(?:访问|訪問|存取|登录|登錄|登入|会话|會話|身份|授权|授權|刷新|用户|鉴权|认证)(?:令牌|token|凭证)|令牌|会话 ?id|會話 ?id",
  "(?:アクセス|認証|セッション|リフレッシュ|ログイン|ベアラー?)[ ・]?トークン|セッション ?id|クッキー",
  "(?:액세스|엑세스|인증|세션|리프레시|접근|로그인|갱신) ?토큰|세션 ?(?:id|아이디|키)|쿠키",
  "токен\\p{L}* (?:доступа|авторизации|сесси\\p{L}+|бота|входа|обновления)|(?:id|идентификатор|ключ) сесси\\p{L}+|куки(?!\\p{L})",
  "token (?:de |da |do )(?:acces[os]o?|acesso|sesion|sessao|autenticac\\p{L}+|autorizac\\p{L}+|actualizacion|atualizacao|login)",
  "(?:ma |token )(?:truy cap|phien|xac thuc|dang nhap)",
  "(?:erisim|oturum|kimlik dogrulama|yetkilendirme|yenileme) (?:token|jeton|belirtec|anahtar|cerez)\\p{L}*",
].join("|");

/** Of a login, or of a chain. */
const anyToken = `${latinBefore}tokens?(?![a-z])${sign}|(?:토큰|トークン|токен)${sign}|(?:(?<![a-z])(?:my|mi|minha|meu|benim)|мо[йяе]|我的?|私の|내|제) ?(?:token|토큰|トークン|токен)(?![a-z])`;

const totp = [
  `google ?auth\\p{L}*|${latinBefore}g[- ]?auth(?![a-z])|authenticator|authy|(?<![a-z])ga(?![a-z])[ _-]?(?:key|secret|密[钥鑰匙]|秘[钥鑰])|${latinBefore}(?:2|two|dual)[- ]?fa(?:ctor)?(?![a-z])|${latinBefore}mfa(?![a-z])|${latinBefore}t?otp(?![a-z])|set ?-?up key|${latinBefore}(?:two|2)[- ]step|base ?32`,
  "(?:谷歌|google|身份|动态|動態)(?:身份|的)?(?:验证|驗證|认证|認證)|验证器|驗證器|(?:两步|二步|双重|雙重|二次|兩步|双因素|两因素)(?:验证|驗證|认证|認證|身份)|谷歌(?:的)?(?:密|秘)[钥匙鑰]|16 ?位(?:密|秘)[钥匙鑰]|绑定(?:密|秘)钥|设置密钥|設定金鑰",
  "認証(?:アプリ|システム|キー)|(?:二|2|多)(?:段階|要素)(?:認証|確認)|セットアップ ?キー|グーグル認証|オーセンティケータ",
  "구글 ?(?:otp|인증|오티피)|(?:2|이)(?:단계|중|차) ?인증|인증 ?(?:앱|기|키)|설정 ?키|오티피",
  "аутентификатор\\p{L}*|(?:двух|много)(?:фактор|этап)\\p{L}*|2фа|гугл[- ]?(?:аутент|код)\\p{L}*|ключ\\p{L}* (?:настройки|2fa|двух\\p{L}*)",
  "autenticador\\p{L}*|(?:dos|2|dois|duas|doble) (?:pasos|factor(?:es)?|fatores|etapas)|clave de (?:configuracion|vinculacion)|chave de (?:configuracao|vinculacao)",
  "xac (?:thuc|minh) (?:2|hai) (?:buoc|yeu to|lop)|khoa (?:thiet lap|cai dat|2fa)|ma (?:thiet lap|2fa)",
  "(?:iki|2|cift) (?:faktor|asama|adim)\\p{L}*|dogrulayici\\p{L}*|kurulum (?:anahtar|kod)\\p{L}*",
].join("|");

/** What only hints at a key: an exchange's name, and half of a label. */
const weak = `${exchange}|(?<![a-z])(?:api|access|secret|keys?)(?![a-z])|апи(?!\\p{L})|секрет\\p{L}*|ключ\\p{L}*|clave|llave|chave|khoa|anahtar\\p{L}*|キー|키(?!\\p{L})`;

const publicKey = `${latinBefore}(?:public|publishable|open) ?keys?(?![a-z])|${latinBefore}[xyz]pub(?![a-z])|(?:публичн|открыт)\\p{L}+ ключ\\p{L}*(?! (?:api|апи))`;

const other = [
  `${latinBefore}(?:order|client|trade|request|trace|user|account|message|transaction|event|member|app)[ _-]?(?:order[ _-]?)?(?:ids?|no|num|number)(?![a-z0-9])`,
  `${latinBefore}(?:tx|txn|txid|txhash|transactions?|hash(?:es)?|blocks?|deposits?|deposited|withdraw\\p{L}*|transfer\\p{L}*|pub(?:lic)?[ _-]?keys?|addresses|address|addr|wallets?|contracts?|mint|ca|signatures?|sign|roots?|checksums?|sha-?\\d*|md5|orders?|digest|commit|uid|user ?id|trace|request|invites?|invitation|referral|ref|promo|coupons?|tickets?|cases?|errors?|version|build|serial|imei|nonce|device[ _-]?id|fingerprint|explorer|inscription|nft|receipt|invoice|tracking|memo|tag|file|image|photo|screenshot|https?|www)(?![a-z])`,
  "交易|哈希|区块|區塊|转账|轉賬|转帐|充值|充币|提币|提幣|提现|入金|公[钥鑰]|地址|合约|合約|订单|訂單|单号|單號|签名|簽名|工单|邀请码|流水|链接",
  "トランザクション|ハッシュ|取引|送金|出金|入金|公開鍵|アドレス|注文|署名|招待",
  "트랜잭션|거래|해시|입금|출금|송금|공개 ?키|주소|주문|서명|초대",
  "(?:транзакц|хеш|хэш|депозит|вывод|перевод|публичн|адрес|заказ|ордер|подпис|кошел|заявк|ошибк|тикет|обращени)\\p{L}*",
  "(?:transaccion|transac|deposit|retiro|direccion|endereco|pedido|orden|firma|assinatura|billetera|carteira|saque|transferencia|contrato)\\p{L}*",
  "giao dich|dia chi|don hang|lenh|hop dong|chu ky|nap tien|rut tien|chuyen",
  "(?:islem|yatir|cekim|adres|cuzdan|siparis|imza|sozlesme)\\p{L}*",
].join("|");

const labels = new RegExp(
  `(?<other>${publicKey})|(?<totp>${totp})|(?<token>${token})|(?<anyToken>${anyToken})|(?<api>${api})|(?<weak>${weak})|(?<more>${other})`,
  "gu",
);

const sortOf = (groups: Readonly<Record<string, string | undefined>>): LabelSort => {
  if (groups["api"] !== undefined) return "api";
  if (groups["token"] !== undefined) return "token";
  if (groups["anyToken"] !== undefined) return "anyToken";
  if (groups["totp"] !== undefined) return "totp";
  return groups["weak"] === undefined ? "other" : "weak";
};

/** A part of every label but those that only name something else: most texts with a long value hold none. */
export const labelHint =
  /api|key|secret|token|bearer|jwt|sess|cookie|cred|[as]k[\s"'`:=]|[ _-]pat(?![a-z])|auth|otp|[2o][- ]?fa|mfa|[o2][- ]step|base ?32|\bga|接口|密|钥|鑰|匙|令牌|凭证|口令|会话|會話|验证|驗證|认证|認証|身份|双重|キー|鍵|シークレット|トークン|クッキー|セッション|オーセン|確認|키|시크릿|비밀|토큰|쿠키|세션|인증|오티피|апи|ключ|секрет|токен|сесси|куки|аутент|фактор|этап|2фа|clave|llave|chave|segredo|acces|autentic|pasos|factor|fator|etapas|khoa|bi mat|truy cap|phien|xac |ma api|anahtar|sifre|oturum|erisim|kimlik|dogrula|faktor|asama|adim|access|binance|okx|okex|bybit|kucoin|bitget|mexc|gate|kraken|coinbase|huobi|htx|bitfinex|bitmex|deribit|upbit|bithumb|币安|幣安|欧易|歐易|火币|火幣|バイナンス|바이낸스|업비트|빗썸|бинанс/;

/** "UID 12345678, my key ...": the label has its own value already. */
const ownNumber = /^[^\p{L}\d\n]{0,6}\d{4,15}(?![a-z0-9]|-[a-z0-9])/u;

/** The labels of a part of the folded text, in order of place; offsets are those of the whole. */
export const labelsIn = (folded: string, from: number, to: number): readonly Label[] =>
  [...folded.slice(from, to).matchAll(labels)]
    .map(({ 0: written, index, groups }) => ({
      sort: sortOf(groups ?? {}),
      start: from + index,
      end: from + index + written.length,
    }))
    .filter(({ sort, end }) => sort !== "other" || !ownNumber.test(folded.slice(end, end + 24)));
