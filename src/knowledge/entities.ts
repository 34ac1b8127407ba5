/** Each kind of entity becomes one private-use character, so that "5 BTC" and "0.3 ETH" are the same words. */
export const entityTokens = {
  amount: "\ue001",
  coin: "\ue002",
  network: "\ue003",
  identifier: "\ue004",
  address: "\ue005",
  secondFactor: "\ue006",
  otherExchange: "\ue007",
  wallet: "\ue008",
  otherService: "\ue009",
} as const;

const COINS =
  "btc|xbt|eth|usdt|usdc|usdd|tusd|busd|fdusd|xrp|doge|trx|bnb|ltc|bch|bsv|shib|pepe|matic|avax|xlm|xmr|algo|aave|icp|hbar|" +
  "bitcoins?|ethereum|ether|tether|litecoin|dogecoin|ripple|solana|cardano|tron|比特币|比特幣|以太坊|以太币|泰达币|泰達幣|" +
  "莱特币|狗狗币|瑞波币|波场币|ビットコイン|イーサリアム|비트코인|이더리움|биткоин\\p{L}*|эфир\\p{L}*";
/** Words of some language when written small. */
const COINS_IN_CAPITALS =
  "SOL|ADA|DOT|LINK|NEAR|ATOM|UNI|TON|SUI|APT|ARB|OP|FIL|EOS|ETC|DAI|HT|SUN|BTT|JST|NFT|WLD|ORDI";
const NETWORKS =
  "(?:trc|erc|bep|arc|spl)[- ]?\\d{1,4}|bsc|omni|arbitrum|optimism|polygon|avalanche c-chain|lightning network|" +
  "tron network|波场网络|以太坊网络";
const SECOND_FACTORS =
  "2[- ]?fa|two[- ]?factor(?: auth\\p{L}*)?|2[- ]step(?: verification)?|two[- ]step(?: verification)?|totp|" +
  "google auth\\p{L}*|authenticator(?: app)?|谷歌验证[码器]?|谷歌驗證[碼器]?|谷歌身份验证器?|双重(?:身份)?验证|雙重驗證|" +
  "两步验证|兩步驗證|二次验证|二階段認証|二段階認証|2단계 인증|двухфакторн\\p{L}* ?\\p{L}*|xác thực hai (?:yếu tố|lớp)|" +
  "doğrulayıcı|iki (?:adımlı|faktörlü) doğrulama|(?:autenticación|autenticação) (?:de|em) (?:dos|dois) (?:pasos|factores|fatores)";

/** Of these a transfer comes or goes; what is wrong there is not ours. */
const OTHER_EXCHANGES =
  "binance|okx|okex|bybit|kucoin|coinbase|kraken|gate\\.?io|mexc|bitget|bitfinex|bitstamp|bingx|bitmart|lbank|crypto\\.com|deribit|" +
  "upbit|bithumb|coinone|korbit|bitflyer|coincheck|bitbank|zaif|paribu|btcturk|btc turk|bitso|mercado bitcoin|foxbit|novadax|remitano|" +
  "indodax|wazirx|bitkub|maicoin|bitopro|garantex|exmo|币安|幣安|欧易|歐易|抹茶|芝麻开门|バイナンス|バイビット|ビットフライヤー|コインチェック|" +
  "바이낸스|업비트|빗썸|코인원|코빗|바이비트|바이빗|бинанс\\p{L}*|байбит\\p{L}*|окекс|кукоин\\p{L}*|бинанз\\p{L}*";
const WALLETS =
  "metamask|trust ?wallet|ledger|trezor|phantom|imtoken|token ?pocket|tronlink|exodus|electrum|safepal|coinomi|rabby|unisat|" +
  "小狐狸(?:钱包|錢包)?|メタマスク|トラストウォレット|메타마스크|트러스트월렛|метамаск\\p{L}*|траст ?валлет\\p{L}*";
/** Their customers write to whom they find; an account, a password or an order of theirs is none of ours. */
const OTHER_SERVICES =
  "netflix|amazon|spotify|facebook|instagram|youtube|tiktok|snapchat|linkedin|twitch|hulu|disney\\+?|steam|playstation|xbox|roblox|fortnite|" +
  "uber|grab|lyft|airbnb|booking\\.com|ebay|aliexpress|alibaba|temu|shein|shopee|lazada|tokopedia|mercado libre|mercado livre|rappi|ifood|" +
  "icloud|photoshop|chatgpt|zoom|microsoft|outlook|windows|淘宝|淘寶|京东|京東|拼多多|美团|美團|滴滴|抖音|快手|小红书|小紅書|饿了么|蝦皮|" +
  "アマゾン|楽天|メルカリ|ネットフリックス|ヤフー|ユーチューブ|インスタ|쿠팡|배민|배달의민족|당근마켓|넷플릭스|인스타|유튜브|티빙|" +
  "wildberries|вайлдберриз|ozon|озон|авито|яндекс\\p{L}*|нетфликс|инстаграм\\p{L}*|ютуб\\p{L}*|сбермегамаркет|trendyol|hepsiburada|getir|yemeksepeti|" +
  "tiki|vinfast|viettel|vinaphone|mobifone|be\\s?group|gojek|magalu|americanas";

/** Where a word begins. Chinese and its like have no spaces: there a name may follow any character. */
const BEGIN = "(?<![a-z0-9\\u00c0-\\u024f\\u0400-\\u04ff])";
const word = (alternatives: string) => `${BEGIN}(?:${alternatives})(?![a-zA-Z0-9])`;

/** Coins and networks, by name. Each is `g`. */
export const coinPatterns: readonly RegExp[] = [
  new RegExp(word(NETWORKS), "giu"),
  new RegExp(word(COINS), "giu"),
  new RegExp(word(COINS_IN_CAPITALS), "gu"),
];

const DIGIT = /\d/;

/** In this order: what an earlier one took is not looked at again. What fits a rule has its hint in it. */
const RULES: readonly (readonly [pattern: RegExp, token: string, hint?: RegExp])[] = [
  [
    /https?:\/\/\S+|www\.\S+|(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+|@\w{3,}/giu,
    entityTokens.address,
    /[@/]|www\./i,
  ],
  [
    /(?<![\p{L}\p{N}])(?=[a-z0-9]*\d)(?:0x[0-9a-f]{6,}|[a-z0-9]{20,})(?![a-z0-9])/giu,
    entityTokens.identifier,
    DIGIT,
  ],
  [new RegExp(word(SECOND_FACTORS), "giu"), entityTokens.secondFactor],
  [new RegExp(word(NETWORKS), "giu"), entityTokens.network],
  [new RegExp(word(COINS), "giu"), entityTokens.coin],
  [new RegExp(word(COINS_IN_CAPITALS), "gu"), entityTokens.coin],
  [new RegExp(word(OTHER_EXCHANGES), "giu"), entityTokens.otherExchange],
  [new RegExp(word(WALLETS), "giu"), entityTokens.wallet],
  [new RegExp(word(OTHER_SERVICES), "giu"), entityTokens.otherService],
  [new RegExp(word("\\d{7,}"), "giu"), entityTokens.identifier, DIGIT],
  [
    new RegExp(`${BEGIN}(?:[$€£¥₺₽₩] ?\\d[\\d.,]*|\\d{1,3}(?:[.,]\\d+)+|\\d{4,})`, "giu"),
    entityTokens.amount,
    DIGIT,
  ],
];

/** Replaces entities by their tokens, set off by spaces. Expects NFKC. */
export function foldEntities(text: string): string {
  let result = text.replace(/[\ue000-\uf8ff]/g, " ");
  for (const [pattern, token, hint] of RULES) {
    if (hint?.test(result) !== false) result = result.replace(pattern, ` ${token} `);
  }
  return result;
}
