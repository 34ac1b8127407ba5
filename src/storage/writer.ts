import type { Database } from "./database.ts";
import { type StorageFault, storageFault } from "./faults.ts";

interface Job {
  readonly work: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Between two tries while another process writes, in ms. */
const busyWaitMs = 50;

/** What is kept in memory beside the database and must agree with it. */
export interface TransactionFollower {
  /** The last moment to write within the transaction. */
  beforeCommit(): void;
  committed(): void;
  rolledBack(): void;
}

/**
 * Group commit: whatever was asked for while the last commit ran goes into the next one, with no delay added.
 * A promise resolves only when its work is on disk. Work must be free of side effects outside the database,
 * because it may be run a second time: if one job of a group throws, the group is rolled back and each job is
 * run alone, so that only the faulty one fails.
 */
export class Writer {
  readonly #database: Database;
  readonly #onCommit: (jobs: number) => void;
  readonly #onFault: (fault: StorageFault) => void;
  readonly #followers: readonly TransactionFollower[];
  #queue: Job[] = [];
  #scheduled = false;

  constructor(options: {
    database: Database;
    onCommit: (jobs: number) => void;
    onFault: (fault: StorageFault) => void;
    followers: readonly TransactionFollower[];
  }) {
    this.#database = options.database;
    this.#onCommit = options.onCommit;
    this.#onFault = options.onFault;
    this.#followers = options.followers;
  }

  write<T>(work: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#queue.push({ work, resolve: resolve as (value: unknown) => void, reject });
      if (!this.#scheduled) {
        this.#scheduled = true;
        setImmediate(() => this.flush());
      }
    });
  }

  /** Commits what waits, now. */
  flush(): void {
    this.#scheduled = false;
    const jobs = this.#queue;
    if (jobs.length === 0) return;
    if (!this.#begin()) {
      this.#later();
      return;
    }
    this.#queue = [];
    try {
      const results = this.#transaction(() => jobs.map((job) => job.work()));
      this.#onCommit(jobs.length);
      for (const [index, job] of jobs.entries()) job.resolve(results[index]);
    } catch (error) {
      const fault = storageFault(error);
      if (fault) {
        this.#onFault(fault);
        for (const job of jobs) job.reject(fault.error);
      } else if (jobs.length === 1) {
        jobs[0]?.reject(error);
      } else {
        for (const job of jobs) this.#alone(job);
      }
    }
  }

  /** False while another process (the command line) writes: what waits is kept, and tried again soon. */
  #begin(): boolean {
    try {
      this.#database.connection.exec("begin immediate");
      return true;
    } catch (error) {
      if (error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_BUSY"))
        return false;
      const fault = storageFault(error);
      if (fault) this.#onFault(fault);
      for (const job of this.#queue.splice(0)) job.reject(fault?.error ?? error);
      return false;
    }
  }

  #later(): void {
    if (this.#queue.length === 0 || this.#scheduled) return;
    this.#scheduled = true;
    setTimeout(() => this.flush(), busyWaitMs);
  }

  #alone(job: Job): void {
    if (!this.#begin()) {
      this.#queue.push(job);
      this.#later();
      return;
    }
    try {
      const result = this.#transaction(job.work);
      this.#onCommit(1);
      job.resolve(result);
    } catch (error) {
      const fault = storageFault(error);
      if (fault) this.#onFault(fault);
      job.reject(fault?.error ?? error);
    }
  }

  /** Ends the transaction that {@link #begin} has begun. */
  #transaction<T>(work: () => T): T {
    const { connection } = this.#database;
    try {
      const result = work();
      for (const follower of this.#followers) follower.beforeCommit();
      connection.exec("commit");
      for (const follower of this.#followers) follower.committed();
      return result;
    } catch (error) {
      if (connection.inTransaction) connection.exec("rollback");
      for (const follower of this.#followers) follower.rolledBack();
      throw error;
    }
  }
}
