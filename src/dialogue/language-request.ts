import type { Locale } from "../domain/locale.ts";
import { coreWords } from "./words.ts";

const names: readonly (readonly [Locale, string])[] = [
  ["zh-Hant", "traditional chinese|繁体中文|繁體中文|繁体|繁體"],
  ["zh-Hans", "simplified chinese|chinese|mandarin|简体中文|简体|中文|汉语|汉字|普通话|国语"],
  ["en", "english|英文|英语|英語"],
  ["ja", "japanese|日文|日语|日本語"],
  ["ko", "korean|韩文|韩语|한국어"],
  ["ru", "russian|俄文|俄语|русский|по русски"],
  ["es", "spanish|西班牙语|西班牙文|español"],
  ["vi", "vietnamese|越南语|越南文|tiếng việt"],
  ["tr", "turkish|土耳其语|土耳其文|türkçe"],
  ["pt", "portuguese|葡萄牙语|葡萄牙文|português"],
];

const english =
  "(?:(?:can|could|would|do|will) (?:you|we|i) (?:please )?|i (?:want|would like|prefer|need)(?: to| you to)? |please |let's )*" +
  "(?:speak|talk|write|reply|answer|respond|use|switch to|change to|speaking|change (?:the )?language to|language|continue)?" +
  "(?: to me| with me| me)?(?: ?(?:in|to))?";
const chinese =
  "(?:我想|我要|我们|你|能|会|可以|能不能|可不可以|可否|请)*(?:用|说|讲|使用|换成|切换到?|改成|改用|换|回复)*(?:一下)?";
const tail =
  "(?: (?:please|instead|language|only|with me|to me))*|(?:回答|回复|交流|沟通|聊|说|讲|跟我说|和我说|界面|吗|吧|么|可以吗)*";

const patterns = names.map(
  ([locale, name]) => [locale, new RegExp(`^(?:${english}|${chinese}) ?(?:${name})(?:${tail})$`)] as const,
);

const noLanguage =
  /^(?:(?:change|switch|choose|set|select) (?:the |my )?language|language|languages|语言|切换语言|更换语言|换语言|换个语言|改语言|设置语言)$/;

/** An explicit wish for a language: which one, or `choose` when none was named. */
export const matchLanguageRequest = (text: string): Locale | "choose" | undefined => {
  if (text.length > 60) return undefined;
  const words = coreWords(text);
  if (noLanguage.test(words)) return "choose";
  return patterns.find(([, pattern]) => pattern.test(words))?.[0];
};
