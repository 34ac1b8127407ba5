import { z } from "zod";
import { unreadableSecret } from "./secret.ts";

/** One thing that is wrong with the configuration. */
export interface Fault {
  /** As one would write it: `accounts[0].token`. Empty for the whole file. */
  readonly path: string;
  readonly keys: readonly PropertyKey[];
  readonly reason: string;
  /** A right value, as it would be written. */
  readonly example?: string;
  /** The setting is right, but the secret that it names could not be read. */
  readonly unreadableSecret: boolean;
}

/** The part of JSON Schema that leads to the examples. */
const schemaNode = z.object({
  examples: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
  oneOf: z.array(z.unknown()).optional(),
});

const branches = (options: readonly unknown[] | undefined) =>
  (options ?? []).flatMap((option) => schemaNode.safeParse(option).data ?? []);

const step = (node: unknown, key: PropertyKey): readonly unknown[] => {
  const { data } = schemaNode.safeParse(node);
  if (data === undefined) return [];
  const inside = typeof key === "number" ? data.items : data.properties?.[String(key)];
  return [
    ...(inside === undefined ? [] : [inside]),
    ...(data.oneOf ?? []).flatMap((option) => step(option, key)),
  ];
};

const nodesAt = (jsonSchema: unknown, keys: readonly PropertyKey[]) =>
  keys
    .reduce<readonly unknown[]>((nodes, key) => nodes.flatMap((node) => step(node, key)), [jsonSchema])
    .flatMap((node) => schemaNode.safeParse(node).data ?? []);

const exampleAt = (jsonSchema: unknown, keys: readonly PropertyKey[]): string | undefined => {
  const [value] = nodesAt(jsonSchema, keys).flatMap((node) => node.examples ?? []);
  return value === undefined ? undefined : inYaml(value);
};

const optionsAt = (jsonSchema: unknown, keys: readonly PropertyKey[]): string => {
  const options = nodesAt(jsonSchema, keys).flatMap((node) => [node, ...branches(node.oneOf)]);
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

const written = (keys: readonly PropertyKey[]) =>
  keys.reduce<string>((path, key) => {
    if (typeof key === "number") return `${path}[${key}]`;
    return path === "" ? String(key) : `${path}.${String(key)}`;
  }, "");

const kindOf = (value: unknown) => {
  if (value === null) return "nothing";
  return Array.isArray(value) ? "a list" : `a ${typeof value}`;
};

const inputAt = (input: unknown, keys: readonly PropertyKey[]): unknown =>
  keys.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
    input,
  );

const expectedNames: Readonly<Record<string, string>> = {
  array: "a list",
  object: "a group of options",
  int: "a whole number",
  number: "a number",
  string: "text",
  boolean: "true or false",
};

const reasonOf = (issue: z.core.$ZodIssue, value: unknown): string => {
  if (value === undefined && issue.code !== "custom") return "is missing";
  switch (issue.code) {
    case "invalid_type":
      return `must be ${expectedNames[issue.expected] ?? issue.expected}, not ${kindOf(value)}`;
    case "invalid_value":
      return `must be one of: ${issue.values.map(String).join(", ")}`;
    case "too_small":
      if (!issue.message.startsWith("Too small")) return issue.message;
      if (issue.origin === "number" || issue.origin === "int") return `must be at least ${issue.minimum}`;
      return issue.minimum === 1 ? "must not be empty" : `must have at least ${issue.minimum}`;
    case "too_big":
      return `must be at most ${issue.maximum}`;
    case "invalid_union":
      return "options" in issue && Array.isArray(issue.options)
        ? `must be one of: ${issue.options.map(String).join(", ")}`
        : issue.message;
    default:
      return issue.message;
  }
};

/** Every fault that the schema found, none with a value of the configuration in it. */
export const faultsOf = (found: {
  error: z.ZodError;
  input: unknown;
  jsonSchema: unknown;
}): readonly Fault[] =>
  found.error.issues.flatMap((issue): Fault[] => {
    const fault = (keys: readonly PropertyKey[], reason: string): Fault => {
      const example = exampleAt(found.jsonSchema, keys);
      return {
        path: written(keys),
        keys,
        reason,
        ...(example !== undefined && { example }),
        unreadableSecret: issue.code === "custom" && issue.params === unreadableSecret,
      };
    };
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) =>
        fault(
          [...issue.path, key],
          `is not an option; there are: ${optionsAt(found.jsonSchema, issue.path)}`,
        ),
      );
    return [fault(issue.path, reasonOf(issue, inputAt(found.input, issue.path)))];
  });
