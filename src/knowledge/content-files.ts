import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { AppError } from "../domain/errors.ts";
import { isLocale, type Locale } from "../domain/locale.ts";
import type { ParseYaml } from "../domain/plain-yaml.ts";

export const lineField = z.string().trim().min(1);
export const slugField = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "is not lower-case words joined by hyphens");

/** Something that an author must mend. */
export interface ContentFault {
  readonly file: string;
  /** Where in the file, such as `phrasings.3`; empty for the whole file. */
  readonly path: string;
  readonly reason: string;
}

/** Reads content, and notes what is wrong with it instead of stopping at the first fault. */
export interface ContentReader {
  readonly parse: ParseYaml;
  readonly faults: ContentFault[];
}

/** The file's content, or undefined with its faults noted. */
function readYaml(file: string, { faults, parse }: ContentReader): unknown {
  let source: string;
  try {
    source = readFileSync(file, "utf8");
  } catch (error) {
    const reason = `cannot be read: ${error instanceof Error ? error.message : error}`;
    faults.push({ file, path: "", reason });
    return undefined;
  }
  const { value, errors } = parse(source);
  for (const reason of errors) faults.push({ file, path: "", reason });
  return value;
}

/** The same, in the schema's form. */
export function readAs<Schema extends z.ZodType>(
  file: string,
  { schema, reader }: { schema: Schema; reader: ContentReader },
): z.output<Schema> | undefined {
  const before = reader.faults.length;
  const value = readYaml(file, reader);
  if (reader.faults.length > before) return undefined;
  const parsed = schema.safeParse(value);
  for (const { path, message } of parsed.error?.issues ?? [])
    reader.faults.push({ file, path: path.join("."), reason: message });
  return parsed.data;
}

/** A folder of content: what is the same in every language, and one file a language. */
export interface ContentFolder {
  readonly slug: string;
  readonly folder: string;
  readonly locales: readonly Locale[];
}

/** Every `<slug>/` of the folder, in the order of their names, that holds `<main>.yaml` and `<locale>.yaml` and nothing else. */
export function listContent(
  folder: string,
  { main, faults }: { main: string; faults: ContentFault[] },
): ContentFolder[] {
  return listFolder(folder).flatMap((slug) => {
    const path = join(folder, slug);
    if (!slugField.safeParse(slug).success) {
      faults.push({ file: path, path: "", reason: "the name is not lower-case words joined by hyphens" });
      return [];
    }
    const found: Locale[] = [];
    for (const name of listFolder(path)) {
      const stem = name.endsWith(".yaml") ? name.slice(0, -".yaml".length) : "";
      if (isLocale(stem)) found.push(stem);
      else if (stem !== main) {
        const reason = `is not expected here: ${main}.yaml and one file a language, such as en.yaml`;
        faults.push({ file: join(path, name), path: "", reason });
      }
    }
    return [{ slug, folder: path, locales: found }];
  });
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => !name.startsWith("."))
      .sort();
  } catch (cause) {
    throw new AppError("ARTICLES_INVALID", `${folder} cannot be read as a folder.`, { cause });
  }
}

export const describeFault = ({ file, path, reason }: ContentFault): string =>
  `${file}: ${path ? `${path}: ` : ""}${reason}`;

/** Every fault on a line of its own: file, path, reason. */
export function throwFaults(faults: readonly ContentFault[]): void {
  if (faults.length === 0) return;
  const lines = faults.map(describeFault);
  throw new AppError("ARTICLES_INVALID", `Mend these and start again:\n${lines.join("\n")}`);
}
