import { describe, expect, it } from "vitest";
import { type LanguageWish, matchLanguageRequest } from "../../src/dialogue/language-request.ts";
import { type Locale, locales } from "../../src/domain/locale.ts";
import { growth } from "../support/counted-steps.ts";

/** What speakers of one language call the ten, in the order of `order`. */
const order = ["en", "zh-Hans", "zh-Hant", "ja", "ko", "ru", "es", "vi", "tr", "pt"] as const;
const names: Readonly<Record<Locale, string>> = {
  en: "English, Simplified Chinese, Traditional Chinese, Japanese, Korean, Russian, Spanish, Vietnamese, Turkish, Portuguese",
  "zh-Hans": "英语, 简体中文, 繁体中文, 日语, 韩语, 俄语, 西班牙语, 越南语, 土耳其语, 葡萄牙语",
  "zh-Hant": "英文, 簡體中文, 繁體中文, 日文, 韓文, 俄文, 西班牙文, 越南文, 土耳其文, 葡萄牙文",
  ja: "英語, 簡体字中国語, 中国語（繁体字）, 日本語, 韓国語, ロシア語, スペイン語, ベトナム語, トルコ語, ポルトガル語",
  ko: "영어, 중국어 간체, 중국어 번체, 일본어, 한국어, 러시아어, 스페인어, 베트남어, 튀르키예어, 포르투갈어",
  ru: "английский, упрощённый китайский, традиционный китайский, японский, корейский, русский, испанский, вьетнамский, турецкий, португальский",
  es: "inglés, chino simplificado, chino tradicional, japonés, coreano, ruso, español, vietnamita, turco, portugués",
  vi: "tiếng Anh, tiếng Trung giản thể, tiếng Trung phồn thể, tiếng Nhật, tiếng Hàn, tiếng Nga, tiếng Tây Ban Nha, tiếng Việt, tiếng Thổ Nhĩ Kỳ, tiếng Bồ Đào Nha",
  tr: "İngilizce, basitleştirilmiş Çince, geleneksel Çince, Japonca, Korece, Rusça, İspanyolca, Vietnamca, Türkçe, Portekizce",
  pt: "inglês, chinês simplificado, chinês tradicional, japonês, coreano, russo, espanhol, vietnamita, turco, português",
};
/** One way of wishing in each, where the name needs no other form. */
const wish: Readonly<Record<Locale, (name: string) => string>> = {
  en: (name) => `can we switch to ${name} please?`,
  "zh-Hans": (name) => `请换成${name}`,
  "zh-Hant": (name) => `可以改用${name}嗎`,
  ja: (name) => `${name}に変えてください`,
  ko: (name) => `${name}로 바꿔 주세요`,
  ru: (name) => `переключи язык на ${name}, пожалуйста`,
  es: (name) => `¿Puede hablar en ${name}?`,
  vi: (name) => `nói ${name} được không ạ`,
  tr: (name) => `${name} konuşabilir misiniz?`,
  pt: (name) => `quero mudar o idioma para ${name}`,
};
const table = locales.flatMap((speaker) =>
  names[speaker].split(", ").map((name, index) => [speaker, name, order[index]] as const),
);
const bare = (text: string) =>
  text
    .normalize("NFD")
    .replace(/(\p{Script=Latin})\p{M}+/gu, "$1")
    .normalize("NFC");

describe("a language by its name in each of the ten languages", () => {
  it.each(table)("in %s %j is %s, alone, without accents, and wished for", (speaker, name, locale) => {
    expect(matchLanguageRequest(name)).toBe(locale);
    expect(matchLanguageRequest(bare(name).toUpperCase())).toBe(locale);
    expect(matchLanguageRequest(wish[speaker](name))).toBe(locale);
  });
});

describe("a wish for a language", () => {
  it.each<[string, LanguageWish]>([
    ["日本語に変えて", "ja"],
    ["日本語で話せますか？", "ja"],
    ["한국어로", "ko"],
    ["한국말로 해줘", "ko"],
    ["영어로 해 주세요", "en"],
    ["inglés", "en"],
    ["respóndame en español", "es"],
    ["por favor cambie a portugués", "pt"],
    ["vamos falar em inglês", "en"],
    ["по-английски, пожалуйста", "en"],
    ["пишите на турецком", "tr"],
    ["с английского на русский", "ru"],
    ["İngilizce konuşalım", "en"],
    ["Türkçeye geç", "tr"],
    ["dili ingilizceye çevir", "en"],
    ["nói tiếng Anh nhé", "en"],
    ["chuyển sang tiếng việt giúp mình", "vi"],
    ["請說中文", "zh-Hant"],
    ["请说中文", "zh-Hans"],
    ["用英文", "en"],
    ["switch from English to Spanish", "es"],
    ["quiero cambiar el idioma", "choose"],
    ["mudar de idioma", "choose"],
    ["хочу сменить язык", "choose"],
    ["dili değiştirmek istiyorum", "choose"],
    ["đổi sang ngôn ngữ khác", "choose"],
    ["言語を変えたい", "choose"],
    ["언어 바꾸고 싶어요", "choose"],
    ["換別的語言", "choose"],
    ["another language please", "choose"],
    ["German please", "unserved"],
    ["deutsch", "unserved"],
    ["deutsch bitte", "unserved"],
    ["Sprechen Sie Deutsch?", "unserved"],
    ["Parlez-vous français ?", "unserved"],
    ["en français s'il vous plaît", "unserved"],
    ["parli italiano?", "unserved"],
    ["العربية", "unserved"],
    ["عربي من فضلك", "unserved"],
    ["هل تتحدث العربية؟", "unserved"],
    ["українською, будь ласка", "unserved"],
    ["по-немецки можно?", "unserved"],
    ["¿habla alemán?", "unserved"],
    ["fala francês?", "unserved"],
    ["Almanca konuşabilir misiniz", "unserved"],
    ["nói tiếng Pháp được không", "unserved"],
    ["可以说德语吗", "unserved"],
    ["可以用法文嗎", "unserved"],
    ["ドイツ語でお願いします", "unserved"],
    ["프랑스어로 해 주세요", "unserved"],
    ["from German to English", "en"],
  ])("%j asks for %s", (text, locale) => {
    expect(matchLanguageRequest(text)).toBe(locale);
  });

  it.each([
    "no hablo inglés",
    "не говорю по-английски",
    "không nói tiếng anh",
    "英語が話せません",
    "영어 못해요",
    "não falo inglês",
    "ingilizce bilmiyorum",
    "turkish lira",
    "コインの日本語名",
    "我的英文名字填错了",
    "el documento está en chino",
    "nombre en inglés en el pasaporte",
    "русский паспорт не принимает",
    "한국 은행으로 출금",
    "idioma da nota fiscal",
    "mi banco",
    "change my phone",
    "german bank account",
    "ich bin deutscher",
    "Deutsche Bank",
    "thai baht deposit",
    "carte bancaire française refusée",
    "換手機",
  ])("is not heard in %j", (text) => {
    expect(matchLanguageRequest(text)).toBeUndefined();
  });
});

it.each(["요해", "해요", "して", "的話", "中文", "할수있어요"])(
  "a text of overlapping words is read in steps in proportion to it: %s",
  (piece) => {
    const read = (length: number) => matchLanguageRequest(`영어${piece.repeat(30).slice(0, length)}x`);
    expect(read(55)).toBeUndefined();
    expect(growth(read, 14)).toBeLessThan(2.5);
    expect(growth(read, 27)).toBeLessThan(2.5);
  },
);
