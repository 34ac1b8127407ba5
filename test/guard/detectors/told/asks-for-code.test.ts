import { describe, expect, it } from "vitest";
import { asksForCode } from "../../../../src/guard/detectors/told/asks-for-code.ts";

describe("a message that asks for a code or a password", () => {
  it.each([
    "send me the code you received",
    "tell me the 6 digits",
    "what is your OTP",
    "Please provide the verification code",
    "can you read me the number from the sms",
    "whats ur password",
    "code pls",
    "请把验证码发给我",
    "把收到的验证码告诉我",
    "請提供驗證碼",
    "届いた認証コードを教えてください",
    "인증번호 알려주세요",
    "пришлите код из смс",
    "какой код пришел?",
    "mándame el código que te llegó",
    "dime los 6 dígitos",
    "me manda o código que chegou",
    "qual é o código?",
    "gelen kodu gönderir misin",
    "6 haneli kodu söyle",
    "gửi mã otp cho em",
    "mã là gì",
  ])("is recognised: %s", (text) => {
    expect(asksForCode(text)).toBe(true);
  });

  it.each([
    "never share your code with anyone",
    "we will never ask for your password",
    "I did not receive the code",
    "how do I change my password?",
    "what is the error code?",
    "do you have a promo code",
    "send me 100 usdt",
    "请勿把验证码告诉任何人",
    "не сообщайте код никому",
    "nunca compartas tu código",
    "kodu kimseyle paylaşmayın",
    "không chia sẻ mã otp cho ai",
    "認証コードが届きません",
    "인증번호가 안 와요",
    "",
  ])("is not: %s", (text) => {
    expect(asksForCode(text)).toBe(false);
  });
});
