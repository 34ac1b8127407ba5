/** How people of ten languages speak of a value V: as a private key (`keys`), as a hash, and of both at once (`mixed`: a hash). */
interface Phrases {
  readonly keyNames: readonly string[];
  readonly hashNames: readonly string[];
  /** N is the name, V the value. */
  readonly frames: readonly string[];
  readonly keys: readonly string[];
  readonly hashes: readonly string[];
  readonly mixed: readonly string[];
  /** Sentences that come before or behind and say nothing of the value; separated by a full stop. */
  readonly around: readonly string[];
}

export const phrases: Readonly<Record<string, Phrases>> = {
  en: {
    keyNames: ["private key", "Private Key", "privkey", "priv key", "privatekey", "PRIVATE_KEY", "pk", "secret key", "wallet key", "wallet private key", "prv key", "pvt key", "ETH private key", "metamask key", "private-key", "spend key", "signing key"],
    hashNames: ["tx hash", "txid", "TxID", "TXID", "transaction hash", "transaction id", "transaction", "tx", "Tx Hash", "txn hash", "hash", "block hash", "deposit hash", "withdrawal txid", "transfer hash", "deposit transaction", "transaction number", "payment id", "blockchain hash", "txn", "block"],
    frames: ["my N is V", "N: V", "N V", "N = V", "N - V", "N\nV", "here is my N: V", "V is my N", "V this is the N", "the N is V", "this is the N V", "N:V", "N=V", "N → V", "V (N)", "V <- N", "hi, N is: V", "Please check the N V", "I am sending the N: V thanks", "is this my N? V", "\"N\": \"V\"", "N > V", "N is V, can you check?", "sorry here N V", "this N V is mine", "I think the N is this one V", "my N, V", "N below\nV", "I found this N: V", "look at V, it's my N", "V\nthat's the N", "[N] V", "N (hex): V", "what can I do with this N V", "N as requested V"],
    keys: ["import this in metamask V", "I can't import my wallet with V", "my wallet's private key leaked, it was V", "private key for my deposit address: V", "the private key of the wallet I withdrew to is V", "can you recover my wallet? private key V", "I exported the key from Trust Wallet: V", "withdrawals fail. private key: V", "the key to my account: V", "someone stole my coins, they had my private key V", "please sweep V", "restore wallet from V", "Deposit not arriving so I give you the private key V", "tx failed again!! my private key is V please do it for me", "wallet address 0x52908400098527886E0F7030069857D2E4169EE7 private key V", "address: TJRabPrwbZy45sbavfcjinPJC18kjpRTv8\nprivate key: V", "Is it safe to show the private key V to support?", "seed: V", "i send u my private key V now fix the deposit"],
    hashes: ["my deposit V has not arrived", "where is my withdrawal? V", "V still pending", "sent 200 USDT, V", "https://etherscan.io/tx/V", "tronscan.org/#/transaction/V", "check on etherscan V", "I transferred from Binance yesterday V", "why is V unconfirmed", "https://blockchair.com/bitcoin/transaction/V?x=1", "V has 12 confirmations but no credit", "withdraw V stuck", "I sent it twice: V and V", "contract address V", "public key V", "sha256: V", "signature V", "object id V", "the address is V", "V was sent to the wrong network"],
    mixed: ["I did not share my private key, here is my tx hash: V", "deposit from my private wallet, txid V", "I never gave my private key to anyone. Withdrawal V is not mine", "V is the transaction, I still have my private key", "my private key is safe but the transaction V was not me", "this is a tx hash, not a private key: V", "not my private key but the txid: V", "V is a transaction hash, not my private key", "I imported my private key in Trust Wallet and then sent it: tx V", "Do you need my private key? The TxID is V", "somebody got my private key and made this transfer: V", "I lost my private key. Txid of the deposit: V", "with my key I signed the transaction V", "never ask for private keys! hash: V", "transaction V (I won't send my private key)", "I won't tell you my private key. Transaction: V", "hardware wallet private key compromised, stolen in tx V", "I recovered the wallet with the private key, then deposited, hash V", "my private wallet sent V to htx", "after I changed the wallet key, transaction V failed"],
    around: ["Hello", "please help", "thanks", "It has been 3 days", "My UID is 12345678", "I use Metamask", "why is nobody answering", "urgent", "Good morning team"],
  },
  zh: {
    keyNames: ["私钥", "私鑰", "密钥", "钱包私钥", "我的私钥", "ETH私钥", "private key", "私匙", "钱包密钥", "TRX私钥", "导出的私钥", "秘钥", "私钥key"],
    hashNames: ["交易哈希", "哈希", "交易ID", "txid", "交易hash", "hash", "区块哈希", "转账哈希", "充值哈希", "提币哈希", "tx", "交易号", "交易单号", "TxHash", "链上哈希", "订单号", "區塊雜湊", "交易雜湊"],
    frames: ["N：V", "N:V", "N是V", "我的N是V", "N V", "V是N", "V这是我的N", "这是N V", "这个是我的N：V 帮我看下", "N如下\nV", "您好，N：V", "麻烦查一下N V", "V 我的N", "请问这是N吗？V", "这是我的N吗 V", "【N】V", "N为V", "N=V", "发给你N了 V", "N\nV", "N→V", "看一下这个N V 谢谢", "V，这就是N", "N:V,麻烦快点", "我把N发你V"],
    keys: ["我的钱包私钥泄露了 V", "导入钱包 V", "地址的私钥：V", "充值地址的私钥是V", "用这个私钥导入：V", "提币失败，私钥给你 V 帮我操作", "没到账，我把私钥发你V", "小狐狸私钥V", "交易失败了，这是我钱包的私钥：V"],
    hashes: ["充值V没到账", "V 还没到账", "提币V一直在确认", "我转账了 V", "https://tronscan.org/#/transaction/V", "帮我查查V这笔交易", "合约地址V", "公钥V", "昨天提现的 V", "链上已经确认了 V", "地址 V", "签名：V"],
    mixed: ["我没有泄露私钥，这是交易哈希：V", "我的私钥没给过别人，V 这笔提币不是我操作的", "从我的私人钱包充值，txid V", "这不是私钥，是交易哈希：V", "私钥对应的地址转出的，哈希：V", "私钥我不会给你的，交易哈希 V", "V是交易哈希，不是私钥", "私钥被盗，被盗交易：V", "导入私钥之后转账，hash是V", "不是私钥，是哈希 V", "我导入了私钥，充值V没到账"],
    around: ["你好", "谢谢", "急", "已经三天了", "麻烦帮我看看", "我用的是小狐狸钱包", "客服在吗"],
  },
  ru: {
    keyNames: ["приватный ключ", "Приватный ключ", "закрытый ключ", "секретный ключ", "приватник", "private key", "ключ от кошелька", "приват ключ", "мой приватный ключ", "приватный ключ кошелька", "личный ключ", "частный ключ"],
    hashNames: ["хеш транзакции", "хэш", "хеш", "txid", "TxID", "транзакция", "id транзакции", "хэш перевода", "tx", "хеш депозита", "блок", "номер транзакции", "хэш вывода", "tx hash", "транза", "хеш блока"],
    frames: ["N: V", "N V", "вот N: V", "мой N V", "V это N", "V — это мой N", "N - V", "N = V", "здравствуйте, N V", "N такой: V", "скидываю N V", "N ниже\nV", "проверьте N V пожалуйста", "V вот N", "это N? V", "N:V", "N\nV", "отправляю вам N: V", "V - N", "у меня N вот этот V", "N (V)", "N, V"],
    keys: ["импортировал кошелек по V", "у меня украли приватный ключ V", "приватный ключ от адреса депозита: V", "не могу вывести, вот приватный ключ V", "ключ: V", "приватный ключ моего кошелька V", "помогите, вот мой приватный ключ V сделайте вывод сами", "восстановите кошелек V", "депозит не пришел, даю приватный ключ: V"],
    hashes: ["депозит V не пришел", "где мой вывод? V", "V висит", "перевел 100 usdt V", "https://etherscan.io/tx/V", "не зачислили V", "отправил вчера V", "V не подтверждается", "адрес контракта V", "публичный ключ V", "V деньги не поступили", "подпись V"],
    mixed: ["я никому не давал приватный ключ, вот хеш транзакции: V", "перевел с приватного кошелька, txid V", "это не приватный ключ, а хеш: V", "приватный ключ не дам. Транзакция V", "V это хеш, а не приватный ключ", "мой приватный ключ у меня, а транзакцию V делал не я", "украли приватный ключ и вывели вот этой транзакцией: V", "не приватный ключ, а транзакция V", "импортировал приватный ключ и отправил, tx: V", "приватным ключом подписал транзакцию V"],
    around: ["Здравствуйте", "спасибо", "помогите пожалуйста", "уже третий день", "мой UID 12345678", "срочно", "почему никто не отвечает"],
  },
  ja: {
    keyNames: ["秘密鍵", "プライベートキー", "私の秘密鍵", "ウォレットの秘密鍵", "シークレットキー", "private key", "秘密キー", "ウォレットの鍵"],
    hashNames: ["トランザクションハッシュ", "トランザクションID", "ハッシュ", "取引ハッシュ", "TxID", "txid", "取引ID", "送金ハッシュ", "ブロックハッシュ", "トランザクション", "入金のハッシュ", "出金TxID", "tx"],
    frames: ["N：V", "Nは V です", "NはVです", "N: V", "N V", "VがNです", "これがN V", "これが私のNです：V", "Vは私のNです", "Nを送ります V", "NはこれですV", "N\nV", "お世話になっております。Nは以下です。\nV", "これはNですか？V", "N→V", "Nです。V", "Nを確認してください V", "V（N）", "N=V", "V ← N"],
    keys: ["秘密鍵が漏れました V", "この秘密鍵をインポートしたい V", "入金アドレスの秘密鍵：V", "出金できません。秘密鍵はVです", "ウォレットを復元 V", "送金できないので秘密鍵を教えます V"],
    hashes: ["Vの入金が反映されません", "送金しました V", "出金 V まだ届きません", "https://etherscan.io/tx/V", "取引 V を確認してください", "公開鍵 V", "コントラクトアドレス V", "V 着金していません"],
    mixed: ["秘密鍵は教えていません。トランザクションは V です", "これは秘密鍵ではなくトランザクションハッシュです：V", "秘密鍵を入力した後、送金しました。TxID: V", "秘密鍵は誰にも渡していませんが、V の出金は私ではありません", "プライベートウォレットから入金、txid V", "秘密鍵が盗まれて送金されました。ハッシュ：V", "Vはトランザクションハッシュです、秘密鍵ではありません"],
    around: ["こんにちは", "よろしくお願いします", "もう三日です", "助けてください", "ありがとうございます"],
  },
  ko: {
    keyNames: ["개인키", "개인 키", "프라이빗키", "프라이빗 키", "비밀키", "지갑 개인키", "제 개인키", "private key", "비공개 키", "시크릿 키", "지갑 키"],
    hashNames: ["트랜잭션 해시", "트랜잭션", "거래 해시", "해시", "TxID", "txid", "거래 ID", "입금 해시", "출금 해시", "블록 해시", "트랜잭션 ID", "해시값", "송금 TXID"],
    frames: ["N: V", "N는 V 입니다", "N는 V입니다", "N V", "제 N는 V", "V 이게 제 N예요", "V가 N입니다", "N는 다음과 같습니다 V", "N 보내드려요 V", "N\nV", "이게 N인가요? V", "안녕하세요 N V 확인 부탁드립니다", "N=V", "N - V", "V (N)", "N은 V 이거예요", "N 여기요: V"],
    keys: ["개인키가 유출됐어요 V", "개인키 V 로 가져오기가 안 돼요", "입금 주소의 개인키: V", "출금이 안 돼서 개인키 드릴게요 V", "지갑 복구 V", "이 개인키로 처리해 주세요 V"],
    hashes: ["V 입금이 안 됐어요", "출금했는데 안 와요 V", "송금했습니다 V", "https://tronscan.org/#/transaction/V", "V 아직 컨펌 중", "공개키 V", "컨트랙트 주소 V", "어제 보냈어요 V"],
    mixed: ["개인키는 공유하지 않았어요. 트랜잭션 해시: V", "이건 개인키가 아니라 트랜잭션 해시예요: V", "개인키를 아무에게도 안 줬는데 V 출금은 제가 한 게 아니에요", "개인 지갑에서 입금했어요 txid V", "V 는 해시입니다. 개인키가 아닙니다", "개인키 가져온 다음 송금했어요, 해시 V", "개인키를 도난당했어요. 도난 트랜잭션: V"],
    around: ["안녕하세요", "감사합니다", "급해요", "벌써 3일째예요", "도와주세요"],
  },
  es: {
    keyNames: ["clave privada", "llave privada", "Clave privada", "private key", "clave secreta", "llave secreta", "clave privada de mi wallet", "mi clave privada", "clave de mi billetera"],
    hashNames: ["hash de la transacción", "txid", "TXID", "hash", "ID de transacción", "transacción", "hash del depósito", "tx", "id de la transacción", "hash del retiro", "comprobante", "hash de bloque", "número de transacción"],
    frames: ["mi N es V", "N: V", "N V", "esta es la N: V", "V es mi N", "aquí está la N V", "hola, N V", "te paso la N: V", "N = V", "V (N)", "N\nV", "¿es esta mi N? V", "la N es esta: V", "V esta es la N", "les envío N: V gracias", "N - V", "revisa la N V por favor", "N: \"V\""],
    keys: ["importar V en metamask", "me robaron la clave privada V", "la clave privada de mi dirección de depósito: V", "no puedo retirar, mi clave privada es V", "clave privada del monedero V", "mi depósito no llega, les doy mi llave privada: V", "key: V"],
    hashes: ["mi depósito V no llegó", "¿dónde está mi retiro? V", "V sigue pendiente", "envié 100 usdt V", "https://bscscan.com/tx/V", "transferí ayer V", "clave pública V", "dirección del contrato V", "firma V", "V no se acreditó"],
    mixed: ["no compartí mi clave privada, este es el hash: V", "depósito desde mi wallet privada, txid V", "esto no es mi clave privada, es el hash de la transacción: V", "nunca di mi clave privada. La transacción V no es mía", "V es el txid, no mi clave privada", "importé mi clave privada y luego envié, tx V", "me robaron la clave privada con esta transacción: V", "no es la clave privada sino el hash V"],
    around: ["Hola", "gracias", "ayuda por favor", "llevo 3 días esperando", "Mi UID es 12345678", "urgente"],
  },
  vi: {
    keyNames: ["private key", "khóa riêng", "khóa riêng tư", "khoá bí mật", "khóa cá nhân", "private key ví", "khóa riêng của tôi", "Private key của ví", "khóa bí mật", "key ví"],
    hashNames: ["mã giao dịch", "txid", "hash", "mã hash", "TxID", "transaction hash", "giao dịch", "hash giao dịch", "mã lệnh rút", "tx", "hash nạp tiền", "ID giao dịch", "mã block hash"],
    frames: ["N: V", "N là V", "N của tôi là V", "đây là N V", "V là N", "N V", "mình gửi N: V", "V đây là N của mình", "ad ơi N V", "N\nV", "đây có phải N không? V", "N = V", "kiểm tra giúp N V", "N em là V", "V (N)", "N đây ạ: V"],
    keys: ["nhập ví bằng V", "tôi bị lộ private key V", "khóa riêng của địa chỉ nạp: V", "không rút được, đây là private key V", "nạp tiền chưa về, tôi gửi khóa riêng: V", "khôi phục ví V"],
    hashes: ["nạp V chưa về", "lệnh rút V đâu rồi", "tôi đã chuyển V", "https://bscscan.com/tx/V", "V vẫn đang chờ xác nhận giao dịch", "khóa công khai V", "địa chỉ hợp đồng V", "chữ ký V"],
    mixed: ["tôi không chia sẻ private key, đây là mã giao dịch: V", "nạp từ ví riêng, txid V", "đây không phải private key, là mã hash: V", "tôi không đưa private key cho ai. Giao dịch V không phải của tôi", "V là mã giao dịch, không phải khóa riêng", "nhập private key xong rồi chuyển, hash V", "bị lộ khóa riêng và mất tiền trong giao dịch: V"],
    around: ["Xin chào", "cảm ơn", "giúp tôi với", "đã 3 ngày rồi", "UID 12345678", "gấp"],
  },
  tr: {
    keyNames: ["özel anahtar", "özel anahtarım", "gizli anahtar", "private key", "cüzdan anahtarım", "Özel Anahtar", "gizli anahtarım", "cüzdanımın özel anahtarı", "private keyim", "kişisel anahtar"],
    hashNames: ["işlem hash", "işlem numarası", "txid", "TxID", "hash", "işlem kodu", "işlem ID", "tx hash", "yatırma hash", "çekim hash", "blok hash", "işlem", "transfer hash", "işlem özeti"],
    frames: ["N: V", "N V", "benim N V", "V bu N", "V benim N", "işte N: V", "N budur V", "N = V", "N şu: V", "merhaba N V", "N\nV", "bu N mı? V", "N - V", "N gönderiyorum V", "V (N)", "N bu V kontrol edin"],
    keys: ["özel anahtarım çalındı V", "V ile cüzdanı içe aktaramıyorum", "yatırma adresimin özel anahtarı: V", "çekim yapamıyorum özel anahtarım V", "anahtar: V", "param gelmedi, özel anahtarı veriyorum: V"],
    hashes: ["V yatırdım gelmedi", "çekimim nerede V", "transfer ettim V", "https://tronscan.org/#/transaction/V", "V hala beklemede işlem", "açık anahtar V", "sözleşme adresi V", "imza V", "gönderdim V"],
    mixed: ["özel anahtarımı paylaşmadım, işlem hash: V", "özel cüzdanımdan yatırdım, txid V", "bu özel anahtar değil, işlem hash: V", "özel anahtarımı kimseye vermedim. V çekimi bana ait değil", "V işlem hash, özel anahtar değil", "özel anahtarı içe aktardım sonra gönderdim, tx V", "özel anahtarım çalındı, çalınan işlem: V"],
    around: ["Merhaba", "teşekkürler", "yardım edin", "3 gündür bekliyorum", "UID 12345678", "acil"],
  },
  pt: {
    keyNames: ["chave privada", "Chave privada", "minha chave privada", "chave secreta", "private key", "chave privada da carteira", "chave da minha carteira", "chave particular", "key privada"],
    hashNames: ["hash da transação", "txid", "TXID", "hash", "ID da transação", "transação", "hash do depósito", "tx", "hash do saque", "comprovante", "número da transação", "hash do bloco"],
    frames: ["minha N é V", "N: V", "N V", "essa é a N: V", "V é a minha N", "aqui está a N V", "oi, N V", "segue a N: V", "N = V", "V (N)", "N\nV", "essa é minha N? V", "a N é essa: V", "V essa é a N", "vou mandar N: V obrigado", "N - V", "confere a N V"],
    keys: ["importar V na metamask", "roubaram minha chave privada V", "a chave privada do meu endereço de depósito: V", "não consigo sacar, minha chave privada é V", "chave: V", "meu depósito não caiu, vou passar a chave privada: V"],
    hashes: ["meu depósito V não caiu", "cadê meu saque? V", "V está pendente", "enviei 100 usdt V", "https://bscscan.com/tx/V", "transferi ontem V", "chave pública V", "endereço do contrato V", "assinatura V", "paguei V"],
    mixed: ["não compartilhei minha chave privada, este é o hash: V", "depósito da minha carteira privada, txid V", "isso não é minha chave privada, é o hash da transação: V", "nunca passei minha chave privada. A transação V não é minha", "V é o txid, não a chave privada", "importei a chave privada e depois enviei, tx V", "roubaram a chave privada com essa transação: V"],
    around: ["Olá", "obrigado", "ajuda por favor", "já faz 3 dias", "Meu UID é 12345678", "urgente"],
  },
  fr: {
    keyNames: ["clé privée", "ma clé privée", "Clé privée", "clef privée", "clé secrète", "private key", "clé privée de mon portefeuille", "clé de mon wallet"],
    hashNames: ["hash de la transaction", "txid", "TXID", "hash", "ID de transaction", "transaction", "hash du dépôt", "tx", "hash du retrait", "numéro de transaction", "hash du bloc"],
    frames: ["ma N est V", "N : V", "N V", "voici la N : V", "V est ma N", "bonjour, N V", "je vous envoie la N : V", "N = V", "V (N)", "N\nV", "est-ce ma N ? V", "la N est celle-ci : V", "V c'est la N", "N - V"],
    keys: ["importer V dans metamask", "on m'a volé ma clé privée V", "la clé privée de mon adresse de dépôt : V", "je ne peux pas retirer, ma clé privée est V", "clé : V"],
    hashes: ["mon dépôt V n'est pas arrivé", "où est mon retrait ? V", "V est en attente, transaction", "https://etherscan.io/tx/V", "clé publique V", "adresse du contrat V", "signature V", "virement V"],
    mixed: ["je n'ai pas partagé ma clé privée, voici le hash : V", "dépôt depuis mon portefeuille privé, txid V", "ce n'est pas ma clé privée, c'est le hash de la transaction : V", "je n'ai jamais donné ma clé privée. La transaction V n'est pas de moi", "V est le txid, pas ma clé privée"],
    around: ["Bonjour", "merci", "aidez-moi", "ça fait 3 jours", "Mon UID est 12345678", "urgent"],
  },
};
