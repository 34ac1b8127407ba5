import { z } from "zod";
import { loadConfig } from "../../src/config/load.ts";
import type { SecretField } from "../../src/config/secret.ts";
import { AppError } from "../../src/domain/errors.ts";

/** A platform with one secret and one option of its own. */
const adapters = {
  discord: (secret: SecretField) => ({ token: secret.describe("The bot's token.") }),
  twitter: (secret: SecretField) => ({ accessToken: secret.describe("The account's token.") }),
  telegram: (secret: SecretField) => ({
    token: secret.describe("The bot's token."),
    allowance: z
      .union([
        z.literal("unlimited"),
        z.strictObject({
          perSecond: z
            .int()
            .min(1)
            .meta({ examples: [30] }),
        }),
      ])
      .default("unlimited")
      .meta({ examples: ["unlimited"] })
      .describe("How fast."),
    apiRoot: z.string().default("https://api.telegram.org").describe("Where the platform is."),
  }),
};

export interface Given {
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

/** Loads `text` as `/etc/flotilla/fleet.yaml`, on a machine that has only what is given. */
export const load = (text: string, { files = {}, env = {} }: Given = {}) =>
  loadConfig({
    path: "/etc/flotilla/fleet.yaml",
    text,
    env,
    adapters,
    readFile: (path) => {
      const content = files[path];
      if (content === undefined) throw Object.assign(new Error(`no ${path}`), { code: "ENOENT" });
      return content;
    },
  });

/** The error that loading ends with. */
export const faultsIn = (text: string, given?: Given): AppError => {
  try {
    load(text, given);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error("the configuration was accepted");
};

const blocks: Readonly<Record<string, string>> = {
  accounts: '[{id: one, platform: telegram, handle: "@One", token: token-of-one}]',
  desk: "{url: https://desk.example.com, secret: sixteen-letters-or-more}",
  storage: "{path: /var/lib/flotilla, keyFile: /etc/flotilla/key}",
};

/** A right configuration in which some blocks are others, or left out. */
export const aConfig = (changed: Readonly<Record<string, string | undefined>> = {}): string =>
  Object.entries({ ...blocks, ...changed })
    .flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${value}`]))
    .join("\n");
