// Many frames of one capture as columns. What a capture yields, what a file reader yields, and
// what correlate reads: the same shape everywhere, no object per packet.

export interface FrameColumns {
  readonly count: number;
  /** Kernel time, seconds since the epoch. */
  readonly sec: Uint32Array;
  readonly nsec: Uint32Array;
  /** 0 = received by the stack (in), 1 = sent (out). */
  readonly side: Uint8Array;
  /** Length on the wire, a re-inserted VLAN tag included. */
  readonly originalBytes: Uint32Array;
  readonly capturedBytes: Uint32Array;
  /** Where each frame starts in `bytes`. */
  readonly offset: Uint32Array;
  readonly bytes: Uint8Array;
}

export const emptyFrames = (): FrameColumns => ({
  count: 0,
  sec: new Uint32Array(0),
  nsec: new Uint32Array(0),
  side: new Uint8Array(0),
  originalBytes: new Uint32Array(0),
  capturedBytes: new Uint32Array(0),
  offset: new Uint32Array(0),
  bytes: new Uint8Array(0),
});
