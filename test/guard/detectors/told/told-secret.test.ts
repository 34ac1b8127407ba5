import { describe, expect, it } from "vitest";
import { foundIn, levelOf } from "../../support.ts";

/** A sentence and the value that it tells. */
type Told = readonly [sentence: string, value: string];

const passwords: readonly Told[] = [
  ["the pin that you wanted 0716", "0716"],
  ["inicia sesion con garza_91 y molino77xx y mira", "molino77xx"],
  ["i always type 'harvest2021$' to log in to my account", "harvest2021$"],
  ["user: ana, contraseña $$Romero", "$$Romero"],
  ["my fund password 618320 gives an error", "618320"],
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
  ["can you login for me? user tom, pass is Kitty#2019", "Kitty#2019"],
  ["I set my password to Blue$ky77 and it doesnt work", "Blue$ky77"],
  ["i changed the password to newpass2024", "newpass2024"],
  ["tried logging in with password 'Zebra-9912'", "Zebra-9912"],
  ["passwd is s3cr3tX", "s3cr3tX"],
  ["my login is bob@x.io and my password Kx92ppLm", "Kx92ppLm"],
  ["acc: 12345678 / pw: Aa778899", "Aa778899"],
  ["my email password is the same: Fluffy2011", "Fluffy2011"],
  ["my wallet password: Moon_light5", "Moon_light5"],
  ["my withdrawal pin is 778812", "778812"],
  ["我登录密码是 Qq998877，帮我看看", "Qq998877"],
  ["密码我改成了Xiaomi2024", "Xiaomi2024"],
  ["账户密码：wjl19900101", "wjl19900101"],
  ["支付密码是258369", "258369"],
  ["我的密码:123456abc", "123456abc"],
  ["用户名 li88 密码 li887766", "li887766"],
  ["密码就是zhang123456", "zhang123456"],
  ["你帮我登录吧，密码abcd1234", "abcd1234"],
  ["パスワードは「Sora2021」です", "Sora2021"],
  ["ログインパスワード: Umi9988", "Umi9988"],
  ["패스워드: star2020!", "star2020!"],
  ["로그인 비밀번호는 Busan1234 입니다", "Busan1234"],
  ["вот мой пароль: Leto2022", "Leto2022"],
  ["la clave es Toro2020", "Toro2020"],
  ["mi contraseña: Luna_2020", "Luna_2020"],
  ["la contraseña que uso es Rojo#12", "Rojo#12"],
  ["pass của em là Saigon79", "Saigon79"],
  ["mật khẩu em đặt là abc@2020", "abc@2020"],
  ["hesap şifrem Kartal1903", "Kartal1903"],
  ["giriş şifresi: Bursa16x", "Bursa16x"],
  ["minha senha de acesso é Santos10x", "Santos10x"],
  ["a senha é Gol#2022", "Gol#2022"],
  ["пароль у меня Kiska123", "Kiska123"],
];

const codes: readonly Told[] = [
  ["verification code 482913 error", "482913"],
  ["код из смс 482913 ошибка", "482913"],
  ["codigo de verificacion 482913 error al entrar", "482913"],
  ["sms kodum 482913 hata veriyor", "482913"],
  ["i entered 6183 exactly as in the text message", "6183"],
  ["digité 6183 tal como está en el sms", "6183"],
  ["ввёл 6183 из смс, не подходит", "6183"],
  ["Authy shows 6183 205, do I type the space?", "6183 205"],
  ["G-618320 is that for me", "G-618320"],
  ["a login token came: RW-6183-KD", "RW-6183-KD"],
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
  ["I got code 482913 by sms", "482913"],
  ["they sent me 482913 as verification code", "482913"],
  ["my sms verification number is 482913", "482913"],
  ["Email code: 771204", "771204"],
  ["the google code shows 482913", "482913"],
  ["Here's my otp 4821", "4821"],
  ["auth code=482913", "482913"],
  ["my 6 digit code is 482913", "482913"],
  ["confirmation code is 55-12-90", "55-12-90"],
  ["手机收到的验证码：903217", "903217"],
  ["验证码给你 903217", "903217"],
  ["验证码903217，快点", "903217"],
  ["谷歌验证是903217", "903217"],
  ["邮箱验证码为903217", "903217"],
  ["我的动态码 903217", "903217"],
  ["刚收到验证码是 903217", "903217"],
  ["認証コード 903217 が届きました", "903217"],
  ["SMS認証番号：903217", "903217"],
  ["6桁のコードは903217です", "903217"],
  ["문자로 온 인증번호 903217", "903217"],
  ["OTP 번호는 903217", "903217"],
  ["пришел код из смс: 903217", "903217"],
  ["смс код 903217", "903217"],
  ["код для входа 903217", "903217"],
  ["код гугл аутентификатора 903217", "903217"],
  ["мой код подтверждения - 903217", "903217"],
  ["me llegó el código 903217", "903217"],
  ["el código SMS es 903217", "903217"],
  ["mã OTP em nhận được là 903217", "903217"],
  ["mã xác nhận 903217", "903217"],
  ["bana gelen kod 903217", "903217"],
  ["onay kodu: 903217", "903217"],
  ["google doğrulama kodu 903217", "903217"],
  ["código SMS: 903217", "903217"],
  ["o código do google é 903217", "903217"],
  ["recebi o código 903217", "903217"],
  ["code: 482913", "482913"],
  ["код: 482913", "482913"],
];

/** Plain words and phrases, which nothing but the sentence gives away. */
const plain: readonly Told[] = [
  ["pw: qwerty", "qwerty"],
  ["my password is sunflower river tuesday", "sunflower river tuesday"],
  ["my password is sunflower river tuesday all small letters", "sunflower river tuesday"],
  ["mi contraseña es girasol martes rio, todo en minúsculas", "girasol martes rio"],
  ["a palavra é alcaparra tudo minúsculo, é minha senha", "alcaparra"],
  ["мой пароль подсолнух река вторник всё маленькими", "подсолнух река вторник"],
  ["şifrem ayçiçeği nehir salı hepsi küçük", "ayçiçeği nehir salı"],
  ["mật khẩu của mình là hoa hướng dương viết thường hết", "hoa hướng dương"],
  ["my password: dance🕺now", "dance🕺now"],
  ["brown fox jumps twice — that's the passphrase i picked in 2021", "brown fox jumps twice"],
  ["[purple tiger lamp forty]\nis my password", "purple tiger lamp forty"],
  ["a senha tem espaço: chá verde", "chá verde"],
  ["email dana@example.org and Wolfhound3", "Wolfhound3"],
];

/** Said of passwords and codes, in the same shapes. */
const said: readonly string[] = [
  "my password is not working since the update",
  "my password is too long apparently",
  "my password is still the same as before",
  "my password is case sensitive, all lowercase",
  "mi contraseña es la misma de siempre",
  "минимум: пароль маленькими буквами нельзя",
  "code 1015 when i open the app",
  "código 1015 al abrir la app",
  "password incorrect error 2FA_REQUIRED",
  "my password: wrong😭help",
  "Password: minimum eight characters",
  "minha senha tá me deixando doido",
  "şifre büyük küçük harf ayırıyor mu",
  "мой пароль украли мошенники",
  "write to help@example.org with UID123456",
  "um tal de suporte_htx me chamou querendo minha senha, bloqueei",
];

/** Too little to be certain: masked, and the person is asked. */
const doubtful: readonly Told[] = [
  ["then the pw: qwerty", "qwerty"],
  ["my password is sunshine", "sunshine"],
  ["my new password for the app is sunshine", "sunshine"],
  ["никому не говорил что мой пароль это ромашка", "ромашка"],
  ["i never told anyone my password is bigbadwolf and yet somebody logged in", "bigbadwolf"],
  ["i use the password 'sunshine' everywhere", "sunshine"],
  ["honestly my password is just marmalade, why is it refused", "marmalade"],
  ["mi clave es alcachofa y nada, que no entro", "alcachofa"],
  ["a senha é pipoca mas não entra", "pipoca"],
];

describe("a password told in a sentence", () => {
  it("is certain behind the name that one logs in with", () => {
    expect(foundIn("log in with heron_91 and millpond77 and look yourself")).toContain(
      'password hard "millpond77"',
    );
  });

  it.each(plain)("may be plain words: %s", (sentence, value) => {
    expect(foundIn(sentence)).toEqual([`password hard ${JSON.stringify(value)}`]);
  });

  it.each(said)("is not what is said of one: %s", (sentence) => {
    expect(foundIn(sentence)).toEqual([]);
  });

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
  it("are all found when they are of one kind", () => {
    expect(foundIn("Old password Tiger1998, new password Tiger1999")).toEqual([
      'password hard "Tiger1998"',
      'password hard "Tiger1999"',
    ]);
  });

  it("are all found", () => {
    expect(foundIn("login bob, password: Qwerty12, 2fa code 482913")).toEqual([
      'password hard "Qwerty12"',
      'one_time_code hard "482913"',
    ]);
  });
});

describe("a bare number", () => {
  it.each(["482913", "it is 482913", "482 913"])(
    "is surely a code only if somebody asked for one: %s",
    (text) => {
      expect(levelOf("one_time_code", text)).toBe("soft");
      expect(levelOf("one_time_code", text, { expects: [{ kind: "uid", slot: "uid" }] })).toBe("none");
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
