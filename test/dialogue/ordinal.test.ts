import { describe, expect, it } from "vitest";
import { matchNumber, matchOrdinal } from "../../src/dialogue/ordinal.ts";

/** What people write for a place in a list, by that place; the list has eight. */
const places: Readonly<Record<string, readonly (readonly [place: number, typed: string])[]>> = {
  en: [
    [1, "1, １, [1], 1), (1), 1., ①, one, first, the first, the 1st one, answer 1, i want 1, 1!"],
    [2, "#2, 2️⃣, two, second, no 2, nr. 2, number two, choice 2, reply 2, I'll take 2, 2 please"],
    [3, "option 3, three, third"],
    [4, "four"],
    [5, "fifth"],
    [6, "six"],
    [7, "seven, 7"],
    [8, "eighth"],
  ],
  zh: [
    [1, "一, 第一, 第一个, 选１, 1号, 我要第一个, 壹, ①, ㈠, 答案1, 1吧, 回复1, 第一種"],
    [2, "二, 两, 第二项, 选二, ２, 二号, 贰, 选第二个吧, 第二個選項, 第二个选项, 選項二"],
    [3, "三, 第3条, 叁"],
    [4, "四"],
    [5, "五"],
    [6, "六"],
    [7, "七, 第七个"],
    [8, "最后一个"],
  ],
  ja: [
    [
      1,
      "一, １, 1番です, 一番目, 一つ目, ひとつ目, 最初, 最初の, 1つ目, 一番, いち, 1でお願いします, 1番でお願いします, その1",
    ],
    [2, "二, ２番, 二つ目, 2つ目, に, 2を選びます, ❷, ②"],
    [3, "三, さん, 三番目です"],
    [4, "よん"],
    [7, "七"],
    [8, "最後"],
  ],
  ko: [
    [1, "1, １, 1번, 일번, 일, 첫번째, 첫 번째, 첫째, 하나, 1번 선택, 1번으로 할게요, ①, 一"],
    [2, "이번, 2번이요, 둘째, 둘, 2번으로"],
    [3, "셋, 삼번, 세번째"],
    [4, "넷, 네 번째"],
    [5, "다섯"],
    [7, "일곱"],
    [8, "마지막"],
  ],
  ru: [
    [1, "1, первый, первое, первая, первую, один, одно, вариант 1, вариант один, 1-й, 1-ый"],
    [2, "2-ой, второй, вторую, два, номер два, под номером 2, цифра 2, давайте второй"],
    [3, "три, третий, третью"],
    [4, "четыре"],
    [5, "пять, пятый"],
    [6, "шесть, шестой"],
    [7, "семь"],
    [8, "последний"],
  ],
  es: [
    [1, "1, uno, el uno, el 1, primero, primera, el primero, la primera, la primera opción, 1º"],
    [2, "opción 2, opcion dos, número 2, numero dos, dos, segundo, el dos por favor, la 2, 2da"],
    [3, "tres, tercero, tercera"],
    [4, "cuatro"],
    [5, "cinco"],
    [6, "seis, sexta"],
    [7, "siete"],
    [8, "último"],
  ],
  vi: [
    [1, "1, một, mot, số 1, so 1, số một, thứ nhất, thu nhat, cái đầu tiên, dau tien, chọn 1"],
    [2, "cái thứ hai, hai, số hai, chọn số 2, lựa chọn 2, câu 2, 2 nhé, 2 ạ"],
    [3, "ba, thứ ba, mục 3"],
    [4, "bốn, thứ tư"],
    [5, "năm, thứ năm"],
    [6, "sáu"],
    [7, "bảy"],
    [8, "cuối cùng"],
  ],
  tr: [
    [1, "1, bir, birinci, birincisi, ilk, ilki, 1., 1inci, bir numara"],
    [2, "iki, ikinci, ikincisi, 2 numara, numara 2, seçenek 2, ikinci seçenek, 2 lütfen"],
    [3, "üç, uc, üçüncü"],
    [4, "dört, dördüncü"],
    [5, "beş, beşinci"],
    [6, "altı, altıncı"],
    [7, "yedi"],
    [8, "sonuncu"],
  ],
  pt: [
    [1, "1, um, uma, o um, o 1, primeiro, primeira, o primeiro, a primeira opção, 1º"],
    [2, "opção 2, opcao dois, número 2, dois, duas, segundo, segunda, 2ª, o dois por favor"],
    [3, "três, tres, terceiro"],
    [4, "quatro"],
    [5, "cinco"],
    [6, "seis"],
    [7, "sete"],
    [8, "último"],
  ],
};

describe.each(Object.entries(places))("in %s", (_, lines) => {
  it.each(lines.flatMap(([place, typed]) => typed.split(", ").map((text) => [text, place] as const)))(
    "%j is place %i",
    (text, place) => {
      expect(matchOrdinal(text, 8)).toBe(place - 1);
    },
  );
});

it.each([
  "no",
  "none",
  "one of my deposits",
  "the first deposit failed",
  "two days ago",
  "1000",
  "12 usdt",
  "two factor",
  "第一次充值",
  "首次",
  "二手",
  "三方",
  "second factor",
  "uno no llega",
  "um momento",
  "один вопрос",
  "bir sorum var",
  "hai ngày rồi",
  "năm nay",
  "하나도 안 돼요",
  "一下",
  "一直没到",
  "3 days",
  "24h",
  "に行く",
  "ba ngày",
  "segundo factor",
  "para",
  "no one",
  "no third",
  "no b",
])("%j is no place", (text) => {
  expect(matchOrdinal(text, 8)).toBeUndefined();
});

it.each(["８", "٢", "۲", "२", "๒", "③", "❸", "3️⃣", "3.", "[3]", "3番"])(
  "%j is a place also where only digits count",
  (text) => {
    expect(matchNumber(text, 8)).toBeGreaterThanOrEqual(1);
  },
);

it.each(["9", "0", "33", "ninth", "九"])("%j is beyond a list of eight", (text) => {
  expect(matchOrdinal(text, 8)).toBeUndefined();
});
