import { describe, expect, it } from "vitest";
import { asksForCode } from "../../../../src/guard/detectors/told/asks-for-code.ts";
import { endsInTelling } from "../../../../src/guard/detectors/told/ends-in-telling.ts";
import { toldInCjk } from "../../../../src/guard/detectors/told/told-cjk.ts";
import { scan } from "../../../../src/guard/scan.ts";
import { nothingExpected } from "../../support.ts";

const found = (text: string) =>
  scan(text, nothingExpected, { detectors: [toldInCjk] }).findings.map(
    ({ kind, level, start, end }) => `${kind} ${level} ${text.slice(start, end)}`,
  );

/** A sentence and the value that it tells. */
type Told = readonly [sentence: string, value: string];

const passwords: readonly Told[] = [
  ["登录一直失败，kuaile_xiaogou 这个密码用了三年了", "kuaile_xiaogou"],
  ["密码里有大写的，Zhang3Li4，注意Z和L", "Zhang3Li4"],
  ["资金密码连输三次都不对啊 741852", "741852"],
  ["我老婆账号的密码tudou_888 你先帮她退出来", "tudou_888"],
  ["子账号 mm_test02 的密码是 Shouye!02", "Shouye!02"],
  ["个人资料没变，账号 lizhi88，密码 Lz!881122", "Lz!881122"],
  ["登入密碼Chris$0817，可是一直說帳密不符", "Chris$0817"],
  ["個密碼係Lok1234!hk 但入唔到", "Lok1234!hk"],
  ["交易PIN：2580", "2580"],
  ["帳密都對啊，我打tofu9988", "tofu9988"],
  ["パスワードneko_daisuki3で合ってるはずなのに入れない", "neko_daisuki3"],
  ["Yuki.2019!っていうパスワードでずっと使ってます", "Yuki.2019!"],
  ["資産パスワードに551177を入れたらロックされました", "551177"],
  ["暗証番号0427で弾かれる", "0427"],
  ["パスワードは「ひみつのことば」です", "ひみつのことば"],
  ["昨夜パスワードをAjisai☔2024にしました", "Ajisai☔2024"],
  ["비밀번호 nabi_yaong9 맞는데 계속 틀렸다고 나와요", "nabi_yaong9"],
  ["Jeju@1004 이게 제 비밀번호에요", "Jeju@1004"],
  ["동생이 비번을 gomdori_99 로 바꿔버렸어요", "gomdori_99"],
  ["자금비번에 551177 넣었더니 잠김", "551177"],
  ["帳:0912000000\n密:dd55667", "dd55667"],
  ["蜜码kele2277", "kele2277"],
  ["密码设的19880712会不会太好猜", "19880712"],
  ["密碼是我爸生日550806啦", "550806"],
  ["密码里有空格的：green tea 12", "green tea 12"],
  ["账号:lulu_trade / Lulu!coin5", "Lulu!coin5"],
  ["ログアウト後、いつもkaede0911で入ってます", "kaede0911"],
  ["二つ目のアカウント：a02@example.jp／Kaede.002", "Kaede.002"],
  ["항상 jiwoo0325로 로그인해요", "jiwoo0325"],
  ["忘了是Lele2018還是別的，都登不了", "Lele2018"],
  ["한글로 '초록수달가족' 이 비번임", "초록수달가족"],
  ["비번은 그냥 987123a로 해놨어요", "987123a"],
  ["我的密码是“four green birds”，带空格", "four green birds"],
  ["「みどりのかわうそ」をパスワードにしました", "みどりのかわうそ"],
  ["맨날 jiwoo77a 쳤는데 안들어가져요", "jiwoo77a"],
];

const codes: readonly Told[] = [
  ["Authy 上显示 6183 205，要加空格吗", "6183 205"],
  ["短信写的是6183，我输入了还是不行", "6183"],
  ["验证码都填了 508823 还是不行", "508823"],
  ["谷歌验证器现在是771 904", "771 904"],
  ["骗子让我报短信码，我报了468120", "468120"],
  ["验证码是八八四一零二", "八八四一零二"],
  ["【某某所】774021 用于登录验证", "774021"],
  ["驗證碼分開唸 77-31-09", "77-31-09"],
  ["驗證器跳903 771 打了沒反應", "903 771"],
  ["頭先sms個code係334812", "334812"],
  ["SMSで559021と届きました", "559021"],
  ["出金の確認コード883517が期限切れ", "883517"],
  ["認証番号は八二〇一四七です", "八二〇一四七"],
  ["コードは８１３４２７です", "８１３４２７"],
  ["문자로 559021 왔는데 이거 맞나요", "559021"],
  ["[HTX] 인증번호 [627401]를 입력해주세요.", "627401"],
  ["인증번호 불러드릴게요 21-77-04", "21-77-04"],
  ["코드 육육삼공일구", "육육삼공일구"],
  ["绑定邮箱的校验码 20481 没反应", "20481"],
  ["備援碼 kk72-mw81 用過了嗎", "kk72-mw81"],
  ["客服叫我唸205517給他聽", "205517"],
  ["電話でゼロ ハチ イチ ゴ ニ ニと言われました", "ゼロ ハチ イチ ゴ ニ ニ"],
  ["백업코드 m7k2-n9q3", "m7k2-n9q3"],
  ["官方LINE傳來730 551是什麼", "730 551"],
  ["語音說的是，8、2、0、4、4、1", "8、2、0、4、4、1"],
  ["すみません打ち間違い、604 918", "604 918"],
  ["今771 039です", "771 039"],
  ["원타임 84019273", "84019273"],
  ["認証コード来たけど0083で合ってる?", "0083"],
];

const harmless = [
  "密码设置要求：8-20位，至少包含1个大写字母",
  "我有两个号，尾号 4471 和 9920，都收不到验证码",
  "验证码短信是从 106900 发来的吗",
  "充值 500000 到账了吗，短信没通知",
  "查一下订单号 20240611 的验证码为什么没发",
  "群里有人说私聊发验证码给他能领200U，假的吧",
  "密码输入框在 Chrome120 上错位",
  "密码管理器用 1Password 还是 Bitwarden",
  "GoogleAuthenticator换手机怎么迁移密码",
  "密码：******** 点下一步没反应",
  "酒店房间 1806，wifi密码在桌上",
  "BTC跌破 95000 簡訊警報響不停",
  "案件558120到現在沒人回，驗證器也沒了",
  "錯誤訊息：Invalid password or verification code",
  "団体の会員番号 4410293 でログインできません",
  "エラーコード 20014 って何ですか",
  "注文番号 88120394 のメールが来ません",
  "アカウント名 taro_77 でパスワードを忘れた",
  "パスワードに123456を使うのはやめましょう",
  "주문번호 88120394 문자 왔나요",
  "종목코드 005930 검색이 안돼요",
  "아이디 taro_77 인데 비번 까먹음",
  "비밀번호로 123456 쓰지 마세요",
  "1588-1234 로 전화했더니 비밀번호 누르래요",
  "群組代號 558812",
  "番号 A7731 のキャンペーン",
  "482500에 샀어요",
  "우리회사 코드는 4401",
  "国番号 0082 ですか",
  "지금 이더 482500 왔다갔다 하네",
  "今 1420000 円くらい",
  "第一次买在 482500，第二次 481000",
  "暗号資産BTC2024xの話",
  "解密private-key失败",
  "「自動ログイン」をパスワードなしで",
  "K线显示 68250 了",
  "900101 생일인데 본인확인 되나요",
  "密码：登录密码和资金密码的区别",
  "パスワード：再設定の方法について",
  "비밀번호: 영문 숫자 조합 8자리 이상",
  "密码短信收到 500 USDT 才发吗",
  "口令红包发一个呗",
];

describe("a password amid Chinese, Japanese or Korean", () => {
  it.each(passwords)("is certain, and only the value: %s", (sentence, value) => {
    expect(found(sentence)).toEqual([`password hard ${value}`]);
  });

  it.each([
    ["パスフレーズ：七匹の緑のカワウソは寝ない", "七匹の緑のカワウソは寝ない"],
    ["암호: 초록 수달 일곱 마리는 안 잔다", "초록 수달 일곱 마리는 안 잔다"],
    ["口令是天凉好个秋", "天凉好个秋"],
    ["密码: 我爱糖醋小排骨 中文密码可以吗", "我爱糖醋小排骨"],
    ["新的是Taipei_1022，舊的是taipei1021", "taipei1021"],
    ["あ、間違えた、Kaede.0303でした", "Kaede.0303"],
    ["パスワードは猫の名前でmikachanです", "mikachan"],
    ["密码设成了“小桥流水人家88”，可以用中文吗", "小桥流水人家88"],
    ["他留的字條寫「密碼 山高水長」", "山高水長"],
    ["비번을 한글로 '우리집고양이' 라고 했어요", "우리집고양이"],
  ])("is at least doubtful when little sets it off from the sentence: %s", (sentence, value) => {
    expect(found(sentence)).toContainEqual(expect.stringMatching(`password (?:soft|hard) ${value}$`));
  });

  it("is not certain when it opens somebody's door", () => {
    expect(found("樓下鐵門密碼 1357 換成 2468 了喔")).not.toContainEqual(expect.stringContaining("hard"));
  });
});

describe("a one-time code amid Chinese, Japanese or Korean", () => {
  it.each(codes)("is certain, and only the value: %s", (sentence, value) => {
    expect(found(sentence)).toEqual([`one_time_code hard ${value}`]);
  });

  it("is found twice when two are told", () => {
    expect(found("兩支手機各收到440189和951329 驗證碼哪個有效")).toEqual([
      "one_time_code hard 440189",
      "one_time_code hard 951329",
    ]);
  });

  it.each([
    ["收到了 220918", "220918"],
    ["왔어요 771533", "771533"],
    ["今確認しました！729053です", "729053"],
    ["上次的作废了，填这个 350917", "350917"],
  ])("needs no noun when it is said to have come: %s", (answer, value) => {
    expect(found(answer)).toEqual([`one_time_code hard ${value}`]);
  });

  it.each(["显示4821，然后呢", "7730이라고 떠요", "不是 6 开头，是 926613"])(
    "is doubtful without a noun: %s",
    (message) => {
      expect(found(message)).toEqual([expect.stringContaining("one_time_code soft")]);
    },
  );

  it.each(["嗯 220918", "네 771533", "はい、729053です"])("is doubtful as a bare answer: %s", (answer) => {
    expect(found(answer)).toEqual([expect.stringContaining("one_time_code soft")]);
  });
});

describe("what is no secret amid Chinese, Japanese or Korean", () => {
  it.each(harmless)("is left alone: %s", (sentence) => {
    expect(found(sentence)).toEqual([]);
  });
});

describe("who asks for a code", () => {
  it.each([
    "把收到的验证码发给我",
    "短信收到了吗？告诉我数字",
    "俾個驗證碼我",
    "請把簡訊裡的六位數傳給我",
    "届いた6桁の番号を送ってください",
    "受け取った数字をこちらに入力してください",
    "문자로 온 6자리 숫자 불러주세요",
    "인증번호 공유 부탁드립니다",
  ])("is heard: %s", (sentence) => {
    expect(asksForCode(sentence)).toBe(true);
  });

  it.each([
    "请勿把验证码告诉任何人",
    "千萬不要把驗證碼給別人",
    "クーポンコードを教えてください",
    "認証コードを誰にも教えないでください",
    "추천코드 알려주세요",
    "인증번호는 몇 자리인가요",
  ])("is told from who warns, and who asks for something else: %s", (sentence) => {
    expect(asksForCode(sentence)).toBe(false);
  });
});

describe("the end of a message", () => {
  it.each([
    ["我的密码是", "password"],
    ["我的登入密碼係", "password"],
    ["資金密碼如下", "password"],
    ["收到的验证码：", "one_time_code"],
    ["パスワードは以下です", "password"],
    ["認証コードはこちらです", "one_time_code"],
    ["제 비번은요", "password"],
    ["인증번호는", "one_time_code"],
  ])("announces what follows: %s", (text, kind) => {
    expect(endsInTelling(text)).toBe(kind);
  });

  it.each(["验证码收不到", "密码忘了", "パスワードを忘れました", "비번 까먹음", "密码是多少位"])(
    "announces nothing: %s",
    (text) => {
      expect(endsInTelling(text)).toBeUndefined();
    },
  );
});
