import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { collectables } from "../domain/article.ts";
import type { Guide, GuideEnd, GuideStep, GuideText } from "../domain/guide.ts";
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

const name = z.string().regex(/^[a-z]+(_[a-z]+)*$/, "is not lower-case words joined by underscores");

const stepSchema = z.union([
  z.strictObject({ options: z.record(name, name) }),
  z.strictObject({ collect: z.enum(collectables), next: name }),
]);
const endSchema = z.union([
  z.literal("answer"),
  z.strictObject({ article: slugField }),
  z.strictObject({ ticket: z.enum(ticketCategories) }),
]);

const guideSchema = z.strictObject({
  article: slugField,
  start: name,
  steps: z.record(name, stepSchema),
  ends: z.record(name, endSchema),
});

const optionSchema = z.strictObject({ label: lineField, words: z.array(lineField).default([]) });
const textSchema = z.strictObject({
  steps: z.record(
    name,
    z.strictObject({ question: lineField, options: z.record(name, optionSchema).default({}) }),
  ),
  ends: z.record(name, lineField).default({}),
  reviewedBy: lineField.nullish(),
});

/** What was loaded before, by the code that stands here. */
export const areGuides = (kept: unknown): kept is Guide[] => Array.isArray(kept);
export const guideCode: readonly string[] = [
  "./load-guides.ts",
  "./content-files.ts",
  "../domain/guide.ts",
  "../domain/article.ts",
].map((file) => fileURLToPath(new URL(file, import.meta.url)));

/**
 * Reads every `<slug>/` of the folder: `guide.yaml`, and `<locale>.yaml` for each language.
 * Throws ARTICLES_INVALID that names every fault of every file at once.
 */
export function loadGuides(folder: string, parse: ParseYaml = parseYaml): Guide[] {
  const reader: ContentReader = { parse, faults: [] };
  const guides = readGuides(folder, reader);
  throwFaults(reader.faults);
  return guides;
}

/** The same, with the faults noted: what has one is left out. */
export const readGuides = (folder: string, reader: ContentReader): Guide[] =>
  listContent(folder, { main: "guide", faults: reader.faults }).flatMap(
    (found) => readGuide(found, reader) ?? [],
  );

function readGuide({ slug, folder, locales }: ContentFolder, reader: ContentReader): Guide | undefined {
  const guide = readAs(join(folder, "guide.yaml"), { schema: guideSchema, reader });
  const texts: Partial<Record<Locale, GuideText>> = {};
  for (const locale of locales) {
    const read = readAs(join(folder, `${locale}.yaml`), { schema: textSchema, reader });
    if (!read) continue;
    const { reviewedBy, ...text } = read;
    texts[locale] = reviewedBy ? { ...text, reviewedBy } : text;
  }
  if (!guide) return undefined;
  return {
    slug,
    article: articleSlug(guide.article),
    start: guide.start,
    steps: mapValues(guide.steps, toStep),
    ends: mapValues(guide.ends, toEnd),
    texts,
  };
}

const mapValues = <From, To>(record: Readonly<Record<string, From>>, map: (value: From) => To) =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));

function toStep(step: z.output<typeof stepSchema>): GuideStep {
  if ("collect" in step) return { kind: "reply", ...step };
  return { kind: "choice", options: Object.entries(step.options).map(([id, next]) => ({ id, next })) };
}

function toEnd(end: z.output<typeof endSchema>): GuideEnd {
  if (end === "answer") return { kind: "answer" };
  return "article" in end
    ? { kind: "article", slug: articleSlug(end.article) }
    : { kind: "ticket", category: end.ticket };
}
