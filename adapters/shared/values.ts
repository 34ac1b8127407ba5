export const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** The text of a field, or undefined when it holds anything else. */
export const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** A whole number, such as an id; undefined for anything else. */
export const wholeOf = (value: unknown): number | undefined =>
  typeof value === "number" && Number.isSafeInteger(value) ? value : undefined;

/** The items of a list, or none. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
