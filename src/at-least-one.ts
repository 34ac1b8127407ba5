import { InvalidArgumentError } from "commander";

/** How a command line reads a count. */
export function atLeastOne(text: string): number {
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 1) {
    throw new InvalidArgumentError("It must be a whole number from 1.");
  }
  return count;
}
