import type { Calibration, Confidence } from "./confidence.ts";

export type Verdict = "answer" | "ask" | "handover";

/** With less of the message known than this, every score is chance. */
const LEAST_KNOWN = 0.08;

/** Answer, ask "did you mean", or hand over to a person. */
export function decide(request: {
  readonly confidence: Confidence;
  /** The share of the message that the model knows. */
  readonly known: number;
  readonly calibration: Calibration;
  readonly isUrgent: (label: number) => boolean;
}): Verdict {
  const { confidence, known, calibration, isUrgent } = request;
  const { ranked, scope } = confidence;
  const [best] = ranked;
  if (!best || known < LEAST_KNOWN || scope < calibration.scopeAt) return "handover";
  if (best.probability >= calibration.answerAt && scope >= calibration.answerScopeAt) return "answer";
  // Which of the urgent articles it is matters less than that one of them is said: their chances add up.
  const urgent = ranked
    .filter(({ label }) => isUrgent(label))
    .reduce((sum, { probability }) => sum + probability, 0);
  if (isUrgent(best.label) && urgent >= calibration.urgentAt) return "answer";
  return "ask";
}
