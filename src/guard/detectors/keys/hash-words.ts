import { withFoldedLetters } from "../../folded-letters.ts";

/**
 * How people name what looks like a private key but is none. All patterns run on folded text: lower case, no Latin
 * accents. Words of scripts with spaces stand at the beginning of a word.
 */
const spaced = (...languages: readonly string[]) =>
  withFoldedLetters(
    `(?<![\\p{Script=Latin}\\p{Script=Cyrillic}\\p{N}])(?:${languages.join("|")})(?![a-z]*key)`,
  );
const patternOf = (...sources: readonly string[]) => new RegExp(sources.join("|"), "gu");

/** Names of the value itself: a transaction, its hash, a block. */
export const hashWord = patternOf(
  spaced(
    "tx(?: ?(?:id|hash|n|s|ns|no))?(?![\\p{Script=Latin}\\p{Script=Cyrillic}])|tx[ _-]?(?:id|hash)|trx ?(?:id|hash)|tid(?![\\p{Script=Latin}\\p{Script=Cyrillic}])|trans(?:action|xn|act)?s?(?:[ _-]?(?:id|hash|number|no|ref\\p{L}*))*(?![a-z]{3})|hash\\p{L}*|block(?:s|hash|chain hash)?(?!\\p{L}|chain)|utxos?|userop",
    "т(?:ранз|хид|икс ?ид)\\p{L}*|тх(?![\\p{Script=Latin}\\p{Script=Cyrillic}])|х[еэ]ш\\p{L}*|блок(?:а|е|у|ом|и|ов)?(?![\\p{Script=Latin}\\p{Script=Cyrillic}])",
    "transac\\p{L}+|tx ?de|bloque|bloco|identificador|comprobante|comprovante",
    "ma (?:giao dich|gd|lenh|hash|tx\\p{L}*)|giao dich|gd(?![\\p{Script=Latin}\\p{Script=Cyrillic}])|bam",
    "islem\\p{L}*|blok\\p{L}*",
    "transa[kz]\\p{L}+|transakc\\p{L}+|transazion\\p{L}+|vorgang\\p{L}*",
  ),
  "tx ?(?:id|hash)(?=[はがをのはです是为為:：이가은는을를 ])|交易|哈[希西]|散列|雜湊|杂凑|区块|區塊|单号|單號|流水|凭证|憑證|订单|訂單",
  "トランザクション|トランザクシヨン|ハッシュ|取引|ブロック(?!さ)|注文|tx値",
  "트랜잭션|트젝|트랜젝션|거래|해[시쉬]|블[록럭](?!체인)|주문",
  "معامل\\p{L}*|هاش|كتلة|تراکنش|هش|लेन[- ]?देन|ट्रां[जस]े?क्शन|हैश|ธุรกรรม|แฮช|บล็อก",
);

/** What happens to money: speaks of a transaction, names none. */
export const eventWord = patternOf(
  spaced(
    "deposit\\p{L}*|with?dr[ae]w\\p{L}*|transfer\\p{L}*|payments?|paid|sen[dt](?![\\p{Script=Latin}\\p{Script=Cyrillic}])|sending|receiv\\p{L}*|recieved|confirm\\p{L}*|unconfirmed|pending|stuck|missing|arrived?|credited|refund\\p{L}*|swap\\p{L}*|bridg\\p{L}*|explorers?|\\p{L}*scan(?:\\.\\p{L}+)?(?![\\p{Script=Latin}\\p{Script=Cyrillic}])|mempool|on-?chain|broadcast\\p{L}*|minted|remit\\p{L}*|proof|receipts?|orders?|top-?up\\p{L}*|cash ?out",
    "висит|завис\\p{L}*|депозит\\p{L}*|пополн\\p{L}*|вывод\\p{L}*|вывел\\p{L}*|вывест\\p{L}*|перев[её][лд]\\p{L}*|перевест\\p{L}*|перевод\\p{L}*|отправ\\p{L}*|отослал\\p{L}*|получ\\p{L}*|зачисл\\p{L}*|плат[её]ж\\p{L}*|оплат\\p{L}*|поступ\\p{L}*|ордер\\p{L}*|скинул\\p{L}*|кинул\\p{L}*|подтвержд\\p{L}*|пришл[аио]\\p{L}*|внес\\p{L}*|обменял\\p{L}*|переказ\\p{L}*|вивед\\p{L}*|надісла\\p{L}*",
    "pend[ie]{1,2}nte\\p{L}*|retir\\p{L}*|envi[aeo]\\p{L}*|recib\\p{L}*|pag[ou]\\p{L}*|abono\\p{L}*|ingres\\p{L}*|acredit\\p{L}*|mand[eo]\\p{L}*|orden(?![\\p{Script=Latin}\\p{Script=Cyrillic}])",
    "saqu\\p{L}*|saca[rn]\\p{L}*|receb\\p{L}*|enviei|retirad\\p{L}*|caiu|pix|ordem",
    "(?:nap|rut|chuyen|gui|nhan|thanh toan|lenh|don hang|lenh rut)(?![\\p{Script=Latin}\\p{Script=Cyrillic}])",
    "yatir\\p{L}*|yatma\\p{L}*|cek(?:im|ti|me|il|t)\\p{L}*|gonder\\p{L}*|odeme\\p{L}*|havale\\p{L}*|onay\\p{L}*|siparis\\p{L}*|ulasma\\p{L}*|gelmedi",
    "uberw[ei]\\p{L}*|einzahl\\p{L}*|eingezahlt|auszahl\\p{L}*|ausgezahlt|zahlung\\p{L}*|gesendet|erhalten",
    "depot\\p{L}*|retrait\\p{L}*|virement\\p{L}*|paiement\\p{L}*|envoy\\p{L}*|recu(?![\\p{Script=Latin}\\p{Script=Cyrillic}])",
    "setor\\p{L}*|penarikan|tarik\\p{L}*|kirim\\p{L}*|(?:men|pen|di)girim\\p{L}*|menerima|bayar\\p{L}*|prelievo\\p{L}*|bonific\\p{L}*|inviat\\p{L}*|wplat\\p{L}*|wyplat\\p{L}*|przelew\\p{L}*|wyslal\\p{L}*",
  ),
  "转[账帐賬帳给出入了走错過过到]|轉[賬帳帐账給出入了走錯過到]|充[值币幣]|儲值|提[币幣现現领領款]|出币|[入出]金|到[账帐賬帳]|打款|[币幣][没沒未]|[汇匯]款|付款|支付|[链鏈]上|上[链鏈]|收款|[发發]送|[确確][认認]数?",
  "送金|着金|振込|反映|送りま|受け取|送付|引き出し|預け",
  "입금|출금|송금|전송|이체|결제|컨펌|보냈|받았|충전|환전",
  "إيداع\\p{L}*|ايداع\\p{L}*|سحب\\p{L}*|تحويل\\p{L}*|دفع\\p{L}*|واریز|برداشت|انتقال|जमा|निकासी|भेज\\p{L}*|भुगतान|ฝาก|ถอน|โอน",
);

/** Other values of 32 bytes that are no secret. */
export const otherWord = patternOf(
  spaced(
    "address\\p{L}*|addr(?![\\p{Script=Latin}\\p{Script=Cyrillic}])|contracts?|pub(?:lic)?[ _.-]{0,2}(?:view |spend )?keys?|pubkeys?|p2pk|signatures?|sig(?![\\p{Script=Latin}\\p{Script=Cyrillic}])|\\p{L}*root(?![\\p{Script=Latin}\\p{Script=Cyrillic}])|checksums?|sha-?\\d{1,3}(?:sum)?|keccak\\p{L}*|md5|blake\\p{L}*|digests?|commits?|revision|git|objects?|object_?id|package|module|validators?|coin ?type|token ?(?:id|type)|(?:peer|node|session|request|trace|message|event|note|image|ticket|correlation|device|build)[ _-]?(?:id|hash|digest|token)|session|nonces?|uuid|guid|topics?|merkle|storage|bytecode|calldata|fingerprints?|certificate|docker|cid|etag|invoice|reference|ref(?![\\p{Script=Latin}\\p{Script=Cyrillic}])|r_hash|preimage",
    "(?:публичн|открыт|общедоступн|публічн|відкрит)\\p{L}+ ключ\\p{L}*|адрес\\p{L}*|контракт\\p{L}*|подпис\\p{L}*|сесси\\p{L}*|коммит\\p{L}*|заказ\\p{L}*|заявк\\p{L}*",
    "(?:clave|llave)s? publica\\p{L}*|direccion\\p{L}*|contrato\\p{L}*|firmas?(?![\\p{Script=Latin}\\p{Script=Cyrillic}])|pedido\\p{L}*",
    "chaves? publica\\p{L}*|endereco\\p{L}*|assinatura\\p{L}*",
    "khoa cong khai|dia chi|hop dong|chu ky",
    "(?:acik|genel|public) anahtar\\p{L}*|adres\\p{L}*|kontrat\\p{L}*|sozlesme\\p{L}*|imza\\p{L}*",
    "cl(?:e|ef)s? publiques?|adresse\\p{L}*|contrat|offentlich\\p{L}* schlussel\\p{L}*|vertrag\\p{L}*|signatur\\p{L}*|alamat\\p{L}*|kontrak|kunci publik|indirizz\\p{L}*|contratt\\p{L}*|chiave pubblica|klucz publiczny",
  ),
  "公[钥鑰匙]|公开密?[钥鑰匙]|地址|合[约約]|[签簽]名|校[验驗]和?|区块根|会话",
  "公開鍵|公開キー|パブリックキー|アドレス|コントラクト|署名|チェックサム",
  "(?:공개|공용) ?키|퍼블릭 ?키|주소|컨트랙트|계약|서명",
  "عنوان\\p{L}*|عقد|المفتاح العام|توقيع|पता|सार्वजनिक कुंजी|ที่อยู่|คีย์สาธารณะ",
);

/** A key of some kind, where it stands right before the value or says what it is. */
export const weakKeyWord = patternOf(
  spaced(
    "(?<!api[ _-])keys?(?![\\p{Script=Latin}\\p{Script=Cyrillic}])|pk\\d?(?![\\p{Script=Latin}\\p{Script=Cyrillic}])|p\\.k\\.?|sk(?![\\p{Script=Latin}\\p{Script=Cyrillic}])|pv?k(?![\\p{Script=Latin}\\p{Script=Cyrillic}])|priv(?![\\p{Script=Latin}\\p{Script=Cyrillic}])|prv(?![\\p{Script=Latin}\\p{Script=Cyrillic}])|private(?! wallet)|seed(?! phrase)|secret|entropy|mnemonic|keystore",
    "ключ\\p{L}*|секрет\\p{L}*|сид(?![\\p{Script=Latin}\\p{Script=Cyrillic}])|приват\\p{L}*",
    "claves?|llaves?|chaves?|secreto|segredo|khoa|anahtar\\p{L}*|sifre\\p{L}*|cle|clef|schlussel\\p{L}*|kunci|chiave|klucz",
  ),
  "[钥鑰]匙?|密匙|鍵|キー|(?<!공개 ?)키(?=[는가를은:： ])|열쇠|مفتاح|कुंजी|กุญแจ|คีย์",
);

/** What is done with a private key only. */
export const importWord = patternOf(
  spaced(
    "import\\p{L}*|restor\\p{L}*|sweep\\p{L}*|recover (?:my |the |this )?(?:wallet|funds|account)|unlock\\p{L}*",
    "импорт\\p{L}*|восстанов\\p{L}*|recuper\\p{L}*|restaur\\p{L}*|khoi phuc|nhap vi|ice aktar\\p{L}*|geri yukle\\p{L}*|importier\\p{L}*|impor(?![\\p{Script=Latin}\\p{Script=Cyrillic}])",
  ),
  "[导導]入|[恢回][复復]|インポート|復元|가져오기|임포트|복구|استيراد|आयात|นำเข้า",
);
