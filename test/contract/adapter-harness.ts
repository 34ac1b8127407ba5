import type {
  Adapter,
  ConnectionStatus,
  Delivery,
  EventSink,
  Intake,
  OutboundFile,
  SentTo,
} from "../../src/domain/adapter.ts";
import type { RawEvent } from "../../src/domain/event.ts";
import type { ConversationId } from "../../src/domain/ids.ts";

/** A failure that the harness makes the platform give to the next call that it fits. */
export type OrderedFailure =
  /** Too many messages; come back in 2 s. */
  | "rate_limited"
  /** The platform is not there, and says so or refuses the connection. */
  | "unavailable"
  /** Carried out, but the response does not arrive. */
  | "response_lost"
  /** The person does not want to hear from us. */
  | "blocked"
  /** The token is no longer right. */
  | "unauthorized"
  /** The platform refuses what is said, for good. */
  | "rejected"
  /** The formatting is refused, the text is not. */
  | "formatting_refused"
  /** The answer takes longer than anybody waits. */
  | "stuck";

export interface ArrivedMessage {
  readonly id: string;
  readonly text: string;
  readonly formatted: boolean;
  readonly buttons: readonly { readonly label: string; press(): void }[];
  /** The sizes of its files, in bytes. */
  readonly files: readonly number[];
}

/** A group in which the person is, and we are with every right. */
export interface HarnessGroup {
  readonly conversationId: ConversationId;
  /** The person writes one message. */
  say(text: string): void;
  /** What becomes of a text where nobody hears us without being named. @default the text */
  readonly said?: (text: string) => string;
  /** The message that ours answer, where they must answer one. */
  readonly replyTo?: string;
  /** What is seen in the group now, of us, oldest first. */
  arrived(): readonly ArrivedMessage[];
  /** What the person is there now. */
  standing(): "free" | "muted" | "banned" | "outside";
  leave(): void;
  /** The person asks to be let in; tells what became of it. */
  askToJoin(): () => "waiting" | "accepted" | "declined";
  /** A part of the group that can go, where the platform has such. */
  topic?(): { readonly conversationId: ConversationId; remove(): void };
  /** The platform goes on with the group under another id, which this returns. */
  move?(): ConversationId;
  /** Somebody takes us out. */
  removeUs(): void;
}

/** The other side of an adapter: a person who writes, and a platform that fails on order. */
export interface AdapterHarness {
  /** A new adapter for the same account, as after a restart. */
  createAdapter(): Adapter;
  /** The person writes one message. */
  say(text: string): void;
  /** The person writes one message, of which the platform tells twice. */
  sayTwice(text: string): void;
  /** The platform tells something that no adapter can know. */
  sayUnparsable(): void;
  /** The failure hits the next call, or a later one. */
  order(failure: OrderedFailure, options?: { readonly afterCalls: number }): void;
  /** Moves the clock that the platform and the adapter share. */
  passTime(ms: number): void;
  /** How many events the platform still holds because they are not acknowledged. */
  unacknowledged(): number;
  /** The delivery of a message to the person, with buttons when labels are given. */
  message(text: string, options?: MessageOptions): Delivery;
  edit(messageId: string, text: string): Delivery;
  remove(messageId: string): Delivery;
  /** What the person sees now, oldest first. */
  arrived(): readonly ArrivedMessage[];
  untilArrived(count: number): Promise<unknown>;
  /** Undefined where the platform has no groups. */
  group(): HarnessGroup | undefined;
  /** The person sends a file of these bytes. */
  sayFile(bytes: Uint8Array): void;
  /** The id by which effects name the person. */
  readonly nativePersonId: string;
  /** What must never be seen in an error. */
  readonly secret: string;
  /** Whether the platform shows formatting at all. */
  readonly showsFormatting: boolean;
  /** Whether the platform may take a text and refuse its formatting. */
  readonly refusesFormatting: boolean;
  /** The longest text that the platform takes as one message. */
  readonly longestText: number;
  close(): Promise<void>;
}

export interface MessageOptions {
  readonly boldUnits?: number;
  readonly buttons?: readonly string[];
  /** @default the direct chat */
  readonly where?: ConversationId;
  readonly files?: readonly OutboundFile[];
}

/** A sink that keeps what it is offered, and refuses or holds it back on order. */
export class RecordingSink implements EventSink {
  readonly intakes: Intake[] = [];
  readonly refused: Intake[] = [];
  readonly reports: ConnectionStatus[] = [];
  storedCursor: string | undefined;
  /** How many intakes to refuse. */
  refusals = 0;
  /** Held back until this resolves. */
  gate: Promise<void> | undefined;
  offered = 0;
  readonly #watchers = new Set<() => void>();

  async accept(intake: Intake): Promise<void> {
    this.offered += 1;
    this.#changed();
    await this.gate;
    if (this.refusals > 0) {
      this.refusals -= 1;
      this.refused.push(intake);
      this.#changed();
      throw new Error("intake is stopped");
    }
    this.intakes.push(intake);
    this.storedCursor = intake.cursor ?? this.storedCursor;
    this.#changed();
  }

  cursor(): Promise<string | undefined> {
    return Promise.resolve(this.storedCursor);
  }

  directChats(): Promise<readonly ConversationId[]> {
    const direct = this.events.filter(({ conversationKind }) => conversationKind === "direct");
    return Promise.resolve([...new Set(direct.map(({ conversationId }) => conversationId))]);
  }

  /** What the fleet would have on disk of its own sends. */
  ownSends: SentTo = { messageIds: [], unsettled: [] };

  sentTo(): Promise<SentTo> {
    return Promise.resolve(this.ownSends);
  }

  takeRead(): Promise<number> {
    return Promise.resolve(0);
  }

  returnRead(): Promise<void> {
    return Promise.resolve();
  }

  /** Of each limit that was met, how long to wait. */
  readonly rateLimits: number[] = [];

  rateLimited(retryAfterMs: number): void {
    this.rateLimits.push(retryAfterMs);
  }

  report(status: ConnectionStatus): void {
    this.reports.push(status);
    this.#changed();
  }

  get events(): readonly RawEvent[] {
    return this.intakes.flatMap(({ events }) => events);
  }

  get texts(): readonly string[] {
    return this.events.flatMap((event) => (event.kind === "message.created" ? [event.message.text] : []));
  }

  /** Resolves as soon as `holds` does; rejects after 5 s with what is there. */
  until(holds: (sink: this) => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const check = () => {
        if (!holds(this)) return;
        clearTimeout(timer);
        this.#watchers.delete(check);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#watchers.delete(check);
        reject(
          new Error(`Waited in vain; there is ${JSON.stringify([this.texts, this.reports, this.offered])}.`),
        );
      }, 5000);
      this.#watchers.add(check);
      check();
    });
  }

  #changed(): void {
    for (const check of this.#watchers) check();
  }
}
