import type { Span } from "../../detector.ts";
import type { Normalised } from "../../normalise.ts";
import { strengthOf } from "./message-passwords.ts";
import type { CjkValue } from "./told-cjk-values.ts";
import {
  accountLast,
  amountLast,
  elsewhere,
  exampleAfter,
  exampleBefore,
  market,
  unitFirst,
} from "./told-cjk-words.ts";

/** A longer text is judged by its nouns only. */
export const longestMessage = 300;

const secret =
  /[密蜜][码碼馬马吗嗎嘛妈媽]|(?<![加私机機秘保解隐隱严嚴])密(?=\s?[:=|])|口令|通行[码碼]|[帐帳账]密|登入?密|ぱすわ|パス(?:ワ|フレ|コ|(?=[はがもを]|って|入))|暗証|合言葉|비밀 ?번호|비[번뻔]|패스워드|패쓰|비멀|암호|비밀번|(?<![a-z])(?:p(?:ass)?w(?:or)?d?s?|password|pass|passwd|mima|pin)(?![a-z])/u;
const access =
  /登(?:[录錄陆陸入的得上了看不登都进進]|一下|\s?[\p{P}|]*$)|[就才能](?:能|可以)?[进進登]|上线|[账帐帳][号號户戶]|进不去|進不去|进去|解[锁鎖]|打不开|打不開|ログイン|サインイン|(?<=[でに| ]\s?)入(?:っ[てた]|る|り|ろ)|入れな|入れませ|開[くけか]|アカウント|ロック|로그인|접속|로 ?들어|열[려리]|계정|로긴|잠[겼김금]|(?<![a-z])(?:log ?in|sign ?in|account)(?![a-z])/u;
const typed =
  /[输輸填敲按]|[键鍵][入]|拿[去来來]|打(?:[的了是]|(?=["'「『“]?\s?(?:\||$)))|[试試]|用的|就?用|[设設]|改[成为了為]|[换換]成|入れ|打[っちつて]|叩|付け|つけて|入力|試し|使っ|使う|設定|変え|変更|にして|넣|쳤|치[고면거는니던]|쳐|누르|눌[러렀]|[적쓰]으?면|입력|해봤|했는데|썼|쓰는|쓰고|써|바꿨|바꾸|변경|설정|붙여/u;
const refused =
  /不[对對行过過]|[错錯]|失[败敗]|没用|沒用|拒|不[认認]|无效|無效|[违違間]|違|弾か|通ら|だめ|ダメ|駄目|エラー|無効|はじか|틀|안 ?[돼되됨먹맞]|오류|거부|실패|불일치|아니라|안돼/u;
const code =
  /(?<!密)[码碼]|コード|(?<!暗証)番号|数字|數字|코드|(?<!비밀 ?)번호|숫자|[验驗][证證証]|認証|인증|オーティーピー|오티피|(?<![a-z])(?:t?otp|yzm|2fa|code|mfa)(?![a-z])/u;
const channel =
  /信[裡里]|短信|[简簡][讯訊]|[邮郵][件箱]|信箱|谷歌|[语語]音|[电電][话話]|手[机機]|メール|ショートメ|smsで|アプリ|電話|携帯|文字|문자|메일|전화|앱|구글|카톡|音声|ボイス|[验驗][证証證]器|어센|오센|オーセン|[六6]\s?[位桁]|여섯 ?자리|6 ?자리|(?<![a-z])(?:sms|google|authenticator|gmail|e?mail)(?![a-z])/u;
const come =
  /收到|[发發][来來了的过過给給]|[来來]了|到了|[过過]期|作[废廢]|失效|超[时時]|刚[才刚]|[刚剛][才剛到收]|早上的|有效|[显顯]示|[写寫]着|[念唸]|[给給](?:你|他|她|客服)|最[后後]一?位|[蹦弹彈跳]出|[确確][认認]|[转轉][发發]|泄[露漏]|上一[个個]|新的|最新|届|末尾|流れ|出まし|書かれ|来た|来ま|きた|きまし|来ない|切れ|期限|読み上|出て|出た|表示|書いて|有効|新しい|さっき|今の|確認|送[らっり]|転送|言[うっわ]|왔|온 |온거|받[은았]|받아|보내|보냈|만료|유효|방금|아까|새로|떴|뜬|뜨|나와|나왔|알려|불러|확인|공유|적[혀힌]|써 ?있|쓰여|[떠뜹]|온[건게 ]|일회용|일회성/u;
/** Beside digits that stand in groups, as a code is shown: a price does not. */
const hurried =
  /快[打點点輸输用]|[剩还還]\s?\d+\s?秒|[现現]在|[传傳][来來]|我?手[机機]|今|早く|急い|스마트폰|지금|빨리|얼른|폰/u;
const first = /第一|[1一](?:回目|通目|つ目)|最初|처음|첫|먼저/u;
const second = /第二|[2二](?:回目|通目|つ目)|두 ?번|둘째|나중|마지막|새로/u;
const answering =
  /^[\s\p{P}\p{S}]{0,12}(?:好的?|[对對]|是的?|嗯+|行|はい|ええ|うん|返信|回答|ok|네|넵|예|응|ㅇㅇ|답장|답|收到|喏|これ|이거|여기)?[\s\p{P}\p{S}]{0,12}(?:就?是|です|요|이요|입니다|这个|這個)?[\s\p{P}\p{S}]{0,12}$/u;
/** Labels of numbers and names that stand right before, besides those of accounts and orders. */
const labelLast =
  /(?:ビルド|빌드|build|版|[编編][译譯]|稅則|税则|関税|hs|品番|社員番号|学籍|报错|報錯|错误(?:代?码)?|錯誤(?:代?碼)?|エラー(?:番号|コード)?|에러|오류|(?:末|[后後]|下|뒤|끝)\s?[四4네]\s?(?:[码碼位]|桁|자리)|사번|학번|员工号|工号|學號|学号|提示\s?code|エラー ?code|오류 ?코드|결제.{0,16}승인 ?번호|(?:会社|支店|店舗|社内|学校|部署|회사|매장|학교|부서|公司|店[铺鋪]|[学學]校|部[门門])(?:の|的)?\s?(?:コード|코드|代[码碼]|[编編][码碼])(?:は|는|은|是|が|가)?)[\s:#.]{0,3}(?:番号|번호)?\s?$/u;
/** Whose number it is: a campaign's, an advertiser's. */
const ownerFirst = /^\s?(?:の|的|의)?\s?(?:キャンペーン|イベント|이벤트|캠페인|活[动動]|[广廣]告|商家)/u;
/** What an interface answers: `"code": "200000"`. */
const statusLast = /"(?:code|status)"\s?:\s?"?$/;
/** The values before it in a list: what they are, it is. */
const joinLast = /[,、/和跟与與及是やとか랑와과고면]\s?$/;
const listed =
  /(?:[\w.-]{2,20}\s?(?:[,、/]|和|跟|[与與]|及|还是|還是|とか|と|や|랑|이랑|와|과|하고|아니면)\s?){1,3}$/u;

/** Whether what stands right before a value, or before a list that ends in it, names an account, an order or a place. */
export const isAccountLast = (before: string): boolean =>
  accountLast.test(before.slice(-24)) ||
  (joinLast.test(before) && accountLast.test(before.replace(listed, "").slice(-24)));

/** Whether a number's own label, or an interface's, says that it is no secret. */
export const isLabelledNumber = ({ folded }: Normalised, { start, end }: CjkValue): boolean => {
  const before = folded.slice(Math.max(0, start - 40), start);
  return labelLast.test(before) || statusLast.test(before) || ownerFirst.test(folded.slice(end, end + 12));
};

const shortMessage = 60;
const isShortMessage = ({ folded }: Normalised) => folded.length <= shortMessage;

/** Somebody puts right what he told before: what follows is it. */
const corrected =
  /(?:不是|[说說打写寫发發输輸贴貼记記看弄搞念报報][错錯]|更正|[应應][该該]是|いや|間違[えい]|訂正|正しくは|じゃなく|ではなく|잘못|아니라|아니[고,]|정정|틀렸|오타).{0,16}$/u;
const correctedFirst = /^[\s,]{0,2}(?:不是|じゃなくて|ではなく|이?가? ?아니[라고])/u;
const older = /[旧舊老][的密]|原[来來]的|古い|前の|이전|예전|옛날|기존|헌|전에|먼저|原本|上次/u;
const newer =
  /新[的密]|[现現]在的|新しい|今の|새로|새 |새거|지금|신규|이번|新しく|今回|改成|[换換]成|改[为為]/u;
/** How a password is written: "the first letter is a capital", "with an exclamation mark at its end". */
const describesSigns =
  /大[写寫]|小[写寫]|[感惊驚][叹嘆]号|底[线線]|首字母|大文字|小文字|びっくりマーク|(?:最後|末尾|頭|最初)に[!！].{0,6}つ|アンダーバー|대문자|소문자|느낌표|골뱅이|밑줄|언더바/u;
/** With a value right before or behind: one logs in by it. */
const byLast = /(?:[用拿以靠]|就是)["'「『“]?\s?$/u;
const byFirst =
  /^["'」』”’]?\s?(?:で(?:も)?(?:ログイン|サインイン|入[っりる]|開)|으?로(?:만)? ?(?:로그인|로긴|접속|들어)|[去来來]?登|就(?:能|可以)?[进進登]|で開)/u;
/** Of two spellings he does not know which: "Kitty2018 or kitty2018, neither logs in". */
const either = /还是|還是|或者?|아니면|인지|どっち|どちら|だったか|둘 ?[다중]/u;
const typedHere = /^["'」』”’]?\s?(?:って|と|이?라고|을|를|만)?\s?(?:入力|打[っちつ]|입력|[치쳐쳤])/u;
const always =
  /いつも|ずっと|毎回|前から|항상|맨날|늘상|늘 |매번|계속|一直|每次|向来|向來|平[时時]|都是|都[输輸打用填敲]|一般/u;
const mostEmptyWords = 12;

interface Around {
  readonly folded: string;
  readonly before: string;
  readonly after: string;
  /** All but the value. */
  readonly rest: string;
}

const aroundOf = (folded: string, start: number, end: number): Around => ({
  folded,
  before: folded.slice(Math.max(0, start - 40), start),
  after: folded.slice(end, end + 40),
  rest: `${folded.slice(0, start)} | ${folded.slice(end)}`,
});

const isExplained = ({ before, after }: Around, isNumber: boolean): boolean =>
  isAccountLast(before) ||
  (isNumber && (amountLast.test(before.slice(-12)) || unitFirst.test(after))) ||
  exampleBefore.test(before.slice(-24)) ||
  exampleAfter.test(after) ||
  elsewhere.test(before) ||
  elsewhere.test(after.slice(0, 16));

const isRound = /0{3}$|^(\d)\1+$|^123456?7?8?$|^00\d\d$|^\d{4}-\d{4}$/;

/** With a number right before or behind, in a message of a few words: it has come. */
const cameLast =
  /(?:收到了?|[显顯]示|[写寫说說](?:[着著的了]|的?是)?|[蹦跳弹彈]出(?:来|來)?[个個]?|[发發传傳][来來](?:的?是|[个個])?|届いた(?:の)?[はが]?|来たの[はが]?|[온왔뜬]\s?(?:거|건|게)?)\s?["'「『“:]?\s?$/u;
const cameFirst =
  /^["'」』”’]?\s?(?:って(?:出|書|来|表示|届)|と(?:出|書|来|表示|届)|が?(?:届|来)[きたい]|을 ?넣으래|이?라고 ?(?:[떠뜨떴뜹왔]|나[와왔]|적[혀힌])|이? ?(?:왔[어는네]|떴|떠요|뜨네))/u;
/** "8406, and now?": who asks that has been told to send a number. */
const whatNow =
  /(?:然[后後]|接下[来來]|[现現]在).{0,3}(?:咧|呢|怎|[该該要]|[?])|怎[么麼]?[办辦]|次(?:は|に)?(?:どう|何)|どうす|이제 ?(?:뭐|어떻)|다음(?:은|엔)? ?(?:뭐|어떻)|그다음/u;
const shortTelling = 24;
const proving = /[验驗][证証證]|認証|인증|(?<![a-z])(?:otp|2fa)/u;
/** Authy shows seven digits. */
const authy = /authy/;
const sizeAtAuthy = 7;
const isZeroed = /^00\d\d$/;
const entered = /[入打揿撳]咗|[输輸]了|넣었/u;
/** A device or a box that a code comes to, and no account of that name: such numbers are longer. */
const device =
  /(?:手[机機]|[电電][话話]|line|メール|ショートメ\S{0,5}|携帯|[邮郵]箱|信箱|e?-?mail|이메일|메일|핸드폰|휴대폰|전화|(?<=^|[\s,。的那个個])[号號][码碼])(?:是|は|が|に|로|에|으로|里|裡|上|[传傳][来來])?[\s:「『"'“]*$/u;
const isReached = ({ before, after }: Around, { digits, form }: CjkValue) =>
  form === "code" &&
  digits === 6 &&
  device.test(before) &&
  !unitFirst.test(after) &&
  !elsewhere.test(before) &&
  !exampleBefore.test(before.slice(-24));

/** No code is spoken of, but a password is. */
const isPasswordNumber = (rest: string) => secret.test(rest) && !code.test(rest);

const codeLevel = (text: Normalised, value: CjkValue, isExpecting: boolean): Span["level"] | undefined => {
  const around = aroundOf(text.folded, value.start, value.end);
  const written = text.text.slice(value.start, value.end);
  const { rest, folded } = around;
  const isAmount =
    isRound.test(written.replaceAll(/[、,]/gu, "")) && !(isZeroed.test(written) && proving.test(rest));
  if (isAmount || (isExplained(around, value.form === "code") && !isReached(around, value))) return undefined;
  const cues =
    Number(channel.test(rest)) + Number(come.test(rest)) + Number(typed.test(rest) || refused.test(rest));
  const isGrouped = /\d[ -]\d/.test(written);
  if (value.digits === sizeAtAuthy && authy.test(rest)) return "hard";
  const isPassword = isPasswordNumber(rest);
  const isNamed = isPassword || code.test(rest);
  const isUsual = value.form === "spelled" || (value.form === "code" && value.digits === 6);
  const isShort = folded.length <= shortMessage;
  if (!isNamed && market.test(rest)) return undefined;
  if (isUsual) {
    if (isNamed) return isShort || cues > 0 ? "hard" : "soft";
    if (cues > 1) return "hard";
    if (isShort && (corrected.test(around.before) || correctedFirst.test(around.after)))
      return cues > 0 || isGrouped ? "hard" : "soft";
    if (isShort && ((isGrouped && hurried.test(rest)) || (first.test(rest) && second.test(rest))))
      return isGrouped || cues > 0 ? "hard" : "soft";
    if (cues === 1) return isShort ? (come.test(rest) || channel.test(rest) ? "hard" : "soft") : undefined;
    const isAlone = answering.test(rest.replace("|", "")) || rest.length <= mostEmptyWords;
    return isAlone && !isExpecting ? "soft" : undefined;
  }
  if (isNamed && cues > 0) return isShort ? "hard" : "soft";
  const isCopied =
    (typed.test(rest) || entered.test(rest)) &&
    /(?<![a-z])sms(?![a-z])|短信|[简簡][讯訊]|문자|ショートメ/u.test(rest);
  if (isCopied && !market.test(rest)) return isShort ? "hard" : "soft";
  if (cues > 1 && channel.test(rest)) return isShort ? "hard" : "soft";
  if (isNamed) return isShort ? "soft" : undefined;
  if (value.form === "mixed" && channel.test(rest) && folded.length <= shortTelling) return "soft";
  if (value.form === "code" && !isExpecting && folded.length <= shortTelling && whatNow.test(rest))
    return "soft";
  const isJustCome = value.form === "code" && folded.length <= shortTelling;
  return isJustCome && (cameLast.test(around.before) || cameFirst.test(around.after)) ? "soft" : undefined;
};

/** Amid these scripts a mark within a run is no end of a sentence. */
const isVaried = /^(?=.*\d)(?=.*[A-Z])(?=.*[a-z])/;
const marked = /^[a-z]+!+[a-z]+\d+$/i;

const passwordLevel = (text: Normalised, value: CjkValue): Span["level"] | undefined => {
  const written = text.text.slice(value.start, value.end);
  const strength = marked.test(written) ? 3 : strengthOf(written);
  if (strength < 2) return undefined;
  const around = aroundOf(text.folded, value.start, value.end);
  const { rest, before } = around;
  const isPair =
    /(?:@[\w.-]{3,40}|(?:[账帐帳][号號户戶]|id|アカウント|아이디|계정)[\s:]{1,2}[\w.-]{3,40})\s?[/|]\s?$/u.test(
      before,
    );
  if (isPair) return "hard";
  if (isExplained(around, false)) return undefined;
  const isTyped = typed.test(rest);
  if (secret.test(rest)) return strength > 2 ? "hard" : "soft";
  if (
    isShortMessage(text) &&
    (corrected.test(before) || (older.test(rest) && newer.test(rest)) || describesSigns.test(rest))
  )
    return strength > 3 || (strength > 2 && (access.test(rest) || refused.test(rest)))
      ? "hard"
      : strength > 2
        ? "soft"
        : undefined;
  const isBy = byLast.test(before) || byFirst.test(around.after);
  if (isBy && access.test(rest))
    return strength > 3 ||
      (strength > 2 && (always.test(rest) || (refused.test(rest) && isVaried.test(written))))
      ? "hard"
      : "soft";
  if (strength < 3)
    return isTyped && (access.test(rest) || typedHere.test(around.after)) && isShortMessage(text)
      ? "soft"
      : undefined;
  const isNear = typed.test(before.slice(-8)) || typed.test(around.after.slice(0, 8));
  if ((access.test(rest) && isTyped) || (isNear && refused.test(rest))) return "hard";
  if (either.test(rest) && access.test(rest)) return isVaried.test(written) ? "hard" : "soft";
  if (isNear && (strength > 3 || always.test(rest))) return "hard";
  return isNear || (access.test(rest) && strength > 3) ? "soft" : undefined;
};

const kindOf = ({ folded }: Normalised, { start, end }: CjkValue): Span["kind"] =>
  isPasswordNumber(`${folded.slice(0, start)} | ${folded.slice(end)}`) ? "password" : "one_time_code";

/** Codes and passwords of a short message, wherever the words about them stand: `codes` and `tokens` are what looks like one. */
export const cjkMessageSpans = (
  text: Normalised,
  {
    codes,
    tokens,
    isExpecting,
  }: {
    readonly codes: readonly CjkValue[];
    readonly tokens: readonly CjkValue[];
    readonly isExpecting: boolean;
  },
): readonly Span[] => {
  const passwords = tokens.flatMap((value): Span[] => {
    const level = passwordLevel(text, value);
    return level === undefined ? [] : [{ kind: "password", level, start: value.start, end: value.end }];
  });
  // A code within a token is a part of it, but a token of capitals and digits alone may be the code itself.
  const holders = tokens.filter(
    ({ start, end }) => !codes.some((value) => value.start === start && value.end === end),
  );
  return [
    ...codes
      .filter(
        ({ start, end }) =>
          ![...holders, ...passwords].some((token) => token.start <= start && end <= token.end),
      )
      .flatMap((value): Span[] => {
        const level = codeLevel(text, value, isExpecting);
        return level === undefined
          ? []
          : [{ kind: kindOf(text, value), level, start: value.start, end: value.end }];
      }),
    ...passwords,
  ];
};
