import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { type Article, type ArticleText, collectables, priorities } from "../domain/article.ts";
import { articleSlug } from "../domain/ids.ts";
import type { Locale } from "../domain/locale.ts";
import { type ParseYaml, parseYaml } from "../domain/plain-yaml.ts";
import { ticketCategories } from "../domain/ticket.ts";
import {
  type ContentFolder,
  type ContentReader,
  lineField,
  listContent,
  readAs,
  slugField,
  throwFaults,
} from "./content-files.ts";

const articleSchema = z.strictObject({
  category: z.enum(ticketCategories),
  priority: z.enum(priorities),
  reviewBy: z.iso.date(),
  links: z.array(slugField).default([]),
  related: z.array(slugField).default([]),
  collect: z.array(z.enum(collectables)).default([]),
});

const textSchema = z.strictObject({
  title: lineField,
  phrasings: z.array(lineField).min(1),
  answer: lineField,
  followUps: z.array(z.strictObject({ asked: z.array(lineField).min(1), answer: lineField })).default([]),
  reviewedBy: lineField.nullish(),
});

/** What was loaded before, by the code that stands here. */
export const isLoaded = (kept: unknown): kept is Article[] => Array.isArray(kept);
export const articleCode: readonly string[] = [
  "./load-articles.ts",
  "./content-files.ts",
  "../domain/article.ts",
].map((file) => fileURLToPath(new URL(file, import.meta.url)));

/**
 * Reads every `<slug>/` of the folder: `article.yaml`, and `<locale>.yaml` for each language.
 * Throws ARTICLES_INVALID that names every fault of every file at once.
 */
export function loadArticles(folder: string, parse: ParseYaml = parseYaml): Article[] {
  const reader: ContentReader = { parse, faults: [] };
  const articles = readArticles(folder, reader);
  throwFaults(reader.faults);
  return articles;
}

/** The same, with the faults noted: what has one is left out. */
export function readArticles(folder: string, reader: ContentReader): Article[] {
  const articles = listContent(folder, { main: "article", faults: reader.faults }).flatMap(
    (found) => readArticle(found, reader) ?? [],
  );
  if (articles.length + reader.faults.length === 0)
    reader.faults.push({ file: folder, path: "", reason: "holds no article" });
  return articles;
}

function readArticle({ slug, folder, locales }: ContentFolder, reader: ContentReader): Article | undefined {
  const article = readAs(join(folder, "article.yaml"), { schema: articleSchema, reader });
  if (locales.length === 0)
    reader.faults.push({ file: folder, path: "", reason: "has no text in any language" });
  const texts: Partial<Record<Locale, ArticleText>> = {};
  for (const locale of locales) {
    const read = readAs(join(folder, `${locale}.yaml`), { schema: textSchema, reader });
    if (!read) continue;
    const { reviewedBy, ...text } = read;
    texts[locale] = reviewedBy ? { ...text, reviewedBy } : text;
  }
  if (!article) return undefined;
  return { ...article, slug: articleSlug(slug), related: article.related.map(articleSlug), texts };
}
