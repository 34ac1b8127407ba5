import { describe, expect, it } from "vitest";
import { readConfig } from "../../src/compose.ts";
import { AppError } from "../../src/domain/errors.ts";

const reading = (account: string) => () =>
  readConfig({
    path: "/etc/flotilla/fleet.yaml",
    text: `
accounts:
  - id: x-support
    platform: twitter
    handle: "@HTXSupport"
    consumerKey: key
    consumerSecret: secret-of-the-app
    accessToken: 42-token-of-no-worth
    accessSecret: secret-of-no-worth
    ${account}
desk: { url: https://desk.example.com, secret: a-secret-of-no-worth }
storage: { path: data, keyFile: keys/flotilla.key }
`,
    readFile: () => "",
    env: {},
  });

const faultsIn = (account: string): readonly string[] => {
  try {
    reading(account)();
  } catch (error) {
    if (error instanceof AppError) return error.message.split("\n").slice(1);
  }
  return [];
};

const webhookAt = (url: string) => `receive: { webhook: { url: "${url}" } }`;

describe("a fault of an account on X", () => {
  it.each(["webhook", "polling"])("shows X's own way to receive where it says %s", (way) => {
    const [fault, ...more] = faultsIn(`receive: ${way}`);
    expect(more).toEqual([]);
    expect(fault).toMatch(
      /^- accounts\[0\]\.receive \(line 10\): must be a group of options, not a string\. Right, for example: \{webhook: /,
    );
  });

  it("names the options of X and of no other platform", () => {
    const [fault, ...more] = faultsIn("recieve: {}");
    expect(more).toEqual([]);
    expect(fault).toContain("is not an option; there are: platform, id, handle");
    expect(fault).toContain("receive, budget");
    for (const other of ["intents", "pollTimeoutSeconds", "apiRoot"]) expect(fault).not.toContain(other);
  });

  it.each([
    "https://bots.example.com",
    "https://bots.example.com/webhooks/twitter",
    "https://bots.example.com/webhooks/twitter/another",
    "https://bots.example.com/webhooks/twitter/x-support/",
    "https://bots.example.com/?to=/webhooks/twitter/x-support",
  ])("is an address at which the fleet does not answer: %s", (url) => {
    const [fault, ...more] = faultsIn(webhookAt(url));
    expect(more).toEqual([]);
    expect(fault).toContain(
      "accounts[0].receive.webhook.url (line 10): must end in /webhooks/twitter/x-support",
    );
  });

  it.each(["", "/bots/one"])("is not that a proxy has something before it: %s", (before) => {
    expect(faultsIn(webhookAt(`https://bots.example.com${before}/webhooks/twitter/x-support`))).toEqual([]);
  });
});
