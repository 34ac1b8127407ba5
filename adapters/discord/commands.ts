import type { FormName } from "../../src/domain/form.ts";
import { locales } from "../../src/domain/locale.ts";
import { isObject, listOf } from "../shared/values.ts";

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
  | { readonly kind: "open"; readonly form: FormName };

interface CommandDefinition {
  readonly type: number;
  readonly name: string;
  readonly description?: string;
  readonly translated?: string;
  readonly option?: {
    readonly name: string;
    readonly description: string;
    readonly translated: string;
    readonly choices?: readonly string[];
  };
  readonly takesFile?: boolean;
  readonly use: CommandUse;
}

const definitions: readonly CommandDefinition[] = [
  {
    type: types.slash,
    name: "support",
    description: "Ask a question, or begin",
    translated: "提问，或开始对话",
    option: { name: "question", description: "Your question", translated: "您的问题" },
    takesFile: true,
    use: { kind: "ask" },
  },
  {
    type: types.slash,
    name: "ticket",
    description: "Write to a person of our support team",
    translated: "联系人工客服",
    use: { kind: "open", form: "intake" },
  },
  {
    type: types.slash,
    name: "verify",
    description: "Is this account, link or message really ours?",
    translated: "验证账号、链接或消息是否为官方",
    option: { name: "what", description: "A name, link or address", translated: "名称、链接或地址" },
    use: { kind: "call", name: "verify" },
  },
  {
    type: types.slash,
    name: "report",
    description: "Report a scam",
    translated: "举报诈骗",
    use: { kind: "open", form: "report" },
  },
  {
    type: types.slash,
    name: "language",
    description: "Choose the language",
    translated: "选择语言",
    option: { name: "language", description: "Its short name", translated: "语言", choices: locales },
    use: { kind: "call", name: "language" },
  },
  { type: types.message, name: "Ask support", translated: "咨询客服", use: { kind: "ask" } },
  { type: types.message, name: "Report scam", translated: "举报诈骗", use: { kind: "call", name: "report" } },
];

const inChinese = (text: string) => ({ "zh-CN": text, "zh-TW": text });

const optionsOf = ({ option, takesFile }: CommandDefinition) => [
  ...(option === undefined
    ? []
    : [
        {
          type: optionTypes.text,
          name: option.name,
          description: option.description,
          description_localizations: inChinese(option.translated),
          required: false,
          ...(option.choices === undefined
            ? {}
            : { choices: option.choices.map((value) => ({ name: value, value })) }),
        },
      ]),
  ...(takesFile === true
    ? [{ type: optionTypes.file, name: "file", description: "A screenshot or a file", required: false }]
    : []),
];

const toCommand = (definition: CommandDefinition) => {
  const { type, name, description, translated } = definition;
  const same = { type, name, contexts: everywhere, integration_types: [0] };
  if (type === types.message)
    return translated === undefined ? same : { ...same, name_localizations: inChinese(translated) };
  const options = optionsOf(definition);
  return {
    ...same,
    description,
    ...(translated === undefined ? {} : { description_localizations: inChinese(translated) }),
    ...(options.length === 0 ? {} : { options }),
  };
};

/** What is registered with Discord, all at once. */
export const commands = definitions.map(toCommand);

/** By type and name: a message command may be called as a slash command is. */
export const useOf = (type: unknown, name: unknown): CommandUse | undefined =>
  definitions.find((definition) => definition.type === type && definition.name === name)?.use;

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
