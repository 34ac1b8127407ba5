import type { SecretFinding } from "../domain/message.ts";
import type { Detector, GuardContext } from "./detector.ts";
import { detectors as allDetectors } from "./detectors.ts";
import { type FoundValue, findExpected } from "./expected-values.ts";
import { mergeFindings } from "./merge.ts";
import { type Normalised, normalise } from "./normalise.ts";

export interface ScanResult {
  /** In order of place, not overlapping; offsets are UTF-16 units of the text as it was written. */
  readonly findings: readonly SecretFinding[];
  /** What the conversation expects. A secret always wins over an expected value. */
  readonly given: readonly FoundValue[];
}

export interface ScanOptions {
  readonly detectors?: readonly Detector[];
  /** Called before each detector; may throw to stop the scan. */
  readonly checkBudget?: () => void;
}

const findIn = (text: Normalised, detector: Detector, context: GuardContext): readonly SecretFinding[] =>
  detector
    .find(text, context)
    .map(({ kind, level, start, end }) => ({ kind, level, ...text.toOriginal(start, end) }));

/** Secrets and expected values in a text. Throws only when a detector or the budget does: see `redactEvent`. */
export const scan = (text: string, context: GuardContext, options: ScanOptions = {}): ScanResult => {
  const normalised = normalise(text);
  const found = (options.detectors ?? allDetectors).flatMap((detector) => {
    options.checkBudget?.();
    return findIn(normalised, detector, context);
  });
  const findings = mergeFindings(found);
  return { findings, given: findExpected(normalised, context.expects, findings) };
};
