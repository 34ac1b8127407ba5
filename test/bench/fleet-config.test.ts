import { expect, it } from "vitest";
import { fleetConfigText } from "../../bench/support/fleet-config.ts";
import { tokenOf } from "../../bench/support/side-settings.ts";
import { readConfig } from "../../src/compose.ts";

const settings = {
  apiRoot: "http://127.0.0.1:1",
  discordApiRoot: "http://127.0.0.1:3",
  twitterAddress: "",
  twitterAuthority: "",
  token: tokenOf(0),
  folder: "/bench",
  deskUrl: "http://127.0.0.1:2",
  deskSecret: "a secret of no worth",
  webhookSecret: "another-of-no-worth",
};
const read = (text: string) => readConfig({ path: "/bench/fleet.yaml", text, readFile: () => "", env: {} });

it("the fleet that is measured polls without an allowance, unless it is told otherwise", () => {
  const { accounts } = read(fleetConfigText(settings));

  expect(accounts).toHaveLength(1);
  expect(accounts[0]).toMatchObject({ token: tokenOf(0), allowance: "unlimited", receive: "polling" });
});

it("the fleet that is measured has as many accounts as wanted, with what an operator has", () => {
  const { accounts } = read(
    fleetConfigText({ ...settings, accounts: 3, allowance: "published", receive: "webhook" }),
  );

  expect(new Set(accounts.map((one) => ("token" in one ? one.token : ""))).size).toBe(3);
  expect(accounts.map((one) => "webhook" in one && one.webhook?.url.endsWith(`/${one.id}`))).toEqual([
    true,
    true,
    true,
  ]);
  expect(accounts[2]).toMatchObject({ allowance: { perSecond: 30, perChatMs: 1_000 }, receive: "webhook" });
});
