import type { Span } from "../../detector.ts";
import {
  isBrazilianChecked,
  isHongKongChecked,
  isJapaneseChecked,
  isSnilsChecked,
  isSpanishChecked,
  isTaiwaneseChecked,
  isTurkishChecked,
} from "./check-digits.ts";

/** A number that stands for a person in one country, told by a word for it and by its own check. */
export interface NationalNumber {
  /** Over folded text: what the number is called. */
  readonly words: RegExp;
  /** Over text in upper case. */
  readonly shape: RegExp;
  /** Given without separators. */
  readonly isValid: (id: string) => boolean;
  /** How sure it is beside one of its words, and without any. */
  readonly named: Span["level"];
  readonly alone?: Span["level"];
}

const edge = "(?<![A-Z0-9])";
const edgeBehind = "(?![A-Z0-9]|[.-]\\d)";
const shape = (source: string) => new RegExp(`${edge}${source}${edgeBehind}`, "g");

const isVietnamese = (id: string) => {
  const province = Number(id.slice(0, 3));
  return province >= 1 && province <= 96 && "0123".includes(id.charAt(3));
};

/** Area, group and serial of a number of the Social Security Administration are never all zeros. */
const isAmerican = (id: string) => /^(?!000|666|9)\d{3}(?!00)\d{2}(?!0000)\d{4}$/.test(id);

export const nationalNumbers: readonly NationalNumber[] = [
  {
    words: /kimlik|tckn|(?<![a-z])t\.?c\.? ?(?:no|num|[:=]|(?=\d))/,
    shape: shape("[1-9]\\d{10}"),
    isValid: isTurkishChecked,
    named: "hard",
  },
  {
    words: /(?<![a-z])cpf(?![a-z])|cadastro de pessoa/,
    shape: shape("\\d{3}\\.\\d{3}\\.\\d{3}-\\d{2}"),
    isValid: isBrazilianChecked,
    named: "hard",
    alone: "soft",
  },
  {
    words: /(?<![a-z])cpf(?![a-z])|cadastro de pessoa/,
    shape: shape("\\d{3}[ .]?\\d{3}[ .]?\\d{3}[ -]?\\d{2}"),
    isValid: isBrazilianChecked,
    named: "hard",
  },
  {
    words: /(?<![a-z])(?:dni|nie|nif|documento(?: nacional)?|identidad|cedula)(?![a-z])/,
    shape: shape("(?:\\d{8}|[XYZ]-?\\d{7})[ -]?[A-Z]"),
    isValid: isSpanishChecked,
    named: "hard",
  },
  {
    words: /cccd|can cuoc|cmnd|chung minh|dinh danh/,
    shape: shape("0\\d{2}[ .]?[0-3]\\d{2}[ .]?\\d{3}[ .]?\\d{3}"),
    isValid: isVietnamese,
    named: "hard",
  },
  {
    words: /マイナンバー|個人番号|(?<![a-z])my ?number(?![a-z])/,
    shape: shape("\\d{4}[ -]?\\d{4}[ -]?\\d{4}"),
    isValid: isJapaneseChecked,
    named: "hard",
  },
  {
    words: /снилс|snils|страхов\p{L}+ (?:номер|свидетельств)/u,
    shape: shape("\\d{3}[ -]?\\d{3}[ -]?\\d{3}[ -]?\\d{2}"),
    isValid: isSnilsChecked,
    named: "hard",
  },
  {
    words: /паспорт|passport|серия/,
    shape: shape("\\d{2} ?\\d{2}(?:[ ,№#:НOМЕРN]{0,9}| НОМЕР:? )\\d{6}"),
    isValid: (id) => /^(?!00)\d{10}$/.test(id),
    named: "soft",
  },
  {
    words: /身[分份][證证]|(?<![a-z])(?:roc|taiwan|national) id/,
    shape: shape("[A-Z][1289]\\d{8}"),
    isValid: isTaiwaneseChecked,
    named: "hard",
  },
  {
    words: /身[分份][證证]|hkid|hong kong|香港/,
    shape: shape("[A-Z]{1,2}\\d{6} ?\\([0-9A]\\)"),
    isValid: isHongKongChecked,
    named: "hard",
    alone: "soft",
  },
  {
    words: /(?<![a-z])ssn(?![a-z])|social security/,
    shape: shape("\\d{3}[- ]?\\d{2}[- ]?\\d{4}"),
    isValid: isAmerican,
    named: "hard",
  },
];

/** Fits every text that holds one of the words or a number that needs none. */
export const nationalHint = new RegExp(
  [...new Set(nationalNumbers.map(({ words }) => words.source)), "\\.\\d{3}-\\d|\\d ?\\([0-9a]\\)"].join("|"),
  "u",
);
