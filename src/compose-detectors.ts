import { AppError } from "./domain/errors.ts";
import type { Detector } from "./guard/detector.ts";
import { detectors } from "./guard/detectors.ts";
import type { OperatorPattern, PatternFault } from "./guard/operator-patterns.ts";

const told = ({ pattern, example, reason }: PatternFault): string => {
  const place = pattern === undefined ? "guard.patterns" : `guard.patterns[${pattern}]`;
  const part =
    example === undefined ? (pattern === undefined ? "" : ".pattern") : `.${example.list}[${example.index}]`;
  return `- ${place}${part}: ${reason}`;
};

/**
 * The guard's detectors, the operator's patterns and others; undefined when there are none.
 *
 * @throws AppError CONFIG_INVALID with every fault of the patterns at once
 */
export async function composeDetectors(
  patterns: readonly OperatorPattern[],
  others: readonly Detector[] = [],
): Promise<readonly Detector[] | undefined> {
  if (patterns.length === 0) return others.length === 0 ? undefined : [...detectors, ...others];
  // Loaded only here: few fleets have patterns of their own.
  const { operatorDetector, patternFaults } = await import("./guard/operator-patterns.ts");
  const faults = patternFaults(patterns);
  if (faults.length > 0) {
    throw new AppError(
      "CONFIG_INVALID",
      ["The patterns of the guard have faults:", ...faults.map(told)].join("\n"),
    );
  }
  return [...detectors, operatorDetector(patterns), ...others];
}
