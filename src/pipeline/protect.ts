import { hasWords } from "../dialogue/words.ts";
import type { EffectDraft } from "../domain/effect.ts";
import type { Stage, StageResult, Turn } from "../domain/turn.ts";
import { isByStaff, readAct, spokenIn } from "./act.ts";
import { mayBeBait, removeBait } from "./bait.ts";
import { answeredDoubt, askDoubts } from "./doubts.ts";
import { converse } from "./replies.ts";
import { warningKey, warningOnOutcome, warningOnTime, warnOf } from "./secret-warning.ts";
import { findSecrets, type SecretsFound } from "./secrets.ts";
import { settleDoubt } from "./settle-doubt.ts";
import { summonsIn } from "./summons.ts";
import type { Tools } from "./tools.ts";

/** Whether there is something left that the other stages can work on. */
const leavesNothing = (turn: Turn, found: SecretsFound): boolean => {
  if (found.warnings.length === 0 || turn.conversation.owner === "human") return false;
  // In front of others the warning is enough: its invitation leads to the answer as well.
  if (turn.conversation.kind === "group") return true;
  if (turn.conversation.state.form !== undefined) return false;
  const act = readAct({ ...turn, events: found.eventsAfter });
  return act.kind === "said" && !hasWords(act.text) && act.attachments.length === 0;
};

/** What a human of the account writes is theirs to answer for. */
const withoutStaff = (turn: Turn): Turn | undefined => {
  const [first, ...rest] = turn.events.filter(
    (event) => !("message" in event && isByStaff(turn, event.message)),
  );
  return first === undefined ? undefined : { ...turn, events: [first, ...rest] };
};

/** The rest is answered; what could not be read is to be said again. */
const withheldNotice = (turn: Turn, { voice }: Tools): EffectDraft => ({
  kind: "message.send",
  lane: "guard",
  priority: "protect",
  visibility: "private",
  content: voice.text(voice.localeOf(turn), [{ key: "secret.withheld" }]),
});

const withheldReply = (turn: Turn, tools: Tools): StageResult => {
  if (turn.conversation.kind === "group") return {};
  const spoken = spokenIn(turn);
  const forms = turn.events.filter((event) => event.kind === "form.submitted" && event.withheld === true);
  const withheld = spoken.filter(({ message }) => message.withheld).length + forms.length;
  if (withheld === 0) return {};
  const findings = [{ name: "withheld", score: withheld }];
  if (withheld < spoken.length) return { findings, effects: [withheldNotice(turn, tools)] };
  return {
    findings,
    decision: { ...converse("withheld", ["secret.withheld"]), priority: "protect" },
    stop: true,
  };
};

/** Deletions come first in a turn; the question about what is only suspected follows. */
const withDoubts = (
  turn: Turn,
  { own, found, isAlone, tools }: { own: Turn; found: SecretsFound; isAlone: boolean; tools: Tools },
): StageResult => {
  const warned = warnOf(turn, { found, isAlone, tools });
  const conversation = { ...own.conversation, ...warned.patch };
  const certain = found.warnings.flatMap(({ messageIds }) => messageIds);
  const asked = askDoubts({ ...own, conversation }, { certain, tools });
  return {
    ...warned,
    ...asked,
    findings: [...(warned.findings ?? []), ...(asked.findings ?? [])],
    effects: [...(warned.effects ?? []), ...(asked.effects ?? [])],
    patch: { ...warned.patch, ...asked.patch },
  };
};

const isGuardedByAnother = (turn: Turn, { settings }: Tools): boolean => {
  const { guardHandles = [] } = settings;
  return (
    turn.conversation.kind === "group" &&
    guardHandles.length > 0 &&
    !guardHandles.includes(turn.account.handle) &&
    summonsIn(turn) === undefined
  );
};

/** Secrets are deleted and warned of, whoever owns the conversation. Their texts never come this far. */
export const createProtect = (tools: Tools): Stage => ({
  name: "protect",
  run: (turn) => {
    const [event] = turn.events;
    if (event.kind === "effect.settled" && event.effectKind === "message.delete")
      return warningOnOutcome(turn, { event, tools });
    if (event.kind === "timer.fired" && event.key.startsWith(warningKey("")))
      return warningOnTime(turn, { key: event.key, tools });
    const own = withoutStaff(turn);
    if (own === undefined || turn.person?.role === "bot") return {};

    const answered = answeredDoubt(own, tools);
    if (answered === "not_theirs")
      return {
        findings: [{ name: "doubt_of_another" }],
        decision: { kind: "ignore", reason: "doubt_of_another" },
        stop: true,
      };
    if (answered !== undefined) return settleDoubt(turn, { ...answered, tools });
    const found = findSecrets(own, tools);
    // Where several accounts share a group, the members are warned by one; what is stored is cleaned by each.
    if (isGuardedByAnother(turn, tools)) return { overwrite: found.overwrite, drop: found.drop };
    if (mayBeBait(turn, found)) {
      if (turn.facts["newcomer"] === undefined) return { wants: "newcomer", stop: true };
      if (turn.facts["newcomer"] === true) return removeBait(turn, { found, tools });
    }
    const isAlone = own.events.length === turn.events.length && leavesNothing(turn, found);
    const warned = withDoubts(turn, { own, found, isAlone, tools });
    if (warned.stop === true) return warned;
    if (isAlone) return { decision: { kind: "ignore", reason: "secret_only" }, ...warned, stop: true };
    const withheld = withheldReply(turn, tools);
    return {
      ...warned,
      ...withheld,
      findings: [...(warned.findings ?? []), ...(withheld.findings ?? [])],
      effects: [...(warned.effects ?? []), ...(withheld.effects ?? [])],
    };
  },
});
