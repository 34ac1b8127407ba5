import type { Changes } from "../wire/changes.ts";
import type { ChatMessage, TgChat } from "./types.ts";

const messagesKept = 2_000;
const typingMs = 5_000;

export interface Topic {
  readonly id: number;
  readonly name: string;
  readonly closed: boolean;
  /** It was deleted; sends to it fail in these words. */
  readonly removed?: string;
}

/** One private chat of one bot, or a group: what both sides wrote, and what became of it. */
export class Chat {
  readonly #changes: Changes;
  readonly #messages = new Map<number, ChatMessage>();
  readonly topics = new Map<number, Topic>();
  #typingUntil = 0;
  about: TgChat;
  /** The person's account is gone. */
  deactivated = false;
  /** The person has blocked the bot. */
  blocked = false;

  constructor(about: TgChat, changes: Changes) {
    this.about = about;
    this.#changes = changes;
  }

  get id(): number {
    return this.about.id;
  }

  /** Both directions, oldest first; deleted ones stay, with `deletedAt`. */
  get messages(): readonly ChatMessage[] {
    return [...this.#messages.values()];
  }

  /** What the bot said and did not delete. */
  get replies(): readonly ChatMessage[] {
    return this.messages.filter(({ direction, deletedAt }) => direction === "out" && deletedAt === undefined);
  }

  find(messageId: number): ChatMessage | undefined {
    return this.#messages.get(messageId);
  }

  typing(now: number): boolean {
    return now < this.#typingUntil;
  }

  add(message: ChatMessage): ChatMessage {
    this.#messages.set(message.id, message);
    if (this.#messages.size > messagesKept) {
      const [oldest] = this.#messages.keys();
      if (oldest !== undefined) this.#messages.delete(oldest);
    }
    if (message.direction === "out") this.#typingUntil = 0;
    this.#changes.changed();
    return message;
  }

  change(message: ChatMessage, patch: Partial<ChatMessage>): ChatMessage {
    const changed = { ...message, ...patch };
    this.#messages.set(message.id, changed);
    this.#changes.changed();
    return changed;
  }

  showTyping(now: number): void {
    this.#typingUntil = now + typingMs;
    this.#changes.changed();
  }

  /** The first message that fits, already there or still to come. */
  waitFor(fits: (message: ChatMessage) => boolean, timeoutMs = 15_000): Promise<ChatMessage> {
    return this.#changes.until({
      check: () => this.messages.find(fits),
      timeoutMs,
      missing: () => `a message in chat ${this.id}; it holds ${JSON.stringify(this.messages.map(summary))}`,
    });
  }

  /** The bot's `count`-th reply: resolves with all of them. */
  waitForReplies(count: number, timeoutMs = 15_000): Promise<readonly ChatMessage[]> {
    return this.#changes.until({
      check: () => (this.replies.length >= count ? this.replies : undefined),
      timeoutMs,
      missing: () =>
        `${count} replies in chat ${this.id}; it holds ${JSON.stringify(this.messages.map(summary))}`,
    });
  }
}

const summary = ({ direction, text, deletedAt }: ChatMessage) =>
  `${direction}${deletedAt === undefined ? "" : " (deleted)"}: ${text}`;
