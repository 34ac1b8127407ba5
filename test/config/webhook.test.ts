import { describe, expect, it } from "vitest";
import { readConfig } from "../../src/compose.ts";
import { AppError } from "../../src/domain/errors.ts";

const reading = (account: string) => () =>
  readConfig({
    path: "/etc/flotilla/fleet.yaml",
    text: `
accounts:
  - id: telegram-support
    platform: telegram
    handle: "@HTXSupportBot"
    token: 100001:a-token-of-no-worth
${account}
desk: { url: https://desk.example.com, secret: a-secret-of-no-worth }
storage: { path: data, keyFile: keys/flotilla.key }
`,
    readFile: () => "",
    env: {},
  });

const messageOf = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    if (error instanceof AppError) return `${error.code} ${error.message}`;
  }
  return "";
};

describe("an account that is to receive by webhook", () => {
  it("is right with an address and a secret", () => {
    const read = reading(`    receive: webhook
    webhook: { url: https://bots.example.com/webhooks/telegram/telegram-support, secret: long-and-random }`);
    expect(read().accounts[0]).toMatchObject({ receive: "webhook", webhook: { secret: "long-and-random" } });
  });

  it.each([
    ["neither is named", "    receive: webhook"],
    ["the secret is missing", "    receive: webhook\n    webhook: { url: https://bots.example.com }"],
    ["the address is open", "    receive: webhook\n    webhook: { url: http://bots.example.com, secret: x }"],
  ])("pain 31: is a fault when %s, told with its place", (_, account) => {
    const message = messageOf(reading(account));
    expect(message).toMatch(/^CONFIG_INVALID /);
    expect(message).toMatch(/accounts\[0\]\.webhook/);
    expect(message).toMatch(/line \d+/);
  });
});

it.each([
  "https://bots.example.com/webhooks/telegram/one",
  "https://BOTS.example.com:443/webhooks/telegram/one",
])(
  "two accounts that are called at one address are a fault: what comes there could not be told apart: %s",
  (url) => {
    const webhookAt = (address: string) => `webhook: { url: "${address}", secret: long-and-random }`;
    const read = reading(`    receive: webhook
    ${webhookAt("https://bots.example.com/webhooks/telegram/one")}
  - id: telegram-second
    platform: telegram
    handle: "@HTXSecondBot"
    token: 100002:a-token-of-no-worth
    receive: webhook
    ${webhookAt(url)}`);
    expect(messageOf(read)).toContain("accounts[1].webhook.url (line");
    expect(messageOf(read)).toContain("is the same as accounts[0].webhook.url");
  },
);
