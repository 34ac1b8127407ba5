import type { Span } from "../../detector.ts";
import type { Normalised } from "../../normalise.ts";

const mostOwn = 100;
const ownHint =
  /[码碼令ドズ葉ば호번암号語语号暗ワ]["'」』]?\s?(?:[喔啊呀呢]|就?是|[为為係叫]|は|を|는|은|이|가|:|=|[\u3041-\u9fff]{3,10}\d)|["'「『“][\dA-Za-z \u3041-\u9fff\uac00-\ud7a3]{4,30}["'」』”]/u;
const ownCharacter = "[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}ー]";
const noun = "(?:[密蜜][码碼]|口令|パスワード|パスフレーズ|合い?言葉|あいことば|비밀번호|비번|암호)";
/** Of these only the owner knows what they are: no interface has them. */
const spokenNoun = "(?:口令|暗[号號语語]|パスフレーズ|合い?言葉|あいことば)";
const word = `${ownCharacter}{1,24}`;
const ownScript = new RegExp(
  [
    `${noun}(?:喔|啊|呀|呢)?(?:就?是|[为為係叫]|は|を|는|은|:|=)\\s?["'「『“](?<quoted>${ownCharacter}(?: ?${ownCharacter}){3,29}|[!-~]{1,20}(?: [!-~]{1,20}){1,6})["'」』”]`,
    `["'「『“](?<named>${ownCharacter}{4,30})["'」』”]\\s?(?:[这這][个個]?)?(?:就?是|が|って(?:いう)?|っていう|という|이|가|라는|는|은|を|를|을|[当當做])\\s?(?:我|咱|俺|私|僕|내|제)?(?:们|們)?(?:的|の)?\\s?${noun}`,
    `${noun}(?:[:=]\\s?|(?:[喔啊呀呢]|就?是|は|は、)\\s)(?<plain>${ownCharacter}{5,24}(?: ${word})?|${word}(?: ${word}){1,7}(?: \\d{1,4})?)(?=[\\s,.!?。、]|$)`,
    `${noun}["'「『“](?<beside>${ownCharacter}{4,30})["'」』”]`,
    `${noun}[^"'「『“\\n,.!?。、]{1,9}\\s?["'「『“](?<aside>(?:${ownCharacter}|[A-Za-z\\d]){4,30})["'」』”]`,
    `["'「『“]${noun}[\\s:]{1,2}(?<told>${ownCharacter}{4,24})["'」』”]`,
    `${spokenNoun}(?:就?是|は)(?<spoken>${ownCharacter}{4,16}?)(?=です|でした|[\\s,.!?。、]|$)`,
    `${noun}(?:就?是|は|:)?\\s?(?<dated>[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}]{4,10}\\d{2,4})(?![\\d.,:%年月日号點点分秒次天回度個个位字文桁円元块])`,
  ].join("|"),
  "dgu",
);
/** What is said of a password, or asked. */
const talk =
  /password|[密蜜][码碼]|口令|パスワ|비밀|비번|验证|驗證|認証|인증|登[录錄入]|ログイン|로그인|[错錯误誤忘改重请請如何什怎吗嗎呢无無没沒设設输輸填失过過位必须須应該该]|不[知能会會可对對正]|違|間違|正し|ください|入力|設定|変更|なに|ませ|一致|無効|없|입력|오류|틀|잘못|까먹|뭐|모르|변경|설정|자리|이상|해주|하세요|알려|방법|영문|숫자|조합|특수|字母|[数數]字|英[文数數]|[组組]合|符[号號]|记号|記号|文字|方法|[区區]别|區別|[规規][则則]|について|ルール|알려|안 ?[되돼]|나요|습니다/u;
/** Between a noun and a number it speaks on. */
const speech =
  /[的了在是有到从從还還只大约約至最要被我你他她它和跟也都不小多少数數位几幾后後前用長长]|[のはがをにでも]|から|まで|エラー|コード/u;

type Way = "quoted" | "named" | "plain" | "beside" | "aside" | "told" | "spoken" | "dated";
const ways: readonly Way[] = ["quoted", "named", "plain", "beside", "aside", "told", "spoken", "dated"];

/** A whole line that may go on in speech: its first word is the password then. */
const withoutTalk = (value: string) =>
  talk.test(value) && value.includes(" ") ? value.slice(0, value.indexOf(" ")) : value;

/** A password in the script of the sentence: only quotes, a sign or a space set it off. */
export const ownScriptIn = ({ text }: Normalised): readonly Span[] => {
  if (!ownHint.test(text)) return [];
  const spans: Span[] = [];
  for (const { groups, indices } of text.matchAll(ownScript)) {
    if (spans.length === mostOwn) break;
    const way = ways.find((name) => groups?.[name] !== undefined);
    if (way === undefined) continue;
    const value = withoutTalk(groups?.[way] ?? "");
    const [start] = indices?.groups?.[way] ?? [0];
    if (value.length < 4 || talk.test(value) || (way === "dated" && speech.test(value))) continue;
    const level = way === "quoted" || way === "named" ? "hard" : "soft";
    spans.push({ kind: "password", level, start, end: start + value.length });
  }
  return spans;
};
