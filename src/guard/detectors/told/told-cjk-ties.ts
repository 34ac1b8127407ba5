import type { Cue } from "./told-cjk-cues.ts";
import type { CjkValue } from "./told-cjk-values.ts";

/** All that stands between a noun and the value behind it, or before it: nothing but what ties them. */
export const ties =
  /^\s?["'」』”’]{0,2}(?:原[来來]|[现現]在|一直|本[来來]|もう|だけ|지금|원래)?(?:就?是|[为為係叫]|[:=→]|は|が|って|은|는|이|가|-{1,2}>|としては)(?:요|[:=]|就是|그냥)?\s?["'「『“‘<[(`*]{0,3}$/u;
export const tiesBack =
  /^["'」』”’)\]`*]{0,3}\s?(?:(?:[这這]个|[这這])?(?:就?是|[为為]|が|は|って(?:いう)?|という|이|가|은|는|←|<-+)(?:我|我的|[这這]个)?|[だです]+よ?)?(?:的|の)?\s?$/u;

/** A date is the password only when little stands between. */
export const longestDateGap = 6;
export const birthday = /生日|誕生日|생일|생년월일/u;

/** A recovery code is of letters and digits in groups. */
export const isSpareCode = (value: string, { class: found }: Cue) =>
  found === "code" && value.length <= 14 && /^(?=.*\d)[a-z\d]{2,8}(?:-[a-z\d]{2,8}){1,2}$/.test(value);

const predicateGap = /^[^。！？!?\n]{0,16}$/u;
const copulaLast = /(?:就?是|叫做?|[设設][成为為])\s?$/u;
const predicateLast =
  /^["'」』”’]?\s?(?:です|でした|だよ|だった|だけど|にして|にした|예요|이에요|에요|입니다|임(?!\p{Script=Hangul})|이[라야고요]|인데|라네|라고 ?[해했]|하나)/u;

/** A plain word that its sentence ends in: what stands between says whose or what it is. */
export const isPredicate = (text: string, gap: string, { form, start, end }: CjkValue) =>
  form === "word" &&
  end - start >= 5 &&
  predicateGap.test(gap) &&
  /^[a-z]+$/.test(text.slice(start, end)) &&
  (copulaLast.test(gap) || predicateLast.test(text.slice(end, end + 12)));
