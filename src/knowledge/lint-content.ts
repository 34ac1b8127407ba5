import { join } from "node:path";
import { parseYaml } from "../domain/plain-yaml.ts";
import { type ContentFault, type ContentReader, listContent } from "./content-files.ts";
import { type LintRequest, lintArticles } from "./lint-articles.ts";
import { lintGuides } from "./lint-guides.ts";
import { readArticles } from "./load-articles.ts";
import { readGuides } from "./load-guides.ts";

/** Reads both folders, and tells everything that an author must mend in them: the form first, then what it says. */
export function lintContent(
  folders: { readonly articles: string; readonly guides: string },
  rules: Omit<LintRequest, "articles" | "present">,
): readonly ContentFault[] {
  const reader: ContentReader = { parse: parseYaml, faults: [] };
  const articles = readArticles(folders.articles, reader);
  const guides = readGuides(folders.guides, reader);
  const unread = new Set(reader.faults.map(({ file }) => file));
  const present = listContent(folders.articles, { main: "article", faults: [] }).map(({ slug }) => slug);
  const request = { ...rules, articles, present };
  const said = [
    ...lintArticles(request).map(({ file, reason }) => ({ file: join(folders.articles, file), reason })),
    ...lintGuides(guides, request).map(({ file, reason }) => ({ file: join(folders.guides, file), reason })),
  ];
  return [
    ...reader.faults,
    // What stands in a file that could not be read is not missing.
    ...said.flatMap(({ file, reason }) => (unread.has(file) ? [] : [{ file, path: "", reason }])),
  ];
}
