import { type Fields, fieldsOf, isFields, isList, numberOf, stringOf } from "../../wire/values.ts";
import { componentTypes, walkComponents } from "../interactions/components.ts";
import type { FormFault } from "./api-error.ts";
import { atMost, between, textBetween } from "./form-faults.ts";

const maxTopLevel = 5;
const maxInput = 4_000;

/** How many options each kind has. */
const optionBounds: Readonly<Record<number, readonly [number, number]>> = {
  [componentTypes.stringSelect]: [1, 25],
  [componentTypes.radioGroup]: [2, 10],
  [componentTypes.checkboxGroup]: [1, 10],
};

const inLabels: readonly unknown[] = [3, 4, 5, 6, 7, 8, 19, 21, 22, 23];

const inputFaults = (input: Fields, path: string): FormFault[] => [
  ...([1, 2].includes(numberOf(input["style"]) ?? 0)
    ? []
    : [{ path: `${path}.style`, code: "BASE_TYPE_CHOICES", message: "Value must be one of {1, 2}." }]),
  ...atMost(
    `${path}.value`,
    (stringOf(input["value"]) ?? "").length,
    numberOf(input["max_length"]) ?? maxInput,
  ),
  ...atMost(`${path}.placeholder`, (stringOf(input["placeholder"]) ?? "").length, 100),
];

const fieldFaults = (field: Fields, path: string): FormFault[] => {
  const type = numberOf(field["type"]) ?? 0;
  const options = isList(field["options"]) ? field["options"].map(fieldsOf) : [];
  const bounds = optionBounds[type];
  return [
    ...textBetween(`${path}.custom_id`, field["custom_id"], [1, 100]),
    ...(type === componentTypes.textInput ? inputFaults(field, path) : []),
    ...(bounds ? between(`${path}.options`, options.length, bounds) : []),
    ...options.flatMap((option, n) => [
      ...textBetween(`${path}.options.${n}.label`, option["label"], [1, 100]),
      ...textBetween(`${path}.options.${n}.value`, option["value"], [1, 100]),
      ...atMost(`${path}.options.${n}.description`, (stringOf(option["description"]) ?? "").length, 100),
    ]),
  ];
};

const labelFaults = (label: Fields, path: string): FormFault[] => {
  const inside = label["component"];
  const isKnown = isFields(inside) && inLabels.includes(inside["type"]);
  return [
    ...textBetween(`${path}.label`, label["label"], [1, 45]),
    ...atMost(`${path}.description`, (stringOf(label["description"]) ?? "").length, 100),
    ...(isKnown ? fieldFaults(inside, `${path}.component`) : [unknownType(`${path}.component`)]),
  ];
};

const unknownType = (path: string): FormFault => ({
  path: `${path}.type`,
  code: "UNION_TYPE_CHOICES",
  message: "Value of field is not a known component.",
});

const topFaults = (component: Fields, path: string): FormFault[] => {
  const inside = isList(component["components"]) ? component["components"].map(fieldsOf) : [];
  switch (component["type"]) {
    case componentTypes.label:
      return labelFaults(component, path);
    case componentTypes.textDisplay:
      return textBetween(`${path}.content`, component["content"], [1, maxInput]);
    case componentTypes.row:
      return [
        ...between(`${path}.components`, inside.length, [1, 1]),
        ...inside.flatMap((input, n) => fieldFaults(input, `${path}.components.${n}`)),
      ];
    default:
      return [unknownType(path)];
  }
};

const duplicated = (components: readonly Fields[]): FormFault[] => {
  const ids = [...walkComponents(components)].flatMap(
    ({ component }) => stringOf(component["custom_id"]) ?? [],
  );
  if (new Set(ids).size === ids.length) return [];
  const message = "Component custom id cannot be duplicated";
  return [{ path: "data.components", code: "COMPONENT_CUSTOM_ID_DUPLICATED", message }];
};

/** What is wrong with a form that a bot wants to open. */
export const modalFaults = (modal: Fields): FormFault[] => {
  const components = isList(modal["components"]) ? modal["components"].map(fieldsOf) : [];
  return [
    ...textBetween("data.custom_id", modal["custom_id"], [1, 100]),
    ...textBetween("data.title", modal["title"], [1, 45]),
    ...between("data.components", components.length, [1, maxTopLevel]),
    ...components.flatMap((component, n) => topFaults(component, `data.components.${n}`)),
    ...duplicated(components),
  ];
};
