import type { SecretFinding } from "../domain/message.ts";

/** What stands in a secret's place: words in brackets that nobody types. With a digit or a sign inside it is none of ours. */
const label = /⟦[\p{L}\p{M}][\p{L}\p{M} ’-]{0,79}⟧/gu;

/** Told words that are nothing but the words of a label: "my password is ⟦password removed⟧" tells none. */
export const withoutLabels = (text: string, findings: readonly SecretFinding[]): readonly SecretFinding[] => {
  if (findings.length === 0 || !text.includes("⟦")) return findings;
  const labels = [...text.matchAll(label)].map(({ 0: { length }, index }) => ({
    start: index,
    end: index + length,
  }));
  return findings.filter(
    ({ kind, start, end }) =>
      (kind !== "password" && kind !== "one_time_code") ||
      !labels.some((each) => each.start <= start && end <= each.end),
  );
};
