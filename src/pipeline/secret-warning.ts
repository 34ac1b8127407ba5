import type { SecretWarning } from "../domain/conversation.ts";
import type { Phrase } from "../domain/decision.ts";
import type { EffectDraft } from "../domain/effect.ts";
import type { EffectSettled } from "../domain/event.ts";
import { type EventId, effectId } from "../domain/ids.ts";
import type { SecretKind } from "../domain/message.ts";
import type { Finding, StageResult, TimerCommand, Turn } from "../domain/turn.ts";
import { warnInGroup } from "./group-warning.ts";
import { cleanState, redactTickets } from "./handed-words.ts";
import { converse, urgentButton } from "./replies.ts";
import { mayDo } from "./rights.ts";
import { printFindings, type SecretMessages, type SecretsFound } from "./secrets.ts";
import { askingEvent } from "./summons.ts";
import { timerLifeMs } from "./tickets.ts";
import type { Tools } from "./tools.ts";

export const warningKey = (messageId: string) => `secret-warning:${messageId}`;

/** The person's warnings that are still to be said, without one and with others. */
export const waiting = (
  turn: Turn,
  { without, added = [] }: { without?: string; added?: readonly SecretWarning[] },
) => {
  const named = new Set([without, ...added.map(({ messageIds }) => messageIds[0])]);
  const kept = turn.conversation.state.warnings?.filter(({ messageIds }) => !named.has(messageIds[0]));
  return [...(kept ?? []), ...added];
};

export const todoOf = (kinds: readonly SecretKind[]): readonly Phrase[] =>
  kinds.map((kind) => ({ key: `secret.todo.${kind}` }));

/** What was seen, what became of it, what to do now: for each kind, without the secret. */
const warningText = (
  { kinds, messageIds }: Pick<SecretWarning, "kinds" | "messageIds">,
  deleted: boolean,
): readonly Phrase[] => [
  ...kinds.map((kind) => ({ key: `secret.seen.${kind}` })),
  { key: deleted ? "secret.deleted" : "secret.delete_yourself", args: { count: messageIds.length } },
  ...todoOf(kinds),
];

/** Whoever was warned lately is told only what is new. */
const againText = (
  { kinds, messageIds }: SecretWarning,
  { deleted, told }: { deleted: boolean; told: readonly SecretKind[] },
): readonly Phrase[] => {
  const fresh = kinds.filter((kind) => !told.includes(kind));
  const again = deleted ? "secret.again_deleted" : "secret.again_left";
  return fresh.length === 0
    ? [{ key: again, args: { count: messageIds.length } }]
    : warningText({ kinds: fresh, messageIds }, deleted);
};

/** Undefined when the last warning is too long ago, and in groups, where others were warned. */
export const warnedLately = ({ conversation, now }: Turn, { settings }: Tools) => {
  const { warned } = conversation.state;
  return conversation.kind !== "group" && warned !== undefined && now - warned.at < settings.warnedLatelyMs
    ? warned
    : undefined;
};

const textFor = (
  turn: Turn,
  { warning, deleted, tools }: { warning: SecretWarning; deleted: boolean; tools: Tools },
): readonly Phrase[] => {
  const lately = warnedLately(turn, tools);
  return lately !== undefined
    ? againText(warning, { deleted, told: lately.kinds })
    : [...warningText(warning, deleted), { key: "secret.never" }];
};

/** What the person has been told from now on. */
const nowWarned = (turn: Turn, kinds: readonly SecretKind[], tools: Tools) => ({
  at: turn.now,
  kinds: [...new Set([...(warnedLately(turn, tools)?.kinds ?? []), ...kinds])],
});

const tell = (
  turn: Turn,
  { warning, deleted, tools }: { warning: SecretWarning; deleted: boolean; tools: Tools },
): StageResult => {
  const say = textFor(turn, { warning, deleted, tools });
  const told: StageResult = {
    findings: [{ name: deleted ? "deleted" : "not_deleted", detail: warning.kinds.join(",") }],
    patch: {
      state: {
        ...turn.conversation.state,
        warnings: waiting(turn, { without: warning.messageIds[0] }),
        ...(turn.conversation.kind === "group" ? {} : { warned: nowWarned(turn, warning.kinds, tools) }),
      },
    },
    timers: [{ cancel: warningKey(warning.messageIds[0]) }],
  };
  if (turn.conversation.kind !== "group")
    return { ...told, decision: { ...converse("secret_warning", say, [urgentButton]), priority: "protect" } };
  // Because the deletion takes too long, it must not wait behind it.
  const lane = turn.events[0].kind === "timer.fired" ? "talk" : "guard";
  return {
    ...told,
    effects: [warnInGroup(turn, { warning, say, deleted, lane, tools })],
    decision: { kind: "ignore", reason: "secret_warning" },
  };
};

/** The platform's answer to a deletion has come. */
export const warningOnOutcome = (
  turn: Turn,
  { event, tools }: { event: EffectSettled; tools: Tools },
): StageResult => {
  const { state } = turn.conversation;
  const warning = state.warnings?.find(({ deletions }) => deletions.includes(event.effectId));
  if (warning === undefined) return { decision: { kind: "ignore", reason: "deletion_settled" } };
  if (event.outcome.state === "dead") return tell(turn, { warning, deleted: false, tools });
  const deletions = warning.deletions.filter((id) => id !== event.effectId);
  if (deletions.length === 0) return tell(turn, { warning, deleted: true, tools });
  return {
    patch: { state: { ...state, warnings: waiting(turn, { added: [{ ...warning, deletions }] }) } },
    decision: { kind: "ignore", reason: "deletions_under_way" },
  };
};

/** No answer in time: the person is asked to delete it. */
export const warningOnTime = (turn: Turn, { key, tools }: { key: string; tools: Tools }): StageResult => {
  const warning = turn.conversation.state.warnings?.find(
    ({ messageIds }) => warningKey(messageIds[0]) === key,
  );
  return warning === undefined
    ? { decision: { kind: "ignore", reason: "warned_already" } }
    : tell(turn, { warning, deleted: false, tools });
};

const secretFindings = ({ kinds }: SecretMessages): readonly Finding[] =>
  kinds.map((kind) => ({ name: "secret", detail: kind }));

/** Others speak in a group before the warning is said: what it needs of the message is remembered. */
const authorOf = ({
  conversation,
  person,
  newMark: mark,
}: Turn): Pick<SecretWarning, "mark" | "locale" | "username"> =>
  conversation.kind === "group"
    ? {
        mark,
        ...(conversation.locale && { locale: conversation.locale }),
        ...(person?.username !== undefined && { username: person.username }),
      }
    : {};

/** The event that tells in its text what was taken out of it. */
const tellingEvent = (turn: Turn): EventId => {
  const told = turn.events.find(
    (event) => "message" in event && event.message.secrets.some(({ level }) => level === "hard"),
  );
  return told?.id ?? askingEvent(turn);
};

/** Nothing can be deleted here, so there is nothing to wait for. */
const warnAtOnce = (turn: Turn, { found, tools }: { found: SecretsFound; tools: Tools }): StageResult => {
  const [id] = found.warnings.flatMap(({ messageIds }) => messageIds);
  if (id === undefined) return {};
  const kinds = [...new Set(found.warnings.flatMap((one) => one.kinds))];
  const warning: SecretWarning = { messageIds: [id], kinds, deletions: [], ...authorOf(turn) };
  const say = [...warningText(warning, false), { key: "secret.never" }];
  return {
    findings: [...found.warnings.flatMap(secretFindings), { name: "may_not_delete" }],
    effects: [warnInGroup(turn, { warning, say, deleted: false, lane: "guard", tools })],
    overwrite: found.overwrite,
    drop: found.drop,
    invite: tellingEvent(turn),
  };
};

/** In a direct chat where nothing can be deleted: said in this very turn, alone or before the rest of it. */
export const warnHere = (
  turn: Turn,
  { found, isAlone, tools }: { found: readonly SecretMessages[]; isAlone: boolean; tools: Tools },
): StageResult => {
  const [first, ...rest] = found.flatMap(({ messageIds }) => messageIds);
  if (first === undefined) return {};
  const kinds = [...new Set(found.flatMap((one) => one.kinds))];
  const warning: SecretWarning = { messageIds: [first, ...rest], kinds, deletions: [] };
  const say = textFor(turn, { warning, deleted: false, tools });
  const told = {
    findings: [...found.flatMap(secretFindings), { name: "may_not_delete" }],
    patch: { state: { ...turn.conversation.state, warned: nowWarned(turn, kinds, tools) } },
  };
  if (isAlone)
    return { ...told, decision: { ...converse("secret_warning", say, [urgentButton]), priority: "protect" } };
  const { voice } = tools;
  const locale = voice.localeOf(turn);
  return {
    ...told,
    effects: [
      {
        kind: "message.send",
        lane: "guard",
        priority: "protect",
        visibility: "private",
        content: voice.text(locale, say),
        buttons: voice.buttons(locale, [urgentButton]),
      },
    ],
  };
};

/** Deletions come first in a turn, which is how their ids are known here. */
export const beginWarnings = (
  turn: Turn,
  { found, waitMs }: { found: readonly SecretMessages[]; waitMs: number },
) => {
  const last = turn.events.at(-1) ?? turn.events[0];
  const deletions: EffectDraft[] = [];
  const warnings: SecretWarning[] = [];
  const timers: TimerCommand[] = [];
  for (const { messageIds, kinds } of found) {
    const [first, ...rest] = messageIds;
    if (first === undefined) continue;
    const ids = messageIds.map((messageId) => {
      deletions.push({ kind: "message.delete", lane: "guard", priority: "protect", messageId, report: true });
      return effectId(last.id, deletions.length - 1);
    });
    warnings.push({ messageIds: [first, ...rest], kinds, deletions: ids, ...authorOf(turn) });
    const fireAt = turn.now + waitMs;
    timers.push({
      set: warningKey(first),
      fireAt,
      expireAt: fireAt + timerLifeMs,
      data: JSON.stringify({ messageIds }),
    });
  }
  return { deletions, warnings, timers };
};

const warnInPlace = (
  turn: Turn,
  { found, isAlone, tools }: { found: SecretsFound; isAlone: boolean; tools: Tools },
): StageResult => {
  const state = cleanState(turn.conversation.state, found);
  const cleaned = { ...turn, conversation: { ...turn.conversation, state } };
  const warned = warnHere(cleaned, { found: found.warnings, isAlone, tools });
  return {
    ...warned,
    findings: [...(warned.findings ?? []), ...otherFindings(found)],
    effects: [...(warned.effects ?? []), ...redactTickets(turn, found)],
    patch: warned.patch ?? (state === turn.conversation.state ? {} : { state }),
    overwrite: found.overwrite,
    drop: found.drop,
  };
};

const otherFindings = (found: SecretsFound): readonly Finding[] => [
  ...printFindings(found),
  ...found.soft.map((kind) => ({ name: "perhaps_secret", detail: kind })),
];

/** Deletes, overwrites and prepares one warning for each secret of the turn. */
export const warnOf = (
  turn: Turn,
  { found, isAlone, tools }: { found: SecretsFound; isAlone: boolean; tools: Tools },
): StageResult => {
  const { settings } = tools;
  const isGroup = turn.conversation.kind === "group";
  if (!mayDo(turn, "delete_messages"))
    return isGroup ? warnAtOnce(turn, { found, tools }) : warnInPlace(turn, { found, isAlone, tools });
  const { deletions, warnings, timers } = beginWarnings(turn, {
    found: found.warnings,
    waitMs: settings.warningWaitMs,
  });
  const state = cleanState(turn.conversation.state, found);
  return {
    findings: [...found.warnings.flatMap(secretFindings), ...otherFindings(found)],
    effects: [...deletions, ...redactTickets(turn, found)],
    patch:
      warnings.length > 0 || state !== turn.conversation.state
        ? { state: warnings.length > 0 ? { ...state, warnings: waiting(turn, { added: warnings }) } : state }
        : {},
    timers,
    overwrite: found.overwrite,
    drop: found.drop,
    // The warning comes in another turn, and invites with this one's mark.
    ...(isGroup && warnings.length > 0 ? { invite: tellingEvent(turn) } : {}),
  };
};
