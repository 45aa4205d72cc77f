// A hash table from 64-bit keys to row numbers, in typed arrays. Several rows may have one key;
// they are found in the order they were added. No object per entry, no deletion.

const slotsFor = (count: number): number => {
  let slots = 16;
  while (slots < count * 2) slots *= 2;
  return slots;
};

/** Rows by key. Sized once: `add` at most `capacity` times. */
export class KeyTable {
  readonly #mask: number;
  readonly #slots: Int32Array;
  readonly #hi: Uint32Array;
  readonly #lo: Uint32Array;
  readonly #value: Int32Array;
  readonly #tag: Int32Array;
  #count = 0;

  constructor(capacity: number) {
    const slots = slotsFor(capacity);
    this.#mask = slots - 1;
    this.#slots = new Int32Array(slots).fill(-1);
    this.#hi = new Uint32Array(capacity);
    this.#lo = new Uint32Array(capacity);
    this.#value = new Int32Array(capacity);
    this.#tag = new Int32Array(capacity);
  }

  add(hi: number, lo: number, value: number, tag: number): void {
    const entry = this.#count;
    this.#hi[entry] = hi;
    this.#lo[entry] = lo;
    this.#value[entry] = value;
    this.#tag[entry] = tag;
    this.#count += 1;
    let slot = (hi ^ lo) & this.#mask;
    while ((this.#slots[slot] ?? -1) >= 0) slot = (slot + 1) & this.#mask;
    this.#slots[slot] = entry;
  }

  /** A position for `value`, `tag` and `next`; -1 = no such key. */
  first(hi: number, lo: number): number {
    return this.#from((hi ^ lo) & this.#mask, hi, lo);
  }

  /** The next position with the same key, or -1. */
  next(position: number, hi: number, lo: number): number {
    return this.#from((position + 1) & this.#mask, hi, lo);
  }

  value(position: number): number {
    return this.#value[this.#slots[position] ?? 0] ?? 0;
  }

  tag(position: number): number {
    return this.#tag[this.#slots[position] ?? 0] ?? 0;
  }

  #from(start: number, hi: number, lo: number): number {
    for (let slot = start; ; slot = (slot + 1) & this.#mask) {
      const entry = this.#slots[slot] ?? -1;
      if (entry < 0) return -1;
      if (this.#hi[entry] === hi && this.#lo[entry] === lo) return slot;
    }
  }
}
