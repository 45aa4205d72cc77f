// Which parcels of one node have come. Numbers run from 1 without gaps, so what is missing is
// known, and what comes twice is recognised. Pure.

export class SequenceBook {
  /** Every number up to this one came, or is in `missing`. */
  private highest = 0;
  private readonly missing = new Set<number>();
  /** Numbers that jump further than this are no numbers of ours. */
  private readonly jumpMax: number;

  constructor(jumpMax: number) {
    this.jumpMax = jumpMax;
  }

  get last(): number {
    return this.highest;
  }

  /** True when this parcel is new. */
  accept(sequence: number): boolean {
    if (sequence < 1 || sequence > this.highest + this.jumpMax) return false;
    if (sequence <= this.highest) return this.missing.delete(sequence);
    for (let gap = this.highest + 1; gap < sequence; gap += 1) this.missing.add(gap);
    this.highest = sequence;
    return true;
  }

  /** Everything up to `last` came, or can come no more: parcels keep their order. */
  reached(last: number): boolean {
    return this.highest >= last;
  }

  /** How many of 1..last did not come. */
  lost(last: number): number {
    const behind = Math.max(0, last - this.highest);
    return behind + [...this.missing].filter((sequence) => sequence <= last).length;
  }
}
