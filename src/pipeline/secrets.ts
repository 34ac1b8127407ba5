import type { InboundEvent } from "../domain/event.ts";
import type { EventId } from "../domain/ids.ts";
import type { SecretFinding, SecretKind } from "../domain/message.ts";
import type { Finding, Overwrite, Turn } from "../domain/turn.ts";
import { takingOut } from "./pieces.ts";
import { findSpread, takeOut } from "./spread.ts";
import type { Tools } from "./tools.ts";

/** Messages that hold one secret together, mostly a single one. */
export interface SecretMessages {
  readonly messageIds: readonly string[];
  readonly kinds: readonly SecretKind[];
}

/** A piece of a secret that is stored somewhere. */
export interface StoredPart {
  /** The secret piece itself; only to find it in what else is kept. */
  readonly piece: string;
}

export interface SecretsFound {
  readonly warnings: readonly SecretMessages[];
  readonly soft: readonly SecretKind[];
  /** For the audit: kind and fingerprint of those that have one. */
  readonly prints: readonly string[];
  readonly overwrite: readonly Overwrite[];
  readonly parts: readonly StoredPart[];
  /** Lines of the past that are overwritten: when they were said, and what they say from now on. */
  readonly past: readonly { readonly at: number; readonly text: string }[];
  /** Held texts of messages with something certain in them: they are not brought back. */
  readonly drop: readonly EventId[];
  /** What stands in a piece's place. */
  readonly mask: string;
  /** The turn's events as later stages will see them. */
  readonly eventsAfter: Turn["events"];
}

const kindsOf = (
  findings: readonly SecretFinding[],
  level: SecretFinding["level"],
): readonly SecretKind[] => [
  ...new Set(findings.filter((finding) => finding.level === level).map(({ kind }) => kind)),
];

const findingsOf = (
  event: InboundEvent,
): { messageId: string; findings: readonly SecretFinding[] } | undefined => {
  if (event.kind === "command.called") return { messageId: event.messageId, findings: event.secrets };
  if (event.kind === "form.submitted")
    return event.messageId === undefined
      ? undefined
      : { messageId: event.messageId, findings: event.secrets ?? [] };
  return event.kind === "message.created" || event.kind === "message.edited"
    ? { messageId: event.message.id, findings: event.message.secrets }
    : undefined;
};

/** The kinds of a level in each message of the turn; versions of one message count together. */
const byMessage = (turn: Turn, level: SecretFinding["level"]): readonly SecretMessages[] => {
  const kinds = new Map<string, readonly SecretKind[]>();
  for (const event of turn.events) {
    const found = findingsOf(event);
    if (found === undefined) continue;
    const all = [...(kinds.get(found.messageId) ?? []), ...kindsOf(found.findings, level)];
    if (all.length > 0) kinds.set(found.messageId, [...new Set(all)]);
  }
  return [...kinds].map(([id, found]) => ({ messageIds: [id], kinds: found }));
};

/** Earlier versions of a message in the same turn and before it hold the piece as well. */
const otherVersions = (
  turn: Turn,
  { messageId, except }: { messageId: string; except: Overwrite["source"] },
) => {
  const events = turn.events
    .filter((event) => findingsOf(event)?.messageId === messageId)
    .map(({ id }) => id);
  const past = turn.history.filter((line) => line.messageId === messageId).map(({ source }) => source);
  return [...events, ...past].filter((source) => source !== except);
};

const overwriteOf = (
  turn: Turn,
  { taken, kind, mask }: { taken: ReturnType<typeof takeOut>; kind: SecretKind; mask: string },
): readonly Overwrite[] => {
  const pieces = taken.map(({ piece }) => piece);
  const bySource = new Map<Overwrite["source"], Overwrite>();
  for (const { line, redacted } of taken) {
    const { source, messageId } = line;
    bySource.set(source, { source, text: redacted, kind, pieces });
    const versions = messageId === undefined ? [] : otherVersions(turn, { messageId, except: source });
    for (const version of versions)
      if (!bySource.has(version)) bySource.set(version, { source: version, text: mask, kind, pieces });
  }
  // Our own words may quote the person's: "You wrote: ...".
  const clean = takingOut(pieces, mask);
  const quotes = turn.history.flatMap(({ direction, source, text }): readonly Overwrite[] => {
    const cleaned = direction === "out" ? clean(text) : text;
    return cleaned === text ? [] : [{ source, text: cleaned, kind }];
  });
  return [...bySource.values(), ...quotes];
};

const pastOf = ({ history }: Turn, overwrite: readonly Overwrite[]): SecretsFound["past"] => {
  const texts = new Map<string, string>(overwrite.map(({ source, text }) => [source, text]));
  return history.flatMap(({ source, at }) => {
    const text = texts.get(source);
    return text === undefined ? [] : [{ at, text }];
  });
};

const rewritten = (event: InboundEvent, overwrite: readonly Overwrite[]): InboundEvent => {
  const replacement = overwrite.find(({ source }) => source === event.id);
  return replacement !== undefined && "message" in event
    ? { ...event, message: { ...event.message, text: replacement.text } }
    : event;
};

const printsIn = (turn: Turn): readonly string[] => [
  ...new Set(
    turn.events.flatMap((event) =>
      (findingsOf(event)?.findings ?? []).flatMap(({ kind, fingerprint }) =>
        fingerprint === undefined ? [] : [`${kind} ${fingerprint}`],
      ),
    ),
  ),
];

/** The same secret again is seen by its fingerprint. */
export const printFindings = ({ prints }: SecretsFound): readonly Finding[] =>
  prints.map((detail) => ({ name: "fingerprint", detail }));

/** A text is held as it was written: with the piece of a secret that turned up later, or in another version. */
const heldWith = (
  turn: Turn,
  { messageIds, overwrite }: { messageIds: readonly string[]; overwrite: readonly Overwrite[] },
): readonly EventId[] => {
  const { held = [], events, history } = turn;
  if (held.length === 0) return [];
  const sources = new Set<string>([
    ...overwrite.map(({ source }) => source),
    ...events.flatMap((event) => (messageIds.includes(findingsOf(event)?.messageId ?? "") ? [event.id] : [])),
    ...history.flatMap(({ source, messageId = "" }) => (messageIds.includes(messageId) ? [source] : [])),
  ]);
  return held.flatMap(({ source }) => (sources.has(source) ? [source] : []));
};

/** Everything secret in a turn, and in what the person wrote shortly before it. */
export const findSecrets = (turn: Turn, tools: Tools): SecretsFound => {
  const found = findSpread(turn, tools);
  const taken = found === undefined ? [] : takeOut(found, tools);
  const overwrite =
    found === undefined ? [] : overwriteOf(turn, { taken, kind: found.spread.kind, mask: found.mask });
  const spreadIds = taken.flatMap(({ line }) => (line.messageId === undefined ? [] : [line.messageId]));
  const spread = found === undefined ? [] : [{ messageIds: spreadIds, kinds: [found.spread.kind] }];
  const warnings = [...byMessage(turn, "hard"), ...spread];
  const messageIds = warnings.flatMap((one) => one.messageIds);
  const [first, ...rest] = turn.events;
  return {
    warnings,
    drop: heldWith(turn, { messageIds, overwrite }),
    prints: printsIn(turn),
    soft: [...new Set(byMessage(turn, "soft").flatMap(({ kinds }) => kinds))],
    overwrite,
    mask: found?.mask ?? "",
    parts: taken.map(({ piece }) => ({ piece })),
    past: pastOf(turn, overwrite),
    eventsAfter:
      overwrite.length === 0
        ? turn.events
        : [rewritten(first, overwrite), ...rest.map((event) => rewritten(event, overwrite))],
  };
};
