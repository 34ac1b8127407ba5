import { RE2JS, RE2JSException, RE2Set } from "re2js";
import type { SecretKind } from "../domain/message.ts";
import type { Detector, Span } from "./detector.ts";
import { forgetting } from "./forgetting.ts";
import { normalise } from "./normalise.ts";

/** What an operator looks for beside the guard's own detectors. */
export interface OperatorPattern {
  /** For faults; unique. */
  readonly name: string;
  readonly kind: SecretKind;
  readonly level: "hard" | "soft";
  /** In RE2 syntax. With a group, the first group that took part is the secret, and the rest its surroundings. */
  readonly pattern: string;
  /** Texts in which it must find something. */
  readonly examples: readonly string[];
  /** Texts in which it must find nothing. */
  readonly counterExamples: readonly string[];
}

export interface PatternFault {
  /** The pattern's place in the list; undefined for a fault of all together. */
  readonly pattern?: number;
  readonly example?: { readonly list: "examples" | "counterExamples"; readonly index: number };
  readonly reason: string;
}

/** Instructions of a compiled pattern, and of all: the cost of a text grows with them. */
const largestProgram = 100;
const largestPrograms = 1_000;
/** UTF-16 units that are looked at together, and of them those that the next look sees again: no match is longer. */
const blockUnits = 4_096;
const longestMatch = 256;
/** Steps of exact matching for one text (instructions by units). Beyond, a block with a match is taken as a whole. */
const mostSteps = 2_000_000;

interface Compiled extends OperatorPattern {
  readonly regex: RE2JS;
}

type Attempt<T> = { readonly value: T } | { readonly reason: string };

const compile = (pattern: string): Attempt<RE2JS> => {
  try {
    const regex = RE2JS.compile(pattern);
    if (regex.programSize() > largestProgram)
      return { reason: "is too large; write fewer or shorter repetitions" };
    return regex.test("") ? { reason: "matches an empty text" } : { value: regex };
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    return { reason: "is not in RE2 syntax, which has no look-around and no back-references" };
  }
};

const lastBlock = (length: number) =>
  Math.max(1, Math.ceil((length - longestMatch) / (blockUnits - longestMatch)));

/** Where a pattern matches in a block; the whole block when `isDear`. */
const matchesIn = (block: string, regex: RE2JS, isDear: boolean) => {
  if (isDear) return [{ start: 0, end: block.length }];
  const found: { start: number; end: number }[] = [];
  const matcher = regex.matcher(block);
  while (matcher.find()) {
    const group = Array.from({ length: regex.groupCount() }, (_, i) => i + 1).find(
      (i) => matcher.start(i) >= 0,
    );
    const span = { start: matcher.start(group ?? 0), end: matcher.end(group ?? 0) };
    if (span.end > span.start) found.push(span);
  }
  return found;
};

const findWith = (text: string, patterns: readonly Compiled[], set: RE2Set): readonly Span[] => {
  const spans: Span[] = [];
  let steps = 0;
  for (let n = 0; n < lastBlock(text.length); n += 1) {
    const at = n * (blockUnits - longestMatch);
    const block = text.slice(at, at + blockUnits);
    for (const index of set.match(block)) {
      const pattern = patterns[index];
      if (pattern === undefined) continue;
      const { kind, level, regex } = pattern;
      steps += regex.programSize() * block.length;
      for (const { start, end } of matchesIn(block, regex, steps > mostSteps))
        spans.push({ kind, level, start: at + start, end: at + end });
    }
  }
  return spans;
};

const setOf = (patterns: readonly OperatorPattern[]): RE2Set => {
  const set = new RE2Set();
  for (const { pattern } of patterns) set.add(pattern);
  set.compile();
  return set;
};

/** The operator's patterns as one more detector. Throws on patterns in which {@link patternFaults} finds a fault. */
export const operatorDetector = (patterns: readonly OperatorPattern[]): Detector => {
  const compiled = patterns.map(
    (pattern): Compiled => ({ ...pattern, regex: RE2JS.compile(pattern.pattern) }),
  );
  const set = setOf(patterns);
  return {
    name: "operator-patterns",
    kinds: [...new Set(patterns.map(({ kind }) => kind))],
    proof: "a pattern of the operator's configuration matches",
    find: ({ text }) => findWith(text, compiled, set),
  };
};

const exampleFaults = (pattern: OperatorPattern, index: number): readonly PatternFault[] => {
  const { find } = operatorDetector([pattern]);
  const isFound = (text: string) =>
    find(
      forgetting(() => normalise(text)),
      { expects: [] },
    ).length > 0;
  const faultIn = (list: "examples" | "counterExamples", reason: string) =>
    pattern[list].flatMap((text, at): readonly PatternFault[] =>
      isFound(text) === (list === "examples")
        ? []
        : [{ pattern: index, example: { list, index: at }, reason }],
    );
  return [
    ...faultIn("examples", `is not matched by the pattern ${pattern.name}`),
    ...faultIn("counterExamples", `is matched by the pattern ${pattern.name}`),
  ];
};

/** Everything that is wrong with the patterns. A reason names pattern and place, and quotes no example. */
export const patternFaults = (patterns: readonly OperatorPattern[]): readonly PatternFault[] => {
  let size = 0;
  const faults = patterns.flatMap((pattern, index): readonly PatternFault[] => {
    const compiled = compile(pattern.pattern);
    if ("reason" in compiled) return [{ pattern: index, reason: `(${pattern.name}) ${compiled.reason}` }];
    size += compiled.value.programSize();
    return exampleFaults(pattern, index);
  });
  return size > largestPrograms
    ? [...faults, { reason: "are too large together; write fewer patterns or shorter repetitions" }]
    : faults;
};
