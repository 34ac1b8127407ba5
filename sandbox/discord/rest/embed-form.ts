import { type Fields, fieldsOf, isList, stringOf } from "../../wire/values.ts";
import type { FormFault } from "./api-error.ts";
import { atMost } from "./form-faults.ts";

const maxSum = 6_000;
const lengthOf = (value: unknown): number => stringOf(value)?.length ?? 0;

const fieldsIn = (embed: Fields): readonly Fields[] =>
  isList(embed["fields"]) ? embed["fields"].map(fieldsOf) : [];

const faultsOf = (embed: Fields, path: string): FormFault[] => [
  ...atMost(`${path}.title`, lengthOf(embed["title"]), 256),
  ...atMost(`${path}.description`, lengthOf(embed["description"]), 4_096),
  ...atMost(`${path}.fields`, fieldsIn(embed).length, 25),
  ...fieldsIn(embed).flatMap((field, n) => [
    ...atMost(`${path}.fields.${n}.name`, lengthOf(field["name"]), 256),
    ...atMost(`${path}.fields.${n}.value`, lengthOf(field["value"]), 1_024),
  ]),
  ...atMost(`${path}.footer.text`, lengthOf(fieldsOf(embed["footer"])["text"]), 2_048),
  ...atMost(`${path}.author.name`, lengthOf(fieldsOf(embed["author"])["name"]), 256),
];

const sizeOf = (embed: Fields): number =>
  lengthOf(embed["title"]) +
  lengthOf(embed["description"]) +
  lengthOf(fieldsOf(embed["footer"])["text"]) +
  lengthOf(fieldsOf(embed["author"])["name"]) +
  fieldsIn(embed).reduce((sum, { name, value }) => sum + lengthOf(name) + lengthOf(value), 0);

/** Each embed by itself, and 6,000 characters in all of them together. */
export const embedFaults = (embeds: readonly Fields[]): FormFault[] => {
  const sum = embeds.reduce((size, embed) => size + sizeOf(embed), 0);
  const tooLarge = {
    path: "embeds",
    code: "MAX_EMBED_SIZE_EXCEEDED",
    message: `Embed size exceeds maximum size of ${maxSum}`,
  };
  return [
    ...embeds.flatMap((embed, n) => faultsOf(embed, `embeds.${n}`)),
    ...(sum > maxSum ? [tooLarge] : []),
  ];
};
