import { describe, expect, it } from "vitest";
import { locales } from "../../src/domain/locale.ts";
import { expectedKinds, secretKinds } from "../../src/domain/message.ts";
import { loadLabels } from "../../src/guard-labels.ts";
import { foundIn, phrase12 } from "./support.ts";

const book = loadLabels();
const labels = locales.flatMap((locale) => {
  const { label, maskLabel } = book.labelsOf(locale);
  return [...secretKinds.map(label), ...expectedKinds.map(maskLabel)];
});

describe("the labels of the fleet", () => {
  it.each([
    "{}",
    "my password is {}",
    "{}\nis my password",
    "login {} password {}",
    "my seed: {} \n密password",
    "我的密码是{}",
    "{}是我的密码",
    "验证码：{} \npassword",
    "パスワードは{}です",
    "비밀번호는 {} 입니다",
    "mi contraseña es {}",
    "мой пароль {}",
    "пароль: {} не подходит",
    "mật khẩu: {}",
    "şifrem {}",
    "minha senha é {}",
  ])("are told as no secret, in all languages: %s", (frame) => {
    expect(new Set(labels).size).toBeGreaterThan(100);
    expect(labels.flatMap((label) => foundIn(frame.replaceAll("{}", label)))).toEqual([]);
  });

  it.each([
    ["my password is ⟦Kettle-4471!⟧", "Kettle-4471!"],
    ["我的密码是⟦Kettle4471⟧", "Kettle4471"],
    ["my code is ⟦482913⟧", "482913"],
    ["⟦recovery phrase removed⟧ my password is Sunflower77", "Sunflower77"],
  ])("hide nothing that has a digit or stands beside them: %s", (text, value) => {
    expect(foundIn(text)).toEqual([expect.stringMatching(new RegExp(`hard "${value}"$`))]);
  });

  it("hide no recovery phrase", () => {
    expect(foundIn(`⟦${phrase12}⟧`)).toEqual([`seed_phrase hard "${phrase12}"`]);
  });
});
