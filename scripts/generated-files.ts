import { z } from "zod";
import { telegramFields } from "../adapters/telegram/config.ts";
import { configSchema } from "../src/config/schema.ts";
import { configurationPage, optionSchema } from "./configuration-page.ts";

const schema = configSchema({
  adapters: { telegram: telegramFields },
  readSecret: () => ({ failure: "is not read here" }),
  resolvePath: (path) => path,
});

/** Every generated file, by its path from the project's root. */
export const generatedFiles = (): Readonly<Record<string, string>> => {
  const jsonSchema = { title: "Flotilla configuration", ...z.toJSONSchema(schema, { io: "input" }) };
  return {
    "config/fleet.schema.json": `${JSON.stringify(jsonSchema, null, 2)}\n`,
    "docs/configuration.md": configurationPage(optionSchema.parse(jsonSchema)),
  };
};
