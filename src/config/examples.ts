import { z } from "zod";

/** The part of JSON Schema that leads to the examples. */
const schemaNode = z.object({
  examples: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
  oneOf: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
});

type SchemaNode = z.infer<typeof schemaNode>;

const formsOf = ({ oneOf = [], anyOf = [] }: SchemaNode) => [...oneOf, ...anyOf];

const step = (node: unknown, key: PropertyKey): readonly unknown[] => {
  const { data } = schemaNode.safeParse(node);
  if (data === undefined) return [];
  const inside = typeof key === "number" ? data.items : data.properties?.[String(key)];
  return [...(inside === undefined ? [] : [inside]), ...formsOf(data).flatMap((form) => step(form, key))];
};

const nodesAt = (jsonSchema: unknown, keys: readonly PropertyKey[]) =>
  keys
    .reduce<readonly unknown[]>((nodes, key) => nodes.flatMap((node) => step(node, key)), [jsonSchema])
    .flatMap((node) => schemaNode.safeParse(node).data ?? []);

/** A right value for the option at this place, as it would be written. */
export const exampleAt = (jsonSchema: unknown, keys: readonly PropertyKey[]): string | undefined => {
  const [value] = nodesAt(jsonSchema, keys).flatMap((node) => node.examples ?? []);
  return value === undefined ? undefined : inYaml(value);
};

/** The names of the options at this place. */
export const optionsAt = (jsonSchema: unknown, keys: readonly PropertyKey[]): string => {
  const options = nodesAt(jsonSchema, keys).flatMap((node) => [
    node,
    ...formsOf(node).flatMap((form) => schemaNode.safeParse(form).data ?? []),
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
