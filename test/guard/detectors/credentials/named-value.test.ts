import { describe, expect, it } from "vitest";
import { coverOf, credentialsIn, drawer } from "../made-up.ts";

const { draw } = drawer(17);

describe("what keeps somebody logged in", () => {
  it.each([
    "Cookie: HB-PRO-TOKEN={}; lang=en",
    "cookie: sessionid={}; theme=dark",
    'document.cookie = "sid={}; theme=dark"',
    "Set-Cookie: session={}; Path=/; HttpOnly",
    "HB-PRO-TOKEN={}",
    "PHPSESSID={}",
    "我的cookie是 session={}",
    "sessionid: {}",
    "connect.sid=s%3A{}.sig",
    '[{"domain":".htx.com","name":"HB-PRO-TOKEN","value":"{}"}]',
    ".htx.com\tTRUE\t/\tFALSE\t1800000000\tHB-PRO-TOKEN\t{}",
    '{"access_token":"{}","token_type":"bearer"}',
    "refreshToken: '{}'",
    "csrf_token={}",
  ])("is certain: %s", (template) => {
    for (const value of [draw("base62", 40), `${draw("hex", 30)}4f`])
      expect(coverOf(template.replace("{}", value), value)).toBe("token hard");
  });

  it("is masked with all else in a header of cookies", () => {
    const text = `Cookie: _ga=GA1.2.123456789; HB-PRO-TOKEN=${draw("base62", 40)}; lang=en`;
    expect(credentialsIn(text)).toEqual([`token hard "${text.slice("Cookie: ".length)}"`]);
  });

  it.each([
    "https://www.htx.com/reset-password?token={}",
    "https://htx.com/login?access_token={}&lang=en",
    "link https://app.site.io/auth/callback?code={} broken",
    "https://www.site.io/verify-email?token={}",
  ])("is certain in a link: %s", (template) => {
    const value = draw("base62", 43);
    expect(coverOf(template.replace("{}", value), value)).toBe("token hard");
  });

  it.each([
    "Cookie: theme=dark; lang=en",
    "please clear your cookies",
    "session=abc",
    "https://www.htx.com/invite/en-us/1f?invite_code=wkjb8223",
    "https://www.htx.com/register?code=AB12CD34",
    "https://t.me/+y9y5bOzZkPgzZmRi",
    `https://dexscreener.com/?token=0x${draw("hex", 40)}`,
    "token=USDT&amount=100",
    "token: YOUR_TOKEN",
    "session token expired, error=token_invalid_401",
  ])("is not seen in %s", (text) => {
    expect(credentialsIn(text)).toEqual([]);
  });
});
