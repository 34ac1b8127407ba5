import type { SecretFinding } from "../domain/message.ts";
import { type RedactionContext, redactText } from "./redact-text.ts";
import { type MessageFinding, scanMessages, type TimedText } from "./scan-messages.ts";

export interface RedactedMessages {
  /** In order of messages, then of place; offsets are UTF-16 units of the message as it was given. */
  readonly findings: readonly MessageFinding[];
  readonly texts: readonly string[];
}

/** Messages of one author, oldest first, without their secrets: those in one message, and those spread over several. */
export const redactMessages = (
  messages: readonly TimedText[],
  context: RedactionContext,
): RedactedMessages => {
  const known: SecretFinding[][] = messages.map(() => []);
  if (messages.length > 1) {
    for (const { message, ...finding } of scanMessages(messages, context)) known[message]?.push(finding);
  }
  const redacted = messages.map(({ text }, index) =>
    redactText(text, { ...context, known: known[index] ?? [] }),
  );
  return {
    findings: redacted.flatMap(({ secrets }, message) =>
      secrets.map(({ kind, level, start, end }) => ({ message, kind, level, start, end })),
    ),
    texts: redacted.map(({ text }) => text),
  };
};
