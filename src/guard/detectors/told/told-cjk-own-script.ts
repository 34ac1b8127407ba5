import type { Span } from "../../detector.ts";
import type { Normalised } from "../../normalise.ts";

const mostOwn = 100;
const ownHint = /[码碼令ドズ葉호번암]["'」』]?(?:[喔啊呀呢]|就?是|[为為係]|は|を|는|은|:|=)/;
const ownCharacter = "[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}ー]";
const ownScript = new RegExp(
  `(?:密[码碼]|口令|パスワード|パスフレーズ|合言葉|비밀번호|비번|암호)(?:喔|啊|呀|呢)?(?:(?:就?是|[为為係]|は|を|는|은|:|=)\\s?(?:["'「『“](?<quoted>${ownCharacter}{4,30})["'」』”])|(?:[:=]\\s?|[喔啊呀呢]\\s)(?<plain>${ownCharacter}{5,24}(?: ?${ownCharacter}{1,24})?)(?=[\\s,.!?。、]|$))`,
  "dgu",
);
/** What is said of a password, or asked. */
const talk =
  /[错錯误誤忘改重请請如何什怎吗嗎呢无無没沒设設输輸填失過过位必须須應该該]|不[知能会會可对對正]|違|間違|正し|ください|入力|設定|変更|なに|ませ|一致|無効|없|입력|오류|틀|잘못|까먹|뭐|모르|변경|설정|자리|이상|해주|하세요/u;

/** A password in the script of the sentence: only quotes or a sign set it off. */
export const ownScriptIn = ({ text }: Normalised): readonly Span[] => {
  if (!ownHint.test(text)) return [];
  const spans: Span[] = [];
  for (const { groups, indices } of text.matchAll(ownScript)) {
    const value = groups?.["quoted"] ?? groups?.["plain"] ?? "";
    const [start, end] = indices?.groups?.[groups?.["quoted"] === undefined ? "plain" : "quoted"] ?? [0, 0];
    if (spans.length === mostOwn) break;
    if (value === "" || talk.test(value)) continue;
    spans.push({ kind: "password", level: groups?.["quoted"] === undefined ? "soft" : "hard", start, end });
  }
  return spans;
};
