import type { Shown } from "../domain/conversation.ts";
import { isNumber, matchNumber, matchOrdinal } from "./ordinal.ts";
import { decodePayload, type Payload } from "./payloads.ts";

/** Leads on whatever was asked, and is none of the things that are asked about. */
const isWay = (payload: Payload | undefined): boolean =>
  payload?.kind === "form" || payload?.kind === "human" || payload?.kind === "none";

/** A question that waits for words: a number is an answer to it, and not the place of one of the ways around it. */
export const awaitsWords = (payloads: readonly string[]): boolean => {
  const known = payloads.map(decodePayload);
  return (
    known.every((payload) => payload?.kind === "form" || payload?.kind === "human") &&
    known.some(
      (payload) => payload?.kind === "form" && (payload.word === "skip" || payload.word === "send_now"),
    )
  );
};

/** What a number, or a word like "second", means below what was shown last; `digits` alone, where words mean something else. */
export const chosenByPlace = (
  text: string,
  { shown, digits }: { shown: Shown; digits: boolean },
): Payload | undefined => {
  const { payloads, labels } = shown;
  if (awaitsWords(payloads)) return undefined;
  const known = payloads.map(decodePayload);
  // Of a list with numbers the last line is the last; of buttons it is the last thing that was asked about.
  const final = labels === undefined ? known.findLastIndex((payload) => !isWay(payload)) : known.length - 1;
  const at = digits ? matchNumber(text, known.length) : matchOrdinal(text, known.length, final);
  return at === undefined ? undefined : known[at];
};

/** A number that no line of the list bears. */
export const missesList = (text: string, { payloads, labels }: Shown): boolean =>
  labels !== undefined && isNumber(text) && matchNumber(text, payloads.length) === undefined;
