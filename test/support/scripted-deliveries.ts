import { DeliveryError, type DeliveryFailure, type Receipt } from "../../src/domain/delivery.ts";

/** What one delivery comes to; `carryOut` makes the other side have it. */
export type Scene = (attempt: { carryOut(): Receipt; signal: AbortSignal }) => Promise<Receipt>;

export const arrives: Scene = async ({ carryOut }) => carryOut();

/** Refused, and not carried out. */
export const fails =
  (
    failure: DeliveryFailure,
    options: { retryAfterMs?: number; isolated?: boolean; uncalled?: boolean; calls?: number } = {},
  ): Scene =>
  async () => {
    throw new DeliveryError(failure, `the other side said: ${failure}`, options);
  };

/** Carried out, but the response is lost. */
export const arrivesUnheard: Scene = async ({ carryOut }) => {
  carryOut();
  throw new DeliveryError("uncertain", "the response was lost");
};

/** Never comes to an end, whatever is said to it. */
export const hangs: Scene = () => new Promise(() => undefined);

/** Comes to an end when it is cut off. */
export const hangsUntilCutOff: Scene = ({ signal }) =>
  new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(new DeliveryError("uncertain", "cut off")));
  });

/** A bug: throws what no adapter may throw. */
export const breaks: Scene = async () => {
  throw new TypeError("undefined is not a function");
};

/** Arrives when the test says so. */
export const waits = (): { scene: Scene; finish(end?: Scene): void } => {
  const gate = Promise.withResolvers<Scene>();
  return {
    scene: async (attempt) => (await gate.promise)(attempt),
    finish: (end = arrives) => gate.resolve(end),
  };
};

/** The other side of a delivery: does what the script says, and then what it always does. */
export class ScriptedDeliveries<Item> {
  /** Every attempt, in the order in which it began. */
  readonly attempts: Item[] = [];
  /** What was carried out. */
  readonly arrived: Item[] = [];
  /** What happens when the script is at its end. */
  otherwise: Scene = arrives;
  inFlight = 0;
  mostInFlight = 0;
  readonly #receipt: (item: Item, count: number) => Receipt;
  readonly #script: Scene[] = [];

  constructor(receipt: (item: Item, count: number) => Receipt) {
    this.#receipt = receipt;
  }

  /** What happens to the next attempts, one after the other. */
  order(...scenes: readonly Scene[]): void {
    this.#script.push(...scenes);
  }

  async perform(item: Item, signal: AbortSignal): Promise<Receipt> {
    this.attempts.push(item);
    this.inFlight += 1;
    this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
    const carryOut = () => {
      this.arrived.push(item);
      return this.#receipt(item, this.arrived.length);
    };
    try {
      return await (this.#script.shift() ?? this.otherwise)({ carryOut, signal });
    } finally {
      this.inFlight -= 1;
    }
  }
}
