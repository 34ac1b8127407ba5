import { type FileDraft, storedFile } from "../../wire/stored-file.ts";
import type { Conversation } from "../world/conversation.ts";
import type { DmEvent, Post, User } from "../world/types.ts";
import type { World } from "../world/world.ts";
import type { Account } from "./account.ts";

export interface PersonOptions {
  readonly name: string;
  /** @default a new one */
  readonly id?: string;
  /** @default the name without what X allows not */
  readonly username?: string;
}

export interface ToAccount {
  /** @default the account that was added first */
  readonly to?: Account | undefined;
}

export interface SayOptions extends ToAccount {
  /** A group instead of the conversation with an account. */
  readonly in?: Conversation;
  /** Each file beyond the first is a message of its own, as X's apps send it. */
  readonly files?: readonly FileDraft[];
}

/** Someone who uses X's apps. */
export class Person {
  readonly user: User;
  readonly #world: World;
  readonly #account: () => Account;

  constructor(user: User, world: World, firstAccount: () => Account) {
    this.user = user;
    this.#world = world;
    this.#account = firstAccount;
  }

  get id(): string {
    return this.user.id;
  }

  /** The conversation with an account. */
  conversation({ to = this.#account() }: ToAccount = {}): Conversation {
    return this.#world.direct(this.id, to.id);
  }

  /** What accounts said to the person, oldest first. */
  get inbox(): readonly DmEvent[] {
    return [...this.#world.conversations.values()]
      .filter(({ participants }) => participants.has(this.id))
      .flatMap(({ replies }) => replies);
  }

  /** The accounts' `count`-th message to the person: resolves with all of them. */
  waitForInbox(count: number, timeoutMs = 15_000): Promise<readonly DmEvent[]> {
    return this.#world.changes.until({
      check: () => (this.inbox.length >= count ? this.inbox : undefined),
      timeoutMs,
      missing: () =>
        `${count} messages to ${this.user.name}; there are ${JSON.stringify(this.inbox.map(({ text }) => text))}`,
    });
  }

  /** Writes a direct message; gives the last of what it became. */
  say(text: string, options: SayOptions = {}): DmEvent {
    const conversation = options.in ?? this.conversation(options);
    const [first, ...more] = (options.files ?? []).map((draft) =>
      this.#world.media(storedFile(draft, this.#world.ids.next())),
    );
    const said = this.#world.dm(conversation, { from: this.user, text, media: first, by: "app" });
    return more.reduce<DmEvent>(
      (_, media) => this.#world.dm(conversation, { from: this.user, text: "", media, by: "app" }),
      said,
    );
  }

  /** Writes in X's encrypted chat, which this API does not carry. */
  sayEncrypted({ to = this.#account() }: ToAccount = {}): void {
    const id = this.#world.ids.next();
    this.#world.tell({
      type: "chat.received",
      userId: to.id,
      from: this.user,
      id,
      at: this.#world.clock.now(),
    });
  }

  /** Writes in public; whom it names by `@username` is told. */
  post(text: string, { replyTo }: { readonly replyTo?: Post } = {}): Post {
    return this.#world.post({ author: this.user, text, replyTo });
  }

  /** A new group with accounts or people. */
  group(others: readonly { readonly id: string }[]): Conversation {
    return this.#world.group(
      this.user,
      others.map(({ id }) => id),
    );
  }

  leave(group: Conversation): void {
    this.#world.leave(group, this.user);
  }

  block({ to = this.#account() }: ToAccount = {}): void {
    this.user.blocks.add(to.id);
    this.#world.changes.changed();
  }

  unblock({ to = this.#account() }: ToAccount = {}): void {
    this.user.blocks.delete(to.id);
    this.#world.changes.changed();
  }

  /** Takes no direct messages, from nobody. */
  closeDms(): void {
    this.user.dmsClosed = true;
  }

  openDms(): void {
    this.user.dmsClosed = false;
  }

  /** X takes the person's account away for a while, or the person ends it. */
  vanish(how: "suspended" | "gone"): void {
    this.user.standing = how;
  }

  comeBack(): void {
    this.user.standing = "active";
  }
}
