import { type Guide, type GuideStep, type GuideText, nextOf } from "../domain/guide.ts";
import type { Locale } from "../domain/locale.ts";
import { lintAnswer, lintLength } from "./lint-answer.ts";
import type { ArticleFault, LintRequest } from "./lint-articles.ts";

/** A button's label that every platform shows whole, in UTF-16 units. */
const MAX_LABEL = 20;
const MAX_QUESTION = 300;
const OPTIONS = { fewest: 2, most: 4 };

/** Everything that keeps a guide from being offered, all at once. */
export function lintGuides(
  guides: readonly Guide[],
  request: Pick<LintRequest, "articles" | "links" | "present" | "requiredLocales">,
): ArticleFault[] {
  const { articles, links, present = [], requiredLocales } = request;
  const slugs = new Set<string>([...articles.map(({ slug }) => slug), ...present]);
  const faults: ArticleFault[] = [];
  const owners = new Map<string, string>();
  for (const guide of guides) {
    const { slug } = guide;
    const fault = (reason: string, locale?: Locale) =>
      faults.push({ file: `${slug}/${locale ?? "guide"}.yaml`, slug, reason, ...(locale && { locale }) });
    const owner = owners.get(guide.article);
    if (owner !== undefined) fault(`"${owner}" is a guide for the article "${guide.article}" too`);
    owners.set(guide.article, slug);
    for (const reason of lintGraph(guide)) fault(reason);
    for (const reason of lintGoals(guide, slugs)) fault(reason);
    for (const locale of requiredLocales) {
      const text = guide.texts[locale];
      if (!text) fault("the language is missing", locale);
    }
    for (const [locale, text] of Object.entries(guide.texts) as [Locale, GuideText][])
      for (const reason of lintText({ guide, text, locale, links })) fault(reason, locale);
  }
  return faults;
}

function* lintGraph({ start, steps, ends }: Guide) {
  for (const name of Object.keys(steps)) if (name in ends) yield `"${name}" is a step and an end`;
  if (!(start in steps)) yield `it starts at "${start}", which is no step`;
  for (const [name, step] of Object.entries(steps)) {
    const { length } = nextOf(step);
    if (step.kind === "choice" && (length < OPTIONS.fewest || length > OPTIONS.most))
      yield `the step "${name}" has ${length} options, ${OPTIONS.fewest} to ${OPTIONS.most} are needed`;
    for (const next of nextOf(step))
      if (!(next in steps) && !(next in ends))
        yield `the step "${name}" leads to "${next}", which is nothing`;
  }
  const reached = new Set<string>();
  yield* findCycles({ name: start, steps, path: [], reached });
  for (const name of [...Object.keys(steps), ...Object.keys(ends)])
    if (!reached.has(name)) yield `nothing leads to "${name}"`;
}

function* findCycles({
  name,
  steps,
  path,
  reached,
}: {
  name: string;
  steps: Guide["steps"];
  path: readonly string[];
  reached: Set<string>;
}): Generator<string> {
  if (path.includes(name)) {
    yield `the steps go in a circle: ${[...path, name].join(" > ")}`;
    return;
  }
  // What was walked already has told its circles, and leads nowhere new.
  if (reached.has(name)) return;
  reached.add(name);
  const step = steps[name];
  for (const next of step ? nextOf(step) : [])
    yield* findCycles({ name: next, steps, path: [...path, name], reached });
}

function* lintGoals({ article, ends }: Guide, slugs: ReadonlySet<string>) {
  if (!slugs.has(article)) yield `the article "${article}" does not exist`;
  for (const end of Object.values(ends)) {
    if (end.kind !== "article") continue;
    if (!slugs.has(end.slug)) yield `the article "${end.slug}" does not exist`;
    if (end.slug === article) yield `it leads back to its own article`;
  }
}

interface TextToLint {
  readonly guide: Guide;
  readonly text: GuideText;
  readonly locale: Locale;
  readonly links: LintRequest["links"];
}

function* lintText({ guide, text, locale, links }: TextToLint) {
  const answers = Object.keys(guide.ends).filter((name) => guide.ends[name]?.kind === "answer");
  yield* lintNames("step", { needed: Object.keys(guide.steps), given: Object.keys(text.steps) });
  yield* lintNames("end", { needed: answers, given: Object.keys(text.ends) });
  for (const answer of Object.values(text.ends)) {
    yield* lintLength(answer);
    yield* lintAnswer(answer, { locale, links });
  }
  for (const [name, { question, options }] of Object.entries(text.steps)) {
    if (question.length > MAX_QUESTION)
      yield `the question "${name}" has ${question.length} characters, ${MAX_QUESTION} are allowed`;
    yield* lintAnswer(question, { locale, links });
    const step = guide.steps[name];
    if (step) yield* lintOptions({ name, step, options });
  }
}

function* lintNames(
  what: string,
  { needed, given }: { needed: readonly string[]; given: readonly string[] },
) {
  for (const name of needed) if (!given.includes(name)) yield `the ${what} "${name}" is missing`;
  for (const name of given) if (!needed.includes(name)) yield `there is no ${what} "${name}"`;
}

function* lintOptions({
  name,
  step,
  options,
}: {
  name: string;
  step: GuideStep;
  options: GuideText["steps"][string]["options"];
}) {
  const needed = step.kind === "choice" ? step.options.map(({ id }) => id) : [];
  yield* lintNames(`option of "${name}"`, { needed, given: Object.keys(options) });
  const owners = new Map<string, string>();
  for (const [id, { label, words }] of Object.entries(options)) {
    if (label.length > MAX_LABEL)
      yield `the label "${label}" has ${label.length} characters, ${MAX_LABEL} are allowed`;
    for (const typed of [label, ...words]) {
      const key = plain(typed);
      const owner = owners.get(key);
      if (owner !== undefined && owner !== id) yield `"${typed}" means both "${owner}" and "${id}"`;
      owners.set(key, id);
    }
  }
}

const plain = (words: string) =>
  words
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\p{P}\p{S}\s]+/gu, " ")
    .trim();
