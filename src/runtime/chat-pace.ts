import type { Allowance } from "../domain/adapter.ts";
import type { ConversationKind } from "../domain/conversation.ts";
import type { Effect } from "../domain/effect.ts";
import { type ConversationId, chatOf } from "../domain/ids.ts";
import type { StoredEffect } from "../storage/port.ts";
import type { GroupSend } from "../storage/port-groups.ts";

/** A send that began a little late does not put off those that follow it, in ms. */
const lagMs = 50;
/** When nothing is known but that all of a group's slots are being used, they are looked at again, in ms. */
const lookAgainMs = 1_000;

/** What an effect is paced by. */
export type Paced = Pick<StoredEffect, "conversationKind"> & {
  readonly effect: Pick<Effect, "conversationId" | "kind">;
};

/** A chat's right to one message. Given back once: with `done` when the response is there, else with `unused`. */
export interface Claim {
  /** @param messages what it became; a long text is several. */
  done(now: number, messages: number): void;
  unused(): void;
}

interface Chat {
  /** The next message is not sent before. */
  nextAt: number;
  /** Sends whose response is not there yet. */
  inFlight: number;
  /** When the slots of earlier sends are free again, the next one first. */
  readonly ends: number[];
  frozenUntilAt: number;
}

const counts = ({ kind }: Pick<Effect, "kind">) => kind === "message.send" || kind === "message.edit";

/**
 * What one chat may be sent: the least time between two messages and, in a group, N messages in any window. A slot is
 * held from the send until its response and the window after it, so that no window sees more than N, whatever the
 * round trip. There is no timer: who gets no slot waits on disk until the time that is told here. Only chats that were
 * written to of late are remembered.
 */
export class ChatPace {
  readonly #allowance: Allowance;
  readonly #chats = new Map<ConversationId, Chat>();

  constructor(allowance: Allowance) {
    this.#allowance = allowance;
  }

  /** For how long a send counts in a group, in ms; 0 where groups have no allowance of their own. */
  get groupWindowMs(): number {
    return this.#allowance.perGroup?.windowMs ?? 0;
  }

  /** When it may go at the soonest; what may go now gets a time that has passed. */
  freeAt({ effect, conversationKind }: Paced, now: number): number {
    const chat = counts(effect) ? this.#chats.get(chatOf(effect.conversationId)) : undefined;
    if (!chat) return 0;
    const at = Math.max(effect.kind === "message.send" ? chat.nextAt : 0, chat.frozenUntilAt);
    return conversationKind === "group" ? Math.max(at, this.#slotAt(chat, now)) : at;
  }

  /** Takes the chat's slot, or tells when to ask again. */
  claim(paced: Paced, now: number): Claim | { readonly freeAt: number } {
    const freeAt = this.freeAt(paced, now);
    if (freeAt > now) return { freeAt };
    const { effect, conversationKind } = paced;
    if (!counts(effect)) return { done: () => undefined, unused: () => undefined };
    const chat = this.#touch(chatOf(effect.conversationId), now);
    const spacingMs = effect.kind === "message.send" ? this.spacingMs(conversationKind) : 0;
    const before = chat.nextAt;
    if (spacingMs > 0) chat.nextAt = (now - before <= lagMs ? before : now) + spacingMs;
    const { nextAt } = chat;
    chat.inFlight += 1;
    let held = true;
    const end = () => {
      const wasHeld = held;
      held = false;
      if (wasHeld) chat.inFlight -= 1;
      return wasHeld;
    };
    return {
      done: (at, messages) => {
        if (!end()) return;
        if (messages > 1 && spacingMs > 0) chat.nextAt = Math.max(chat.nextAt, at + spacingMs);
        if (conversationKind !== "group" || this.groupWindowMs === 0) return;
        for (let n = 0; n < Math.max(1, messages); n++) chat.ends.push(at + this.groupWindowMs);
      },
      unused: () => {
        if (end() && chat.nextAt === nextAt) chat.nextAt = before;
      },
    };
  }

  /** Least time between two messages to one chat, in ms. */
  spacingMs(kind: ConversationKind): number {
    return kind === "group" ? this.#allowance.perGroupMs : this.#allowance.perConversationMs;
  }

  /**
   * The platform said how long to wait, in answer to a message to a group.
   * @returns whether another chat was told so too, and still waits: then it is not about this one alone.
   */
  freeze(id: ConversationId, times: { now: number; untilAt: number }): boolean {
    const { now, untilAt } = times;
    const others = [...this.#chats].some(
      ([chat, { frozenUntilAt }]) => chat !== chatOf(id) && frozenUntilAt > now,
    );
    const chat = this.#touch(chatOf(id), now);
    chat.frozenUntilAt = Math.max(chat.frozenUntilAt, untilAt);
    return others;
  }

  /** Allowance that was used before the start. */
  occupy(sends: readonly GroupSend[], now: number): void {
    for (const { conversationId, at } of sends) {
      const endsAt = at + this.groupWindowMs;
      if (endsAt > now) this.#touch(chatOf(conversationId), now).ends.push(endsAt);
    }
    for (const { ends } of this.#chats.values()) ends.sort((a, b) => a - b);
  }

  get remembered(): number {
    return this.#chats.size;
  }

  #slotAt(chat: Chat, now: number): number {
    const slots = this.#allowance.perGroup?.sends ?? Number.POSITIVE_INFINITY;
    while (chat.ends.length > 0 && (chat.ends[0] ?? 0) <= now) chat.ends.shift();
    const over = chat.inFlight + chat.ends.length - slots;
    return over < 0 ? 0 : (chat.ends[over] ?? now + lookAgainMs);
  }

  #touch(id: ConversationId, now: number): Chat {
    const chat = this.#chats.get(id) ?? { nextAt: 0, inFlight: 0, ends: [], frozenUntilAt: 0 };
    this.#chats.delete(id);
    this.#chats.set(id, chat);
    for (const [oldest, { nextAt, inFlight, ends, frozenUntilAt }] of this.#chats) {
      const isQuiet = inFlight === 0 && Math.max(nextAt, frozenUntilAt, ends.at(-1) ?? 0) <= now;
      if (oldest === id || !isQuiet) break;
      this.#chats.delete(oldest);
    }
    return chat;
  }
}
