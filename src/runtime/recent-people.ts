const mostPeople = 5_000;

/** Who asked about what of late: in memory alone, and only for as long as the window. */
export class RecentPeople {
  readonly #windowMs: number;
  readonly #byTopic = new Map<string, Map<string, number>>();

  /** @param windowMs whoever asks the same again within this time is one person */
  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  /** @returns whether they had not asked about it in the window. */
  note(topic: string, person: string, now: number): boolean {
    const people = this.#byTopic.get(topic) ?? new Map<string, number>();
    this.#byTopic.set(topic, people);
    const before = people.get(person);
    people.delete(person);
    people.set(person, now);
    this.#forget(people, now);
    return before === undefined || now - before >= this.#windowMs;
  }

  count(topic: string, now: number): number {
    const people = this.#byTopic.get(topic);
    if (people === undefined) return 0;
    this.#forget(people, now);
    return people.size;
  }

  forgetOld(now: number): void {
    for (const topic of this.#byTopic.keys()) if (this.count(topic, now) === 0) this.#byTopic.delete(topic);
  }

  #forget(people: Map<string, number>, now: number): void {
    for (const [person, at] of people) {
      if (now - at < this.#windowMs && people.size <= mostPeople) return;
      people.delete(person);
    }
  }
}
