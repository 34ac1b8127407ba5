/**
 * What Chinese, Japanese and Korean say around a secret. There a run of Latin letters and digits stands out of the text, and what stands
 * between it and its noun may be anything; so words are looked for on either side, not as ties. Folded text, no look-behind
 * but for single characters.
 */

/** A code or password that opens no account of anybody's: a door, a network, a machine, a lottery. */
export const elsewhere =
  /wi-?fi|[铁鐵][门門]|[楼樓]下|택배함|ボックス|置物|房[间間]|包[间厢廂]|酒店|[饭飯]店|ホテル|호텔|停[车車]|无线|無線|ワイファイ|와이파이|门禁|門禁|大门|大門|单元门|门锁|門鎖|电子锁|電子鎖|密码锁|密碼鎖|房门|储物|行李|保险[柜箱]|保險[櫃箱]|快递柜|開門|开门|开机|開機|玄関|オートロック|ロッカー|金庫|宅配|공동현관|현관|도어락|사물함|금고|택배|开锁|エレベーター|彩票|彩券|樂透|乐透|宝くじ|복권|로또|小说|小說|电影|電影|漫画|映画|영화|드라마|游戏|遊戲|ゲーム|게임|解压|解壓|压缩包|zip|网盘|提取[码碼]/u;

export const exampleBefore =
  /例如|比如|譬如|(?<!好)像|[示範范]例|例[:)]|(?:例えば|たとえば)|サンプル|예를 ?들|예시|예[:)]|不要[用使设設]|别用|別用|別拿|别拿|[请請]勿|避免|避け|弱密|默认|預設|デフォルト|初期パスワードは|기본 ?(?:비번|비밀번호)|placeholder|至少|必[须須]/u;
export const exampleAfter =
  /^[\s"'」』”’)]{0,3}(?:这种|這種|这类|這類|这样的|這樣的|之[类類]|みたいな|のような|とか|など|같은|처럼|따위|이?라는 ?식|等(?!一|了)|を使うの|は使わ|を避け|[는은를을]? ?(?:쓰|사용하)(?:지|면))/u;

const accounts = [
  "用[户戶]名?|使用者(?:名[称稱])?|登[录入錄]名|(?:子|主|大|小|母)?[账帐帳][号號户戶](?:名)?|昵称|暱稱|网名|姓名|本名|uid|user ?(?:name|id)?|id|ユーザー(?:名|id)?|アカウント(?:名|id)?|会員(?:番号|id)?|ログインid|ニックネーム|아이디|회원(?:번호)?|계정명?|닉네임|유저명",
  "メール(?:アドレス)?|メアド|[邮郵]箱|信箱|e?-?mail|이메일|메일|微信号?|qq|line|telegram|tg|推特|电报|推薦人|推荐人|추천인",
  "手机号?|手機號?|[电電][话話]|門號|号[码碼]|號碼|電話|携帯|전화|핸드폰|휴대폰|연락처|尾[号號]|末尾|下4桁|뒷자리|끝자리|[卡证證][号號]|カード|카드|身[份分][证證]",
  "[订訂][单單]|工[单單]|[单單](?=[号號])|案件|案號|[编編](?=[号號])|流水|[发發]票|快[递遞]|取件|票|券|注文|チケット|予約|受付|整理|宝くじ|로또|彩票|彩券|追跡|問い?合わ?せ|取引|주문|티켓|접수|예약|송장|운송장|문의|거래",
  "tx(?:id)?|哈希|ハッシュ|해시|hash|地址|アドレス|주소|合[约約]|版本?|(?:群[組组]?|股票|基金)?代[號号]|バージョン|버전|ver(?:sion)?|型[号號]|機種|기종|群[組组]?|頻道|チャンネル|채널|股票|종목|銘柄|[统統][编編]|代[码碼]|[币幣]|コイン|코인|コード名|코드명",
  "[房室层層楼樓]|部屋|号室|便|航班|车牌|車牌|邮编|郵編|[邮郵][政遞递](?:[区區][号號])?|区[号號]|區[号號]|郵便|우편|国番号|국가|지역|口座|支店|銀行|银行|계좌|은행|swift|ip|port|端口|ポート|포트|年|第|错误|錯誤|エラー|오류|에러|error|status|状态|狀態",
  "优惠|優惠|邀请|邀請|推[荐薦]|折扣|[兑兌][换換]|[礼禮]品|[红紅]包|活[动動]|クーポン|招待|紹介|キャンペーン|プロモ(?:ーション)?|ギフト|シリアル|쿠폰|초대|추천|할인|프로모션?|이벤트|기프트|[条條][码碼形]|序[号號]|상담원|担当(?:者|番号)?|ソース|source|업종|국번|기관",
].join("|");
/** Right before a value: it names an account, an order, a place, an error. */
export const accountLast = new RegExp(
  `(?<![a-z](?=[a-z]))(?:${accounts})(?:の|的|が|は)?\\s?(?:名|no|number|nr|[号號][码碼]?|[码碼]|番号|コード|번호|코드)?(?:就?[是为為係叫]|は|が|の|은|는|이|가|も|도)?[\\s:#№"'「『(=_.*-]{0,6}$`,
  "u",
);

/** Right before a number: it is an amount, a price, a place in a row. */
export const amountLast =
  /(?:[从從由]|生日|出生|誕生日|생일|생년월일|金[额額]|余额|餘額|本金|市值|一共|总共|總共|[合总總]计|差不多|大[约約]|[约約共扣付花充转轉买買卖賣亏虧赚賺存欠价價][了到过過]?|入[账帳金]|到[账帳]|[工月年]薪|工资|止[损損盈]|点位|[跌涨漲升][破到至]|突破|[站守][上住]|破|現?价|残高|金額|合計|価格|約|総額|手数料|가격|금액|총|합계|약|충전|잔액|손절|익절|환율|돌파|시세|수수료|nt|rmb|usd|btc|eth|[$¥€£₩])[\s:是为は은는이가]{0,3}$/u;

/** Right behind a number: it counts. */
export const unitFirst =
  /^(?:\s?(?:生日|出生|生まれ|誕生|생일|생년|년생)|\s?(?:[发發](?:[来來]的?|短信|[简簡][讯訊])|打[来來]|から(?:届|来|の(?:sms|メ|電)|電)|(?:에서|로) ?(?:온|왔|보|문|전화|걸)|に電話|门口|門口|引か|取られ|차감|빠[졌짐져]|호실|号室)|\s?(?:[年月日号號](?![码碼])|[时時][间間]?(?!隔)|[小分秒][时時钟鐘]|[个個次回条條元块塊圆円萬万億亿枚台件层層楼樓室倍股折岁歳页級级章期届桁층]|秒|[点點](?![了击擊])|分(?!享)|人(?![工家])|手(?![机打機動动])|名(?=[\s,。.]|$)|[张張](?=[\s,。.]|$)|字(?:符|以|$)|位(?![数置數])|多(?![谢謝次久])|左右|附近|以[上下内內]|前[后後]|刀|美[金元]|[uU](?![a-z])|(?:usdt|usdc|usd|btc|eth|xrp|sol|trx|doge|htx|ht|bnb|ada|ltc|bch|etc|dot|avax|matic|pol|link|shib|pepe|ton|sui|apt|arb|op|eos|fil|xlm|xmr|atom|near|uni|aave|dash|zec|algo|icp|inj|wld|tia|sei|ordi|trump|bonk|floki|krw|jpy)(?![a-z])|文字|番目|番(?!号)|階|株|ドル|ぐらい|くらい|ほど|あたり|円|%)|(?:자리|분(?![명인])|초(?!과|기)|번(?!호)|회|글자|자(?!꾸)|개|일(?!단|까|회)|시간(?! ?초과)|시(?!도|간 ?초)|원(?!래)|년|월|명(?!의)|살|달러|만(?!료|큼|에)|층|호(?!환)|동|위|대|점|주)|\s(?:자리|분|초|번|회|글자|개|일|시간(?! ?초과)|원|년|월|명|살|달러|만원|층|호|위)(?=[^\p{Script=Hangul}]|$|[에을를이가은는의도한]))/u;

/** What was done with it, or became of it. */
export const handled =
  /收|[发發]|[来來]了|到了|[来來]的|填|[输輸]|打|敲|key|用|[试試]|[给給]|[报報]|[说說]|[念唸]|[显顯]示|[写寫]|跳|出[来來]|看到|[传傳]|[复複][制製]|粘|[贴貼]|登|[设設改换換]|失效|有效|[过過]期|[错錯]|不[对對过過]|[没沒]用|[对對][吗嗎]|届|来[たまて]|き(?:た|ました)|入れ|入力|打[っち]|受け取|受信|送|読み?|教え|聞かれ|表示|書[いか]|通ら|弾か|期限|コピ|貼|間違|使[っい]|設定|変え|変更|した(?!い)|왔|온 |오네|받|넣|쳤|치고|쳐|입력|보내|보낼|보냈|보낸|드려|떴|나와|나왔|안 ?[돼되됨먹]|틀|맞|유효|만료|튕|바꿨|바꾸|변경|설정|썼|쓰는|적/u;

/** Said of a code that has just come, with no noun near. */
export const answering =
  /收到|到了|跳出|[显顯]示|[给給]你|就是?[这這]个|[过過]期|失效|填|[输輸]|打|確認し|届き|来ました|きました|왔[어네습음는다고]|받았|\u110b\u110b|답장|문자|넣|쳤|回[复覆]|불러|불렀|数字|數字|按|語音|语音|[说說]|コピー|番号/u;

export const mine =
  /我|咱|本人|俺|自己|私|僕|俺|自分|父|母|親|媽|妈|爸|老公|老婆|媳|내 |제 |나의|저의|우리|와이프|남편|형|친구|朋友|彼/u;

/** Next to a code, what services write. */
export const notice =
  /勿|不要(?:告|泄|洩|[转轉]|透)|有效|分[钟鐘]内|分鐘內|非本人|他人に|第三者|お聞きする|有効|分以内|타인|누구|알려주지|노출|유효|본인이 아닌/u;

/** Latin words that are no password amid other script: names of products and what forms say. */
export const plainText =
  /^(?:telegram|whatsapp|google|binance|okx|bybit|metamask|wallet|email|gmail|token|secret|login|phone|android|chrome|facebook|twitter|discord|bitcoin|ethereum|usdt|support|admin|help|please|code|verify|reset|error|password|passwd|incorrect|wrong|invalid|forgot|okay|null|true|false|undefined|string|input|submit|button|page|line|kakao|naver|apple|windows|iphone|excel|safari|firefox|trust|ledger|trezor|kyc|withdraw|deposit|wechat|we|kakao|talk|you|tube|pay|pal|face|touch|store|flight|view|cloud|pocket|pass|coin|market|cap|trade|trading|spot|futures|margin|account|username|authenticator|manager|keychain|icloud|bitwarden|lastpass|1password|caps ?lock|passkey|passphrase|enter|shift|ctrl|copy|paste|hello|thanks|sorry)s?$/i;

/** Of prices and trades: a number beside them, with nothing that names a code, is one of theirs. */
export const market =
  /[价價]|[kK][线線]|[涨漲跌]|余[额額]|餘額|残高|価格|相場|시세|가격|잔액|차트|이더|비트|리플|코인(?!베)|[롱숏]|매[수도]|샀|팔았|사도 |[买買卖賣]|做[多空]|[多空][单單]|比特|以太|ビット|イーサ|円|ドル|(?<![a-z])(?:btc|eth|xrp|krw|jpy)(?![a-z])/u;
