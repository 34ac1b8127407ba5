import { type Fields, fieldsOf, isFields, isList } from "../../wire/values.ts";

export const componentTypes = {
  row: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  userSelect: 5,
  roleSelect: 6,
  mentionableSelect: 7,
  channelSelect: 8,
  textDisplay: 10,
  label: 18,
  fileUpload: 19,
  radioGroup: 21,
  checkboxGroup: 22,
  checkbox: 23,
} as const;

const selects: readonly unknown[] = [
  componentTypes.stringSelect,
  componentTypes.userSelect,
  componentTypes.roleSelect,
  componentTypes.mentionableSelect,
  componentTypes.channelSelect,
];

export const isSelect = (type: unknown): boolean => selects.includes(type);

export interface PlacedComponent {
  readonly component: Fields;
  /** Such as `components.0.components.1`. */
  readonly path: string;
}

/** Every component, also those inside of others, in the order in which they are seen. */
export function* walkComponents(
  components: readonly unknown[],
  path = "components",
): Generator<PlacedComponent, void> {
  for (const [n, value] of components.entries()) {
    const component = fieldsOf(value);
    const here = `${path}.${n}`;
    yield { component, path: here };
    const inside = component["components"];
    if (isList(inside)) yield* walkComponents(inside, `${here}.components`);
    for (const name of ["component", "accessory"]) {
      const single = component[name];
      if (isFields(single)) {
        yield { component: single, path: `${here}.${name}` };
      }
    }
  }
}

/** Components as Discord keeps them: each has a number. */
export const numbered = (components: readonly Fields[]): readonly Fields[] => {
  let last = 0;
  const number = (component: Fields): Fields => {
    last += 1;
    const { id = last } = component;
    const inside = component["components"];
    const single = component["component"];
    const accessory = component["accessory"];
    return {
      ...component,
      id,
      ...(isList(inside) && { components: inside.map((each) => number(fieldsOf(each))) }),
      ...(isFields(single) && { component: number(single) }),
      ...(isFields(accessory) && { accessory: number(accessory) }),
    };
  };
  return components.map(number);
};
