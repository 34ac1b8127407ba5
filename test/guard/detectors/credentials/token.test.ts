import { describe, expect, it } from "vitest";
import { coverOf, credentialsIn, drawer } from "../made-up.ts";

const { draw, next } = drawer(13);
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const jwtOf = () =>
  `${encode({ alg: "RS256", typ: "JWT" })}.${encode({ sub: String(next(1e9)), exp: 1_800_000_000 })}.${draw("base64url", 43)}`;

describe("a JSON Web Token", () => {
  it.each(["{}", "token {}", "我的token是{}", "({})", "Bearer {}", "access_token={}", '"{}"', "token:{}."])(
    "is certain: %s",
    (template) => {
      const jwt = jwtOf();
      expect(coverOf(template.replace("{}", jwt), jwt)).toBe("token hard");
    },
  );

  it("is certain when its signature is cut off", () => {
    const [header = "", claims = ""] = jwtOf().split(".");
    expect(coverOf(`${header}.${claims}.`, `${header}.${claims}`)).toBe("token hard");
  });

  it.each([
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c",
    "a JWT looks like eyJhbGciOi...",
    "eyJhbGciOiJIUzI1NiJ9 is a header",
  ])("is none in the manual's example: %s", (text) => {
    expect(credentialsIn(text)).toEqual([]);
  });
});

describe("a header of HTTP", () => {
  it.each([
    "Authorization: Bearer {}",
    "curl -H 'Authorization: Bearer {}' https://api.htx.com",
    '{"Authorization": "Bearer {}"}',
    "authorization: token {}",
    "bearer {}",
    "X-Auth-Token: {}",
    "请求头 Authorization：Bearer {}",
  ])("is certain: %s", (template) => {
    const value = draw("base64url", 40);
    expect(coverOf(template.replace("{}", value), value)).toBe("token hard");
  });

  it("is certain with a name and a password", () => {
    const value = Buffer.from("bob:Zebra9912").toString("base64");
    expect(coverOf(`Authorization: Basic ${value}`, value)).toBe("token hard");
  });

  it.each([
    "Authorization: Bearer <token>",
    "Authorization: Bearer YOUR_ACCESS_TOKEN",
    "Bearer xxxxxxxxxxxxxxxxxxxxxxxx",
    "the bearer of good news",
    "basic understanding",
    "what is a bearer token?",
    "authorization failed 401",
  ])("is none in %s", (text) => {
    expect(credentialsIn(text)).toEqual([]);
  });
});

describe("a token beside what people call it", () => {
  it.each([
    "access token: {}",
    "my session token is {}",
    "refresh_token={}",
    "登录令牌：{}",
    "我的token是{}",
    "アクセストークン：{}",
    "인증 토큰: {}",
    "токен доступа: {}",
    "мой токен {}",
    "token de acceso: {}",
    "token truy cập: {}",
    "erişim tokenı: {}",
    "token de sessão: {}",
  ])("is certain: %s", (template) => {
    const value = draw("base64url", 48);
    expect(coverOf(template.replace("{}", value), value)).toBe("token hard");
  });

  it.each([
    `token contract 0x${draw("hex", 40)}`,
    "buy this token EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v",
    "token: EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v",
    "my token TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t is missing",
    "which token should I buy in 2024?",
    "https://solscan.io/token/EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v",
    `https://app.uniswap.org/swap?token=0x${draw("hex", 40)}`,
    "my access token expired",
  ])("is not seen in %s", (text) => {
    expect(credentialsIn(text)).toEqual([]);
  });
});
