import { z } from "zod";
import { fleetSchema } from "../src/compose.ts";
import { configurationPage, optionSchema } from "./configuration-page.ts";
import { languageWords } from "./language-words.ts";

/** Every generated file, by its path from the project's root. */
export const generatedFiles = (): Readonly<Record<string, string>> => {
  const jsonSchema = { title: "Flotilla configuration", ...z.toJSONSchema(fleetSchema(), { io: "input" }) };
  return {
    "config/fleet.schema.json": `${JSON.stringify(jsonSchema, null, 2)}\n`,
    "src/language/article-words.ts": languageWords(),
    "docs/configuration.md": configurationPage(optionSchema.parse(jsonSchema)),
  };
};
