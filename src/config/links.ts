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
