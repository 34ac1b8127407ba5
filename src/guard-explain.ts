import type { SecretFinding } from "./domain/message.ts";
import type { Detector, GuardContext } from "./guard/detector.ts";
import { redactText } from "./guard/redact-text.ts";
import { scan } from "./guard/scan.ts";
import type { GuardLabels } from "./guard-labels.ts";

export interface ExplainOptions {
  readonly detectors: readonly Detector[];
  readonly labels: GuardLabels;
  /** Ms since some moment, with fractions. */
  readonly elapsedMs: () => number;
}

const meaning: Readonly<Record<SecretFinding["level"], string>> = {
  hard: "certain enough to delete and to warn of",
  soft: "masked everywhere, and the person is asked in private",
};

/** The first looks build word lists and are compiled: the quickest is what the text costs a fleet that runs. */
const timedLooks = 20;

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/u;
const zeroWidth = /\p{M}/u;
const unseen = /[\p{C}\u2028\u2029]/u;

/** Columns that a terminal gives a character. */
const widthOf = (character: string): number => (zeroWidth.test(character) ? 0 : wide.test(character) ? 2 : 1);

/** What cannot be seen, or would steer the terminal, as a dot. */
const shown = (character: string): string => (unseen.test(character) ? "·" : character);

/** The text line by line, what was found underlined. */
const underlined = (text: string, findings: readonly SecretFinding[]): readonly string[] => {
  const lines: string[] = [];
  let line = "";
  let marks = "";
  const end = () => {
    lines.push(`  ${line}`, ...(marks.trim() === "" ? [] : [`  ${marks.trimEnd()}`]));
    line = "";
    marks = "";
  };
  let at = 0;
  for (const character of text) {
    const place = at;
    at += character.length;
    if (character === "\n") {
      end();
      continue;
    }
    const isFound = findings.some((finding) => finding.start <= place && place < finding.end);
    line += shown(character);
    marks += (isFound ? "^" : " ").repeat(widthOf(shown(character)));
  }
  end();
  return lines;
};

const plural = (count: number, what: string) => `${count} ${what}${count === 1 ? "" : "s"}`;

/** `cli guard explain`: what the guard makes of a text, for a person to read. It shows the text; nothing is kept. */
export const explainText = (text: string, context: GuardContext, options: ExplainOptions): string => {
  const { detectors, labels, elapsedMs } = options;
  const found = scan(text, context, { detectors });
  const tookMs = Math.min(
    ...Array.from({ length: timedLooks }, () => {
      const startedAt = elapsedMs();
      scan(text, context, { detectors });
      return elapsedMs() - startedAt;
    }),
  );
  const seen = detectors.flatMap((detector) =>
    scan(text, context, { detectors: [detector] }).findings.map((finding) => ({ detector, finding })),
  );
  const redacted = redactText(text, { ...context, ...labels, detectors });
  return [
    "text",
    ...underlined(text, found.findings),
    found.findings.length === 0 ? "nothing found" : "found",
    ...seen.flatMap(({ detector, finding: { kind, level, start, end } }) => [
      `  ${kind}, ${level}: ${meaning[level]}`,
      `    by ${detector.name}, units ${start} to ${end} (${plural(end - start, "unit")})`,
      ...(detector.proof === undefined ? [] : [`    because ${detector.proof}`]),
    ]),
    ...found.given.map(({ kind, start, end }) => `  ${kind}, expected: units ${start} to ${end}, masked`),
    "redacted",
    ...redacted.text.split("\n").map((line) => `  ${[...line].map(shown).join("")}`),
    `took ${tookMs.toFixed(3)} ms`,
  ].join("\n");
};
