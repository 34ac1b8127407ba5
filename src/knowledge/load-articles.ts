import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import type { Article, ArticleText } from "../domain/article.ts";
import { AppError } from "../domain/errors.ts";
import { articleSlug } from "../domain/ids.ts";
import { type Locale, locales } from "../domain/locale.ts";
import { type ParseYaml, parseYaml } from "../domain/plain-yaml.ts";
import { ticketCategories } from "../domain/ticket.ts";

const line = z.string().trim().min(1);
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "is not lower-case words joined by hyphens");

const textSchema = z.strictObject({
  title: line,
  phrasings: z.array(line).min(1),
  answer: line,
  followUps: z.array(z.strictObject({ asked: z.array(line).min(1), answer: line })).default([]),
  reviewedBy: line.nullish(),
});

const articleSchema = z.strictObject({
  category: z.enum(ticketCategories),
  urgent: z.boolean().default(false),
  reviewBy: z.iso.date(),
  links: z.array(slug).default([]),
  related: z.array(slug).default([]),
  texts: z.partialRecord(z.enum(locales), textSchema),
});

/** Something that an author must mend. */
export interface ContentFault {
  readonly file: string;
  /** Where in the file, such as `texts.en.phrasings.3`; empty for the whole file. */
  readonly path: string;
  readonly reason: string;
}

/**
 * Reads every `<slug>.yaml` of the folder, in the order of their names.
 * Throws ARTICLES_INVALID that names every fault of every file at once.
 */
export function loadArticles(folder: string, parse: ParseYaml = parseYaml): Article[] {
  const faults: ContentFault[] = [];
  const articles: Article[] = [];
  for (const file of listYaml(folder)) {
    const name = basename(file, ".yaml");
    if (!slug.safeParse(name).success) {
      faults.push({ file, path: "", reason: "the file's name is not lower-case words joined by hyphens" });
    }
    const value = readYaml(file, { faults, parse });
    if (value === undefined) continue;
    const parsed = articleSchema.safeParse(value);
    if (!parsed.success) {
      for (const { path, message } of parsed.error.issues)
        faults.push({ file, path: path.join("."), reason: message });
      continue;
    }
    const { texts, related, ...rest } = parsed.data;
    articles.push({
      ...rest,
      slug: articleSlug(name),
      related: related.map(articleSlug),
      texts: toTexts(texts),
    });
  }
  if (articles.length + faults.length === 0)
    faults.push({ file: folder, path: "", reason: "holds no article" });
  throwFaults(faults);
  return articles;
}

function toTexts(texts: z.output<typeof articleSchema>["texts"]): Article["texts"] {
  const result: Partial<Record<Locale, ArticleText>> = {};
  for (const locale of locales) {
    const text = texts[locale];
    if (!text) continue;
    const { reviewedBy, ...rest } = text;
    result[locale] = reviewedBy ? { ...rest, reviewedBy } : rest;
  }
  return result;
}

function listYaml(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".yaml"))
      .sort()
      .map((name) => join(folder, name));
  } catch (cause) {
    throw new AppError("ARTICLES_INVALID", `The folder of articles ${folder} cannot be read.`, { cause });
  }
}

/** The file's content, or undefined with its faults noted. */
export function readYaml(
  file: string,
  { faults, parse }: { faults: ContentFault[]; parse: ParseYaml },
): unknown {
  let source: string;
  try {
    source = readFileSync(file, "utf8");
  } catch (error) {
    faults.push({
      file,
      path: "",
      reason: `cannot be read: ${error instanceof Error ? error.message : error}`,
    });
    return undefined;
  }
  const { value, errors } = parse(source);
  for (const reason of errors) faults.push({ file, path: "", reason });
  return value;
}

/** Every fault on a line of its own: file, path, reason. */
export function throwFaults(faults: readonly ContentFault[]): void {
  if (faults.length === 0) return;
  const lines = faults.map(({ file, path, reason }) => `${file}: ${path ? `${path}: ` : ""}${reason}`);
  throw new AppError("ARTICLES_INVALID", `Mend these and start again:\n${lines.join("\n")}`);
}
