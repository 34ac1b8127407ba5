import type { SecretFinding } from "../domain/message.ts";
import type { GuardContext } from "./detector.ts";
import { mergeFindings } from "./merge.ts";
import { scan } from "./scan.ts";
import { type Part, scanAcross } from "./scan-across.ts";

/** A message of one author. */
export interface TimedText {
  readonly text: string;
  /** ms since the epoch; without it a message counts as written right after the one before. */
  readonly at?: number;
}

/** What was found in one of the messages; offsets are UTF-16 units of its text, `end` is exclusive. */
export interface MessageFinding extends SecretFinding {
  /** The message's place in the list. */
  readonly message: number;
}

const lookBackMs = 10 * 60_000;
const mostTogether = 12;

/** Messages of one author, oldest first: each by itself, and each with those that came shortly before it. */
export const scanMessages = (
  messages: readonly TimedText[],
  context: GuardContext,
): readonly MessageFinding[] => {
  const found: SecretFinding[][] = messages.map(({ text }) => [...scan(text, context).findings]);
  const parts: readonly Part[] = messages.map(({ text }, i) => ({ id: String(i), text }));
  let now = 0;
  const times = messages.map(({ at }) => {
    now = at ?? now;
    return now;
  });
  parts.forEach((_, last) => {
    const window = parts
      .slice(Math.max(0, last + 1 - mostTogether), last + 1)
      .filter(({ id }) => (times[last] ?? 0) - (times[Number(id)] ?? 0) <= lookBackMs);
    const spread = scanAcross(window, context);
    for (const { id, start, end } of spread?.parts ?? [])
      found[Number(id)]?.push({ kind: spread?.kind ?? "seed_phrase", level: "hard", start, end });
  });
  return found.flatMap((findings, message) =>
    mergeFindings(findings).map((finding) => ({ message, ...finding })),
  );
};
