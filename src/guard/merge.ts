import type { SecretFinding, SecretKind } from "../domain/message.ts";

/** What says most about what to do comes first: a key that is told as a password is a key, and a keystore holds keys. */
const ranks: Readonly<Record<SecretKind, number>> = {
  keystore: 1,
  seed_phrase: 2,
  private_key: 3,
  extended_key: 4,
  totp_secret: 5,
  api_key: 6,
  token: 7,
  payment_card: 8,
  national_id: 9,
  password: 11,
  one_time_code: 10,
};

const stronger = (a: SecretFinding, b: SecretFinding) => {
  if (a.level !== b.level) return a.level === "hard" ? a : b;
  return ranks[b.kind] < ranks[a.kind] ? b : a;
};

/** Findings in order of place; overlapping ones become one, of the surer kind and the wider span. */
export const mergeFindings = (findings: readonly SecretFinding[]): readonly SecretFinding[] => {
  if (findings.length < 2) return findings;
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
