import { isSettled } from "./words.js";

const turnsKept = 300;

/** What the fleet told of its turns. Those with effects under way are asked for again. */
export class Turns {
  #turns = new Map();
  connected = false;

  /** Ask for turns after this number. */
  get after() {
    const last = Math.max(0, ...this.#turns.keys());
    const open = [...this.#turns.values()].filter(isOpen).map(({ seq }) => seq - 1);
    return Math.min(last, ...open);
  }

  /** undefined: the fleet did not answer. */
  add(news) {
    this.connected = news !== undefined;
    for (const turn of news ?? []) if (Number.isFinite(turn?.seq)) this.#turns.set(turn.seq, turn);
    const surplus = this.#turns.size - turnsKept;
    if (surplus > 0) for (const seq of [...this.#turns.keys()].slice(0, surplus)) this.#turns.delete(seq);
  }

  /** Those of these chats and their topics, oldest first. */
  of(chats) {
    const isOf = ({ conversationId }) => {
      const [, ...parts] = String(conversationId).split("/");
      return chats.some((chat) => `${parts.join("/")}/`.startsWith(`${chat}/`));
    };
    return [...this.#turns.values()].filter(isOf).sort((a, b) => a.seq - b.seq);
  }
}

const openForMs = 15 * 60_000;
const isOpen = ({ effects, at }) =>
  (effects ?? []).some(({ state }) => !isSettled(state)) && Date.now() - (at ?? 0) < openForMs;
