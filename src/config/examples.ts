import { z } from "zod";

/** The part of JSON Schema that leads to the examples. */
const schemaNode = z.object({
  examples: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
  oneOf: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
});

type SchemaNode = z.infer<typeof schemaNode>;

/** A place of the schema, and what the configuration has there. */
interface Place {
  readonly node: unknown;
  readonly input: unknown;
}

const within = (input: unknown, key: PropertyKey): unknown =>
  typeof input === "object" && input !== null ? Reflect.get(input, key) : undefined;

/** No property that tells this form from the others says that it is another that was written. */
const isMeant = (form: unknown, input: unknown): boolean =>
  Object.entries(schemaNode.safeParse(form).data?.properties ?? {}).every(([key, property]) => {
    const mark = schemaNode.safeParse(property).data?.const;
    return mark === undefined || mark === within(input, key);
  });

/** The forms that may have been meant: all of them, where what was written is none of them. */
const formsOf = ({ oneOf = [], anyOf = [] }: SchemaNode, input: unknown) => {
  const forms = [...oneOf, ...anyOf];
  const meant = forms.filter((form) => isMeant(form, input));
  return meant.length > 0 ? meant : forms;
};

const step = ({ node, input }: Place, key: PropertyKey): readonly Place[] => {
  const { data } = schemaNode.safeParse(node);
  if (data === undefined) return [];
  const inside = typeof key === "number" ? data.items : data.properties?.[String(key)];
  return [
    ...(inside === undefined ? [] : [{ node: inside, input: within(input, key) }]),
    ...formsOf(data, input).flatMap((form) => step({ node: form, input }, key)),
  ];
};

/** The configuration as it was written, and the schema that it is held to. */
export interface Written {
  readonly jsonSchema: unknown;
  readonly input: unknown;
}

const nodesAt = ({ jsonSchema, input }: Written, keys: readonly PropertyKey[]) =>
  keys
    .reduce<readonly Place[]>(
      (places, key) => places.flatMap((place) => step(place, key)),
      [{ node: jsonSchema, input }],
    )
    .flatMap((place) => {
      const { data } = schemaNode.safeParse(place.node);
      return data === undefined ? [] : [{ ...data, input: place.input }];
    });

/** A right value for the option at this place, as it would be written. */
export const exampleAt = (written: Written, keys: readonly PropertyKey[]): string | undefined => {
  const [value] = nodesAt(written, keys).flatMap((node) => node.examples ?? []);
  return value === undefined ? undefined : inYaml(value);
};

/** The names of the options at this place. */
export const optionsAt = (written: Written, keys: readonly PropertyKey[]): string => {
  const options = nodesAt(written, keys).flatMap((node) => [
    node,
    ...formsOf(node, node.input).flatMap((form) => schemaNode.safeParse(form).data ?? []),
  ]);
  return [...new Set(options.flatMap((node) => Object.keys(node.properties ?? {})))].join(", ");
};

const inYaml = (value: unknown): string => {
  if (typeof value === "string") return /^[A-Za-z0-9][\w./:-]*$/.test(value) ? value : JSON.stringify(value);
  if (typeof value !== "object" || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(inYaml).join(", ")}]`;
  return `{${Object.entries(value)
    .map(([key, item]) => `${key}: ${inYaml(item)}`)
    .join(", ")}}`;
};
