import type { InboundEvent } from "../domain/event.ts";
import type { SecretFinding, SecretKind } from "../domain/message.ts";
import type { Overwrite, PastMessage, Turn } from "../domain/turn.ts";
import { spokenIn } from "./act.ts";
import { takingOut } from "./pieces.ts";
import type { SpreadSecret } from "./ports.ts";
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
  readonly overwrite: readonly Overwrite[];
  readonly parts: readonly StoredPart[];
  /** Lines of the past that are overwritten: when they were said, and what they say from now on. */
  readonly past: readonly { readonly at: number; readonly text: string }[];
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

/** The same object for the same line at every turn: what the guard saw in it is kept with it. */
const parts = new WeakMap<PastMessage, Line["part"]>();

const partOf = (past: PastMessage): Line["part"] => {
  const part = parts.get(past) ?? { id: past.source, text: past.text };
  parts.set(past, part);
  return part;
};

interface Line {
  /** As the guard is given it. */
  readonly part: { readonly id: string; readonly text: string };
  readonly source: Overwrite["source"];
  readonly text: string;
  readonly messageId: string | undefined;
  readonly past: boolean;
}

/** Whoever corrects a message keeps more of its words than this. */
const corrected = 2 / 3;

const wordsIn = (text: string) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);

/** Whether an edit wrote something else in a message's place, rather than correcting it. */
const isReplaced = (before: string, after: string): boolean => {
  const old = wordsIn(before);
  const now = wordsIn(after);
  return [...old].filter((word) => now.has(word)).length <= old.size * corrected;
};

/** What was said before an edit in the place of what is said now: a secret may be spread over both. */
const versionsBefore = (turn: Turn): ReadonlySet<string> => {
  const now = new Map(spokenIn(turn).map(({ eventId, message }) => [message.id, { eventId, message }]));
  const before = [
    ...turn.history.map(({ source, messageId = "", text }) => ({ source, messageId, text })),
    ...turn.events.flatMap((event) =>
      "message" in event ? [{ source: event.id, messageId: event.message.id, text: event.message.text }] : [],
    ),
  ];
  const replaced = before.filter(({ source, messageId, text }) => {
    const version = now.get(messageId);
    return version !== undefined && version.eventId !== source && isReplaced(text, version.message.text);
  });
  return new Set(replaced.map(({ source }) => source));
};

/**
 * What the same person wrote lately, this turn included, in the order of writing. `versions`: events whose text an edit
 * has replaced, to be read as well.
 */
const recentLines = (
  turn: Turn,
  { lookBackMs, versions }: { lookBackMs: number; versions: ReadonlySet<string> },
): readonly Line[] => {
  const spoken = spokenIn(turn);
  const now = new Set(spoken.map(({ message }) => message.id));
  const earlier = turn.events.flatMap((event): readonly Line[] => {
    if (!("message" in event) || !versions.has(event.id)) return [];
    const { id: messageId, text } = event.message;
    return [{ part: { id: event.id, text }, source: event.id, text, messageId, past: false }];
  });
  const past = turn.history.filter(
    ({ direction, at, authorId, messageId, source }) =>
      direction === "in" &&
      turn.now - at <= lookBackMs &&
      (authorId === turn.person?.id || (authorId === undefined && turn.conversation.kind !== "group")) &&
      !(messageId !== undefined && now.has(messageId) && !versions.has(source)),
  );
  return [
    ...past.map((line) => {
      const { source, text, messageId } = line;
      return { part: partOf(line), source, text, messageId, past: true };
    }),
    ...earlier,
    ...spoken.map(({ eventId, message }) => ({
      part: { id: eventId, text: message.text },
      source: eventId,
      text: message.text,
      messageId: message.id,
      past: false,
    })),
  ];
};

const noVersions: ReadonlySet<string> = new Set();

const findSpread = (turn: Turn, tools: Tools) => {
  const found = spreadOver(turn, { versions: noVersions, tools });
  if (found !== undefined || !turn.events.some(({ kind }) => kind === "message.edited")) return found;
  const versions = versionsBefore(turn);
  return versions.size === 0 ? undefined : spreadOver(turn, { versions, tools });
};

const spreadOver = (turn: Turn, { versions, tools }: { versions: ReadonlySet<string>; tools: Tools }) => {
  const { scanAcross, settings, phrasebook, voice } = tools;
  const { lookBackMs } = settings;
  const lines = recentLines(turn, { lookBackMs, versions }).filter(({ text }) => text !== "");
  if (lines.length < 2 || !lines.some(({ past }) => !past)) return undefined;
  const spread = scanAcross(
    lines.map(({ part }) => part),
    { expects: turn.conversation.expects },
  );
  if (spread === undefined) return undefined;
  const key = `redacted.${spread.kind}`;
  return { spread, lines, mask: phrasebook.say(voice.localeOf(turn), { key }) };
};

const takeOut = ({ spread, lines, mask }: { spread: SpreadSecret; lines: readonly Line[]; mask: string }) =>
  spread.parts.flatMap(({ id, start, end }) => {
    const line = lines.find(({ source }) => source === id);
    if (line === undefined) return [];
    const redacted = `${line.text.slice(0, start)}${mask}${line.text.slice(end)}`;
    return [{ line, redacted, piece: line.text.slice(start, end) }];
  });

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

/** Everything secret in a turn, and in what the person wrote shortly before it. */
export const findSecrets = (turn: Turn, tools: Tools): SecretsFound => {
  const found = findSpread(turn, tools);
  const taken = found === undefined ? [] : takeOut(found);
  const overwrite =
    found === undefined ? [] : overwriteOf(turn, { taken, kind: found.spread.kind, mask: found.mask });
  const spreadIds = taken.flatMap(({ line }) => (line.messageId === undefined ? [] : [line.messageId]));
  const spread = found === undefined ? [] : [{ messageIds: spreadIds, kinds: [found.spread.kind] }];
  const [first, ...rest] = turn.events;
  return {
    warnings: [...byMessage(turn, "hard"), ...spread],
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
