const dayMs = 24 * 3_600_000;
/** From this share of what answers may cost on, the operator is told. */
const nearShare = 0.8;
/** Whole millionths of a dollar add up exactly. */
const millionths = (dollars: number) => Math.round(dollars * 1e6);

/** How far the day's money is gone: nearly what answers may cost, all of that, or all there is. */
export type SpendingLevel = "near" | "answers_stopped" | "all_stopped";

/** Told with what was spent in the last 24 h, in dollars. */
export interface SpendingReport {
  changed(dollars: number): void;
  /** A level is reached, for the first time since much less was spent, or in a day. */
  reached(level: SpendingLevel, spent: { readonly dollars: number; readonly cap: number }): void;
}

interface Cost {
  readonly at: number;
  /** In millionths of a dollar. */
  readonly cost: number;
  readonly isReceipt: boolean;
}

/** What was paid for, as it is read back. */
interface Paid {
  readonly at: number;
  readonly dollars: number;
}

/** From nothing upwards. `calm` and what is below it is told nobody; `near` is told again from below it. */
const levels = ["low", "calm", "near", "answers_stopped", "all_stopped"] as const;

/** What an account has spent in the last 24 h, and how many sends are left within the day's money. */
export class Spending {
  readonly #price: number;
  readonly #cap: number;
  readonly #answersCap: number;
  readonly #now: () => number;
  readonly #report: SpendingReport;
  /** Oldest first. */
  #paid: Cost[] = [];
  #spent = 0;
  #reserved = 0;
  #level = 0;
  /** When each level was told last; forgotten when the spending falls below the level before it. */
  readonly #toldAts = new Map<number, number>();
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param parts.price of one send, in dollars.
   * @param parts.answersShare the share of the cap that is not kept for what is urgent.
   */
  constructor(parts: {
    price: number;
    cap?: number | undefined;
    answersShare: number;
    now: () => number;
    report: SpendingReport;
  }) {
    this.#price = millionths(parts.price);
    this.#cap = parts.cap === undefined ? Number.POSITIVE_INFINITY : millionths(parts.cap);
    this.#answersCap = this.#cap * parts.answersShare;
    this.#now = parts.now;
    this.#report = parts.report;
  }

  /** How many more sends the money is enough for. */
  room(isUrgent: boolean): number {
    this.#forgetOld();
    const cap = isUrgent ? this.#cap : this.#answersCap;
    const left = cap - this.#spent - this.#reserved;
    if (left === Number.POSITIVE_INFINITY || (this.#price === 0 && left > 0)) return Number.POSITIVE_INFINITY;
    return this.#price === 0 ? 0 : Math.max(0, Math.floor(left / this.#price));
  }

  /** How many sends the money is enough for when nothing of it is spent. */
  most(isUrgent: boolean): number {
    if (this.#price === 0) return Number.POSITIVE_INFINITY;
    return Math.floor((isUrgent ? this.#cap : this.#answersCap) / this.#price);
  }

  /** How long until so many answers can be paid for, in ms: until enough of what was spent is a day old. */
  waitMs(answers: number): number {
    if (this.room(false) >= answers) return 0;
    let missing = (answers - this.room(false)) * this.#price;
    for (const { at, cost } of this.#paid) {
      missing -= cost;
      if (missing <= 0) return at + dayMs - this.#now();
    }
    return dayMs;
  }

  /** Sets the price of so many sends aside; given back with {@link sent} or {@link unused}. */
  reserve(sends = 1): void {
    this.#reserved += this.#price * sends;
  }

  unused(sends = 1): void {
    this.#reserved -= this.#price * sends;
  }

  sent(messages: number, { reserved } = { reserved: 1 }): void {
    this.unused(reserved);
    this.#add(this.#price * messages, false);
  }

  /** Sends from before the start; in any order. */
  restore(sends: readonly Paid[]): void {
    const costs = sends.map(({ at, dollars }) => ({ at, cost: millionths(dollars), isReceipt: false }));
    this.#setPaid([...this.#paid, ...costs]);
  }

  /** All messages that came in, whoever took them in; in any order. */
  restoreReceived(received: readonly Paid[]): void {
    const costs = received.map(({ at, dollars }) => ({ at, cost: millionths(dollars), isReceipt: true }));
    this.#setPaid([...this.#paid.filter(({ isReceipt }) => !isReceipt), ...costs]);
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  /** A message that came in was paid for. */
  received(dollars: number): void {
    this.#add(millionths(dollars), true);
  }

  #setPaid(costs: Cost[]): void {
    this.#paid = costs.toSorted((one, other) => one.at - other.at);
    this.#spent = this.#paid.reduce((sum, { cost }) => sum + cost, 0);
    this.#forgetOld();
    this.#tell();
    this.#awaitOldest();
  }

  #add(cost: number, isReceipt: boolean): void {
    if (cost === 0) return;
    this.#paid.push({ at: this.#now(), cost, isReceipt });
    this.#spent += cost;
    this.#forgetOld();
    this.#tell();
    if (this.#timer === undefined) this.#awaitOldest();
  }

  /** What is a day old is told to be over, though nothing more is spent. */
  #awaitOldest(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const [oldest] = this.#paid;
    if (oldest === undefined) return;
    const waitMs = Math.max(0, oldest.at + dayMs - this.#now());
    this.#timer = setTimeout(() => {
      this.#forgetOld();
      this.#tell();
      this.#awaitOldest();
    }, waitMs + 1);
  }

  #forgetOld(): void {
    const since = this.#now() - dayMs;
    let old = 0;
    for (const { at, cost } of this.#paid) {
      if (at > since) break;
      old += 1;
      this.#spent -= cost;
    }
    if (old > 0) this.#paid = this.#paid.slice(old);
  }

  #tell(): void {
    const level = this.#levelNow();
    const isReached = level > this.#level;
    this.#level = level;
    const dollars = this.#spent / 1e6;
    this.#report.changed(dollars);
    for (const told of this.#toldAts.keys()) if (level < told - 1) this.#toldAts.delete(told);
    const name = levels[level];
    if (!isReached || name === undefined || name === "low" || name === "calm") return;
    const toldAt = this.#toldAts.get(level);
    if (toldAt !== undefined && this.#now() - toldAt < dayMs) return;
    // Who hears of one level need not hear of those that led to it.
    for (let passed = level; passed > 1; passed--) this.#toldAts.set(passed, this.#now());
    this.#report.reached(name, { dollars, cap: this.#cap / 1e6 });
  }

  #levelNow(): number {
    const next = this.#spent + this.#price;
    const near = this.#answersCap * nearShare;
    return [near * nearShare, near, this.#answersCap, this.#cap].filter((limit) => next > limit).length;
  }
}
