import type { z } from "zod";
import { exampleAt, optionsAt } from "./examples.ts";
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

const reasonOf = (issue: Issue, value: unknown): string => {
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
        : issue.message.replace(/^Invalid input$/, "has none of the forms that are allowed");
    default:
      return issue.message;
  }
};

type Issue = z.core.$ZodIssue;

/** Where a value may have several forms: the faults of the one that was meant, if that can be told. */
const meantForm = (issue: Issue): readonly Issue[] => {
  if (issue.code !== "invalid_union") return [issue];
  const inside = issue.errors.filter((form) =>
    form.every(({ path }) => path.length > 0 || isUnknownOption(form)),
  );
  const [meant] = inside;
  if (meant === undefined || inside.length > 1) return [issue];
  return meant.map((part) => ({ ...part, path: [...issue.path, ...part.path] }));
};

const isUnknownOption = (form: readonly Issue[]) => form.some(({ code }) => code === "unrecognized_keys");

/** Every fault that the schema found, none with a value of the configuration in it. */
export const faultsOf = (found: {
  error: z.ZodError;
  input: unknown;
  jsonSchema: unknown;
}): readonly Fault[] => {
  const faultAt = (keys: readonly PropertyKey[], reason: string): Fault => {
    const example = exampleAt(found, keys);
    return {
      path: written(keys),
      keys,
      reason,
      ...(example !== undefined && { example }),
      unreadableSecret: false,
    };
  };
  return found.error.issues.flatMap(meantForm).flatMap((issue): readonly Fault[] => {
    if (issue.code === "unrecognized_keys") {
      const known = optionsAt(found, issue.path);
      return issue.keys.map((key) => faultAt([...issue.path, key], `is not an option; there are: ${known}`));
    }
    const fault = faultAt(issue.path, reasonOf(issue, inputAt(found.input, issue.path)));
    return [{ ...fault, unreadableSecret: issue.code === "custom" && issue.params === unreadableSecret }];
  });
};
