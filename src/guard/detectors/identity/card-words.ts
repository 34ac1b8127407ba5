/** What people call a payment card and what else long numbers are, in ten languages, over folded text. */
const word = (alternatives: string) => `(?<![a-z])(?:${alternatives})(?![a-z])`;

const card = [
  word(
    "(?<!(?:gift|sim|id|sd|score|report|memory|steam|itunes|business|graphics|video) ?)cards?(?![a-z])(?: ?(?:no|num|number|nr|details?|info))?|cc(?: ?(?:no|number|num))?|pan|visa|master ?card|maestro|amex|american express|union ?pay|jcb|discover|diners|rupay|cvv2?|cvc2?|cv2|security code|exp(?:iry|ires|iration|\\.)?(?: ?date)?|valid (?:thru|until|till)|cardholder|card ?holder",
  ),
  "(?:银行|銀行|信用|借记|储蓄|提款|支付|金融)?卡(?:号|號|片|号码|號碼)?|银联|銀聯|维萨|万事达|有效期|安全码|安全碼",
  "カード(?:番号)?|クレカ|有効期限|セキュリティコード|デビット|ビザ|マスター",
  "(?:신용|체크|직불)? ?카드(?: ?번호)?|유효 ?기간|비자|마스터",
  "(?<![а-я])(?:карт[аыуео]\\p{L}{0,2}|карточк\\p{L}*|виза|мир|мастеркард|срок действия|cvv|сбер\\p{L}*|тинькоф\\p{L}*)",
  word(
    "tarjetas?(?: de (?:credito|debito))?|vencimiento|caducidad|codigo de seguridad|the(?: (?:tin dung|ghi no|ngan hang|visa|atm))|so the|the cua (?:toi|minh|em|tui)|het han|(?:kredi|banka|banka kredi) kart\\p{L}*|kart\\p{L}{0,8}|son kullanma|cartao(?: de (?:credito|debito))?|validade|numero do cartao|cartoes",
  ),
].join("|");

const other = [
  word(
    "orders?(?: ?(?:id|no|number|num|nr))?|uid|user ?id|id|tx(?:id|n)?|transactions?|trades?|tickets?|case|ref(?:erence)?|invoice|tracking|shipment|parcel|phone|mobile|tel|whats ?app|call|serial|imei|iccid|sim|timestamp|time|block|height|nonce|amount|balance|deposits?|withdraw\\p{L}*|transfer\\p{L}*|iban|swift|account(?: ?(?:no|number))?|acc|memo|tag|batch|receipt|voucher|coupon|gift ?cards?|id ?cards?|sim ?cards?|barcode|ean|isbn|request|trace|session|hash|address|contract|message|msg|chat|channel|user|error|code|pid|oid|ts|epoch|nr|license|fast ?tag|inn|snils",
  ),
  "订单(?:号|编号|id)?|訂單(?:號|編號)?|单号|單號|编号|編號|用户|用戶|手机|手機|电话|電話|流水号?|交易|工单|工單|快递|运单|时间戳|区块|金额|余额|充值|提币|提现|转账|账号|帐号|帳號|身份证|礼品卡|编码|代码|序列",
  "注文(?:番号)?|取引|ユーザー|電話|口座|伝票|追跡|チケット|金額|残高|入金|出金|ブロック|時刻",
  "주문 ?(?:번호)?|거래|사용자|회원|전화|휴대폰|계좌|송장|운송장|티켓|금액|잔액|입금|출금|블록|접수",
  "(?<![а-я])(?:заказ|ордер|транзакц|номер телефона|телефон|тел\\.|тикет|обращени|заявк|накладн|трек|счет|баланс|сумм|депозит|вывод|перевод|блок|чек|квитанц|инн|снилс|огрн|бик|подарочн)\\p{L}*",
  word(
    "pedidos?|orden(?:es)?|transac\\p{L}*|usuario|telefono|telefone|celular|cuenta|conta|factura|fatura|boleto|saldo|monto|deposito|retiro|saque|don hang|ma don|lenh|giao dich|so dien thoai|dien thoai|sdt|tai khoan|siparis\\p{L}*|islem\\p{L}*|telefon\\p{L}*|hesap\\p{L}*|bakiye|tutar|kargo|takip|protocolo|chamado",
  ),
].join("|");

export const cardWords = new RegExp(card, "gu");
export const otherNumberWords = new RegExp(other, "gu");
/** Right behind a number: it is an amount of something. */
export const unitBehind =
  /^ ?(?:[$€¥₽₩₺₫%]|(?:usdt?|usdc|btc|eth|trx|shib|pepe|bonk|doge|sats?|wei|gwei|tokens?|coins?|vnd|krw|rub|eur|руб|元|円|원|枚|个)(?![a-z]))/;
export const securityCode =
  /(?<![a-z])(?:cvv2?|cvc2?|cv2|cid|csc|security code|(?:mat )?code|код(?: безопасности)?|codigo(?: de seguridad| de seguranca)?|ma (?:bao mat|cvv)|guvenlik kodu)|安全码|安全碼|验证码|背面(?:三位|3位)?|后三位|末三位|セキュリティ ?コード|보안 ?코드/u;
