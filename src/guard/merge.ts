import type { SecretFinding } from "../domain/message.ts";

const stronger = (a: SecretFinding, b: SecretFinding) => {
  if (a.level !== b.level) return a.level === "hard" ? a : b;
  return b.end - b.start > a.end - a.start ? b : a;
};

/** Findings in order of place; overlapping ones become one, of the surer kind and the wider span. */
export const mergeFindings = (findings: readonly SecretFinding[]): readonly SecretFinding[] => {
  const merged: SecretFinding[] = [];
  for (const finding of [...findings].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (last === undefined || finding.start >= last.end) {
      merged.push(finding);
      continue;
    }
    const { kind, level } = stronger(last, finding);
    merged[merged.length - 1] = { kind, level, start: last.start, end: Math.max(last.end, finding.end) };
  }
  return merged;
};
