import { setImmediate as pause } from "node:timers/promises";
import type { KeepAttachment } from "../domain/effect.ts";
import type { RawEvent } from "../domain/event.ts";
import { eventId, personId } from "../domain/ids.ts";
import type { Redactor } from "./ports.ts";

/** UTF-16 units that the guard reads at once. */
const pieceChars = 40_000;

/**
 * A text file without secrets: the guard reads it as it reads messages, piece by piece, and again with the pieces
 * cut elsewhere, so that a secret on a cut is seen whole. Undefined when the guard cannot vouch for it.
 */
export async function redactTextFile(
  bytes: Uint8Array,
  guard: { redact: Redactor; effect: KeepAttachment },
): Promise<Uint8Array | undefined> {
  let text = new TextDecoder().decode(bytes);
  for (const firstChars of [pieceChars, pieceChars / 2]) {
    let redacted = "";
    for (const piece of piecesOf(text, firstChars)) {
      const read = readAs(piece, guard);
      if (read === undefined) return undefined;
      redacted += read;
      // Others go on meanwhile.
      await pause();
    }
    text = redacted;
  }
  return Buffer.from(text);
}

/** Cut at line ends where there are any. */
const piecesOf = (text: string, firstChars: number): readonly string[] => {
  const pieces: string[] = [];
  for (let at = 0, length = firstChars; at < text.length; length = pieceChars) {
    const lineEnd = text.lastIndexOf("\n", at + length - 1) + 1;
    const isLast = at + length >= text.length;
    const end = isLast ? text.length : lineEnd > at ? lineEnd : at + length;
    pieces.push(text.slice(at, end));
    at = end;
  }
  return pieces;
};

const readAs = (text: string, { redact, effect }: { redact: Redactor; effect: KeepAttachment }) => {
  const event: RawEvent = {
    id: eventId(effect.accountId, `file/${effect.attachmentId}`),
    accountId: effect.accountId,
    conversationId: effect.conversationId,
    conversationKind: "direct",
    platformEventId: `file/${effect.attachmentId}`,
    occurredAt: 0,
    kind: "message.created",
    message: {
      id: effect.messageId,
      author: {
        id: personId("telegram", ""),
        platform: "telegram",
        displayName: "",
        role: "member",
        reachable: true,
      },
      text,
      links: [],
      mentionsUs: false,
      attachments: [],
    },
  };
  const read = redact(event, { expects: [] });
  return read.kind === "message.created" && !read.message.withheld ? read.message.text : undefined;
};
