// A queue of things to happen, by simulated time: a binary heap.

interface Happening {
  readonly timeNs: number;
  readonly act: (timeNs: number) => void;
}

export class Timeline {
  readonly #heap: Happening[] = [];

  at(timeNs: number, act: (timeNs: number) => void): void {
    const heap = this.#heap;
    let child = heap.length;
    const one = { timeNs, act };
    heap.push(one);
    while (child > 0) {
      const parent = (child - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || above.timeNs <= timeNs) break;
      heap[child] = above;
      child = parent;
    }
    heap[child] = one;
  }

  #take(): Happening | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let parent = 0;
    for (;;) {
      let child = 2 * parent + 1;
      const right = heap[child + 1];
      let below = heap[child];
      if (below === undefined) break;
      if (right !== undefined && right.timeNs < below.timeNs) {
        child += 1;
        below = right;
      }
      if (below.timeNs >= last.timeNs) break;
      heap[parent] = below;
      parent = child;
    }
    heap[parent] = last;
    return first;
  }

  /** Until nothing is left, or `endNs`. */
  run(endNs: number): void {
    for (let next = this.#take(); next !== undefined; next = this.#take()) {
      if (next.timeNs > endNs) return;
      next.act(next.timeNs);
    }
  }
}
