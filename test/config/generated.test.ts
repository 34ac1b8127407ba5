import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { discordFields } from "../../adapters/discord/config.ts";
import { telegramFields } from "../../adapters/telegram/config.ts";
import { twitterFields } from "../../adapters/twitter/config.ts";
import { generatedFiles } from "../../scripts/generated-files.ts";
import { loadConfig } from "../../src/config/load.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const read = (path: string) => readFileSync(`${root}${path}`, "utf8");

describe("the generated files", () => {
  it.each(Object.entries(generatedFiles()))("%s is what `npm run generate` writes", (path, text) => {
    expect(read(path)).toBe(text);
  });
});

describe("the JSON Schema", () => {
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(
    JSON.parse(read("config/fleet.schema.json")),
  );

  it("accepts the example", () => {
    expect(validate(parse(read("config/fleet.example.yaml")))).toBe(true);
  });

  it("refuses an option that is not there", () => {
    expect(validate({ ...parse(read("config/fleet.example.yaml")), colour: "blue" })).toBe(false);
  });

  it("tells the meaning of every option", () => {
    const lacking: string[] = [];
    const visit = (path: string, node: unknown): void => {
      if (typeof node !== "object" || node === null) return;
      for (const [name, option] of Object.entries(Reflect.get(node, "properties") ?? {})) {
        if (!/[a-z]/.test(String(Reflect.get(Object(option), "description"))))
          lacking.push(`${path}.${name}`);
        visit(`${path}.${name}`, option);
      }
      for (const option of Reflect.get(Object(Reflect.get(node, "items")), "oneOf") ?? [])
        visit(`${path}[]`, option);
    };
    visit("", JSON.parse(read("config/fleet.schema.json")));
    expect(lacking).toEqual([]);
  });
});

describe("the example", () => {
  it("is a right configuration once its secrets are set", () => {
    const config = loadConfig({
      path: `${root}config/fleet.example.yaml`,
      readFile: (path) => readFileSync(path, "utf8"),
      env: { FLOTILLA_TELEGRAM_TOKEN: "110201543:token", FLOTILLA_DESK_SECRET: "a-secret-of-the-desk" },
      adapters: { telegram: telegramFields, discord: discordFields, twitter: twitterFields },
    });
    expect(config.accounts).toMatchObject([{ id: "telegram-support", token: "110201543:token" }]);
    expect(config.storage).toEqual({
      path: `${root}var/fleet`,
      keyFile: `${root}var/key/flotilla.key`,
    });
  });
});
