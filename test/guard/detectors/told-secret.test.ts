import { describe, expect, it } from "vitest";
import { foundIn, levelOf } from "../support.ts";

/** A sentence and the value that it tells. */
type Told = readonly [sentence: string, value: string];

const passwords: readonly Told[] = [
  ["my password is hunter2", "hunter2"],
  ["My password is Abc12345!", "Abc12345!"],
  ["password: hunter22", "hunter22"],
  ["pwd=Summer2024", "Summer2024"],
  ["pass: 1234abcd", "1234abcd"],
  ["The password for my account is Xy9$kk21", "Xy9$kk21"],
  ["my htx password is 88888888", "88888888"],
  ["login bob@mail.com password Qwerty12", "Qwerty12"],
  ["my password was Tr0ub4dor&3 but now it fails", "Tr0ub4dor&3"],
  ["Password - Zaq12wsx", "Zaq12wsx"],
  ["here is my password: correcthorse", "correcthorse"],
  ["my pin is 4821", "4821"],
  ["PIN: 4821", "4821"],
  ["my pw is letmein99 pls help", "letmein99"],
  ["username: joe\npassword:\nJoe!2020", "Joe!2020"],
  ['{"user":"joe","password":"p@ss-77x"}', "p@ss-77x"],
  ["**Password:** `Kx8-aa91`", "Kx8-aa91"],
  ["my trading password is 135790", "135790"],
  ["my passcode's 90210", "90210"],
  ["password -> abcD1234", "abcD1234"],
  ["我的密码是abc12345", "abc12345"],
  ["密码是X9y8z7", "X9y8z7"],
  ["密码：qwer1234", "qwer1234"],
  ["登录密码 Aa123456", "Aa123456"],
  ["我的资金密码是135790", "135790"],
  ["密码为 Hello@2024 ，登录不了", "Hello@2024"],
  ["账号13800138000 密码abc13579", "abc13579"],
  ["我密码iloveyou1314", "iloveyou1314"],
  ["我的密码是iloveyou", "iloveyou"],
  ["交易密码:998877", "998877"],
  ["口令是Zz12345", "Zz12345"],
  ["密碼是abc98765", "abc98765"],
  ["我的登入密碼：Taipei101", "Taipei101"],
  ["我的密码就是 wang1990 啊", "wang1990"],
  ["密码我设的是abc778899", "abc778899"],
  ["パスワードはabc12345です", "abc12345"],
  ["パスワード：Sakura2020", "Sakura2020"],
  ["私のパスワードは hana7788 です", "hana7788"],
  ["暗証番号は4821です", "4821"],
  ["비밀번호는 abc12345 입니다", "abc12345"],
  ["제 비밀번호는 abc12345예요", "abc12345"],
  ["비번: qwer1234", "qwer1234"],
  ["비밀번호 qwer1234!", "qwer1234!"],
  ["мой пароль qwerty123", "qwerty123"],
  ["пароль: Privet2020", "Privet2020"],
  ["Мой пароль от аккаунта - Zima2021", "Zima2021"],
  ["пароль солнышко77", "солнышко77"],
  ["мой пароль это kot12345", "kot12345"],
  ["пароль от входа: 12345678", "12345678"],
  ["mi contraseña es Madrid2020", "Madrid2020"],
  ["contraseña: perro123", "perro123"],
  ["la contraseña de mi cuenta es Gato!77", "Gato!77"],
  ["mi clave es 482911", "482911"],
  ["clave: Sol12345", "Sol12345"],
  ["mật khẩu của tôi là Hanoi2020", "Hanoi2020"],
  ["mật khẩu: abc12345", "abc12345"],
  ["mk: abc12345", "abc12345"],
  ["mat khau cua em la matkhau99", "matkhau99"],
  ["mật khẩu là 12345678", "12345678"],
  ["şifrem abc12345", "abc12345"],
  ["şifre: Izmir3535", "Izmir3535"],
  ["Şifrem: 123456", "123456"],
  ["parolam Ankara06!", "Ankara06!"],
  ["benim şifrem Deniz1907", "Deniz1907"],
  ["minha senha é Brasil2020", "Brasil2020"],
  ["senha: abc12345", "abc12345"],
  ["a senha da minha conta é Rio#2021", "Rio#2021"],
  ["minha senha: 12345678", "12345678"],
];

const codes: readonly Told[] = [
  ["my code is 482913", "482913"],
  ["The code is 482 913", "482 913"],
  ["verification code: 482913", "482913"],
  ["verification code 482913", "482913"],
  ["my 2fa code is 482913", "482913"],
  ["sms code 482913", "482913"],
  ["Google authenticator code 482913", "482913"],
  ["G-482913 is your Google verification code", "G-482913"],
  ["482913 is my code", "482913"],
  ["Your HTX verification code is 482913. Do not share it.", "482913"],
  ["otp 482913", "482913"],
  ["OTP: 4829", "4829"],
  ["the code I received is 482913", "482913"],
  ["here is the code: 48-29-13", "48-29-13"],
  ["my login code: 48291", "48291"],
  ["the otp is 4829", "4829"],
  ["验证码 123456", "123456"],
  ["验证码是482913", "482913"],
  ["我的验证码：482913", "482913"],
  ["我收到的验证码是482913", "482913"],
  ["【HTX】您的验证码为482913，5分钟内有效", "482913"],
  ["谷歌验证码482913", "482913"],
  ["482913是我的验证码", "482913"],
  ["短信验证码 482913", "482913"],
  ["驗證碼是 482913", "482913"],
  ["验证码：４８２９１３", "４８２９１３"],
  ["認証コードは482913です", "482913"],
  ["確認コード：482913", "482913"],
  ["コードは482913です", "482913"],
  ["인증번호는 482913 입니다", "482913"],
  ["인증코드 482913", "482913"],
  ["[HTX] 인증번호 [482913]", "482913"],
  ["код подтверждения 482913", "482913"],
  ["мой код 482913", "482913"],
  ["код из смс 482913", "482913"],
  ["Мой код: 482 913", "482 913"],
  ["пришёл код 482913", "482913"],
  ["mi código es 482913", "482913"],
  ["código de verificación: 482913", "482913"],
  ["el código que me llegó es 482913", "482913"],
  ["mã xác minh là 482913", "482913"],
  ["mã OTP: 482913", "482913"],
  ["mã xác thực của tôi là 482913", "482913"],
  ["mã của tôi là 482913", "482913"],
  ["doğrulama kodu 482913", "482913"],
  ["kodum 482913", "482913"],
  ["SMS kodu: 482913", "482913"],
  ["doğrulama kodum 482913", "482913"],
  ["meu código é 482913", "482913"],
  ["código de verificação 482913", "482913"],
  ["o código é 482913", "482913"],
];

/** Too little to be certain: masked, and the person is asked. */
const doubtful: readonly Told[] = [
  ["pw: qwerty", "qwerty"],
  ["my password is sunshine", "sunshine"],
  ["i use the password 'sunshine' everywhere", "sunshine"],
  ["code: 482913", "482913"],
  ["код: 482913", "482913"],
];

describe("a password told in a sentence", () => {
  it.each(passwords)("is certain, and only the value: %s", (sentence, value) => {
    expect(foundIn(sentence)).toEqual([`password hard ${JSON.stringify(value)}`]);
  });
});

describe("a one-time code told in a sentence", () => {
  it.each(codes)("is certain, and only the value: %s", (sentence, value) => {
    expect(foundIn(sentence)).toEqual([`one_time_code hard ${JSON.stringify(value)}`]);
  });
});

describe("what may be a password or a code", () => {
  it.each(doubtful)("is doubtful: %s", (sentence, value) => {
    expect(foundIn(sentence)).toEqual([expect.stringMatching(new RegExp(`soft "${value}"$`))]);
  });
});

describe("several secrets in one message", () => {
  it("are all found", () => {
    expect(foundIn("login bob, password: Qwerty12, 2fa code 482913")).toEqual([
      'password hard "Qwerty12"',
      'one_time_code hard "482913"',
    ]);
  });
});

describe("a bare number", () => {
  it.each(["482913", "it is 482913", "482 913", "here: 482913"])(
    "is a code only if somebody asked for one: %s",
    (text) => {
      expect(levelOf("one_time_code", text)).toBe("none");
      expect(levelOf("one_time_code", text, { expects: [], askedForCode: true })).toBe("hard");
    },
  );

  it.each(["2024-01-15", "12345678901234", "$482913", "482913.55", "v1.482913"])(
    "is no code even then if it is something else: %s",
    (text) => {
      expect(levelOf("one_time_code", text, { expects: [], askedForCode: true })).toBe("none");
    },
  );
});
