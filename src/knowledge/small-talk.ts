import { z } from "zod";
import { locales } from "../domain/locale.ts";
import { type ParseYaml, parseYaml } from "../domain/plain-yaml.ts";
import { type ContentReader, readAs, throwFaults } from "./content-files.ts";

/** What people say that no article answers, per language; the classifier learns from it what is out of its scope. */
export const smallTalkSchema = z.partialRecord(z.enum(locales), z.array(z.string().trim().min(1)));
export type OutOfScope = Readonly<z.output<typeof smallTalkSchema>>;

/** Reads `config/small-talk.yaml`. Throws ARTICLES_INVALID with every fault. */
export function loadSmallTalk(file: string, parse: ParseYaml = parseYaml): OutOfScope {
  const reader: ContentReader = { parse, faults: [] };
  const lines = readAs(file, { schema: smallTalkSchema, reader });
  throwFaults(reader.faults);
  return lines ?? {};
}
