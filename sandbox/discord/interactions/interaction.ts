import type { Clock } from "../../../src/domain/clock.ts";
import type { Changes } from "../../wire/changes.ts";
import type { Fields } from "../../wire/values.ts";
import type { Application } from "../world/application.ts";
import type { Channel } from "../world/channel.ts";
import type { DcMessage, DcUser } from "../world/types.ts";

/** Within this an interaction must be acknowledged. */
const acknowledgeMs = 3_000;
/** Until then its token works. */
const tokenMs = 15 * 60 * 1_000;

export const interactionTypes = {
  command: 2,
  component: 3,
  autocomplete: 4,
  modalSubmit: 5,
} as const;

export const callbackTypes = {
  pong: 1,
  message: 4,
  deferredMessage: 5,
  deferredUpdate: 6,
  updateMessage: 7,
  autocomplete: 8,
  modal: 9,
} as const;
export type CallbackName = keyof typeof callbackTypes;

export interface InteractionFacts {
  readonly id: string;
  readonly token: string;
  readonly type: number;
  readonly application: Application;
  readonly user: DcUser;
  readonly channel: Channel;
  /** The command's name. */
  readonly name?: string;
  /** The message whose component was used. */
  readonly message?: DcMessage;
}

/** Something that a person pressed, called or submitted, and what the bot made of it. */
export class Interaction {
  readonly facts: InteractionFacts;
  readonly createdAt: number;
  readonly #clock: Clock;
  readonly #changes: Changes;
  readonly #messageIds: string[] = [];
  /** How the bot answered first; undefined as long as it did not. */
  acknowledged: CallbackName | undefined;
  acknowledgedAt: number | undefined;
  /** The form that the bot opened. */
  modal: Fields | undefined;
  /** What an autocompletion offers. */
  choices: readonly Fields[] | undefined;
  /** What `@original` is. */
  originalId: string | undefined;

  constructor(facts: InteractionFacts, world: { readonly clock: Clock; readonly changes: Changes }) {
    this.facts = facts;
    this.#clock = world.clock;
    this.#changes = world.changes;
    this.createdAt = world.clock.now();
  }

  get id(): string {
    return this.facts.id;
  }

  get application(): Application {
    return this.facts.application;
  }

  /** Too late for a first answer: the person was told that the application did not respond. */
  get hasFailed(): boolean {
    return this.acknowledged === undefined && this.#clock.now() - this.createdAt > acknowledgeMs;
  }

  get isExpired(): boolean {
    return this.#clock.now() - this.createdAt > tokenMs;
  }

  acknowledge(as: CallbackName): void {
    this.acknowledged = as;
    this.acknowledgedAt = this.#clock.now();
    this.#changes.changed();
  }

  addMessage(id: string): void {
    if (!this.#messageIds.includes(id)) this.#messageIds.push(id);
    this.#changes.changed();
  }

  owns(messageId: string): boolean {
    return this.#messageIds.includes(messageId) || messageId === this.originalId;
  }

  /** What the bot said in answer, oldest first; a message that is still "thinking" is not among them. */
  get replies(): readonly DcMessage[] {
    return this.#messageIds
      .flatMap((id) => this.facts.channel.find(id) ?? [])
      .filter(({ deletedAt, flags }) => deletedAt === undefined && (flags & (1 << 7)) === 0);
  }

  /** The first answer, whichever it is. */
  waitForAnswer(timeoutMs = 15_000): Promise<CallbackName> {
    return this.#wait(() => this.acknowledged, { timeoutMs, what: "an answer" });
  }

  waitForReplies(count: number, timeoutMs = 15_000): Promise<readonly DcMessage[]> {
    const check = () => (this.replies.length >= count ? this.replies : undefined);
    return this.#wait(check, { timeoutMs, what: `${count} replies` });
  }

  async waitForReply(timeoutMs = 15_000): Promise<DcMessage> {
    const check = () => this.replies[0];
    return this.#wait(check, { timeoutMs, what: "a reply" });
  }

  /** The form that opens in answer. */
  waitForModal(timeoutMs = 15_000): Promise<Fields> {
    return this.#wait(() => this.modal, { timeoutMs, what: "a modal" });
  }

  #wait<T>(
    check: () => T | undefined,
    wait: { readonly timeoutMs: number; readonly what: string },
  ): Promise<T> {
    const { name, application } = this.facts;
    const missing = () =>
      `${wait.what} of ${application.user.username} to ${name ?? "a component"}; acknowledged: ${this.acknowledged}`;
    return this.#changes.until({ check, timeoutMs: wait.timeoutMs, missing });
  }
}
