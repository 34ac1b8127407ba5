import { readFileSync } from "node:fs";
import { z } from "zod";
import { AppError } from "./domain/errors.ts";

const lineSchema = z.object({
  text: z.string(),
  label: z.string().min(1).nullable(),
  locale: z.string().min(1).default("en"),
});

/** A text with what it asks for; null when nothing is right. */
export type LabelledLine = Readonly<z.output<typeof lineSchema>>;

/** Reads JSON lines; empty ones are none. Throws FILE_UNREADABLE with the first line that is faulty. */
export function readLabelledLines(file: string): readonly LabelledLine[] {
  let content: string;
  try {
    content = readFileSync(file, "utf8").replace(/^\ufeff/, "");
  } catch (error) {
    throw new AppError("FILE_UNREADABLE", `${file} cannot be read.`, { cause: error });
  }
  return content.split("\n").flatMap((line, index) => {
    if (line.trim() === "") return [];
    const parsed = lineSchema.safeParse(parseJson(line));
    if (parsed.success) return [parsed.data];
    throw new AppError(
      "FILE_UNREADABLE",
      `${file}, line ${index + 1}: expected {"text", "label", "locale"}, the label a string or null.`,
    );
  });
}

/** Undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
