import type { Account } from "../domain/account.ts";
import type { Adapter } from "../domain/adapter.ts";
import type { Clock } from "../domain/clock.ts";
import type { InboundEvent } from "../domain/event.ts";
import { type AccountId, turnId } from "../domain/ids.ts";
import type { Facts, Queue, Turn } from "../domain/turn.ts";
import type { ConversationRecord, Storage, StoredEvent } from "../storage/port.ts";
import { asUnsaid } from "./as-unsaid.ts";
import { completeEvent } from "./complete-event.ts";
import type { HeldTexts } from "./held-texts.ts";
import type { Ids } from "./ids.ts";
import { isNewcomer } from "./newcomer.ts";
import type { CapBook, Gather, Known, LateAfter } from "./ports.ts";

/** Of an account whose sends are few: who waits there. */
type QueueOf = (id: AccountId) => Promise<Queue | undefined>;

/** Facts that are not there by then are done without. */
const gatherMs = 3_000;

export interface BuiltTurn {
  readonly turn: Turn;
  readonly record: ConversationRecord;
  readonly supersedes: readonly number[];
}

interface Connected {
  readonly account: Account;
  readonly adapter: Pick<Adapter, "supports">;
}

/** Questions whose answers were not sent yet, and those answers. */
interface Earlier {
  readonly events: readonly InboundEvent[];
  readonly supersedes: readonly number[];
}

const nothing: Earlier = { events: [], supersedes: [] };

/** Puts together what the pipeline may know: nothing that it would have to ask for later. */
export class TurnBuilder {
  readonly #parts: {
    accounts: ReadonlyMap<AccountId, Connected>;
    storage: Storage;
    caps: CapBook;
    gather: Gather | undefined;
    known: Known | undefined;
    queueOf: QueueOf;
    late: LateAfter;
    clock: Clock;
    ids: Ids;
    held: HeldTexts;
    newcomerMs: number;
  };

  constructor(parts: {
    accounts: ReadonlyMap<AccountId, Connected>;
    storage: Storage;
    caps: CapBook;
    gather: Gather | undefined;
    known: Known | undefined;
    queueOf: QueueOf;
    late: LateAfter;
    clock: Clock;
    ids: Ids;
    held: HeldTexts;
    newcomerMs: number;
  }) {
    this.#parts = parts;
  }

  /** @param options.merge take questions whose answers were not sent yet into this turn, and replace those answers. */
  async build(
    group: readonly [StoredEvent, ...StoredEvent[]],
    options: { merge: boolean },
  ): Promise<BuiltTurn> {
    const { storage, accounts, clock, ids, caps, late, gather, held } = this.#parts;
    const first = group[0].event;
    const record = await storage.turns.load(first.conversationId, { event: first });
    const connected = accounts.get(first.accountId);
    const account = connected?.account ?? unknownAccount(first.accountId);
    const supports = connected?.adapter.supports;
    const now = clock.now();
    const waiting = await this.#parts.queueOf(first.accountId);
    const queue = waiting && { ...waiting, sentAt: await storage.scarce.sentAt(record.conversation.id) };
    const known = this.#parts.known?.(now) ?? {};
    const left = await caps.left({ personId: record.person?.id, tickets: record.tickets, now });
    // Without a reply left, what waits is all that the person gets: nothing may take its place.
    const merges = options.merge && left.repliesLeft > 0 && mayReplace(first, record);
    const merged = merges ? await this.#earlier(first, record) : nothing;
    const own: InboundEvent[] = [];
    for (const { event } of group) {
      const whole = completeEvent(storage, {
        event,
        at: { account, conversation: record.conversation, now },
      });
      own.push(whole instanceof Promise ? await whole : whole);
    }
    const [oldest = first, ...later] = [...merged.events, ...own];
    const turn: Turn = {
      id: turnId(group.at(-1)?.event.id ?? first.id),
      now,
      account,
      conversation: queue && merged.supersedes.length > 0 ? asUnsaid(record) : record.conversation,
      events: [oldest, ...later],
      history:
        merged.events.length === 0
          ? record.history
          : record.history.filter((line) => !merged.events.some(({ id }) => id === line.source)),
      tickets: record.tickets,
      attachments: record.attachments,
      facts: known,
      held: held.of(record.person?.id),
      late:
        isFromPerson(first) &&
        // Where people wait for a send we were not out of reach.
        now - (queue ? first : oldest).occurredAt >
          (first.conversationKind === "direct" ? late.directAfterMs : late.groupAfterMs),
      caps: left,
      ...(queue && { queue }),
      hasButtons: supports?.has("buttons") ?? true,
      ...(supports && { supports }),
      newTicketId: ids.newTicketId(),
      newMark: ids.newMark(),
      ...(record.person && { person: record.person }),
    };
    const facts = gather ? await gatherInTime(gather, turn) : {};
    return {
      turn: gather ? { ...turn, facts: { ...known, ...facts } } : turn,
      record,
      supersedes: merged.supersedes,
    };
  }

  /** The same turn with the fact whether the person came to the group only lately. */
  async withNewcomer(turn: Turn): Promise<Turn> {
    const { storage, newcomerMs } = this.#parts;
    const newcomer = await isNewcomer(storage, turn, newcomerMs).catch(() => false);
    return { ...turn, facts: { ...turn.facts, newcomer } };
  }

  async #earlier(first: InboundEvent, record: ConversationRecord): Promise<Earlier> {
    const turns = [...new Set(record.supersedable.map(({ turnId }) => turnId))];
    const rows = await Promise.all(
      turns.map((id) => this.#parts.storage.inbox.ofTurn(first.conversationId, id)),
    );
    return {
      events: rows.flat().map(({ event }) => event),
      supersedes: record.supersedable.map(({ seq }) => seq),
    };
  }
}

const mayReplace = (first: InboundEvent, { supersedable }: ConversationRecord): boolean =>
  supersedable.length > 0 &&
  first.conversationKind === "direct" &&
  (first.kind === "message.created" || first.kind === "message.edited");

/** Only what a person did can be answered late; a timer or a ticket's reply is in time whenever it comes. */
const isFromPerson = (event: InboundEvent): boolean =>
  "message" in event ||
  event.kind === "command.called" ||
  event.kind === "button.pressed" ||
  event.kind === "form.submitted";

/** An account that was taken out of the configuration: what waits for it is still worked off. */
const unknownAccount = (id: AccountId): Account => ({ id, platform: "telegram", handle: id, roles: [] });

async function gatherInTime(gather: Gather, turn: Turn): Promise<Facts> {
  const signal = AbortSignal.timeout(gatherMs);
  const tooLate = new Promise<Facts>((resolve) => signal.addEventListener("abort", () => resolve({})));
  return Promise.race([gather(turn, signal), tooLate]).catch(() => ({}));
}
