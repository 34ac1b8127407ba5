/**
 * Sums by 32-bit hash, in the order in which the hashes were first met: open addressing over typed arrays that are
 * used again, because a message has some two hundred features. It grows to what the longest text takes.
 */
export class FeatureTally {
  #size = 0;
  #hashes = new Uint32Array(512);
  #sums = new Float64Array(512);
  /** A hash's place, counted from 1, or 0. */
  #slots = new Uint32Array(1024);
  /** By place: the slot that holds it, so that clearing costs no more than filling did. */
  #taken = new Uint32Array(512);

  add(hash: number, amount: number): void {
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const place = this.#slots[slot] ?? 0;
      if (place === 0) break;
      if (this.#hashes[place - 1] === hash) {
        this.#sums[place - 1] = (this.#sums[place - 1] ?? 0) + amount;
        return;
      }
      slot = (slot + 1) & mask;
    }
    this.#hashes[this.#size] = hash;
    this.#sums[this.#size] = amount;
    this.#taken[this.#size] = slot;
    this.#size += 1;
    this.#slots[slot] = this.#size;
    if (this.#size === this.#hashes.length) this.#grow();
  }

  each(see: (hash: number, sum: number) => void): void {
    for (let place = 0; place < this.#size; place += 1) see(this.#hashes[place] ?? 0, this.#sums[place] ?? 0);
  }

  clear(): void {
    for (let place = 0; place < this.#size; place += 1) this.#slots[this.#taken[place] ?? 0] = 0;
    this.#size = 0;
  }

  copy(): { readonly hashes: Uint32Array; readonly weights: Float64Array } {
    return { hashes: this.#hashes.slice(0, this.#size), weights: this.#sums.slice(0, this.#size) };
  }

  #grow(): void {
    const { hashes, weights } = this.copy();
    this.#hashes = new Uint32Array(2 * hashes.length);
    this.#sums = new Float64Array(2 * hashes.length);
    this.#taken = new Uint32Array(2 * hashes.length);
    this.#slots = new Uint32Array(4 * hashes.length);
    this.#size = 0;
    for (const [place, hash] of hashes.entries()) this.add(hash, weights[place] ?? 0);
  }
}
