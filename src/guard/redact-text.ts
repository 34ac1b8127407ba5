import type { ExpectedKind, SecretFinding, SecretKind } from "../domain/message.ts";
import type { Detector, GuardContext } from "./detector.ts";
import type { FoundValue } from "./expected-values.ts";
import { mergeFindings } from "./merge.ts";
import { type Replacement, replaceSpans } from "./redact.ts";
import { scan } from "./scan.ts";

export interface RedactionContext extends GuardContext {
  /** What stands in a secret's place, in the person's language. */
  label(kind: SecretKind): string;
  /** What stands in the place of a value that the conversation expected. */
  maskLabel(kind: ExpectedKind): string;
  /** Other detectors than the fleet's own. */
  readonly detectors?: readonly Detector[];
  /** Found already, such as this text's part of a secret that is spread over several. @default none */
  readonly known?: readonly SecretFinding[];
  /** Called before each detector; throws when the time is over. */
  readonly checkBudget?: () => void;
}

export interface RedactedText {
  readonly text: string;
  /** Offsets into the text as it was given. */
  readonly secrets: readonly SecretFinding[];
  readonly given: readonly FoundValue[];
}

/** UTF-16 units of a text that are looked at; what is beyond is not kept. */
export const longestScanned = 100_000;
/** Units before the cut that are not kept either: a secret that the cut would halve lies in here as a whole. */
const cutMargin = 2_000;
const usualPasses = 3;

/** Leads an offset in the redacted text to the text before. Inside a label: the edge of what it replaced. */
const wayBack = (replacements: readonly Replacement[]) => {
  let shift = 0;
  const labels = replacements.map(({ start, end, label }) => {
    const from = start - shift;
    shift += end - start - label.length;
    return { from, to: from + label.length, start, end };
  });
  /** The last label that begins before the offset. */
  const labelBefore = (offset: number) => {
    let low = 0;
    let high = labels.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((labels[middle]?.from ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return labels[low - 1];
  };
  return {
    /** Whether a span is nothing but a label, or a part of one. */
    isLabel: ({ start, end }: { start: number; end: number }): boolean => {
      const label = labelBefore(start + 1);
      return label !== undefined && end <= label.to;
    },
    start: (offset: number): number => {
      const label = labelBefore(offset + 1);
      if (label === undefined) return offset;
      return offset < label.to ? label.start : label.end + offset - label.to;
    },
    end: (offset: number): number => {
      const label = labelBefore(offset);
      if (label === undefined) return offset;
      return offset <= label.to ? label.end : label.end + offset - label.to;
    },
  };
};

const overlaps = (a: { start: number; end: number }, b: { start: number; end: number }) =>
  a.start < b.end && b.start < a.end;

/** One finding from a place to the end, as sure as the surest. */
const restOf = (
  { start, end }: { start: number; end: number },
  findings: readonly SecretFinding[],
): readonly SecretFinding[] => {
  const surest = findings.find(({ level }) => level === "hard") ?? findings[0];
  return surest === undefined ? [] : [{ ...surest, start, end }];
};

const apartFrom = (secrets: readonly SecretFinding[], given: readonly FoundValue[]) =>
  given.filter((value) => !secrets.some((secret) => overlaps(value, secret)));

/** Where the kept text ends: not inside a secret, and not between two halves of a character. */
const cutAt = (text: string, secrets: readonly SecretFinding[]): number => {
  if (text.length <= longestScanned) return text.length;
  const cut = longestScanned - cutMargin;
  const across = secrets.find(({ start, end }) => start < cut && cut < end);
  return across?.end ?? (text.slice(cut - 1, cut + 1).isWellFormed() ? cut : cut - 1);
};

/**
 * Takes out secrets and expected values, and looks again until nothing more is found: what remains may read
 * differently without them. Throws when a detector or the budget does, or when it finds no end at all.
 */
export const redactText = (text: string, context: RedactionContext): RedactedText => {
  const { detectors, checkBudget, known = [] } = context;
  const options = {
    ...(detectors === undefined ? {} : { detectors }),
    ...(checkBudget === undefined ? {} : { checkBudget }),
  };
  const first = scan(text.slice(0, longestScanned), context, options);
  let secrets = known.length === 0 ? first.findings : mergeFindings([...first.findings, ...known]);
  let given = known.length === 0 ? first.given : apartFrom(secrets, first.given);
  for (let pass = 1; pass <= usualPasses + 2; pass += 1) {
    const cut = cutAt(text, secrets);
    const replacements = [
      ...secrets.map(({ kind, start, end }) => ({ start, end, label: context.label(kind) })),
      ...given.map(({ kind, start, end }) => ({ start, end, label: context.maskLabel(kind) })),
    ]
      .filter(({ end }) => end <= cut)
      .sort((a, b) => a.start - b.start);
    const redacted = replaceSpans(text.slice(0, cut), replacements);
    if (replacements.length === 0) return { text: redacted, secrets, given };
    const back = wayBack(replacements);
    const more = scan(redacted, { ...context, expects: [] }, options)
      .findings.filter((finding) => !back.isLabel(finding))
      .map((finding) => ({ ...finding, start: back.start(finding.start), end: back.end(finding.end) }));
    // Where one finding leads to the next without end, the rest of the text is not kept, and then nothing of it.
    const again =
      pass < usualPasses
        ? more
        : restOf({ start: pass === usualPasses ? (more[0]?.start ?? 0) : 0, end: cut }, more);
    if (again.length === 0) return { text: redacted, secrets, given };
    secrets = mergeFindings([...secrets, ...again]);
    given = apartFrom(secrets, given);
  }
  throw new Error("Redaction found no end.");
};
