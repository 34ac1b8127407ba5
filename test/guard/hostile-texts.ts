import { seededRandom } from "../../src/knowledge/seeded-random.ts";

/** A text of a length in UTF-16 units. */
export type Hostile = (length: number) => string;

const repeated =
  (unit: string): Hostile =>
  (length) =>
    unit.repeat(Math.ceil(length / unit.length)).slice(0, length);

/** Made of such pieces by chance. */
const mixed =
  (pieces: readonly string[], seed = 1): Hostile =>
  (length) => {
    const random = seededRandom(seed);
    let text = "";
    while (text.length < length) text += pieces[Math.floor(random() * pieces.length)] ?? "";
    return text.slice(0, length);
  };

const hexDigits = [..."0123456789abcdef"];
const base58Letters = [..."123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"];
const base64Letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"];
const listWords =
  "abandon ability able about above absent absorb abstract absurd abuse access accident zoo zone zero".split(
    " ",
  );
const hintWords =
  "password is code pin secret seed phrase private key api token otp cvv card passport cookie bearer mnemonic пароль код 密码 验证码 助记词 私钥 パスワード 비밀번호 contraseña şifre mật khẩu senha".split(
    " ",
  );

/** Texts made to take long, by what they are made of. */
export const hostileTexts: Readonly<Record<string, Hostile>> = {
  "one letter": repeated("a"),
  spaces: repeated(" "),
  "line ends": repeated("\n"),
  digits: repeated("7"),
  "digits and spaces": repeated("1 "),
  "digits by chance": mixed([..."0123456789"]),
  "card numbers": repeated("4111 1111 1111 1111 "),
  "list words": mixed(listWords.map((word) => `${word} `)),
  "list words, always the same": repeated("abandon "),
  "list words, numbered": repeated("1. abandon "),
  "list words with commas": mixed(listWords.map((word) => `${word}, `)),
  "list words, one a line": mixed(listWords.map((word) => `${word}\n`)),
  "list words, glued": mixed(listWords),
  "list words, letters apart": mixed(listWords.map((word) => `${[...word].join(" ")}  `)),
  "list words in capitals, glued": mixed(
    listWords.map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`),
  ),
  "four letters each": mixed(listWords.map((word) => `${word.slice(0, 4)} `)),
  "words misspelt": mixed(listWords.map((word) => `${word.slice(0, -1)}x `)),
  "list words, labelled": mixed(listWords.map((word) => `word 1: ${word} `)),
  "list words in digits": mixed(
    listWords.map((word) => `${word.replaceAll("o", "0").replaceAll("a", "4")} `),
  ),
  "letters glued by chance": mixed([..."abcdefghijklmnopqrstuvwxyz"]),
  "letters apart": mixed([..."abcdefghijklmnopqrstuvwxyz"].map((letter) => `${letter} `)),
  hexadecimal: mixed(hexDigits),
  "hexadecimal in 64s": mixed(
    [..."0123456789abcdef".repeat(16)].map(
      (_, n) => `${"0123456789abcdef".repeat(5).slice(n % 16, (n % 16) + 64)} `,
    ),
  ),
  "hexadecimal in 64s, keys spoken of": repeated(`private key ${"4f3edf98".repeat(8)} `),
  "0x": repeated("0x"),
  "0x and hexadecimal": repeated("0xdeadbeef"),
  base58: mixed(base58Letters),
  "base58 in 51s": mixed(base58Letters.map((letter) => `5${letter.repeat(50)} `)),
  "base58 in 88s": mixed(
    base58Letters.map((letter, n) => `${base58Letters.slice(n).join("").slice(0, 40)}${letter.repeat(48)} `),
  ),
  base64: mixed(base64Letters),
  "tokens in three parts": repeated("eyJhbGciOi.eyJzdWIiOi.SflKxwRJ"),
  dots: repeated("."),
  "letters and dots": repeated("a."),
  "letters and hyphens": repeated("a-"),
  "hexadecimal and hyphens": repeated("0123abcd-"),
  brackets: repeated("["),
  "brackets, open and shut": repeated("[](){}"),
  "quotes, nested": repeated("\"'`"),
  "open quotes after a noun": repeated('password: "'),
  colons: repeated(":"),
  "equals signs": repeated("="),
  "pairs of names and values": repeated("key=value;"),
  "the beginning of an object": repeated('{"'),
  "a keystore without end": repeated('{"crypto":{"cipher":"'),
  "arrays of numbers": (length) => `[${repeated("12,")(length - 2)}]`,
  "arrays of numbers, short ones": repeated("[1,2,3],"),
  "64 numbers, again and again": repeated(`[${"200,".repeat(63)}1] `),
  "PEM heads": repeated("-----BEGIN PRIVATE KEY-----\n"),
  "PEM heads without end": repeated("-----BEGIN "),
  hyphens: repeated("-"),
  "MRZ fillers": repeated("P<UTO<<"),
  "MRZ lines": repeated("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<< "),
  "ids of China": repeated("11010519491231002X "),
  "cards by name": repeated("card 4539 5787 6362 1486 "),
  "groups of four": repeated("abcd 2345 "),
  "groups of four, hyphens": repeated("abcd-"),
  "base32 without end": repeated("ABCD2345"),
  "keys by name": repeated("api key aB3dE6gH9kLm2Nop "),
  "key nouns": repeated("secret key "),
  "key nouns in Chinese": repeated("密钥"),
  "backup codes": repeated("backup code 1234 "),
  "cookies without end": repeated("cookie: a="),
  "bearers without end": repeated("bearer "),
  "token heads": repeated("token="),
  "passwords in addresses": repeated("://a:b@"),
  "otpauth heads": repeated("otpauth://totp/a?secret="),
  addresses: repeated("https://a.example/"),
  "at signs": repeated("a@b."),
  nouns: repeated("password "),
  "nouns and copulas": repeated("password is "),
  "codes told": repeated("code is "),
  "codes told, with digits": repeated("my code is 482913 "),
  "Chinese nouns": repeated("密码"),
  "Chinese nouns and copulas": repeated("验证码是"),
  "hint words": mixed(hintWords.map((word) => `${word} `)),
  "hint words and symbols": mixed([...hintWords, ..." :=-\"'.,/\\|<>[]{}()1a\n"]),
  "combining marks": repeated("\u0301\u0323"),
  "letters with marks": repeated("e\u0301"),
  "invisible characters": repeated("\u200b"),
  "letters and invisible characters": repeated("a\u200b"),
  "long ligatures": repeated("ﷺ"),
  "full-width letters": repeated("ｐａｓｓ"),
  "look-alikes": repeated("раsswоrd "),
  Han: mixed([
    ..."的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经",
  ]),
  "Han, apart": mixed([..."的一是在不了有和人这中大为上个国我以要他"].map((character) => `${character} `)),
  kana: mixed([..."あいこくしんのはがきたちとなにぬねを"]),
  "kana words": mixed(["あいこくしん ", "あいさつ ", "あいだ ", "あおぞら ", "あかちゃん "]),
  "kana words, glued": mixed(["あいこくしん", "あいさつ", "あいだ", "あおぞら", "あかちゃん"]),
  "hangul syllables": mixed([..."가나다라마바사아자차카타파하각간"]),
  "hangul jamo": repeated("\u1100\u1161\u11a8"),
  "jamo by chance": mixed([..."\u1100\u1102\u1103\u1161\u1162\u11a8\u11ab"]),
  emoji: repeated("😀"),
  "emoji joined": repeated("👨\u200d👩\u200d👧"),
  "lone surrogates": repeated("\ud800"),
  "NUL characters": repeated("\u0000"),
  "Arabic digits": repeated("٤٨٢٩١٣ "),
  "all scripts at once": mixed([..."aЖ密ゃ가٣é😀\u0301\u200b \n7:"]),
  "any unit": (length) => {
    const random = seededRandom(7);
    return Array.from({ length }, () => String.fromCharCode(Math.floor(random() * 0x10000))).join("");
  },
};
