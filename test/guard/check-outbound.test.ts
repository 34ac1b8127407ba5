import { describe, expect, it } from "vitest";
import { checkOutbound } from "../../src/guard/check-outbound.ts";
import { hash64, phrase12 } from "./support.ts";

const policy = { allowedHosts: ["htx.com"], allowedHandles: ["@HTXSupportBot"] };
const check = (text: string, links: readonly string[] = []) => checkOutbound(text, links, policy);

describe("a text that may go out", () => {
  it.each([
    "Please wait a little longer, your deposit is on its way.",
    "See https://www.htx.com/help for the steps.",
    "See (https://htx.com) or htx.com.",
    "HTX.COM is the only site.",
    "请访问htx.com查看，或打开https://www.htx.com/zh查看。",
    "Write to support@mail.htx.com or to @HTXSupportBot.",
    "Never share your password, your codes (2FA, SMS) or your seed phrase: our staff will never ask for them.",
    "I took a password out of your message. Change it now, please.",
    "请勿向任何人透露您的密码、验证码或助记词。",
    "Никому не сообщайте пароль и код из СМС.",
    "Your message was redacted: [seed phrase removed]",
    "Install app.exe only from the official page, then open readme.txt.",
    "All done.Please try again.It works now.So wait.",
    "Version 1.2.3, i.e. the new one, e.g. on Node.js at 10 a.m.; fee 0.5 USDT/TRC20.",
    `Your transaction ${hash64} is confirmed.`,
    "Готово.Проверьте ещё раз.",
    "Wait 24 h...ok?",
  ])("%s", (text) => {
    expect(check(text)).toEqual({ ok: true });
  });
});

describe("a text that may not go out", () => {
  it.each([
    ["a host off the list", "go to https://evil.com/x", "evil.com"],
    ["a bare domain", "go to htx-support.top now", "htx-support.top"],
    ["a bare domain with a path", "bit.ly/abc", "bit.ly"],
    ["an allowed name as a subdomain of another", "https://htx.com.evil.com", "htx.com.evil.com"],
    ["an allowed name as a suffix without a dot", "https://evilhtx.com", "evilhtx.com"],
    ["an allowed name as a user name", "https://htx.com@evil.com/", "evil.com"],
    ["a backslash", "http://evil.com\\@htx.com", "evil.com"],
    ["zero-width characters", "ev\u200bil.com", "evil.com"],
    ["full-width letters", "ｅｖｉｌ．ｃｏｍ", "evil.com"],
    ["look-alike letters", "htх.com is ours: тhtx.com", "xn--htx-7ed.com"],
    ["an international domain", "почта.рф", "xn--80a1acny.xn--p1ai"],
    ["a Chinese domain", "访问火币.com", "xn--6stu32bw3t7jj.com"],
    ["words behind an address that belong to it", "https://htx.com查看.evil.com", "evil.com"],
    ["a mail address", "write to help@evil.com", "evil.com"],
    ["a mail link", "mailto:help@evil.com", "evil.com"],
    ["a handle", "ask @htx_admin", "@htx_admin"],
    ["an IP address", "http://1.2.3.4/login", "1.2.3.4"],
    ["an app link", "tg://resolve?domain=x", "unreadable address"],
    ["a script link", "javascript:alert(1)", "unreadable address"],
    ["a messenger link", "t.me/htx_support", "t.me"],
  ])("names the link, for %s", (_, text, detail) => {
    const verdict = check(text);
    expect(verdict).toMatchObject({ ok: false, reason: "link" });
    expect(verdict.ok ? "" : verdict.detail).toContain(detail.split(".").at(-1));
    expect(verdict.ok ? "" : verdict.detail).toMatch(/^[\x21-\x7e]+( address)?$/);
  });

  it.each([
    ["https://www.htx.com/help", true],
    ["https://evil.com", false],
    ["http://htx.com.evil.io", false],
    ["tg://user?id=1", false],
    ["not a link", false],
    ["mailto:help@htx.com", true],
  ])("is judged by its link spans too: %s", (link, ok) => {
    expect(check("here", [link]).ok).toBe(ok);
  });

  it.each([
    ["a seed phrase", `your phrase: ${phrase12}`, "seed_phrase"],
    ["a password", "your new password is Qwerty12", "password"],
    ["a code", "your verification code is 482913", "one_time_code"],
  ])("is refused for %s, which is not repeated", (_, text, kind) => {
    expect(check(text)).toEqual({ ok: false, reason: "secret", detail: kind });
  });
});
