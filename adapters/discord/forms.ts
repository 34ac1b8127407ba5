import type { FormName } from "../../src/domain/form.ts";
import { ticketCategories } from "../../src/domain/ticket.ts";
import { discordLimits } from "./limits.ts";
import type { Words } from "./words.ts";
import { wordsFor } from "./words-for.ts";

const componentTypes = { select: 3, text: 4, label: 18, files: 19 } as const;
const textStyles = { line: 1, paragraph: 2 } as const;

type Part = {
  readonly id: string;
  readonly label: (words: Words) => string;
  readonly hint?: (words: Words) => string;
  readonly required: boolean;
} & (
  | { readonly kind: "text"; readonly long: boolean; readonly maxUnits: number }
  | {
      readonly kind: "select";
      readonly options: (words: Words) => readonly { readonly value: string; readonly label: string }[];
      readonly values: readonly string[];
    }
  | { readonly kind: "files"; readonly most: number }
);

export interface FormDefinition {
  readonly name: FormName;
  readonly title: (words: Words) => string;
  readonly parts: readonly Part[];
}

/** Discord takes 4,000 units in one input. */
const maxTextUnits = 3000;

const files: Part = {
  kind: "files",
  id: "files",
  label: ({ files }) => files,
  hint: ({ filesHint }) => filesHint,
  required: false,
  most: discordLimits.filesPerMessage,
};

/**
 * A form must be the first response to a press or a command, so that nobody can be asked what stands in it. The ids of
 * its parts are the slots of the fleet's own form. Five parts are the most.
 */
export const forms: Readonly<Record<FormName, FormDefinition>> = {
  intake: {
    name: "intake",
    title: ({ formTitle }) => formTitle,
    parts: [
      {
        kind: "select",
        id: "category",
        label: ({ category }) => category,
        required: true,
        options: ({ categories }) => ticketCategories.map((value) => ({ value, label: categories[value] })),
        values: ticketCategories,
      },
      {
        kind: "text",
        id: "what",
        label: ({ what }) => what,
        hint: ({ whatHint }) => whatHint,
        required: true,
        long: true,
        maxUnits: maxTextUnits,
      },
      { kind: "text", id: "when", label: ({ when }) => when, required: false, long: false, maxUnits: 120 },
      {
        kind: "text",
        id: "account",
        label: ({ account }) => account,
        hint: ({ accountHint }) => accountHint,
        required: false,
        long: false,
        maxUnits: 100,
      },
      files,
    ],
  },
  report: {
    name: "report",
    title: ({ reportTitle }) => reportTitle,
    parts: [
      {
        kind: "text",
        id: "who",
        label: ({ reportWho }) => reportWho,
        required: true,
        long: false,
        maxUnits: 200,
      },
      {
        kind: "text",
        id: "what",
        label: ({ reportWhat }) => reportWhat,
        hint: ({ whatHint }) => whatHint,
        required: true,
        long: true,
        maxUnits: maxTextUnits,
      },
      files,
    ],
  },
};

const toComponent = (part: Part, words: Words) => {
  const same = { custom_id: part.id, required: part.required };
  switch (part.kind) {
    case "text":
      return {
        ...same,
        type: componentTypes.text,
        style: part.long ? textStyles.paragraph : textStyles.line,
        max_length: part.maxUnits,
      };
    case "select":
      return { ...same, type: componentTypes.select, options: part.options(words) };
    case "files":
      return { ...same, type: componentTypes.files, min_values: 0, max_values: part.most };
    default:
      return part satisfies never;
  }
};

/** The form as Discord shows it. */
export const toModal = (
  form: FormDefinition,
  { customId, locale }: { readonly customId: string; readonly locale: unknown },
) => {
  const words = wordsFor(locale);
  return {
    custom_id: customId,
    title: form.title(words),
    components: form.parts.map((part) => {
      const description = part.hint?.(words);
      return {
        type: componentTypes.label,
        label: part.label(words),
        ...(description === undefined ? {} : { description }),
        component: toComponent(part, words),
      };
    }),
  };
};
