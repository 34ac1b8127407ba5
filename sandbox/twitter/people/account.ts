import type { Caller } from "../rest/oauth.ts";
import type { Conversation } from "../world/conversation.ts";
import type { DmEvent, Grant, Post, User } from "../world/types.ts";
import type { World } from "../world/world.ts";

/** An account that an app may act for. Its owner uses X's apps as well. */
export class Account {
  readonly user: User;
  readonly #grant: Grant;
  readonly #world: World;

  constructor(grant: Grant, world: World) {
    this.user = grant.user;
    this.#grant = grant;
    this.#world = world;
  }

  get id(): string {
    return this.user.id;
  }

  get username(): string {
    return this.user.username;
  }

  get accessToken(): string {
    return this.#grant.accessToken;
  }

  /** Whose allowances its calls are counted against. */
  get caller(): Caller {
    return { app: this.#grant.app, user: this.user };
  }

  /** The owner types in X's app. */
  say(text: string, { to }: { readonly to: { readonly id: string } | Conversation }): DmEvent {
    const conversation = "events" in to ? to : this.#world.direct(this.id, to.id);
    return this.#world.dm(conversation, { from: this.user, text, by: "app" });
  }

  /** The owner posts in X's app. */
  post(text: string): Post {
    return this.#world.post({ author: this.user, text });
  }

  /** What the account said in public, by an app or by hand. */
  get posts(): readonly Post[] {
    return [...this.#world.posts.values()].filter(
      ({ authorId, deleted }) => authorId === this.id && !deleted,
    );
  }

  /** The account's `count`-th post: resolves with all of them. */
  waitForPosts(count: number, timeoutMs = 15_000): Promise<readonly Post[]> {
    return this.#world.changes.until({
      check: () => (this.posts.length >= count ? this.posts : undefined),
      timeoutMs,
      missing: () =>
        `${count} posts of ${this.username}; there are ${JSON.stringify(this.posts.map(({ text }) => text))}`,
    });
  }

  /** The owner takes the app's rights away: calls answer 401, and the app is told. */
  revoke(): void {
    this.#grant.revoked = true;
    const { consumerKey } = this.#grant.app;
    this.#world.tell({ type: "oauth.revoke", userId: this.id, consumerKey });
  }

  grantAgain(): void {
    this.#grant.revoked = false;
  }
}
