import type { Changes } from "../../wire/changes.ts";
import type { DmEvent } from "./types.ts";

/** Those of one-to-one conversations are the two users' ids, the smaller one first. */
export const directConversationId = (one: string, other: string): string =>
  BigInt(one) < BigInt(other) ? `${one}-${other}` : `${other}-${one}`;

/** A one-to-one conversation, or one of a group: what was said, and who takes part. */
export class Conversation {
  readonly id: string;
  readonly isGroup: boolean;
  readonly participants: Set<string>;
  readonly #changes: Changes;
  readonly #events: DmEvent[] = [];
  /** Whose calls of the API count as replies: the accounts that apps act for. */
  readonly #isAccount: (userId: string) => boolean;

  constructor(
    facts: { readonly id: string; readonly isGroup: boolean; readonly participants: readonly string[] },
    world: { readonly changes: Changes; readonly isAccount: (userId: string) => boolean },
  ) {
    this.id = facts.id;
    this.isGroup = facts.isGroup;
    this.participants = new Set(facts.participants);
    this.#changes = world.changes;
    this.#isAccount = world.isAccount;
  }

  /** Oldest first; with those that somebody deleted for themselves. */
  get events(): readonly DmEvent[] {
    return this.#events;
  }

  /** What was said, by whomever. */
  get messages(): readonly DmEvent[] {
    return this.#events.filter(({ type }) => type === "MessageCreate");
  }

  /** What accounts said, by an app or by hand. */
  get replies(): readonly DmEvent[] {
    return this.messages.filter(({ senderId }) => this.#isAccount(senderId));
  }

  add(event: DmEvent): void {
    this.#events.push(event);
    this.#changes.changed();
  }

  /** The first message that fits, already there or still to come. */
  waitFor(fits: (message: DmEvent) => boolean, timeoutMs = 15_000): Promise<DmEvent> {
    const missing = () => `a message in ${this.#summary}`;
    return this.#changes.until({ check: () => this.messages.find(fits), timeoutMs, missing });
  }

  /** The accounts' `count`-th reply: resolves with all of them. */
  waitForReplies(count: number, timeoutMs = 15_000): Promise<readonly DmEvent[]> {
    return this.#changes.until({
      check: () => (this.replies.length >= count ? this.replies : undefined),
      timeoutMs,
      missing: () => `${count} replies in ${this.#summary}`,
    });
  }

  get #summary(): string {
    const said = this.messages.map(({ senderId, text }) => `${senderId}: ${text}`);
    return `conversation ${this.id}; it holds ${JSON.stringify(said)}`;
  }
}
