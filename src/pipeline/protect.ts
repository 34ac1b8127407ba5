import { hasWords } from "../dialogue/words.ts";
import type { Stage, StageResult, Turn } from "../domain/turn.ts";
import { isByStaff, readAct, spokenIn } from "./act.ts";
import { converse } from "./replies.ts";
import { warningKey, warningOnOutcome, warningOnTime, warnOf } from "./secret-warning.ts";
import { findSecrets, type SecretsFound } from "./secrets.ts";
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

const withheldReply = (turn: Turn): StageResult => {
  if (turn.conversation.kind === "group") return {};
  const spoken = spokenIn(turn);
  const withheld = spoken.filter(({ message }) => message.withheld);
  if (withheld.length === 0 || withheld.length < spoken.length) return {};
  return {
    findings: [{ name: "withheld", score: withheld.length }],
    decision: { ...converse("withheld", ["secret.withheld"]), priority: "protect" },
    stop: true,
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

    const found = findSecrets(own, tools);
    // Where several accounts share a group, the members are warned by one; what is stored is cleaned by each.
    if (isGuardedByAnother(turn, tools)) return { overwrite: found.overwrite };
    const warned = warnOf(turn, { found, tools });
    if (own.events.length === turn.events.length && leavesNothing(turn, found))
      return { ...warned, decision: { kind: "ignore", reason: "secret_only" }, stop: true };
    const withheld = withheldReply(turn);
    return { ...warned, ...withheld, findings: [...(warned.findings ?? []), ...(withheld.findings ?? [])] };
  },
});
