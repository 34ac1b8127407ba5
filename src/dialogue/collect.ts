import { type Collectable, collectables } from "../domain/article.ts";
import type { ExpectedKind, GivenValue } from "../domain/message.ts";
import type { FormInput, Slots } from "./form.ts";

/** What the form asks for in one question; the time has a question of its own. */
export const collectSlot = (collect: readonly Collectable[]): string =>
  collect.filter((name) => name !== "time").join(",");

export const collectOf = (slots: Slots): readonly Collectable[] => {
  const names = (slots["collect"] ?? "").split(",");
  return collectables.filter((name) => names.includes(name));
};

/** Which values the guard is told to expect. */
export const expectedOf = (collect: readonly Collectable[]): readonly ExpectedKind[] =>
  collect.flatMap((name) => (name === "transaction_id" || name === "order_id" ? [name] : []));

const wordsOfGiven = ({ value }: GivenValue) => value;

/** An answer with the values that the guard took out of its words. */
export const wordsWithGiven = ({ text, given }: FormInput): string =>
  [text.trim(), ...given.map(wordsOfGiven)].filter((part) => part !== "").join("\n");

/** The outbound guard lets nothing pass that may be a key, and a person knows an id by its ends. */
export const shortenIds = (words: string): string =>
  words.replace(/(?<![0-9A-Za-z])([0-9A-Za-z]{6})[0-9A-Za-z]{22,}([0-9A-Za-z]{4})(?![0-9A-Za-z])/g, "$1…$2");
