import type { Span } from "../../detector.ts";
import type { Bond, Tie } from "./told-tie.ts";

/**
 * A telling is judged by adding up what speaks for it and against it. The weights were set by hand, so that two things that each
 * say "a value stands here" (its shape, the way it is tied) make a doubtful finding and three make a certain one.
 */
const tieWeights: Readonly<Record<Tie, number>> = { sign: 3, copula: 3, set: 3, near: 2, close: 1, far: 0 };

const hardAt = 7;
const softAt = 5;

export interface Evidence {
  /** How sure the noun is. */
  readonly noun: number;
  /** How much the value looks like one of the noun's kind. */
  readonly form: number;
  readonly bond: Bond;
  /** Nothing but the telling stands in the message. */
  readonly isAlone: boolean;
}

export const scoreOf = ({ noun, form, bond, isAlone }: Evidence): number => {
  let score = noun + form + tieWeights[bond.tie];
  if (bond.tie === "copula" && bond.words === 0) score += 1;
  if (bond.isMine) score += 2;
  else if (bond.isCertain) score += 1;
  if (bond.isHandled) score += 2;
  if (bond.isNoticed) score += 2;
  if (isAlone) score += 1;
  // A few words of filler are usual; a value far away belongs to something else.
  score -= Math.min(4, Math.floor(bond.words / 4));
  if (bond.isBroken) score -= 1;
  if (bond.isNegated) score -= 4;
  if (bond.isLost && (bond.tie === "far" || bond.tie === "close")) score -= 4;
  if (bond.isExample) score -= 8;
  if (bond.isAccount) score -= 8;
  return score;
};

export const levelOf = (score: number): Span["level"] | undefined =>
  score >= hardAt ? "hard" : score >= softAt ? "soft" : undefined;
