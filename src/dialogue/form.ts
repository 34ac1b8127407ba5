import type { FormState } from "../domain/conversation.ts";
import type { Phrase, PhraseButton } from "../domain/decision.ts";
import type { ExpectedKind, ExpectedValue, GivenValue } from "../domain/message.ts";
import type { FormWord } from "./payloads.ts";

export type Slots = Readonly<Record<string, string>>;

/** What a person did at a step: words, a button, or both halves of a merged turn. */
export interface FormInput {
  /** Without what the guard masked. */
  readonly text: string;
  /** The value of a pressed button of the step. */
  readonly choice?: string;
  readonly given: readonly GivenValue[];
}

export interface FormQuestion {
  readonly say: readonly Phrase[];
  readonly buttons: readonly PhraseButton[];
}

/** What a step makes of an input. `unclear`: it is no answer to this question. */
export type StepReading =
  | { readonly kind: "filled"; readonly slots: Slots }
  /** The same step is asked again, with more known or in other words. */
  | { readonly kind: "again"; readonly slots: Slots; readonly question?: FormQuestion }
  /** One answer is to be given again. */
  | { readonly kind: "redo"; readonly step: string }
  | { readonly kind: "consent" }
  | { readonly kind: "unclear" };

/** One question. Its id is also the slot that it fills; a slot that holds "" was skipped. */
export interface FormStep {
  readonly id: string;
  readonly expects: (slots: Slots) => readonly ExpectedKind[];
  /** Takes any words, so that a question in between is told from an answer by its form alone. */
  readonly takesWords: boolean;
  /** Whether there is anything to ask. @default there always is */
  readonly applies?: (slots: Slots) => boolean;
  readonly ask: (slots: Slots) => FormQuestion;
  /** Buttons that a reading of this step may show beside those of `ask`. */
  readonly moreButtons?: readonly PhraseButton[];
  readonly read: (input: FormInput, slots: Slots) => StepReading;
}

export interface FormDefinition {
  readonly name: string;
  /** The last step asks for consent and fills no slot. */
  readonly steps: readonly [FormStep, ...FormStep[]];
}

export type FormMove =
  | ({
      readonly kind: "ask";
      readonly form: FormState;
      readonly expects: readonly ExpectedValue[];
    } & FormQuestion)
  | { readonly kind: "submit"; readonly form: FormState }
  | { readonly kind: "cancelled" }
  | { readonly kind: "unclear" };

interface Place {
  readonly definition: FormDefinition;
  readonly form: FormState;
  readonly now: number;
}

/** The step that a form stands at; an unknown one (of an older version) is the first. */
export const currentStep = ({ definition, form }: Pick<Place, "definition" | "form">): FormStep =>
  definition.steps.find(({ id }) => id === form.step) ?? definition.steps[0];

const askAt = (place: Place, step: FormStep, question = step.ask(place.form.slots)): FormMove => ({
  kind: "ask",
  form: { ...place.form, step: step.id, paused: false },
  expects: step.expects(place.form.slots).map((kind) => ({ kind, slot: step.id })),
  ...question,
});

/** The questions that there are, given what is known. */
const stepsOf = ({ definition, form }: Pick<Place, "definition" | "form">): readonly FormStep[] =>
  definition.steps.filter(({ applies }) => applies?.(form.slots) ?? true);

/** Asks for the first thing that is not known yet. */
const askNext = (place: Place): FormMove => {
  const { slots } = place.form;
  const open = stepsOf(place).find(({ id }) => slots[id] === undefined);
  return askAt(place, open ?? currentStep(place));
};

const withSlots = (place: Place, slots: Slots): Place => ({ ...place, form: { ...place.form, slots } });

const withoutSlots = (slots: Slots, ids: readonly string[]): Slots =>
  Object.fromEntries(Object.entries(slots).filter(([id]) => !ids.includes(id)));

/** Begins a form with what is known already. */
export const startForm = (definition: FormDefinition, known: { slots: Slots; now: number }): FormMove =>
  askNext({
    definition,
    now: known.now,
    form: { form: definition.name, step: definition.steps[0].id, slots: known.slots, startedAt: known.now },
  });

/** Asks the current question again, after a question in between or an answer that was not understood. */
export const askAgain = (place: Place): FormMove => askAt(place, currentStep(place));

const goBack = (place: Place): FormMove => {
  const steps = stepsOf(place);
  const at = steps.indexOf(currentStep(place));
  const previous = steps[Math.max(0, at - 1)] ?? currentStep(place);
  const slots = withoutSlots(place.form.slots, [previous.id, currentStep(place).id]);
  return askAt(withSlots(place, slots), previous);
};

/** The same at every step of every form; consent itself is not skipped. */
export const obeyWord = (place: Place, word: FormWord): FormMove => {
  switch (word) {
    case "back":
      return goBack(place);
    case "skip":
      if (currentStep(place) === place.definition.steps.at(-1)) return askAgain(place);
      return askNext(withSlots(place, { ...place.form.slots, [currentStep(place).id]: "" }));
    case "cancel":
      return { kind: "cancelled" };
    case "send_now":
      return { kind: "submit", form: { ...place.form, consentAt: place.now } };
    case "go_on":
      return askAgain(place);
    default:
      return word satisfies never;
  }
};

/** Takes what a person said as the answer to the question that was asked. */
export const takeAnswer = (place: Place, input: FormInput): FormMove => {
  const step = currentStep(place);
  const reading = step.read(input, place.form.slots);
  switch (reading.kind) {
    case "filled":
      return askNext(withSlots(place, reading.slots));
    case "again":
      return askAt(withSlots(place, reading.slots), step, reading.question);
    case "redo": {
      const redone = place.definition.steps.find(({ id }) => id === reading.step) ?? step;
      return askAt(withSlots(place, withoutSlots(place.form.slots, [redone.id])), redone);
    }
    case "consent":
      return { kind: "submit", form: { ...place.form, consentAt: place.now } };
    case "unclear":
      return reading;
    default:
      return reading satisfies never;
  }
};
