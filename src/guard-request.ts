import { type ExpectedKind, type ExpectedValue, expectedKinds } from "./domain/message.ts";
import type { GuardContext } from "./guard/detector.ts";
import type { TimedText } from "./guard/scan-messages.ts";

/** One line of `cli guard scan`. */
export interface GuardRequest {
  readonly messages: readonly TimedText[];
  /** It was `{text}`: the answer is about one text, not about a list. */
  readonly isSingle: boolean;
  readonly context: GuardContext;
  /** Of the labels, as a tag; undefined when the line names none. */
  readonly locale: string | undefined;
}

/** What is wrong with a line. It never quotes the line. */
export class FaultyLine extends Error {}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const textOf = (value: unknown, place: string): string => {
  if (typeof value === "string") return value;
  throw new FaultyLine(`${place} must be a text`);
};

const listOf = (value: unknown, place: string): readonly unknown[] => {
  if (Array.isArray(value)) return value;
  throw new FaultyLine(`${place} must be a list`);
};

/** ms since the epoch; undefined when nothing is said. */
const timeOf = (value: unknown, place: string): number | undefined => {
  if (value === undefined || value === null) return undefined;
  const at = typeof value === "string" ? Date.parse(value) : value;
  if (typeof at === "number" && Number.isFinite(at)) return at;
  throw new FaultyLine(`${place} must be ms since the epoch, or a time such as 2026-01-31T12:00:00Z`);
};

const messageOf = (value: unknown, index: number): TimedText => {
  const place = `messages[${index}]`;
  if (!isRecord(value)) throw new FaultyLine(`${place} must be an object`);
  const at = timeOf(value["at"], `${place}.at`);
  return { text: textOf(value["text"], `${place}.text`), ...(at === undefined ? {} : { at }) };
};

const isExpected = (kind: unknown): kind is ExpectedKind =>
  expectedKinds.some((expected) => expected === kind);

const expectedOf = (value: unknown): readonly ExpectedValue[] =>
  listOf(value, "expects").map((kind) => {
    if (isExpected(kind)) return { kind, slot: kind };
    throw new FaultyLine(`expects must name kinds of: ${expectedKinds.join(", ")}`);
  });

const contextOf = ({
  expects,
  askedForCode,
  addresses,
}: Readonly<Record<string, unknown>>): GuardContext => ({
  expects: expects === undefined || expects === null ? [] : expectedOf(expects),
  ...(askedForCode === true && { askedForCode }),
  ...(Array.isArray(addresses) && {
    addresses: addresses.map((address, index) => textOf(address, `addresses[${index}]`)),
  }),
});

const parsed = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    throw new FaultyLine("is not valid JSON");
  }
};

/** @throws FaultyLine */
export const readGuardRequest = (line: string): GuardRequest => {
  const value = parsed(line);
  if (!isRecord(value)) throw new FaultyLine("must be an object with text or messages");
  const { text, messages } = value;
  if ((text === undefined) === (messages === undefined))
    throw new FaultyLine("must have either text or messages");
  const isSingle = text !== undefined;
  return {
    messages: isSingle ? [{ text: textOf(text, "text") }] : listOf(messages, "messages").map(messageOf),
    isSingle,
    context: contextOf(value),
    locale: typeof value["locale"] === "string" ? value["locale"] : undefined,
  };
};
