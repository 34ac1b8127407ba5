import type { Detector, Span } from "../../detector.ts";
import type { Normalised } from "../../normalise.ts";
import { isChineseChecked, isKoreanChecked } from "./check-digits.ts";
import { hasDigits } from "./digit-groups.ts";
import { nationalHint, nationalNumbers } from "./national-ids.ts";
import { distanceTo } from "./nearest-word.ts";

const reachBefore = 60;
const reachAfter = 30;

const chinese =
  /(?<![0-9A-Za-z])(?:\d{17}[\dXx]|\d{6}[ -](?:19|20)\d{6}[ -]\d{3}[\dXx]|(?<!\d[ -])\d(?:[ -]?\d){16}[ -]?[\dXx])(?![0-9A-Za-z]|[ -]\d)/g;
const oldChinese = /(?<![0-9A-Za-z])\d{15}(?![0-9A-Za-z])/g;
const korean = /(?<![0-9A-Za-z-])\d{6}(?:\s?[-–—~]\s?|\s)?[0-9]\d{6}(?![0-9A-Za-z]|-\d)/g;

/** Provinces and cities as GB/T 2260 numbers them, with Taiwan, Hong Kong and Macao. */
const region = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91)/;
const chineseWords =
  /身[份分][证證]|证件|證件|居民|公民|实名|實名|(?<![a-z])(?:id ?(?:card|number|no)|identity|national id|citizen|resident)|kyc|удостоверени|身分/;
const koreanWords =
  /주민|등록 ?번호|외국인|신분증|민증|(?<![a-z])(?:rrn|resident|national id|id (?:card|number))/;
const orderWords =
  /(?<![a-z])(?:orders?|trade|transactions?|tx(?:id)?|tickets?|uid|invoice|tracking|ref(?:erence)?|timestamp)(?![a-z])|订单|訂單|单号|單號|流水|交易|运单|工单|заказ|ордер|транзакц|注文|取引|주문|거래|pedido|orden|siparis|islem|don hang|giao dich/g;

/** Days of months, leap years counted. */
const isDate = (year: number, month: number, day: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();

const isBirth = (eight: string): boolean => {
  const year = Number(eight.slice(0, 4));
  return year >= 1870 && year < 2040 && isDate(year, Number(eight.slice(4, 6)), Number(eight.slice(6, 8)));
};

/** Folded text beside a number; what is far says nothing of it. */
const around = ({ folded }: Normalised, start: number, end: number) =>
  `${folded.slice(Math.max(0, start - reachBefore), start)} ${folded.slice(end, end + reachAfter)}`;

interface Found {
  readonly id: string;
  /** The words beside it, and whether one says that it is an order's; asked for only where they matter. */
  readonly words: () => string;
  readonly isOrder: () => boolean;
  readonly isDashed: boolean;
}

const judgeChinese = ({ id, words, isOrder }: Found): Span["level"] | undefined => {
  if (!region.test(id) || !isBirth(id.slice(6, 14))) return undefined;
  const isNamed = chineseWords.test(words());
  if (!isChineseChecked(id)) return isNamed ? "soft" : undefined;
  return isNamed || !isOrder() ? "hard" : "soft";
};

const judgeOldChinese = ({ id, words }: Found): Span["level"] | undefined =>
  region.test(id) && isBirth(`19${id.slice(6, 12)}`) && chineseWords.test(words()) ? "soft" : undefined;

/** Since October 2020 new numbers have no check digit: a valid date, a dash and the words must do. */
const judgeKorean = ({ id, words, isOrder, isDashed }: Found): Span["level"] | undefined => {
  const century =
    { 1: 19, 2: 19, 3: 20, 4: 20, 5: 19, 6: 19, 7: 20, 8: 20, 9: 18, 0: 18 }[id.charAt(6)] ?? 19;
  if (!isDate(century * 100 + Number(id.slice(0, 2)), Number(id.slice(2, 4)), Number(id.slice(4, 6))))
    return undefined;
  if (century === 20 && Number(id.slice(0, 2)) >= 40) return undefined;
  const beside = words();
  if (koreanWords.test(beside)) return "hard";
  if (!isDashed) return isKoreanChecked(id) && /\p{Script=Hangul}/u.test(beside) ? "soft" : undefined;
  if (isKoreanChecked(id)) return isOrder() ? "soft" : "hard";
  return isOrder() || century === 18 ? undefined : "soft";
};

const rules: readonly (readonly [RegExp, (found: Found) => Span["level"] | undefined])[] = [
  [chinese, judgeChinese],
  [oldChinese, judgeOldChinese],
  [korean, judgeKorean],
];

const numbersIn = (text: Normalised): readonly Span[] =>
  rules.flatMap(([pattern, judge]) =>
    [...text.text.matchAll(pattern)].flatMap(({ 0: written, index }): Span[] => {
      const end = index + written.length;
      const level = judge({
        id: written.replace(/[^0-9A-Za-z]/g, ""),
        words: () => around(text, index, end),
        isOrder: () =>
          distanceTo(text.folded, { start: index, end }, orderWords) !== Number.POSITIVE_INFINITY,
        isDashed: /[-–—]/.test(written),
      });
      return level === undefined ? [] : [{ kind: "national_id", level, start: index, end }];
    }),
  );

const othersIn = (text: Normalised): readonly Span[] => {
  const upper = text.text.toUpperCase();
  // A letter whose capital is longer would move what follows.
  if (upper.length !== text.text.length) return [];
  return nationalNumbers.flatMap(({ words, shape, isValid, named, alone }) => {
    if (alone === undefined && !words.test(text.folded)) return [];
    return [...upper.matchAll(shape)].flatMap(({ 0: written, index }): Span[] => {
      if (!isValid(written.replace(/[^0-9A-Z]/g, ""))) return [];
      const end = index + written.length;
      const level = words.test(around(text, index, end)) ? named : alone;
      return level === undefined ? [] : [{ kind: "national_id", level, start: index, end }];
    });
  });
};

/** Numbers by which states know people: certain by region, date and check digit, or by what they are called. */
export const nationalId: Detector = {
  name: "national-id",
  kinds: ["national_id"],
  proof: "its check digit, region and date fit, or a word beside it says what it is",
  find: (text) =>
    hasDigits(text.text, 7)
      ? [
          ...(hasDigits(text.text, 13) ? numbersIn(text) : []),
          ...(nationalHint.test(text.folded) ? othersIn(text) : []),
        ]
      : [],
};
