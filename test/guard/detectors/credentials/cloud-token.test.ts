import { describe, expect, it } from "vitest";
import { coverOf, credentialsIn, drawer } from "../made-up.ts";

const { draw } = drawer(19);

/** Put together here, so that no file holds what reads as somebody's token. */
const makers: readonly (readonly [string, () => string])[] = [
  ["Amazon", () => `AKIA${draw("base32", 16)}`],
  ["Amazon, for a while", () => `ASIA${draw("base32", 16)}`],
  ["Google", () => `AIza${draw("base64url", 35)}`],
  ["GitHub", () => `ghp_${draw("base62", 36)}`],
  ["GitHub, fine-grained", () => `github_pat_${draw("base62", 22)}_${draw("base62", 59)}`],
  ["GitLab", () => `glpat-${draw("base62", 20)}`],
  ["Slack", () => `xoxb-${draw("digits", 12)}-${draw("digits", 12)}-${draw("base62", 24)}`],
  ["Stripe", () => `sk_live_${draw("base62", 24)}`],
  ["OpenAI", () => `sk-${draw("base62", 47)}3`],
  ["OpenAI's projects", () => `sk-proj-${draw("base64url", 60)}`],
  ["Anthropic", () => `sk-ant-api03-${draw("base64url", 93)}`],
  ["Telegram", () => `7${draw("digits", 9)}:AA${draw("base64url", 33)}`],
  ["Discord", () => `MT${draw("base62", 24)}.${draw("base62", 6)}.${draw("base64url", 38)}`],
  ["Twilio", () => `SK${draw("hex", 32)}`],
  ["SendGrid", () => `SG.${draw("base62", 22)}.${draw("base62", 43)}`],
  ["npm", () => `npm_${draw("base62", 36)}`],
  ["PyPI", () => `pypi-AgEIcHlwaS5vcmc${draw("base62", 80)}`],
  ["Hugging Face", () => `hf_${draw("base62", 34)}`],
  ["DigitalOcean", () => `dop_v1_${draw("hex", 64)}`],
  ["Shopify", () => `shpat_${draw("hex", 32)}`],
  ["Mailgun", () => `key-${draw("hex", 32)}`],
  ["Infura", () => `https://mainnet.infura.io/v3/${draw("hex", 32)}`],
  ["Alchemy", () => `https://eth-mainnet.g.alchemy.com/v2/${draw("base62", 32)}`],
  [
    "Slack's hooks",
    () =>
      `https://hooks.slack.com/services/T${draw("base32", 8)}/B${draw("base32", 8)}/${draw("base62", 24)}`,
  ],
  ["Azure", () => `AccountKey=${draw("base62", 86)}==`],
];

describe("a token of a service", () => {
  it.each(makers)("is certain by itself and in any sentence: %s", (_, make) => {
    for (const template of ["{}", "my key {} leaked", "密钥是{}。", "TOKEN={}", '"{}"', "это {}, верно?"]) {
      const value = make();
      const secret = value.replace(/^https:\/\//, "").replace(/^.*\//, "");
      expect(coverOf(template.replace("{}", value), secret)).toMatch(
        /^(?:token|api_key|token\+api_key|api_key\+token) hard$/,
      );
    }
  });

  it("pain 30: is found in the address of a bot's call", () => {
    const value = `7${draw("digits", 9)}:AA${draw("base64url", 33)}`;
    expect(coverOf(`GET https://api.telegram.org/bot${value}/getUpdates 409`, value)).toBe("token hard");
  });

  it("is found with the secret that belongs to it", () => {
    const secret = `${draw("base62", 36)}aB3+`;
    expect(coverOf(`AWS AKIA${draw("base32", 16)}\n${secret}`, secret)).toBe("token hard");
  });

  it.each([
    "AKIAIOSFODNN7EXAMPLE",
    "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    `sk_test_4eC39HqLyjWDarjtT1zdp7${"dc"}`,
    "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "sk-...",
    "sk-learn-tutorial-for-beginners-2024",
    "https://mainnet.infura.io/v3/YOUR-PROJECT-ID",
    "risk-management-and-compliance-2024",
    `commit ${draw("hex", 40)}`,
    `bc1q${draw("hex", 38)}`,
    `0x${draw("hex", 64)}`,
    draw("base58", 88),
    `xpub${draw("base58", 107)}`,
  ])("is not seen in %s", (text) => {
    expect(credentialsIn(text)).toEqual([]);
  });
});
