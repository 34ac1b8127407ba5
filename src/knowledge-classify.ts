import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { z } from "zod";
import { isLocale, type Locale } from "./domain/locale.ts";
import type { Classification, Knowledge } from "./knowledge/knowledge.ts";
import { parseJson } from "./knowledge-lines.ts";
import { detectLocale, hintToLocale } from "./language/detect.ts";

const requestSchema = z.object({ text: z.string(), locale: z.string().optional() });

/** The language that a request names, as far as the fleet speaks it; else that of the text. */
const localeOf = (text: string, named: string | undefined): Locale =>
  (named !== undefined && (isLocale(named) ? named : hintToLocale(named))) || detectLocale(text, {}).locale;

/** What the fleet decides on a text. No slug when it would hand over. */
function classifyText(knowledge: Knowledge, text: string, named?: string) {
  const locale = localeOf(text, named);
  const { decision, candidates, scope } = knowledge.classify(text, locale);
  const best = decision === "handover" ? undefined : candidates[0];
  return {
    decision,
    slug: best?.slug ?? null,
    probability: best?.probability ?? 0,
    candidates,
    locale,
    scope,
  };
}

/**
 * `cli knowledge classify`: an answer for each line, in order, written as the lines come in. Empty lines are none.
 *
 * @returns how many lines were faulty
 */
export async function classifyStream(
  input: Readable,
  output: Writable,
  knowledge: Knowledge,
): Promise<number> {
  let faulty = 0;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === "") continue;
    const request = requestSchema.safeParse(parseJson(line.replace(/^\ufeff/, "")));
    if (!request.success) faulty += 1;
    const answer = request.success
      ? told(classifyText(knowledge, request.data.text, request.data.locale))
      : { error: 'expected {"text", "locale"?}' };
    if (!output.write(`${JSON.stringify(answer)}\n`)) await once(output, "drain");
  }
  return faulty;
}

const told = ({ scope: _, ...answer }: ReturnType<typeof classifyText>) => answer;

const meanings: Readonly<Record<Classification["decision"], string>> = {
  answer: "answers with the first",
  ask: "asks which one is meant",
  handover: "hands over to a person",
};

/** `cli knowledge try`: the same for a person to read. */
export function describeClassification(knowledge: Knowledge, text: string, named?: string): string {
  const { decision, candidates, locale, scope } = classifyText(knowledge, text, named);
  const lines = candidates.map(
    ({ slug, title, probability }) => `  ${(100 * probability).toFixed(1).padStart(5)} %  ${slug}  ${title}`,
  );
  return [
    `language  ${locale}`,
    `decision  ${decision}: the fleet ${meanings[decision]}`,
    `scope     ${scope.toFixed(2)} (below 0 it is about something else)`,
    "articles",
    ...(lines.length > 0 ? lines : ["  none"]),
  ].join("\n");
}
