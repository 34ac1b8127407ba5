import type { Clock } from "../../../src/domain/clock.ts";
import type { TgChat, TgUser } from "../types.ts";
import { secondsOf } from "./people.ts";

export type JoinAnswer = "approve" | "decline" | "queue" | "expired";

const queryMs = 10_000;

/** Someone who asked to be let in. A query must be answered in 10 s; without an answer the group's admins decide. */
export class JoinRequest {
  readonly id: string;
  readonly user: TgUser;
  readonly at: number;
  /** A bot was asked by query. */
  readonly query: boolean;
  readonly answered: Promise<JoinAnswer>;
  readonly #clock: Clock;
  readonly #resolve: (answer: JoinAnswer) => void;
  readonly #timer: NodeJS.Timeout | undefined;
  #answer: JoinAnswer | undefined;

  constructor(request: { id: string; user: TgUser; query: boolean }, clock: Clock) {
    this.id = request.id;
    this.user = request.user;
    this.query = request.query;
    this.at = clock.now();
    this.#clock = clock;
    const { promise, resolve } = Promise.withResolvers<JoinAnswer>();
    this.answered = promise;
    this.#resolve = resolve;
    if (request.query) this.#timer = setTimeout(() => this.settle("expired"), queryMs).unref();
  }

  get state(): JoinAnswer | "open" {
    if (this.#answer) return this.#answer;
    return this.query && this.#isLate ? "expired" : "open";
  }

  /** A `ChatJoinRequest`. */
  wire(chat: TgChat, bio: string | undefined): object {
    return {
      chat,
      from: this.user,
      user_chat_id: this.user.id,
      date: secondsOf(this.at),
      ...(bio !== undefined && { bio }),
      ...(this.query && { query_id: this.id }),
    };
  }

  /** The query can still be answered. */
  get isAsking(): boolean {
    return this.query && this.state === "open";
  }

  /** An admin can still decide. */
  get isUndecided(): boolean {
    return this.state !== "approve" && this.state !== "decline";
  }

  settle(answer: JoinAnswer): void {
    if (!this.isUndecided) return;
    clearTimeout(this.#timer);
    this.#answer = answer;
    this.#resolve(answer);
  }

  get #isLate(): boolean {
    return this.#clock.now() - this.at > queryMs;
  }
}
