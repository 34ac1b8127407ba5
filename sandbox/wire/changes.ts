/**
 * Tells that something in the sandbox changed. Whoever waits hands in a check that is asked again at every change,
 * so nothing in the sandbox polls.
 */
export class Changes {
  readonly #listeners = new Set<() => void>();

  changed(): void {
    for (const listener of this.#listeners) listener();
  }

  /** Returns the function that ends the subscription. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves with the first value of `check` that is not undefined; rejects with `missing()` after `timeoutMs`. */
  until<T>(wait: { check: () => T | undefined; timeoutMs: number; missing: () => string }): Promise<T> {
    const already = wait.check();
    if (already !== undefined) return Promise.resolve(already);
    return new Promise((resolve, reject) => {
      const end = this.subscribe(() => {
        const value = wait.check();
        if (value === undefined) return;
        finish();
        resolve(value);
      });
      const timer = setTimeout(() => {
        finish();
        reject(new Error(`Not seen within ${wait.timeoutMs} ms: ${wait.missing()}`));
      }, wait.timeoutMs);
      const finish = () => {
        clearTimeout(timer);
        end();
      };
    });
  }
}
