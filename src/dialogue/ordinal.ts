import { plainWords } from "./words.ts";

/** What people call the first place, the second, and so on; digits are read as such. */
const words: readonly string[] = [
  "one, first, 1st, 一, 第一, 第1, a, primero, primera, uno, una, primeiro, primeira, um, uma, первый, первое, первая, один, birinci, ilk, bir, thứ nhất, đầu tiên, một, 一番, 一つ目, 첫, 첫 번째, 첫번째, 일, 壹, いち, ひとつ, ひとつめ, 一個目, 하나",
  "two, second, 2nd, 二, 两, 兩, 第二, 第2, b, segundo, segunda, dos, dois, duas, второй, второе, вторая, два, ikinci, iki, thứ hai, hai, 二番, 二つ目, 두 번째, 두번째, 둘, 이, 贰, 貳, 俩, に, ふたつ, ふたつめ, 二個目",
  "three, third, 3rd, 三, 第三, 第3, c, tercero, tercera, tres, terceiro, terceira, três, третий, третье, третья, три, üçüncü, ucuncu, üç, uc, thứ ba, ba, 三番, 三つ目, 세 번째, 세번째, 셋, 삼, 叁, 參, さん, みっつ, 三個目",
  "four, fourth, 4th, 四, 第四, 第4, d, cuarto, cuarta, cuatro, quarto, quarta, quatro, четвёртый, четвертый, четвёртая, четыре, dördüncü, dorduncu, dört, dort, thứ tư, bốn, 四番, 四つ目, 네 번째, 네번째, 넷, 사, よん, 四個目",
  "five, fifth, 5th, 五, 第五, 第5, e, quinto, quinta, cinco, пятый, пятая, пять, beşinci, besinci, beş, bes, thứ năm, năm, 五番, 五つ目, 다섯 번째, 다섯번째, 다섯, 오, ご, 五個目",
  "six, sixth, 6th, 六, 第六, 第6, f, sexto, sexta, seis, шестой, шестая, шесть, altıncı, altinci, altı, alti, thứ sáu, sáu, 六番, 六つ目, 여섯 번째, 여섯번째, 여섯, 육, ろく, 六個目",
];

/** A longer text says more than a place. */
const longest = 30;

const around =
  /^(?:the |number |no |option |nr |it's |its |i mean |i choose |choose |选|选择|我选|選|選擇|我選|是|要|el |la |opción |opcion |número |numero |o |a |a opção |opção |вариант |номер |пункт |под номером |số |cái |mục |câu )+|(?: one| option| please|个|個|项|項|条|條|种|種|号|號|番目|番|つ目|です|번째|번|요|이요| вариант| пункт| seçenek| por favor|ci|inci|nci|ncı)+$/g;

const namesOf: readonly ReadonlySet<string>[] = words.map((line) => new Set(line.split(", ")));

/** Where digits of a script begin that people type beside our own: Arabic, Persian, Devanagari, Thai. */
const zeros = [0x660, 0x6f0, 0x966, 0xe50];

const plainDigits = (text: string): string =>
  text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    const zero = zeros.find((first) => code >= first && code < first + 10);
    return zero === undefined ? digit : String(code - zero);
  });

/** A number with what a language hangs on it: "2nd", "2.º", "2-й", "2번". */
const numbered = /^(?:#|n[o°]? ?)?(\d{1,2})(?: ?(?:st|nd|rd|th|[aoйяе]|ый|ой|ая|ое|er|ro|ra|do|da))?$/;

const last =
  /^(?:the )?last(?: one)?$|^最[后後](?:一[个個])?$|^(?:el |la |o |a )?(?:últim[oa]|ultim[oa])$|^последн(?:ий|яя|ее)$|^sonuncu(?:su)?$|^cuối cùng$|^最後$|^마지막$/;

/** What a text says around a place is taken off; a key cap is a digit in a frame. */
const formsOf = (text: string): readonly string[] => {
  const plain = plainDigits(plainWords(text.replace(/[\ufe0f\u20e3]/g, "")));
  // "one" is a choice and also the tail of "the second one".
  return [plain, plain.replace(around, "").trim()];
};

const numberIn = (forms: readonly string[], count: number): number | undefined => {
  const [digits] = forms.flatMap((form) => numbered.exec(form)?.[1] ?? []);
  const index = Number(digits ?? 0) - 1;
  return index >= 0 && index < count ? index : undefined;
};

/** The same as {@link matchOrdinal} for what is written in digits. */
export const matchNumber = (text: string, count: number): number | undefined =>
  text.length > longest ? undefined : numberIn(formsOf(text), count);

/** "2", "the second one", "第二个" as an index from 0, among `count` choices; `final` is where the last of them stands. */
export const matchOrdinal = (text: string, count: number, final = count - 1): number | undefined => {
  if (text.length > longest) return undefined;
  const forms = formsOf(text);
  if (forms.some((form) => last.test(form))) return final >= 0 ? final : undefined;
  const number = numberIn(forms, count);
  if (number !== undefined) return number;
  const index = namesOf.findIndex((names) => forms.some((form) => names.has(form)));
  return index >= 0 && index < count ? index : undefined;
};
