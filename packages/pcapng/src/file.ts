// What a capture file holds, whichever of the two formats it has.

import type { FrameColumns } from '@hopscope/packet';

/** LINKTYPE_ETHERNET of the pcap registry. */
export const LINKTYPE_ETHERNET = 1;

export interface InterfaceStatistics {
  readonly received: number | null;
  readonly droppedByInterface: number | null;
  readonly droppedByKernel: number | null;
}

export interface InterfaceInfo {
  /** '' where the file does not say. */
  readonly name: string;
  readonly description: string;
  readonly filter: string;
  readonly os: string;
  readonly linkType: number;
  /** 0 = no limit. */
  readonly snapBytes: number;
}

/** Frames of one interface out of one piece of the file. */
export interface FrameBatch {
  readonly interface: number;
  /** `bytes` is the piece of the file itself: nothing is copied. */
  readonly frames: FrameColumns;
  /** Comments by frame index; most frames have none. */
  readonly comments: ReadonlyMap<number, string>;
  /** True when every frame said whether it was received or sent; else `side` is 0 where unknown. */
  readonly hasSides: boolean;
}

export interface SectionInfo {
  readonly hardware: string;
  readonly os: string;
  readonly application: string;
  readonly comments: readonly string[];
}

export interface CaptureInterface extends InterfaceInfo {
  readonly frames: FrameColumns;
  readonly comments: ReadonlyMap<number, string>;
  readonly hasSides: boolean;
  readonly statistics: InterfaceStatistics | null;
}

export interface CaptureFile {
  readonly format: 'pcap' | 'pcapng';
  /** Of the first section. */
  readonly section: SectionInfo;
  readonly interfaces: readonly CaptureInterface[];
  /** What is wrong with the file, with the offset; '' = nothing. What came before it is good. */
  readonly problem: string;
}
