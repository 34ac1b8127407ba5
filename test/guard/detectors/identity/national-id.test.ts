import { describe, expect, it } from "vitest";
import { isChineseChecked, isKoreanChecked } from "../../../../src/guard/detectors/identity/check-digits.ts";
import { coverOf, credentialsIn, drawer } from "../made-up.ts";

const { draw, from, next } = drawer(29);
const two = (value: number) => String(value).padStart(2, "0");

const chineseId = (): string => {
  const head = `${from(["110101", "310104", "440305", "510107", "650102", "810000"])}${1950 + next(60)}${two(1 + next(12))}${two(1 + next(28))}${draw("digits", 3)}`;
  return `${head}${[..."0123456789X"].find((last) => isChineseChecked(head + last))}`;
};
const koreanId = (): string => {
  const head = `${60 + next(40)}${two(1 + next(12))}${two(1 + next(28))}${from(["1", "2"])}${draw("digits", 5)}`;
  const last = [..."0123456789"].find((digit) => isKoreanChecked(head + digit));
  return `${head.slice(0, 6)}-${head.slice(6)}${last}`;
};

describe("a Chinese resident's number", () => {
  it.each([
    "{}",
    "我的身份证号是{}",
    "身份证：{}，实名认证失败",
    "姓名张三{}",
    "id card {}",
    "UID 12345678 {}",
  ])("is certain by region, date and check: %s", (template) => {
    for (let i = 0; i < 50; i += 1) {
      const id = chineseId();
      const spaced = `${id.slice(0, 6)} ${id.slice(6, 14)} ${id.slice(14)}`;
      for (const written of [id, id.toLowerCase(), spaced])
        expect(coverOf(template.replace("{}", written), written)).toBe("national_id hard");
    }
  });

  it("is doubtful as an order's, and when mistyped beside its name", () => {
    expect(credentialsIn("订单 11010519491231002X")).toEqual(['national_id soft "11010519491231002X"']);
    expect(credentialsIn("身份证 110105194912310021")).toEqual(['national_id soft "110105194912310021"']);
    expect(credentialsIn("身份证号 110105491231002")).toEqual(['national_id soft "110105491231002"']);
  });

  it.each([
    ["a wrong check digit", "110105194912310021"],
    ["a day that is none", "110105194902310026"],
    ["a region that is none", "990105194912310020"],
    ["an order id", "订单号 202401151230451234"],
    ["15 digits without a name", "110105491231002"],
  ])("is not seen in %s", (_, text) => {
    expect(credentialsIn(text)).toEqual([]);
  });
});

describe("a Korean resident's number", () => {
  it.each(["{}", "주민등록번호는 {} 입니다", "주민번호 {}", "RRN: {}"])("is certain: %s", (template) => {
    for (let i = 0; i < 50; i += 1) {
      const id = koreanId();
      expect(coverOf(template.replace("{}", id), id)).toBe("national_id hard");
    }
  });

  it("is certain beside its name without dash or check, and doubtful by its dash alone", () => {
    expect(credentialsIn("주민등록번호 9001011234567")).toEqual(['national_id hard "9001011234567"']);
    expect(credentialsIn("201231-3123456")).toEqual(['national_id soft "201231-3123456"']);
  });

  it.each(["1712153456789", "account 123456-7890123", "order 901301-1234567", "010-1234-5678"])(
    "is not seen in %s",
    (text) => {
      expect(credentialsIn(text)).toEqual([]);
    },
  );
});

describe("a number of another country", () => {
  it.each([
    ["TC kimlik no: 10000000146", "10000000146"],
    ["kimlik numaram 10000000146", "10000000146"],
    ["meu CPF é 529.982.247-25", "529.982.247-25"],
    ["cpf 52998224725", "52998224725"],
    ["mi DNI es 12345678Z", "12345678Z"],
    ["NIE X-1234567-L", "X-1234567-L"],
    ["CCCD của tôi: 079090001234", "079090001234"],
    ["マイナンバーは1234 5678 9018です", "1234 5678 9018"],
    ["мой СНИЛС 112-233-445 95", "112-233-445 95"],
    ["身分證字號 A123456789", "A123456789"],
    ["my HKID is A123456(3)", "A123456(3)"],
    ["my SSN is 123-45-6789", "123-45-6789"],
  ])("is certain by its name and check: %s", (text, id) => {
    expect(coverOf(text, id)).toBe("national_id hard");
  });

  it.each([
    "TC UID 10000000146",
    "10000000146",
    "52998224725",
    "12345678Z",
    "079090001234",
    "A123456789",
    "my passport is E12345678",
    "CPF inválido",
    "cpf 529.982.247-26",
    "ИНН 500100732259",
  ])("is not seen in %s", (text) => {
    expect(credentialsIn(text)).toEqual([]);
  });
});
