import { z } from "zod";
import { locales } from "../domain/locale.ts";

/** The options that every account has, whatever its platform. */
export const accountFields = {
  id: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/, {
      error: "must be 1 to 63 letters, digits, - or _, beginning with a letter or digit",
    })
    .meta({ examples: ["telegram-support"] })
    .describe(
      "The account's name in commands, logs and metrics. Unique. Conversations are stored under it: renamed, the account starts anew.",
    ),
  handle: z
    .string()
    .min(1)
    .max(64)
    .meta({ examples: ["@HTXSupportBot"] })
    .describe("The public name that people see and type."),
  locale: z
    .enum(locales)
    .optional()
    .meta({ examples: ["en"] })
    .describe("The language to begin with when neither the message nor the person's client tells one."),
  roles: z
    .array(z.enum(["support", "community"]))
    .min(1)
    .default(["support"])
    .meta({ examples: [["support"]] })
    .describe(
      "`support`: answers questions and opens tickets. `community`: guards groups; once one account does, the others look only at what is put to them there, so that two in one group do not both warn of a secret.",
    ),
};

/** Adds a fault for each account that is to be called by its platform, but was not told where, or not at its own place. */
export const checkWebhooks = (accounts: unknown, context: z.core.$RefinementCtx) => {
  if (!Array.isArray(accounts)) return;
  for (const [index, account] of accounts.entries()) {
    const [platform, id] = [textAt(account, "platform"), textAt(account, "id")];
    const fault = (path: Path, message: string) =>
      context.addIssue({ code: "custom", path: [index, ...path], message });
    const isCalled = platform === "telegram" && textAt(account, "receive") === "webhook";
    if (isCalled && valueAt(account, ["webhook"]) === undefined)
      fault(["webhook"], "is missing; `receive: webhook` needs its `url` and `secret`");
    const url = URL.parse(textAt(account, "receive", "webhook", "url") ?? "");
    const served = `/webhooks/${platform}/${id}`;
    if (url !== null && id !== undefined && !url.pathname.endsWith(served))
      fault(
        ["receive", "webhook", "url"],
        `must end in ${served}, which is where the fleet is called for this account`,
      );
  }
};

type Path = readonly string[];

/** What each account must have alone. */
interface Own {
  readonly path: Path;
  /** What must differ. @default the value as it is written */
  readonly of?: (value: string) => string;
  /** What two values have in common that are not written alike. */
  readonly alike?: string;
}

/** One address can be written in several ways. */
const addressOf = (value: string): string => URL.parse(value)?.href ?? value;

/** An access token of OAuth 1.0a begins with the id of its account, whatever app it was made for. */
const holderOf = (value: string): string => /^\d{1,19}(?=-)/.exec(value)?.[0] ?? value;

/** What comes to one address cannot be told apart; an account that runs twice takes its own words for a human's. */
const owned: readonly Own[] = [
  { path: ["id"] },
  { path: ["token"] },
  { path: ["accessToken"], of: holderOf, alike: "begins with the same user id as" },
  { path: ["webhook", "url"], of: addressOf },
  { path: ["receive", "webhook", "url"], of: addressOf },
];

const valueAt = (account: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (within, key) => (typeof within === "object" && within !== null ? Reflect.get(within, key) : undefined),
    account,
  );

const textAt = (account: unknown, ...path: Path): string | undefined => {
  const value = valueAt(account, path);
  return typeof value === "string" ? value : undefined;
};

/** Accounts that share what each must have alone; the first holder of a value is right, later ones are not. */
const sharedPlaces = (accounts: readonly unknown[]) =>
  owned.flatMap(({ path, of = (value) => value, alike }) => {
    const holders = new Map<string, { readonly index: number; readonly value: string }>();
    return accounts.flatMap((account, index) => {
      const value = textAt(account, ...path);
      if (value === undefined) return [];
      const first = holders.get(of(value));
      if (first === undefined) holders.set(of(value), { index, value });
      const how = (first?.value !== value && alike) || "is the same as";
      return first === undefined ? [] : [{ path, index, first: first.index, how }];
    });
  });

/** Adds a fault for each repeated id, token or address. Looks at accounts that have other faults too. */
export const checkAccountsDiffer = (accounts: unknown, context: z.core.$RefinementCtx) => {
  if (!Array.isArray(accounts)) return;
  for (const { path, index, first, how } of sharedPlaces(accounts)) {
    context.addIssue({
      code: "custom",
      path: [index, ...path],
      message: `${how} accounts[${first}].${path.join(".")}; each account needs its own`,
    });
  }
};
