import { locales } from "../domain/locale.ts";
import type { Overwrite, PastMessage, Turn } from "../domain/turn.ts";
import { spokenIn } from "./act.ts";
import type { SpreadSecret } from "./ports.ts";
import type { Tools } from "./tools.ts";

/** A secret over several messages: where its parts stand, and what is put in their place. */
interface FoundSpread {
  readonly spread: SpreadSecret;
  readonly lines: readonly Line[];
  readonly mask: string;
}

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

/** What stands in the place of a recovery phrase, in any language that the person may have been answered in. */
const holdsSeedMask = (text: string, { phrasebook }: Tools): boolean =>
  text.includes("\u27e6") &&
  locales.some((locale) => text.includes(phrasebook.say(locale, { key: "redacted.seed_phrase" })));

/** The first words made a phrase by themselves and are gone: those that follow are the rest of it. */
const findRest = (turn: Turn, tools: Tools): FoundSpread | undefined => {
  const { continuesSeed, settings, phrasebook, voice } = tools;
  if (continuesSeed === undefined) return undefined;
  const lines = recentLines(turn, { lookBackMs: settings.lookBackMs, versions: noVersions });
  const rest = lines.filter(({ past, text }) => !past && continuesSeed(text));
  if (rest.length === 0 || !lines.some(({ text }) => holdsSeedMask(text, tools))) return undefined;
  const parts = rest.map(({ source: id, text }) => ({ id, start: 0, end: text.length }));
  const mask = phrasebook.say(voice.localeOf(turn), { key: "redacted.seed_phrase" });
  return { spread: { kind: "seed_phrase", parts }, lines, mask };
};

const noVersions: ReadonlySet<string> = new Set();

/** A secret that the person has spread over messages, versions of one, or words behind those that were found. */
export const findSpread = (turn: Turn, tools: Tools): FoundSpread | undefined => {
  const found = spreadOver(turn, { versions: noVersions, tools });
  if (found !== undefined) return found;
  const isEdit = turn.events.some(({ kind }) => kind === "message.edited");
  const versions = isEdit ? versionsBefore(turn) : noVersions;
  const overVersions = versions.size === 0 ? undefined : spreadOver(turn, { versions, tools });
  return overVersions ?? findRest(turn, tools);
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

/** A message with a part of the secret: what it says from now on, and the part. */
interface Taken {
  readonly line: Line;
  readonly redacted: string;
  readonly piece: string;
}

export const takeOut = ({ spread, lines, mask }: FoundSpread, { continuesSeed }: Tools): readonly Taken[] =>
  spread.parts.flatMap(({ id, start, end }) => {
    const line = lines.find(({ source }) => source === id);
    if (line === undefined) return [];
    // A longer phrase goes on behind what made one by itself.
    const rest = `${line.text.slice(0, start)} ${line.text.slice(end)}`;
    if (spread.kind === "seed_phrase" && continuesSeed?.(rest) === true)
      return [{ line, redacted: mask, piece: line.text }];
    const redacted = `${line.text.slice(0, start)}${mask}${line.text.slice(end)}`;
    return [{ line, redacted, piece: line.text.slice(start, end) }];
  });
