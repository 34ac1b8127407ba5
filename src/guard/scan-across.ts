import type { SecretFinding, SecretKind } from "../domain/message.ts";
import type { GuardContext } from "./detector.ts";
import { encodedKey } from "./detectors/keys/encoded-key.ts";
import { hexKey } from "./detectors/keys/hex-key.ts";
import { seedPhrase } from "./detectors/seed/seed-phrase.ts";
import { mayHoldSpreadSeed, type SeedPiece, seedPieceOf } from "./detectors/seed/seed-spread.ts";
import { scan } from "./scan.ts";

/** One message, or one version of it. What was seen in it is kept with the object: the same one may come again. */
export interface Part {
  readonly id: string;
  readonly text: string;
}

/** A secret spread over several parts; offsets are UTF-16 units of each part's text. */
export interface SpreadSecret {
  readonly kind: SecretKind;
  readonly parts: readonly { readonly id: string; readonly start: number; readonly end: number }[];
}

const mostParts = 12;
/** A piece of a secret is short; a longer message takes part with its end and its beginning. */
const longestPart = 2_000;

/** The parts as one text, and where in it each of them stands. */
const join = (parts: readonly Part[], separator: string) => {
  let text = "";
  const places = parts.map((part) => {
    const at = text.length;
    text += part.text.slice(0, longestPart) + separator;
    return { id: part.id, at, end: at + Math.min(part.text.length, longestPart) };
  });
  return { text, places };
};

const spreadOf = (
  finding: SecretFinding,
  places: ReturnType<typeof join>["places"],
): SpreadSecret | undefined => {
  const touched = places
    .filter(({ at, end }) => at < finding.end && finding.start < end)
    .map(({ id, at, end }) => ({
      id,
      start: Math.max(finding.start, at) - at,
      end: Math.min(finding.end, end) - at,
    }));
  return touched.length > 1 ? { kind: finding.kind, parts: touched } : undefined;
};

/** A piece of a key: one word of it fills the message, or ends or begins it. */
const keyPiece = /^[0-9A-Za-z]{6,}$/;

/** Runs of neighbouring parts that may be pieces of one key, put together without a gap. */
const keyRuns = (parts: readonly Part[]): readonly (readonly Part[])[] => {
  const runs: Part[][] = [];
  let run: Part[] = [];
  for (const part of [...parts, { id: "", text: "" }]) {
    if (keyPiece.test(part.text.trim())) {
      run.push(part);
      continue;
    }
    if (run.length > 1) runs.push(run);
    run = [];
  }
  return runs;
};

const firstSpread = (
  parts: readonly Part[],
  separator: string,
  find: (text: string) => readonly SecretFinding[],
): SpreadSecret | undefined => {
  const { text, places } = join(parts, separator);
  for (const finding of find(text)) {
    const spread = finding.level === "hard" ? spreadOf(finding, places) : undefined;
    if (spread !== undefined) return spread;
  }
  return undefined;
};

const trimmed = ({ id, text }: Part): Part & { readonly lead: number } => ({
  id,
  text: text.trim(),
  lead: text.length - text.trimStart().length,
});

/** A key sent in pieces: hexadecimal only if one of the messages around it speaks of a key. */
const splitKey = (parts: readonly Part[], context: GuardContext): SpreadSecret | undefined => {
  for (const run of keyRuns(parts)) {
    const pieces = run.map(trimmed);
    const around = parts.filter((part) => !run.includes(part)).map(({ text }) => text.slice(0, longestPart));
    const spread = firstSpread(pieces, "", (text) => {
      const found = scan(text, context, { detectors: [encodedKey] }).findings;
      if (found.length > 0) return found;
      const told = `${around.join(" ").slice(-60)} `;
      return scan(told + text, context, { detectors: [hexKey] }).findings.map((finding) => ({
        ...finding,
        start: finding.start - told.length,
        end: finding.end - told.length,
      }));
    });
    if (spread === undefined) continue;
    const leads = new Map(pieces.map(({ id, lead }) => [id, lead]));
    const shift = (id: string) => leads.get(id) ?? 0;
    return {
      kind: spread.kind,
      parts: spread.parts.map(({ id, start, end }) => ({
        id,
        start: start + shift(id),
        end: end + shift(id),
      })),
    };
  }
  return undefined;
};

const pieces = new WeakMap<Part, SeedPiece>();

const pieceOf = (part: Part): SeedPiece => {
  const piece = pieces.get(part) ?? seedPieceOf(part.text.slice(0, longestPart));
  pieces.set(part, piece);
  return piece;
};

/** A seed phrase sent in pieces. */
const splitSeed = (parts: readonly Part[], context: GuardContext): SpreadSecret | undefined =>
  mayHoldSpreadSeed(parts.map(pieceOf))
    ? firstSpread(parts, "\n", (text) => scan(text, context, { detectors: [seedPhrase] }).findings)
    : undefined;

/**
 * A seed phrase or key that one author sent in pieces, oldest part first; each piece looks harmless on its own.
 * Only the last twelve parts are looked at.
 */
export const scanAcross = (parts: readonly Part[], context: GuardContext): SpreadSecret | undefined => {
  const recent = parts.filter(({ text }) => text !== "").slice(-mostParts);
  if (recent.length < 2) return undefined;
  return splitSeed(recent, context) ?? splitKey(recent, context);
};
