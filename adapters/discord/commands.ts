import type { FormName } from "../../src/domain/form.ts";
import { locales, ownNames } from "../../src/domain/locale.ts";
import { isObject, listOf } from "../shared/values.ts";
import { english } from "./words/english.ts";
import type { Words } from "./words.ts";
import { inOtherLanguages } from "./words-for.ts";

const types = { slash: 1, message: 3 } as const;
const optionTypes = { text: 3, file: 11 } as const;
/** On servers and in our own direct messages, not in those of others. */
const everywhere = [0, 1];

/** What a command is to us. */
export type CommandUse =
  /** What stands in its option is asked, as if it was written; without one the talk begins. */
  | { readonly kind: "ask" }
  /** A function of the fleet, with its option behind it. */
  | { readonly kind: "call"; readonly name: string }
  | { readonly kind: "open"; readonly form: FormName }
  /** The message that it is called on is told of, as if the form for that was filled in. */
  | { readonly kind: "report" };

type CommandWords = Words["commands"];
/** Of what has a name and a description. */
type NamedKey = Exclude<keyof CommandWords, MenuKey>;
type MenuKey = "askAboutMessage" | "reportMessage";

interface OptionDefinition {
  readonly key: NamedKey;
  readonly type: number;
  readonly choices?: readonly { readonly name: string; readonly value: string }[];
}

type CommandDefinition = { readonly use: CommandUse } & (
  | {
      readonly type: typeof types.slash;
      readonly key: NamedKey;
      readonly options?: readonly OptionDefinition[];
    }
  | { readonly type: typeof types.message; readonly key: MenuKey }
);

const { slash, message } = types;
const definitions: readonly CommandDefinition[] = [
  {
    type: slash,
    key: "support",
    options: [
      { key: "supportQuestion", type: optionTypes.text },
      { key: "supportFile", type: optionTypes.file },
    ],
    use: { kind: "ask" },
  },
  { type: slash, key: "ticket", use: { kind: "open", form: "intake" } },
  {
    type: slash,
    key: "verify",
    options: [{ key: "verifyWhat", type: optionTypes.text }],
    use: { kind: "call", name: "verify" },
  },
  { type: slash, key: "report", use: { kind: "open", form: "report" } },
  {
    type: slash,
    key: "language",
    options: [
      {
        key: "languageWhich",
        type: optionTypes.text,
        choices: locales.map((value) => ({ name: ownNames[value], value })),
      },
    ],
    use: { kind: "call", name: "language" },
  },
  { type: message, key: "askAboutMessage", use: { kind: "ask" } },
  { type: message, key: "reportMessage", use: { kind: "report" } },
];

const nameOf = (definition: CommandDefinition, { commands }: Words): string =>
  definition.type === types.message ? commands[definition.key] : commands[definition.key].name;

const described = (key: NamedKey) => ({
  name: english.commands[key].name,
  name_localizations: inOtherLanguages(({ commands }) => commands[key].name),
  description: english.commands[key].description,
  description_localizations: inOtherLanguages(({ commands }) => commands[key].description),
});

const toOption = ({ key, type, choices }: OptionDefinition) => ({
  type,
  ...described(key),
  required: false,
  ...(choices && { choices }),
});

const toCommand = (definition: CommandDefinition) => {
  const same = { type: definition.type, contexts: everywhere, integration_types: [0] };
  if (definition.type === types.message)
    return {
      ...same,
      name: nameOf(definition, english),
      name_localizations: inOtherLanguages((words) => nameOf(definition, words)),
    };
  const { key, options = [] } = definition;
  return {
    ...same,
    ...described(key),
    ...(options.length === 0 ? {} : { options: options.map(toOption) }),
  };
};

/** What is registered with Discord, all at once. */
export const commands = definitions.map(toCommand);

/** By type and name, which is the English one whatever the person reads: a message command may be called as a slash command is. */
export const useOf = (type: unknown, name: unknown): CommandUse | undefined =>
  definitions.find((definition) => definition.type === type && nameOf(definition, english) === name)?.use;

/** What tells whether the registered commands are these: their types and names, and those of their options. */
export const fingerprintOf = (
  list: readonly { readonly type?: unknown; readonly name?: unknown; readonly options?: unknown }[],
): string =>
  list
    .map(
      ({ type, name, options }) => `${String(type ?? types.slash)} ${String(name)} ${optionNames(options)}`,
    )
    .sort()
    .join("\n");

const optionNames = (options: unknown): string =>
  listOf(options)
    .map((option) => (isObject(option) && "name" in option ? String(option.name) : "?"))
    .join(",");
