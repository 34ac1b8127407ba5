import type { Locale } from "../domain/locale.ts";
import { coreWords } from "./words.ts";

const names: readonly (readonly [Locale, string])[] = [
  ["zh-Hant", "traditional chinese|繁体中文|繁體中文|繁体|繁體"],
  ["zh-Hans", "simplified chinese|chinese|mandarin|简体中文|简体|中文|汉语|汉字|普通话|国语"],
  ["en", "english|英文|英语|英語"],
  ["ja", "japanese|日文|日语|日本語"],
  ["ko", "korean|韩文|韩语|한국어"],
  ["ru", "russian|俄文|俄语|русский|русском|русски|по русски|по русский|rus"],
  ["es", "spanish|西班牙语|西班牙文|español|espanol|castellano"],
  ["vi", "vietnamese|越南语|越南文|tiếng việt|tieng viet"],
  ["tr", "turkish|土耳其语|土耳其文|türkçe|turkce"],
  ["pt", "portuguese|葡萄牙语|葡萄牙文|português|portugues"],
];

const english =
  "(?:(?:can|could|would|do|will) (?:you|we|i) (?:please )?|i (?:want|would like|prefer|need)(?: to| you to)? |please |let's )*" +
  "(?:speak|talk|write|reply|answer|respond|use|switch to|change to|speaking|change (?:the )?language to|language|continue)?" +
  "(?: to me| with me| me)?(?: ?(?:in|to))?";
const chinese =
  "(?:我想|我要|我们|我們|你|您|能|会|會|可以|能不能|可不可以|可否|请|請)*(?:用|说|說|讲|講|換成|換|使用|换成|切换到?|改成|改用|换|回复)*(?:一下)?";
const tail =
  "(?: (?:please|instead|language|only|with me|to me))*|(?:回答|回复|交流|沟通|聊|说|讲|跟我说|和我说|界面|吗|吧|么|可以吗)*";

/** Around a language's own name, in that language. */
const nativeLead =
  "(?:(?:habla|hable|hablas|hablar|hablemos|en|responde|fala|fale|falar|em|по|на|говори(?:те)?|можно|давай(?:те)?|ответь(?:те)?|nói|bằng|dùng) )*";
const nativeTail =
  "(?: (?:por favor|пожалуйста|язык|языке|konuş(?:un|alım)?|olsun|lütfen|được không|nhé|go))*|(?:で(?:お願い(?:します)?|話して|答えて)?|にして|로|로 해 ?주세요|로 말해 ?주세요|回答|回覆|嗎)*";

const patterns = names.map(
  ([locale, name]) =>
    [
      locale,
      new RegExp(`^(?:${english}|${chinese}|${nativeLead}) ?(?:${name})(?:${tail}|${nativeTail})$`),
    ] as const,
);

const noLanguage =
  /^(?:(?:change|switch|choose|set|select) (?:the |my )?language|language|languages|语言|語言|idioma|cambiar idioma|cambiar de idioma|mudar idioma|mudar o idioma|trocar idioma|язык|сменить язык|поменять язык|dil|dil değiştir|dili değiştir|ngôn ngữ|đổi ngôn ngữ|言語|言語を変更|言語変更|언어|언어 변경|切換語言|更換語言|切换语言|更换语言|换语言|换个语言|改语言|设置语言)$/;

/** An explicit wish for a language: which one, or `choose` when none was named. */
export const matchLanguageRequest = (text: string): Locale | "choose" | undefined => {
  if (text.length > 60) return undefined;
  const words = coreWords(text);
  if (noLanguage.test(words)) return "choose";
  return patterns.find(([, pattern]) => pattern.test(words))?.[0];
};
