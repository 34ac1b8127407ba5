import type { EffectId } from "../../src/domain/ids.ts";

const maxKnown = 5000;

/**
 * Which parts of messages may have been said in the place of an interaction, of those that this process tried first. It
 * forgets the oldest, and of what it does not know everything is in doubt.
 */
export interface Doubts {
  /** Nothing of the message was tried before. */
  know(effect: EffectId): void;
  isIn(effect: EffectId, part: number): boolean;
  /** The part is being said, and until `settle` nobody knows whether it was. */
  raise(effect: EffectId, part: number): void;
  /** It was said for certain, or was not. */
  settle(effect: EffectId, part: number): void;
  forget(effect: EffectId): void;
}

export const createDoubts = (): Doubts => {
  const known = new Map<EffectId, Set<number>>();
  return {
    know: (effect) => {
      if (known.has(effect)) return;
      known.set(effect, new Set());
      const [oldest] = known.keys();
      if (known.size > maxKnown && oldest !== undefined) known.delete(oldest);
    },
    isIn: (effect, part) => known.get(effect)?.has(part) ?? true,
    raise: (effect, part) => known.get(effect)?.add(part),
    settle: (effect, part) => known.get(effect)?.delete(part),
    forget: (effect) => known.delete(effect),
  };
};
