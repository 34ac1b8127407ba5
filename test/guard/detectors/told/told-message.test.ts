import { describe, expect, it } from "vitest";
import { foundIn } from "../../support.ts";

type Told = readonly [sentence: string, value: string];

const passwords: readonly Told[] = [
  ["still rejected, Walnut_Bay7 both with and without caps", "Walnut_Bay7"],
  ["can't sign in, tried Tulip-Harbor-31 on both phones", "Tulip-Harbor-31"],
  ["pasword Herring1977 worked till sunday", "Herring1977"],
  ["ayer entraba con Sandia.77verde y hoy la rechaza", "Sandia.77verde"],
  ["la kontrasena q puse Molino_1954 la escribo igual y nada", "Molino_1954"],
  ["a semha Jangada#81 n entra mais", "Jangada#81"],
  ["dün Zeytin_4471x yazınca giriyordum", "Zeytin_4471x"],
  ["mk em đặt Sen.Hong77 mà app báo sai hoài", "Sen.Hong77"],
  ["не пускает, ввожу Ryabina_81 как всегда", "Ryabina_81"],
  ["паролем стоит Kalina1948, меняли на той неделе", "Kalina1948"],
  ["我一直填 Haitang_88x，今天登录不上", "Haitang_88x"],
];

const codes: readonly Told[] = [
  ["the text says 640 317 but the box wants more", "640 317"],
  ["verificaton one is 507731", "507731"],
  ["el mensajito trae 318-940 nada más", "318-940"],
  ["me ditaram 70 31 94 no telefone", "70 31 94"],
  ["telefona gelen 550318 süresi dolmadan yazıyorum", "550318"],
  ["máy đọc là 831 207 phải nhập hết hả", "831 207"],
  ["на почту прилетело 904 118", "904 118"],
  ["メールに 318 940 と出てます", "318 940"],
];

const harmless: readonly string[] = [
  "my order 640317 came without a text message",
  "app version 9.41.0 build 640317 keeps logging me out",
  "use promo code WALNUT31 when you sign up",
  "error code 640317 after I log in",
  "my username is walnut_bay7 and I cannot log in",
  "ticket 640317, still waiting for the email",
  "el código de error es 640317 al entrar",
  "mi usuario es molino_1954 y no puedo entrar",
  "o pedido 640317 nunca chegou no email",
  "код ошибки 640317 при входе",
  "сборка 640317, после входа белый экран",
  "sipariş 640317 mesajı gelmedi",
  "mã đơn 640317 chưa nhận được mail",
  "订单 640317 一直没收到短信",
  "ビルド 640317 でログインできない",
];

describe("a short message as a whole", () => {
  it.each(passwords)("tells a password, whatever its sentence: %s", (sentence, value) => {
    expect(foundIn(sentence)).toEqual([`password hard ${JSON.stringify(value)}`]);
  });

  it.each(codes)("tells a one-time code, whatever its sentence: %s", (sentence, value) => {
    expect(foundIn(sentence)).toEqual([`one_time_code hard ${JSON.stringify(value)}`]);
  });

  it.each(harmless)("tells nothing when a label explains the value: %s", (sentence) => {
    expect(foundIn(sentence)).toEqual([]);
  });
});
