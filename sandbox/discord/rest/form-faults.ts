import type { FormFault } from "./api-error.ts";

export const atMost = (path: string, length: number, most: number): FormFault[] =>
  length > most
    ? [{ path, code: "BASE_TYPE_MAX_LENGTH", message: `Must be ${most} or fewer in length.` }]
    : [];

export const between = (path: string, length: number, bounds: readonly [least: number, most: number]) =>
  length < bounds[0] || length > bounds[1]
    ? [
        {
          path,
          code: "BASE_TYPE_BAD_LENGTH",
          message: `Must be between ${bounds[0]} and ${bounds[1]} in length.`,
        },
      ]
    : [];

export const required = (path: string): FormFault[] => [
  { path, code: "BASE_TYPE_REQUIRED", message: "This field is required" },
];

/** A text that has to be there, with its bounds. */
export const textBetween = (path: string, value: unknown, bounds: readonly [number, number]): FormFault[] =>
  typeof value === "string" ? between(path, value.length, bounds) : required(path);
