// Large buffers that are used again. A hundred parcels of 256 KiB pass every second; allocating
// each anew costs several times what sending it costs (page faults, and a garbage collector that
// counts the bytes).

/** Larger than the batch that most parcels are, with its envelope. */
const BUFFER_BYTES = 288 * 1024;
/** Smaller ones are not worth it. */
const WORTH_BYTES = 16 * 1024;
/** What is kept idle: a burst has a few under way, a full backlog is rare. */
const IDLE_MAX = 8;

export class BufferPool {
  private readonly idle: Buffer[] = [];
  /** Weak: what is never given back is nobody's loss. */
  private readonly lent = new WeakSet<ArrayBufferLike>();

  /** A buffer of exactly `bytes`; of any content. */
  take(bytes: number): Buffer {
    if (bytes > BUFFER_BYTES || bytes < WORTH_BYTES) return Buffer.allocUnsafe(bytes);
    const buffer = this.idle.pop() ?? Buffer.allocUnsafeSlow(BUFFER_BYTES);
    this.lent.add(buffer.buffer);
    return buffer.subarray(0, bytes);
  }

  /** Gives back what any view into it came from; nobody may look at it after that. */
  give(view: Uint8Array): void {
    if (!this.lent.delete(view.buffer) || this.idle.length >= IDLE_MAX) return;
    this.idle.push(Buffer.from(view.buffer));
  }
}
