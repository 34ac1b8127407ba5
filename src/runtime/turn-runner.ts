import type { Clock } from "../domain/clock.ts";
import type { Effect } from "../domain/effect.ts";
import { AppError } from "../domain/errors.ts";
import type { InboundEvent } from "../domain/event.ts";
import { chatOf, type EffectId, effectId, eventId } from "../domain/ids.ts";
import type { Turn, TurnResult } from "../domain/turn.ts";
import type { ConversationRecord, Storage, TurnCommit } from "../storage/port.ts";
import { AlreadyHandled } from "../storage/turns.ts";
import type { Telemetry } from "../telemetry/events.ts";
import type { Dispatcher } from "./dispatcher.ts";
import type { HeldTexts } from "./held-texts.ts";
import type { Permit } from "./limiter.ts";
import type { CapBook, Pipeline } from "./ports.ts";
import { tellRatings } from "./tell-ratings.ts";
import { tellRights } from "./tell-rights.ts";
import { tellUnanswered } from "./tell-unanswered.ts";
import type { TurnBuilder } from "./turn-builder.ts";
import type { TurnEvents } from "./turn-events.ts";

export const attemptsPerTurn = 2;
/** How often a turn is built again because an answer it wanted to replace had just been sent. */
const rebuildsAtMost = 3;

export interface TurnRunnerParts {
  readonly storage: Storage;
  readonly pipeline: Pipeline;
  readonly builder: TurnBuilder;
  readonly caps: CapBook;
  readonly held: HeldTexts;
  readonly dispatcherOf: (effect: Effect) => Dispatcher | undefined;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
  /** Told of every turn that was committed. */
  readonly onTurn: (turn: Turn, result: TurnResult) => void;
  /** Timers may have been set. */
  readonly onTimers: () => void;
}

/** Steps 4 to 7 for the events of one turn: builds it, runs the pipeline, and commits it as a whole. */
export class TurnRunner {
  readonly #parts: TurnRunnerParts;

  constructor(parts: TurnRunnerParts) {
    this.#parts = parts;
  }

  /**
   * A turn that changes nothing, beside others of its conversation.
   *
   * @returns false when there is something to do: nothing was committed.
   */
  async handleQuiet(group: TurnEvents): Promise<boolean> {
    const { builder, pipeline, clock } = this.#parts;
    const startedAt = clock.now();
    const { turn, record, supersedes } = await builder.build(group, { merge: false });
    const result = pipeline.run(turn);
    if (!changesNothing(result)) return false;
    const seqs = group.map(({ seq }) => seq);
    const committed = await this.#commit({ turn, record, result, seqs, supersedes, dead: false });
    if (committed) this.#told(turn, result, clock.now() - startedAt);
    return committed;
  }

  /** One turn, tried again once; a merged one that fails twice is split, a single one is given up. */
  async handle(group: TurnEvents): Promise<void> {
    const { telemetry, storage } = this.#parts;
    const seqs = group.map(({ seq }) => seq);
    for (let attempt = 1; ; attempt++) {
      try {
        await this.#turn(group);
        return;
      } catch (error) {
        if (error instanceof AppError) throw error;
        if (error instanceof AlreadyHandled) return this.#handleRest(group);
        const { conversationId } = group[0].event;
        telemetry.turnFailed({ conversationId, attempt, error });
        if (attempt < attemptsPerTurn) await storage.inbox.attempt(seqs);
        else if (group.length > 1) {
          for (const single of group) await this.handle([single]);
          return;
        } else {
          await this.giveUp(group, attempt, error);
          return;
        }
      }
    }
  }

  /** Some of the events were handled already; what is left is done one by one. */
  async #handleRest(group: TurnEvents): Promise<void> {
    if (group.length > 1) for (const single of group) await this.handle([single]);
  }

  async #turn(group: TurnEvents): Promise<void> {
    const { builder, pipeline, clock, storage } = this.#parts;
    const { conversationId } = group[0].event;
    const startedAt = clock.now();
    for (let rebuilds = 0; ; rebuilds++) {
      const { turn, record, supersedes } = await builder.build(group, { merge: rebuilds < rebuildsAtMost });
      const undecided = pipeline.run(turn);
      const result =
        undecided.wants === undefined ? undecided : pipeline.run(await builder.withNewcomer(turn));
      const seqs = group.map(({ seq }) => seq);
      if (!(await this.#commit({ turn, record, result, seqs, supersedes, dead: false }))) {
        // The chat goes on under another id, where its events wait now.
        if (storage.conversations.current(conversationId) !== conversationId) return;
        continue;
      }
      this.#told(turn, result, clock.now() - startedAt);
      return;
    }
  }

  #told(turn: Turn, result: TurnResult, ms: number): void {
    const { telemetry } = this.#parts;
    telemetry.turnDone({ accountId: turn.account.id, decision: result.decision.kind, ms });
    tellRights(telemetry, turn, result);
    tellRatings(telemetry, result);
    tellUnanswered(telemetry, turn, result);
    this.#parts.onTurn(turn, result);
  }

  /** The events become dead letters, and the person hears of it in a way that does not need what failed. */
  async giveUp(group: TurnEvents, attempt: number, error: unknown): Promise<void> {
    const { builder, pipeline, telemetry } = this.#parts;
    telemetry.turnDead({ conversationId: group[0].event.conversationId, attempt, error });
    const { turn, record } = await builder.build(group, { merge: false });
    const seqs = group.map(({ seq }) => seq);
    const result = pipeline.broken(turn);
    const effects = result.effects.map((effect, n) => ({ ...effect, id: givenUpId(group[0].event, n) }));
    await this.#commit({ turn, record, result: { ...result, effects }, seqs, supersedes: [], dead: true });
  }

  async #commit(input: {
    turn: Turn;
    record: ConversationRecord;
    result: TurnResult;
    seqs: readonly number[];
    supersedes: readonly number[];
    dead: boolean;
  }): Promise<boolean> {
    const { storage, dispatcherOf, caps, clock, held, onTimers } = this.#parts;
    const { turn } = input;
    const takeTimesBack = this.#reuseTimes(input);
    const effects = input.result.effects.map((effect) => this.#spaced(effect, turn));
    const permits: (Permit | undefined)[] = effects.map((effect) =>
      dispatcherOf(effect)?.reserve(effect, turn.conversation.kind),
    );
    const reserved = permits.map((permit) => permit !== undefined);
    let stored: Awaited<ReturnType<Storage["turns"]["commit"]>>;
    try {
      stored = await storage.turns.commit({ ...input, result: { ...input.result, effects }, reserved });
    } catch (error) {
      for (const permit of permits) permit?.unused();
      takeTimesBack();
      throw error;
    }
    for (const [n, permit] of permits.entries()) {
      const one = stored?.[n];
      const dispatcher = one && dispatcherOf(one.effect);
      if (permit && one?.state === "sending" && dispatcher) dispatcher.begin(one, permit);
      else {
        permit?.unused();
        dispatcher?.wake();
      }
    }
    if (!stored) {
      takeTimesBack();
      return false;
    }
    // What it replaces was counted.
    const isOneMore = input.supersedes.length === 0 && effects.some(({ kind }) => kind === "message.send");
    if (isOneMore) caps.replied(turn.person?.id, clock.now());
    const { decision } = input.result;
    if (decision.kind === "answer" && decision.asksHelpful === true)
      caps.askedHelpful(turn.person?.id, clock.now());
    if (input.result.timers.length > 0) onTimers();
    if (input.result.drop) held.drop(input.result.drop);
    return true;
  }

  /** The times at which replaced answers were to be sent are free for what replaces them. */
  #reuseTimes(input: Pick<TurnCommit, "turn" | "record" | "result" | "supersedes">): () => void {
    const { turn, record, result, supersedes } = input;
    const sent = result.effects.find(({ kind }) => kind === "message.send");
    const spacing = sent && this.#parts.dispatcherOf(sent)?.spacing;
    if (!spacing || supersedes.length === 0) return () => undefined;
    return spacing.release(
      chatOf(turn.conversation.id),
      record.supersedable.filter(({ seq }) => supersedes.includes(seq)).map(({ turnId }) => turnId),
    );
  }

  #spaced(effect: Effect, turn: Turn): Effect {
    const notBeforeAt = this.#parts.dispatcherOf(effect)?.book(effect, turn);
    return notBeforeAt === undefined ? effect : { ...effect, notBeforeAt };
  }
}

const changesNothing = ({ effects, patch, timers, overwrite, tickets, invite, wants }: TurnResult): boolean =>
  wants === undefined &&
  effects.length + timers.length + overwrite.length + tickets.length === 0 &&
  invite === undefined &&
  Object.keys(patch).length === 0;

/** An operator may have the event handled after all: the effects of both turns must not be taken for the same. */
const givenUpId = ({ accountId, platformEventId }: InboundEvent, n: number): EffectId =>
  effectId(eventId(accountId, `${platformEventId}/given-up`), n);
