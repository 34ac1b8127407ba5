import type { Clock } from "../domain/clock.ts";
import type { EventId, PersonId } from "../domain/ids.ts";
import type { HeldText } from "../domain/turn.ts";

/** How long a person has to say what the guard could not tell. */
export const heldMs = 10 * 60_000;
const mostHeld = 2_000;
/** UTF-16 units of all held texts together. */
const mostUnits = 4_000_000;
const mostOfOnePerson = 10;

interface Held extends HeldText {
  readonly personId: PersonId;
  readonly at: number;
}

const nothing: readonly HeldText[] = [];

const unitsOf = ({ text, values }: HeldText) =>
  values.reduce((sum, value) => sum + value.length, text.length);

/**
 * What the guard suspects and has masked, as it was written, until its author has settled what it is. Held in memory
 * only: it ends with the process, and after {@link heldMs}. When there is too much of it the oldest is forgotten.
 */
export class HeldTexts {
  readonly #clock: Clock;
  /** Oldest first. */
  readonly #bySource = new Map<EventId, Held>();
  readonly #byPerson = new Map<PersonId, Set<EventId>>();
  #units = 0;
  #sweep: NodeJS.Timeout | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  hold(personId: PersonId, held: HeldText): void {
    this.#forgetOld();
    this.#forget(held.source);
    const own = this.#byPerson.get(personId) ?? new Set();
    for (const source of [...own].slice(0, Math.max(0, own.size + 1 - mostOfOnePerson))) this.#forget(source);
    this.#bySource.set(held.source, { ...held, personId, at: this.#clock.now() });
    this.#byPerson.set(personId, own.add(held.source));
    this.#units += unitsOf(held);
    for (const source of this.#bySource.keys()) {
      if (this.#bySource.size <= mostHeld && this.#units <= mostUnits) break;
      this.#forget(source);
    }
    this.#sweep ??= setTimeout(() => this.#sweepNow(), heldMs).unref();
  }

  /** Oldest first. */
  of(personId: PersonId | undefined): readonly HeldText[] {
    if (this.#bySource.size === 0 || personId === undefined) return nothing;
    this.#forgetOld();
    return [...(this.#byPerson.get(personId) ?? [])].flatMap((id) => {
      const held = this.#bySource.get(id);
      return held ? [{ source: held.source, text: held.text, values: held.values }] : [];
    });
  }

  drop(sources: readonly EventId[]): void {
    for (const source of sources) this.#forget(source);
  }

  clear(): void {
    clearTimeout(this.#sweep);
    this.#sweep = undefined;
    this.#bySource.clear();
    this.#byPerson.clear();
    this.#units = 0;
  }

  #forgetOld(): void {
    const bornBefore = this.#clock.now() - heldMs;
    for (const [source, { at }] of this.#bySource) {
      if (at > bornBefore) break;
      this.#forget(source);
    }
  }

  #forget(source: EventId): void {
    const held = this.#bySource.get(source);
    if (!held) return;
    this.#bySource.delete(source);
    this.#units -= unitsOf(held);
    const own = this.#byPerson.get(held.personId);
    own?.delete(source);
    if (own?.size === 0) this.#byPerson.delete(held.personId);
  }

  #sweepNow(): void {
    this.#forgetOld();
    this.#sweep = undefined;
    const [oldest] = this.#bySource.values();
    if (!oldest) return;
    const waitMs = Math.max(1, oldest.at + heldMs - this.#clock.now());
    this.#sweep = setTimeout(() => this.#sweepNow(), waitMs).unref();
  }
}
