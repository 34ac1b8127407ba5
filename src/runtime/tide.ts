/** How far back intake is looked at, in ms. */
const windowMs = 100;
/** Events in a window from which on they come as a flood: a thousand a second. */
const floodFrom = 100;
/** Even in a flood what nobody waits for gets its turn this often, in ms. */
const turnEveryMs = 500;

/** Tells whether events come so fast that taking them in needs all the time there is. */
export class Tide {
  #since = 0;
  #events = 0;
  #before = 0;
  #turnAt = 0;

  /** @param now the time at which so many events were taken in. */
  note(events: number, now: number): void {
    this.#turn(now);
    this.#events += events;
  }

  /** Whether there is time now for what nobody waits for. To have asked in a flood counts as having had the turn. */
  leavesTime(now: number): boolean {
    this.#turn(now);
    const isFlood = Math.max(this.#events, this.#before) >= floodFrom;
    if (isFlood && now - this.#turnAt < turnEveryMs) return false;
    this.#turnAt = now;
    return true;
  }

  #turn(now: number): void {
    const passed = now - this.#since;
    if (passed < windowMs) return;
    this.#before = passed < 2 * windowMs ? this.#events : 0;
    this.#events = 0;
    this.#since = now;
  }
}
