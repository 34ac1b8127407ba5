import { type Fields, fieldsOf, isList, numberOf, stringOf } from "../../wire/values.ts";
import { componentTypes, isSelect, walkComponents } from "../interactions/components.ts";
import type { FormFault } from "./api-error.ts";
import { atMost, between, textBetween } from "./form-faults.ts";

const maxRows = 5;
const maxInV2 = 40;
const maxTextInV2 = 4_000;
const linkStyle = 5;
const premiumStyle = 6;

const fault = (path: string, code: string, message: string): FormFault => ({ path, code, message });

const buttonFaults = (button: Fields, path: string): FormFault[] => {
  const style = numberOf(button["style"]) ?? 0;
  const label = stringOf(button["label"]);
  return [
    ...(style < 1 || style > premiumStyle
      ? [fault(`${path}.style`, "BASE_TYPE_CHOICES", "Value must be one of {1, 2, 3, 4, 5, 6}.")]
      : []),
    ...(style === linkStyle
      ? textBetween(`${path}.url`, button["url"], [1, 512])
      : style === premiumStyle
        ? []
        : textBetween(`${path}.custom_id`, button["custom_id"], [1, 100])),
    ...(label === undefined ? [] : atMost(`${path}.label`, label.length, 80)),
    ...(label === undefined && button["emoji"] === undefined && style !== premiumStyle
      ? [fault(path, "BUTTON_COMPONENT_INVALID_LABEL", "A button must have a label or an emoji.")]
      : []),
  ];
};

const selectFaults = (select: Fields, path: string): FormFault[] => {
  const options = isList(select["options"]) ? select["options"].map(fieldsOf) : [];
  const placeholder = stringOf(select["placeholder"]) ?? "";
  return [
    ...textBetween(`${path}.custom_id`, select["custom_id"], [1, 100]),
    ...atMost(`${path}.placeholder`, placeholder.length, 150),
    ...(select["type"] === componentTypes.stringSelect
      ? between(`${path}.options`, options.length, [1, 25])
      : []),
    ...options.flatMap((option, n) => [
      ...textBetween(`${path}.options.${n}.label`, option["label"], [1, 100]),
      ...textBetween(`${path}.options.${n}.value`, option["value"], [1, 100]),
    ]),
  ];
};

const duplicates = (components: readonly Fields[]): FormFault[] => {
  const seen = new Set<string>();
  const faults: FormFault[] = [];
  for (const { component, path } of walkComponents(components)) {
    const id = stringOf(component["custom_id"]);
    if (id === undefined) continue;
    if (seen.has(id))
      faults.push(
        fault(
          `${path}.custom_id`,
          "COMPONENT_CUSTOM_ID_DUPLICATED",
          "Component custom id cannot be duplicated",
        ),
      );
    seen.add(id);
  }
  return faults;
};

const rowFaults = (row: Fields, path: string): FormFault[] => {
  const inside = isList(row["components"]) ? row["components"].map(fieldsOf) : [];
  const width = inside.some(({ type }) => isSelect(type)) ? 1 : 5;
  return between(`${path}.components`, inside.length, [1, width]);
};

const oneFaults = (component: Fields, path: string, isV2: boolean): FormFault[] => {
  const type = numberOf(component["type"]);
  if (type === componentTypes.row) return rowFaults(component, path);
  if (type === componentTypes.button) return buttonFaults(component, path);
  if (isSelect(type)) return selectFaults(component, path);
  const known = isV2 && type !== undefined && type >= 9 && type <= 17;
  return known
    ? []
    : [fault(`${path}.type`, "UNION_TYPE_CHOICES", "Value of field is not a known component.")];
};

const textSize = (components: readonly Fields[]): number =>
  [...walkComponents(components)].reduce(
    (sum, { component }) =>
      sum +
      (component["type"] === componentTypes.textDisplay ? (stringOf(component["content"]) ?? "").length : 0),
    0,
  );

/** What is wrong with the components of a message. */
export const componentFaults = (components: readonly Fields[], isV2: boolean): FormFault[] => {
  const all = [...walkComponents(components)];
  const topLevel = components.filter(({ type }) => type !== componentTypes.row);
  return [
    ...all.flatMap(({ component, path }) => oneFaults(component, path, isV2)),
    ...duplicates(components),
    ...(isV2 ? atMost("components", all.length, maxInV2) : atMost("components", components.length, maxRows)),
    ...(isV2 ? atMost("components", textSize(components), maxTextInV2) : []),
    ...(!isV2 && topLevel.length > 0
      ? [fault("components.0.type", "BASE_TYPE_CHOICES", "Value must be one of {1}.")]
      : []),
  ];
};
