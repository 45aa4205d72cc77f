// What is measured: a program that captures at one device, seen from outside.

/** What one capture says when it ends. */
export interface Captured {
  /** Packets that reached the file, or the other end of the wire. */
  readonly captured: number;
  /** Packets that are nowhere. */
  readonly lost: number;
}

export interface Running {
  /** Its CPU is that of this process and all descendants; 0 = none. */
  readonly pid: number;
  /** So many packets should have been captured. */
  readonly stop: (wanted: number) => Promise<Captured>;
}

export interface Contender {
  readonly name: string;
  /** Resolves when it captures. */
  readonly start: () => Promise<Running>;
}

/** Nobody captures: what the load costs by itself. */
export const idle = (name: string): Contender => ({
  name,
  start: async () => ({ pid: 0, stop: async () => ({ captured: 0, lost: 0 }) }),
});
