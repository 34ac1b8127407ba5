import { describe, expect, it } from "vitest";
import { coverOf, credentialsIn, drawer } from "../made-up.ts";

const { draw, from } = drawer(11);
const fours = (key: string, joint: string) => (key.match(/.{4}/g) ?? []).join(joint);

describe("a link that sets up an authenticator", () => {
  const key = draw("base32", 32);

  it.each([
    `otpauth://totp/HTX:bob@mail.com?secret=${key}&issuer=HTX`,
    `otpauth://totp/HTX: bob?issuer=HTX&secret=${key}`,
    `otpauth://hotp/x?secret=${key}&counter=1`,
    `QR：otpauth://totp/a?secret=${key}。`,
    `https://chart.example.net/?chl=otpauth%3A%2F%2Ftotp%2FHTX%3Fsecret%3D${key}`,
    `{"uri":"otpauth:\\/\\/totp\\/HTX?secret=${key}"}`,
  ])("is certain: %s", (text) => {
    expect(coverOf(text, key)).toBe("totp_secret hard");
  });

  it("is certain with four crosses in a row by chance", () => {
    const text = "otpauth://totp/HTX:ada?secret=QQJ2AKXHJU72RZOYL5L7K5XHEOFSXXXX&issuer=HTX";
    expect(credentialsIn(text)).toEqual([`totp_secret hard "${text}"`]);
  });

  it("is certain when it moves many of them at once", () => {
    const text = `otpauth-migration://offline?data=${draw("base62", 60)}%3D`;
    expect(credentialsIn(text)).toEqual([`totp_secret hard "${text}"`]);
  });

  it.each([
    "otpauth://totp/HTX?secret=YOUR_SECRET",
    "otpauth://totp/HTX?secret=XXXXXXXXXXXXXXXX",
    "what is an otpauth:// link?",
  ])("is none in %s", (text) => {
    expect(credentialsIn(text)).toEqual([]);
  });
});

describe("an authenticator's key", () => {
  it.each([
    "Google Authenticator key: {}",
    "my 2FA key is {}",
    "setup key {}",
    "TOTP secret={}",
    "my GA key {}",
    "{} is my google authenticator key",
    "谷歌验证器密钥：{}",
    "我的谷歌密钥是{}",
    "身份验证器的密钥 {}",
    "两步验证密钥{}",
    "認証アプリのキーは{}です",
    "二段階認証のセットアップキー：{}",
    "구글 OTP 시크릿 키: {}",
    "2단계 인증 키는 {} 입니다",
    "ключ 2FA: {}",
    "секретный ключ Google Authenticator {}",
    "clave de Google Authenticator: {}",
    "khóa 2FA của tôi: {}",
    "Google Authenticator anahtarım {}",
    "chave do autenticador: {}",
  ])("is certain beside what people call it: %s", (template) => {
    const key = `${draw("base32", 31)}5`;
    const written = [key, key.toLowerCase(), fours(key, " "), fours(key.toLowerCase(), " "), fours(key, "-")];
    for (const each of written) expect(coverOf(template.replace("{}", each), each)).toBe("totp_secret hard");
  });

  it.each([
    "my 2fa setup key will come from here they said soon",
    "I lost my google authenticator, what is the setup key?",
    "GOOGLE AUTHENTICATOR NOT WORKING",
    "google authenticator code expired, order 20240115ABCDEFGH12",
    "my 2fa is broken, address GBRPYHIL2CI3FNQ4BXLFMNDLFJUNPU2HY3ZMFSHONUCEOASW7QC7OX2H",
  ])("is not seen in %s", (text) => {
    expect(credentialsIn(text)).toEqual([]);
  });
});

describe("codes that stand in for an authenticator", () => {
  it.each([
    ["the backup 2fa code 7hm3-29vd is all that is left", "7hm3-29vd"],
    ["me queda un codigo de respaldo 2fa, 7hm3-29vd, sirve?", "7hm3-29vd"],
    ["só sobrou o código reserva do 2fa 7hm3-29vd", "7hm3-29vd"],
    ["остался резервный код 2fa 7hm3-29vd", "7hm3-29vd"],
    ["yedek 2fa kodu kaldı 7hm3-29vd", "7hm3-29vd"],
  ])("may be a single one near its noun: %s", (message, code) => {
    expect(coverOf(message, code)).toBe("totp_secret hard");
  });

  const makers: readonly (() => string)[] = [
    () => `${draw("digits", 4)} ${draw("digits", 4)}`,
    () => draw("digits", 8),
    () => `${draw("hex", 4)}7-${draw("hex", 5)}`,
  ];

  it.each([
    "my backup codes:\n",
    "2FA recovery codes: ",
    "备用验证码：\n",
    "バックアップコード\n",
    "백업 코드: ",
    "резервные коды: ",
    "códigos de respaldo: ",
    "mã dự phòng: ",
    "yedek kodlar: ",
    "códigos de recuperação: ",
  ])("are certain in a list behind %s", (lead) => {
    const codes = Array.from({ length: 8 }, from(makers));
    const text = lead + codes.join("\n");
    expect(codes.map((code) => coverOf(text, code))).toEqual(codes.map(() => "totp_secret hard"));
  });

  it.each([
    "how do I get backup codes?",
    "I lost my backup codes 3 days ago",
    "backup code not accepted, UID 12345678",
    "mã khôi phục 2024 ở đâu",
  ])("are not seen in %s", (text) => {
    expect(credentialsIn(text)).toEqual([]);
  });
});
