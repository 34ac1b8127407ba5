import type { ConversationPatch } from "../domain/conversation.ts";
import type { Decision } from "../domain/decision.ts";
import type { EffectDraft } from "../domain/effect.ts";
import type { InboundEvent } from "../domain/event.ts";
import type { EventId } from "../domain/ids.ts";
import type {
  Erasure,
  Finding,
  Overwrite,
  Stage,
  StageResult,
  StageTrace,
  TicketCommand,
  TimerCommand,
  Turn,
} from "../domain/turn.ts";

/** How far a turn has come: the turn as later stages see it, and all that was decided. */
export interface Progress {
  readonly turn: Turn;
  readonly patch: ConversationPatch;
  readonly effects: readonly EffectDraft[];
  readonly timers: readonly TimerCommand[];
  readonly tickets: readonly TicketCommand[];
  readonly overwrite: readonly Overwrite[];
  readonly trace: readonly StageTrace[];
  readonly decision: Decision | undefined;
  readonly stopped: boolean;
  readonly invite: EventId | undefined;
  readonly drop: readonly EventId[];
  readonly erase: Erasure | undefined;
  readonly wants: boolean;
}

export const beginProgress = (turn: Turn, patch: ConversationPatch): Progress => ({
  turn: { ...turn, conversation: { ...turn.conversation, ...patch } },
  patch,
  effects: [],
  timers: [],
  tickets: [],
  overwrite: [],
  trace: [],
  decision: undefined,
  stopped: false,
  invite: undefined,
  drop: [],
  erase: undefined,
  wants: false,
});

const rewriteEvent = (event: InboundEvent, text: string | undefined): InboundEvent =>
  text !== undefined && (event.kind === "message.created" || event.kind === "message.edited")
    ? { ...event, message: { ...event.message, text } }
    : event;

/** Later stages never see what was overwritten. */
const rewrite = (turn: Turn, overwrite: readonly Overwrite[]): Turn => {
  if (overwrite.length === 0) return turn;
  const texts = new Map<string, string>(overwrite.map(({ source, text }) => [source, text]));
  const [first, ...rest] = turn.events;
  return {
    ...turn,
    events: [
      rewriteEvent(first, texts.get(first.id)),
      ...rest.map((event) => rewriteEvent(event, texts.get(event.id))),
    ],
    history: turn.history.map((past) => ({ ...past, text: texts.get(past.source) ?? past.text })),
  };
};

const outcomeOf = (result: StageResult): StageTrace["outcome"] => {
  if (result.decision !== undefined) return "decided";
  if (result.stop === true) return "stopped";
  const added = [result.effects, result.timers, result.tickets, result.overwrite];
  return added.some((list) => list !== undefined && list.length > 0) ? "added" : "passed";
};

/** Most stages add nothing. */
const both = <Item>(before: readonly Item[], added: readonly Item[] = []): readonly Item[] =>
  added.length === 0 ? before : [...before, ...added];

const take = (progress: Progress, { stage, result }: { stage: Stage; result: StageResult }): Progress => {
  const { patch, overwrite = [] } = result;
  const turn = rewrite(progress.turn, overwrite);
  return {
    turn: patch === undefined ? turn : { ...turn, conversation: { ...turn.conversation, ...patch } },
    patch: patch === undefined ? progress.patch : { ...progress.patch, ...patch },
    effects: both(progress.effects, result.effects),
    timers: both(progress.timers, result.timers),
    tickets: both(progress.tickets, result.tickets),
    overwrite: both(progress.overwrite, overwrite),
    trace: [
      ...progress.trace,
      { stage: stage.name, outcome: outcomeOf(result), findings: result.findings ?? [] },
    ],
    decision: result.decision ?? progress.decision,
    stopped: result.stop === true,
    invite: result.invite ?? progress.invite,
    drop: both(progress.drop, result.drop),
    erase: result.erase ?? progress.erase,
    wants: progress.wants || result.wants === "newcomer",
  };
};

/** Lets a stage work, unless the turn is decided or stopped. */
export const advance = (progress: Progress, stage: Stage): Progress =>
  progress.stopped || progress.decision !== undefined
    ? { ...progress, trace: [...progress.trace, { stage: stage.name, outcome: "skipped", findings: [] }] }
    : take(progress, { stage, result: stage.run(progress.turn) });

/** Adds what was seen outside of a stage's own work to its line of the trace. */
export const noteFinding = (
  trace: readonly StageTrace[],
  { stage, finding }: { stage: StageTrace["stage"]; finding: Finding },
): readonly StageTrace[] =>
  trace.map((line) => (line.stage === stage ? { ...line, findings: [finding, ...line.findings] } : line));
