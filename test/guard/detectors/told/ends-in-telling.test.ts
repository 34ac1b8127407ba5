import { describe, expect, it } from "vitest";
import { endsInTelling } from "../../../../src/guard/detectors/told/ends-in-telling.ts";

describe("a message that announces what comes next", () => {
  it.each([
    ["my password is:", "password"],
    ["Hi, my login password is", "password"],
    ["pass:", "password"],
    ["мой пароль:", "password"],
    ["mi contraseña es", "password"],
    ["minha senha é", "password"],
    ["şifrem:", "password"],
    ["mật khẩu của em là", "password"],
    ["我的密码是：", "password"],
    ["パスワードは", "password"],
    ["비밀번호는", "password"],
    ["here is the code", "one_time_code"],
    ["ok sms code is", "one_time_code"],
    ["вот код", "one_time_code"],
    ["aquí está el código", "one_time_code"],
    ["o código é:", "one_time_code"],
    ["kod:", "one_time_code"],
    ["mã otp là:", "one_time_code"],
    ["验证码是", "one_time_code"],
    ["認証コードはこちら", "one_time_code"],
    ["인증번호는:", "one_time_code"],
  ])("announces its kind: %s", (text, kind) => {
    expect(endsInTelling(text)).toBe(kind);
  });

  it.each([
    "I forgot my password",
    "what is my password?",
    "my code is not arriving",
    "password is incorrect",
    "never share your password",
    "忘记密码",
    "код не пришел",
    "error code:",
    "promo code:",
    "my password is hunter2",
    "hello",
    "",
  ])("announces nothing: %s", (text) => {
    expect(endsInTelling(text)).toBeUndefined();
  });
});
