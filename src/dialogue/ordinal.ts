import { bareWords, plainWords } from "./words.ts";

/** What people call the first place, the second, and so on; digits are read as such. */
const words: readonly string[] = [
  "one, first, 1st, 一, 第一, 第1, a, primero, primera, primer, uno, una, primeiro, primeira, um, uma, первый, первое, первая, первую, один, одно, birinci, birincisi, ilk, ilki, bir, thứ nhất, đầu tiên, một, 一番, 一つ目, ひとつ目, 最初, 最初の, 첫, 첫 번째, 첫번째, 첫째, 일, 壹, いち, ひとつ, ひとつめ, 一個目, 하나",
  "two, second, 2nd, 二, 两, 兩, 第二, 第2, b, segundo, segunda, dos, dois, duas, второй, второе, вторая, вторую, два, ikinci, ikincisi, iki, thứ hai, hai, 二番, 二つ目, ふたつ目, 두 번째, 두번째, 둘째, 둘, 이, 贰, 貳, 俩, に, ふたつ, ふたつめ, 二個目",
  "three, third, 3rd, 三, 第三, 第3, c, tercero, tercera, tercer, tres, terceiro, terceira, três, третий, третье, третья, третью, три, üçüncü, üçüncüsü, ucuncu, üç, uc, thứ ba, ba, 三番, 三つ目, みっつ目, 세 번째, 세번째, 셋째, 셋, 삼, 叁, 參, さん, みっつ, 三個目",
  "four, fourth, 4th, 四, 第四, 第4, d, cuarto, cuarta, cuatro, quarto, quarta, quatro, четвёртый, четвертый, четвёртая, четвёртую, четвертую, четыре, dördüncü, dördüncüsü, dorduncu, dört, dort, thứ tư, bốn, 四番, 四つ目, 네 번째, 네번째, 넷째, 넷, 사, よん, 四個目",
  "five, fifth, 5th, 五, 第五, 第5, e, quinto, quinta, cinco, пятый, пятая, пятую, пять, beşinci, besinci, beş, bes, thứ năm, năm, 五番, 五つ目, 다섯 번째, 다섯번째, 다섯째, 다섯, 오, ご, 五個目",
  "six, sixth, 6th, 六, 第六, 第6, f, sexto, sexta, seis, шестой, шестая, шестую, шесть, altıncı, altinci, altı, alti, thứ sáu, sáu, 六番, 六つ目, 여섯 번째, 여섯번째, 여섯째, 여섯, 육, ろく, 六個目",
  "seven, seventh, 7th, 七, 第七, 第7, g, séptimo, séptima, siete, sétimo, sétima, sete, седьмой, седьмая, седьмую, семь, yedinci, yedi, thứ bảy, bảy, 七番, 七つ目, 일곱 번째, 일곱번째, 일곱째, 일곱, 칠, なな, 七個目",
  "eight, eighth, 8th, 八, 第八, 第8, h, octavo, octava, ocho, oitavo, oitava, oito, восьмой, восьмая, восьмую, восемь, sekizinci, sekiz, thứ tám, tám, 八番, 八つ目, 여덟 번째, 여덟번째, 여덟째, 여덟, 팔, はち, 八個目",
];

/** A longer text says more than a place. */
const longest = 30;

/** Words around a place, and what a language hangs on it. */
const before =
  /^(?:(?:the|number|no(?= \d)|nr|option|choice|answer|reply|line|it's|its|i mean|i choose|i want|i'll take|i take|choose|el|la|quiero|elijo|opción|opcion|número|numero|o|a|quero|escolho|opção|opcao|вариант|номер|пункт|цифра|под номером|давайте|давай|выбираю|số|so|cái|cai|mục|muc|câu|cau|chọn|chon|lựa chọn|lua chon|numara|seçenek|secenek) |我选|我選|我要|我想选|我想選|选项|選項|选择|選擇|选|選|是|要|就|答案|回复|回覆|その|答えは)+/;
const behind =
  /(?: (?:one|option|choice|please|вариант|пункт|пожалуйста|opción|opcion|opção|opcao|por favor|seçenek|secenek|numara|lütfen|lutfen|nhé|nhe|nha|ạ|đi|선택)|个选项|個選項|选项|選項|个|個|项|項|条|條|种|種|号|號|吧|番目|番|つ目|個目|でお願いします|でお願い|を選びます|にします|がいい|です|번째|번|으로 할게요|로 할게요|으로|로|이요|요|선택){1,4}$/;
const hung = /(?:ci|inci|nci|ncı)$/;

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

const namesOf: readonly ReadonlySet<string>[] = words.map((line) => {
  const names = line.split(", ");
  return new Set([...names, ...names.map(bareWords)]);
});

/** What a text says around a place is taken off; a key cap is a digit in a frame, and some digits stand in black discs. */
const formsOf = (text: string): readonly string[] => {
  const framed = text
    .replace(/[\ufe0f\u20e3]/g, "")
    .replace(/[❶-❾]/gu, (disc) => String((disc.codePointAt(0) ?? 0) - 0x2775));
  const plain = plainDigits(plainWords(framed));
  // "one" is a choice and also the tail of "the second one".
  const place = plain.replace(before, "").replace(behind, "").trim();
  return [plain, place, place.replace(hung, "")];
};

const numberIn = (forms: readonly string[], count: number): number | undefined => {
  const [digits] = forms.flatMap((form) => numbered.exec(form)?.[1] ?? []);
  const index = Number(digits ?? 0) - 1;
  return index >= 0 && index < count ? index : undefined;
};

/** Whether a text is nothing but the number of a place, in whatever list. */
export const isNumber = (text: string): boolean =>
  text.length <= longest && formsOf(text).some((form) => numbered.test(form));

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
