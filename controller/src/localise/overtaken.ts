// Reordering of a stretch: of the packets in the order they left, those that arrive before one that
// left earlier does. Journeys come nearly, not quite, in that order; the last few hundred are kept
// sorted, so that one pass is enough. What comes even later is told, and has to be sorted first.

/** So many packets are kept: more than overtake each other within a jitter of milliseconds. */
const KEPT = 256;

/** Counts packets of one stretch that arrive in another order than they left. */
export class OrderCounter {
  /** Packets that arrive earlier than one that left before them. */
  overtaken = 0;
  /** False: a packet came too late to be put in its place; the count is not right. */
  isSorted = true;
  readonly #left = new Float64Array(2 * KEPT);
  readonly #arrived = new Float64Array(2 * KEPT);
  /** Latest arrival of all that left before. */
  readonly #latest = new Float64Array(2 * KEPT);
  #from = 0;
  #to = 0;

  /** The next packet: nanoseconds at both ends of the stretch. */
  add(leftNs: number, arrivedNs: number): void {
    const last = this.#to - 1;
    if (last >= this.#from && leftNs < (this.#left[last] ?? 0)) {
      this.#insert(leftNs, arrivedNs);
      return;
    }
    const latest =
      last < this.#from ? -Infinity : Math.max(this.#latest[last] ?? 0, this.#arrived[last] ?? 0);
    if (arrivedNs < latest) this.overtaken += 1;
    this.#put(this.#to, leftNs, arrivedNs, latest);
    this.#to += 1;
    if (this.#to === 2 * KEPT) this.#forget();
  }

  #put(at: number, leftNs: number, arrivedNs: number, latestNs: number): void {
    this.#left[at] = leftNs;
    this.#arrived[at] = arrivedNs;
    this.#latest[at] = latestNs;
  }

  #forget(): void {
    for (const column of [this.#left, this.#arrived, this.#latest]) column.copyWithin(0, KEPT);
    this.#from = 0;
    this.#to = KEPT;
  }

  /** Puts a packet before those that left after it, and looks at these again. */
  #insert(leftNs: number, arrivedNs: number): void {
    let at = this.#to;
    while (at > this.#from && leftNs < (this.#left[at - 1] ?? 0)) at -= 1;
    if (at === this.#from && (this.#latest[at] ?? 0) !== -Infinity) {
      this.isSorted = false;
      return;
    }
    for (const column of [this.#left, this.#arrived, this.#latest])
      column.copyWithin(at + 1, at, this.#to);
    this.#to += 1;
    // The one that was here knew the latest of all before.
    const before = this.#latest[at + 1] ?? 0;
    if (arrivedNs < before) this.overtaken += 1;
    this.#put(at, leftNs, arrivedNs, before);
    for (let next = at + 1; next < this.#to; next += 1) {
      const known = this.#latest[next] ?? 0;
      if (known >= arrivedNs) break;
      const arrived = this.#arrived[next] ?? 0;
      if (arrived >= known && arrived < arrivedNs) this.overtaken += 1;
      this.#latest[next] = arrivedNs;
    }
    if (this.#to === 2 * KEPT) this.#forget();
  }
}
