import Bottleneck from "bottleneck";

/** A job takes 0.3 ms of CPU and more: where a window has more slots than this, each job holds some of them. */
const mostJobs = 100;

interface Job {
  held: number;
  left: number;
  end: () => void;
}

/**
 * Slots that were used, as jobs of bottleneck that last until their window has passed. They follow the count of
 * SendSlots, which must tell at once whether a slot is free, as bottleneck can not.
 */
export class SlotJobs {
  readonly #gate: Bottleneck;
  readonly #slotsPerJob: number;
  #filling: Job | undefined;

  constructor(slots: number) {
    this.#slotsPerJob = Math.ceil(slots / mostJobs);
    this.#gate = new Bottleneck({ maxConcurrent: Math.ceil(slots / this.#slotsPerJob) });
  }

  /** Holds one more slot, until the function that comes back is called. */
  hold(): () => void {
    const job = this.#filling ?? this.#begin();
    job.held += 1;
    job.left -= 1;
    this.#filling = job.left > 0 ? job : undefined;
    return () => {
      job.held -= 1;
      if (job.held > 0) return;
      if (this.#filling === job) this.#filling = undefined;
      job.end();
    };
  }

  #begin(): Job {
    const { promise, resolve } = Promise.withResolvers<void>();
    void this.#gate.schedule(() => promise);
    return { held: 0, left: this.#slotsPerJob, end: resolve };
  }
}
