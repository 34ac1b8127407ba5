import type { Collectable } from "../domain/article.ts";
import type { FormState } from "../domain/conversation.ts";
import type { GuideEnd, ServedGuide } from "../domain/guide.ts";
import type { ExpectedValue } from "../domain/message.ts";
import { expectedOf, wordsWithGiven } from "./collect.ts";
import type { FormInput, Slots } from "./form.ts";
import { matchOption, unknownOption } from "./match-option.ts";

/** A guide under way is kept as a form is: `form` names it, and a slot holds what was replied to a step. */
const prefix = "guide/";
/** A reply that is longer is cut: the transcript has the rest. */
const longestReply = 500;

/** What was said before the first question; no step has such a name. */
const saidSlot = "(said)";

/** The guide that a form stands for; undefined for any other form. */
export const guideSlugOf = ({ form }: FormState): string | undefined =>
  form.startsWith(prefix) ? form.slice(prefix.length) : undefined;

export interface GuidePlace {
  readonly guide: ServedGuide;
  readonly form: FormState;
  readonly now: number;
}

export type GuideMove =
  | {
      readonly kind: "ask";
      readonly form: FormState;
      readonly step: string;
      readonly expects: readonly ExpectedValue[];
    }
  | { readonly kind: "end"; readonly form: FormState; readonly name: string; readonly end: GuideEnd }
  | { readonly kind: "unclear" };

/** The steps that were answered, in order, and where they lead. What no longer fits the guide is asked again. */
const walk = ({ guide, form }: Pick<GuidePlace, "guide" | "form">) => {
  const path: string[] = [];
  let at = guide.start;
  for (let step = guide.steps[at]; step !== undefined && !path.includes(at); step = guide.steps[at]) {
    const said = form.slots[at];
    if (said === undefined) break;
    const next = step.kind === "reply" ? step.next : step.options.find(({ id }) => id === said)?.next;
    if (next === undefined) break;
    path.push(at);
    at = next;
  }
  return { path, at };
};

const keep = (slots: Slots, ids: readonly string[]): Slots =>
  Object.fromEntries(Object.entries(slots).filter(([id]) => id === saidSlot || ids.includes(id)));

/** Asks what is open, or ends. */
export const goOn = (place: GuidePlace): GuideMove => {
  const { guide, now } = place;
  const { at } = walk(place);
  const { unclear: _, ...rest } = place.form;
  const form = { ...rest, step: at, askedAt: now, paused: false };
  const step = guide.steps[at];
  if (step === undefined)
    return { kind: "end", form, name: at, end: guide.ends[at] ?? { kind: "ticket", category: "other" } };
  const expects = step.kind === "reply" ? expectedOf([step.collect]) : [];
  return { kind: "ask", form, step: at, expects: expects.map((kind) => ({ kind, slot: at })) };
};

/** `said`: what led to it, in the person's own words. */
export const startGuide = (
  guide: ServedGuide,
  { now, said }: { now: number; said?: string | undefined },
): FormState => ({
  form: `${prefix}${guide.slug}`,
  step: guide.start,
  slots: said === undefined ? {} : { [saidSlot]: said },
  startedAt: now,
});

const answerAt = (place: GuidePlace, { step, value }: { step: string; value: string }): GuideMove => {
  const { path } = walk(place);
  const before = path.includes(step) ? path.slice(0, path.indexOf(step)) : path;
  const slots = { ...keep(place.form.slots, before), [step]: value };
  return goOn({ ...place, form: { ...place.form, slots } });
};

/** Takes a pressed option; a button of an earlier question answers that question anew. */
export const chooseOption = (place: GuidePlace, chosen: { step: string; option: string }): GuideMove => {
  const { path, at } = walk(place);
  const step = place.guide.steps[chosen.step];
  const known = step?.kind === "choice" && step.options.some(({ id }) => id === chosen.option);
  if (!known || (chosen.step !== at && !path.includes(chosen.step))) return goOn(place);
  return answerAt(place, { step: chosen.step, value: chosen.option });
};

/** Takes what a person wrote as the reply to the question that was asked. */
export const takeReply = (place: GuidePlace, input: FormInput): GuideMove => {
  const { at } = walk(place);
  const step = place.guide.steps[at];
  if (step === undefined) return goOn(place);
  const value =
    step.kind === "reply"
      ? wordsWithGiven(input).slice(0, longestReply) || undefined
      : matchOption(input.text, place.guide.text.steps[at]?.options ?? {});
  return value === undefined ? { kind: "unclear" } : answerAt(place, { step: at, value });
};

export const goBack = (place: GuidePlace): GuideMove => {
  const { path } = walk(place);
  const slots = keep(place.form.slots, path.slice(0, -1));
  return goOn({ ...place, form: { ...place.form, slots } });
};

/** What is not known is left open, where the question can be left open. */
export const skipStep = (place: GuidePlace): GuideMove => {
  const { at } = walk(place);
  const step = place.guide.steps[at];
  if (step?.kind === "reply") return answerAt(place, { step: at, value: "" });
  const open = step?.options.some(({ id }) => id === unknownOption);
  return open === true ? answerAt(place, { step: at, value: unknownOption }) : { kind: "unclear" };
};

export const isFirst = (place: GuidePlace): boolean => walk(place).path.length === 0;

/** What was said, asked and replied, for whoever reads the ticket, and what need not be asked for again. Empty before the first reply. */
export const tellGuide = (
  place: GuidePlace,
): { readonly told: string; readonly collected: readonly Collectable[] } => {
  const { guide, form } = place;
  const { path } = walk(place);
  const collected: Collectable[] = [];
  const lines = path.flatMap((name) => {
    const step = guide.steps[name];
    const said = form.slots[name] ?? "";
    const { question = name, options = {} } = guide.text.steps[name] ?? {};
    if (step?.kind === "reply" && said !== "") collected.push(step.collect);
    const reply = step?.kind === "choice" ? (options[said]?.label ?? said) : said;
    return reply === "" ? [] : [`${question.replaceAll("**", "").trim()} ${reply}`];
  });
  if (lines.length === 0) return { told: "", collected };
  const said = form.slots[saidSlot];
  return { told: [...(said === undefined ? [] : [`${said}\n`]), ...lines].join("\n"), collected };
};
