import { z } from "zod";
import { urlField } from "./fields.ts";

/** The names by which articles and phrases link official pages, and what each page is. */
const linkKeys: Readonly<Record<string, string>> = {
  site: "the official site",
  "help-center": "the help centre",
  "app-download": "the page where the official app is downloaded",
  "security-center": "the account's security settings",
  "password-reset": "the page where a password is reset",
  "withdrawal-records": "the list of withdrawals",
  "deposit-records": "the list of deposits",
  "identity-check": "the page where an identity is verified",
  announcements: "announcements and maintenance",
  "official-verification": "the page that tells whether an address, handle or mail is official",
  tickets: "the page where a ticket is opened or followed on the site",
  privacy: "the privacy policy",
  "deposit-page": "the page where a deposit address is shown",
  "withdrawal-page": "the page where a withdrawal is made",
  "withdrawal-addresses": "the account's list of trusted withdrawal addresses",
  "buy-crypto": "the page where crypto is bought by card or bank transfer",
  "p2p-orders": "the list of P2P orders",
  transfer: "the page where assets are moved between own accounts",
  assets: "the account's balances",
  orders: "the list of orders",
  fees: "the table of fees",
  "futures-info": "the contracts' specifications, index prices, funding rates and liquidation data",
  margin: "the page of margin loans",
  earn: "the page of savings and staking products",
  "api-management": "the page where API keys are managed",
  "api-docs": "the documentation of the API",
  "system-status": "the page that tells whether the systems work",
  "notification-settings": "the account's settings of notifications",
  statements: "the page where records are exported",
  rewards: "the page of coupons, bonuses and rewards",
  referral: "the page of invitations and commissions",
  "login-history": "the account's devices and logins",
  terms: "the terms of service",
};

const helpCenter = "https://www.htx.com/support";
const preset: Readonly<Record<string, string>> = { site: "https://www.htx.com", "help-center": helpCenter };

const linkField = (key: string, page: string) => {
  const field = urlField(["https"], preset[key] ?? helpCenter).describe(`Address of ${page}.`);
  const address = preset[key];
  return address === undefined ? field.optional() : field.default(address);
};

/** Addresses of official pages. Its output has one for every key. */
export const linksSchema = z
  .strictObject(
    Object.fromEntries(Object.entries(linkKeys).map(([key, page]) => [key, linkField(key, page)])),
  )
  .prefault({})
  .transform((links) =>
    Object.fromEntries(
      Object.keys(linkKeys).map((key) => [key, links[key] ?? links["help-center"] ?? helpCenter]),
    ),
  )
  .describe(
    "Official pages by link key, as articles and phrases name them. A key without an address leads to the help centre.",
  );
