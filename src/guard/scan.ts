import type { SecretFinding } from "../domain/message.ts";
import type { Detector, GuardContext } from "./detector.ts";
import { detectors as allDetectors } from "./detectors.ts";
import { type FoundValue, findExpected } from "./expected-values.ts";
import { forgetting } from "./forgetting.ts";
import { mergeFindings } from "./merge.ts";
import { normalise } from "./normalise.ts";
import { withoutLabels } from "./our-labels.ts";

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

const look = (text: string, context: GuardContext, options: ScanOptions): ScanResult => {
  const normalised = normalise(text);
  // Loops, and nothing made that most texts have no use for: this runs over every message.
  const found: SecretFinding[] = [];
  for (const detector of options.detectors ?? allDetectors) {
    options.checkBudget?.();
    for (const { kind, level, start, end } of detector.find(normalised, context))
      found.push({ kind, level, ...normalised.toOriginal(start, end) });
  }
  const findings = mergeFindings(withoutLabels(text, found));
  return { findings, given: findExpected(normalised, context.expects, findings) };
};

/** Secrets and expected values in a text. Throws only when a detector or the budget does: see `redactEvent`. */
export const scan = (text: string, context: GuardContext, options: ScanOptions = {}): ScanResult =>
  forgetting(() => look(text, context, options));
