import type { Changes } from "../../wire/changes.ts";
import { channelTypes, type DcMessage, type DcUser, type Overwrite } from "./types.ts";

const messagesKept = 5_000;

export interface ThreadState {
  readonly archived: boolean;
  readonly locked: boolean;
  readonly archivedAt: number;
  readonly autoArchiveMinutes: number;
  readonly invitable: boolean;
  readonly createdAt: number;
}

export interface ChannelFacts {
  readonly id: string;
  readonly type: number;
  readonly name?: string;
  readonly topic?: string;
  readonly guildId?: string;
  readonly parentId?: string;
  readonly ownerId?: string;
  readonly overwrites?: readonly Overwrite[];
  /** Of a direct chat: the person and the bot. */
  readonly recipients?: readonly DcUser[];
  readonly thread?: ThreadState;
  readonly slowmodeS?: number;
  readonly position?: number;
}

/** Why a send is refused, in the words of the world. */
export type Closed = "dms_closed" | "no_mutual_guild";

/** A guild's channel, a thread, or a direct chat with one bot: what was written there and what became of it. */
export class Channel {
  readonly #changes: Changes;
  readonly #messages = new Map<string, DcMessage>();
  readonly members = new Set<string>();
  /** Of those that everybody sees, whether or not it is still there. */
  lastMessageId: string | undefined;
  facts: ChannelFacts;
  deleted = false;

  constructor(facts: ChannelFacts, changes: Changes) {
    this.facts = facts;
    this.#changes = changes;
  }

  get id(): string {
    return this.facts.id;
  }

  get name(): string {
    return this.facts.name ?? "";
  }

  get isDm(): boolean {
    return this.facts.type === channelTypes.dm;
  }

  get isThread(): boolean {
    return this.facts.thread !== undefined;
  }

  /** From everybody, oldest first; deleted ones stay, with `deletedAt`, and those that one person sees. */
  get messages(): readonly DcMessage[] {
    return [...this.#messages.values()];
  }

  /** What bots said and is still there. */
  get replies(): readonly DcMessage[] {
    return this.messages.filter(({ direction, deletedAt }) => direction === "out" && deletedAt === undefined);
  }

  find(id: string): DcMessage | undefined {
    return this.#messages.get(id);
  }

  add(message: DcMessage): DcMessage {
    this.#messages.set(message.id, message);
    if (message.onlyFor === undefined) this.lastMessageId = message.id;
    if (this.#messages.size > messagesKept) {
      const [oldest] = this.#messages.keys();
      if (oldest !== undefined) this.#messages.delete(oldest);
    }
    this.#changes.changed();
    return message;
  }

  change(message: DcMessage, patch: Partial<DcMessage>): DcMessage {
    const changed = { ...message, ...patch };
    this.#messages.set(message.id, changed);
    this.#changes.changed();
    return changed;
  }

  update(patch: Partial<ChannelFacts>): void {
    this.facts = { ...this.facts, ...patch };
    this.#changes.changed();
  }

  /** The first message that fits, already there or still to come. */
  waitFor(fits: (message: DcMessage) => boolean, timeoutMs = 15_000): Promise<DcMessage> {
    return this.#changes.until({
      check: () => this.messages.find(fits),
      timeoutMs,
      missing: () => `a message in ${this.#summary}`,
    });
  }

  /** The bots' `count`-th reply: resolves with all of them. */
  waitForReplies(count: number, timeoutMs = 15_000): Promise<readonly DcMessage[]> {
    return this.#changes.until({
      check: () => (this.replies.length >= count ? this.replies : undefined),
      timeoutMs,
      missing: () => `${count} replies in ${this.#summary}`,
    });
  }

  get #summary(): string {
    const said = this.messages.map(
      ({ direction, text, deletedAt, onlyFor }) =>
        `${direction}${deletedAt === undefined ? "" : " (deleted)"}${onlyFor ? " (ephemeral)" : ""}: ${text}`,
    );
    return `channel ${this.id} ${this.name}; it holds ${JSON.stringify(said)}`;
  }
}
