// The door for reading. A CaptureReader takes a file in pieces of any size and gives the frames of
// each piece as columns; readCapture takes a whole file. Broken files give what is good and say
// what is wrong; nothing throws.

import { emptyFrames } from '@hopscope/packet';
import type { FrameColumns } from '@hopscope/packet';
import { BLOCK, BlockReader } from './blocks.ts';
import { ColumnsBuilder } from './columns-builder.ts';
import type {
  CaptureFile,
  CaptureInterface,
  FrameBatch,
  InterfaceInfo,
  SectionInfo,
} from './file.ts';
import { PCAP_HEADER_LENGTH, pcapFormat, pcapHeader, readRecords } from './read-pcap.ts';
import type { PcapFormat } from './read-pcap.ts';

const NOTHING = new Uint8Array(0);
const EMPTY_SECTION: SectionInfo = { hardware: '', os: '', application: '', comments: [] };

const concat = (first: Uint8Array, second: Uint8Array): Uint8Array => {
  const whole = new Uint8Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
};

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.length);

const toBatch = (index: number, builder: ColumnsBuilder, bytes: Uint8Array): FrameBatch => ({
  interface: index,
  frames: builder.finish(bytes),
  comments: builder.comments,
  hasSides: builder.withSide === builder.count,
});

/** Reads one file in pieces. */
export class CaptureReader {
  #rest: Uint8Array = NOTHING;
  #position = 0;
  #problem = '';
  #pcap: PcapFormat | null = null;
  #pcapInterface: InterfaceInfo | null = null;
  #blocks: BlockReader | null = null;

  /**
   * The next piece of the file. Frames come out as one batch per interface seen in it; their bytes
   * are slices of the piece (or of it and the unread rest of the one before).
   */
  push(piece: Uint8Array): FrameBatch[] {
    if (this.#problem !== '') return [];
    const bytes = this.#rest.length === 0 ? piece : concat(this.#rest, piece);
    const start = this.#open(bytes);
    if (start === null) {
      this.#rest = bytes;
      return [];
    }
    if (this.#problem !== '') return [];
    const batches = this.#blocks === null ? [] : this.#readBlocks(this.#blocks, bytes);
    if (this.#pcap !== null) batches.push(...this.#readRecords(this.#pcap, bytes, start));
    return batches;
  }

  /** What is wrong with the file when nothing more comes; '' = nothing. */
  end(): string {
    if (this.#problem !== '') return this.#problem;
    if (this.format === null) return 'not a pcap or pcapng file';
    if (this.#rest.length === 0) return '';
    return `cut off: ${this.#rest.length} bytes of an unfinished record at ${this.#position}`;
  }

  /** null until the first bytes came. */
  get format(): 'pcap' | 'pcapng' | null {
    if (this.#pcap !== null) return 'pcap';
    return this.#blocks === null ? null : 'pcapng';
  }

  get interfaces(): readonly InterfaceInfo[] {
    if (this.#pcapInterface !== null) return [this.#pcapInterface];
    return this.#blocks?.interfaces ?? [];
  }

  get section(): SectionInfo {
    return this.#blocks?.section ?? EMPTY_SECTION;
  }

  statisticsOf(index: number): CaptureInterface['statistics'] {
    return this.#blocks?.interfaces[index]?.statistics ?? null;
  }

  /** Recognises the file; where its records start, or null when more bytes are needed. */
  #open(bytes: Uint8Array): number | null {
    if (this.format !== null) return 0;
    if (bytes.length < 4) return null;
    const view = viewOf(bytes);
    if (view.getUint32(0, true) === BLOCK.section) {
      this.#blocks = new BlockReader();
      return 0;
    }
    const format = pcapFormat(view);
    if (format === null) {
      this.#problem = 'not a pcap or pcapng file';
      return 0;
    }
    if (bytes.length < PCAP_HEADER_LENGTH) return null;
    const header = pcapHeader(view, format);
    this.#pcap = format;
    this.#pcapInterface = { name: '', description: '', filter: '', os: '', ...header };
    return PCAP_HEADER_LENGTH;
  }

  #readRecords(format: PcapFormat, bytes: Uint8Array, start: number): FrameBatch[] {
    const builder = new ColumnsBuilder();
    const outcome = readRecords(viewOf(bytes), format, start, builder);
    this.#keepRest(bytes, outcome);
    return builder.count === 0 ? [] : [{ ...toBatch(0, builder, bytes), hasSides: false }];
  }

  #readBlocks(blocks: BlockReader, bytes: Uint8Array): FrameBatch[] {
    const outcome = blocks.read(bytes);
    this.#keepRest(bytes, outcome);
    const batches: FrameBatch[] = [];
    blocks.interfaces.forEach((state, index) => {
      if (state.builder === null) return;
      batches.push(toBatch(index, state.builder, bytes));
      state.builder = null;
    });
    return batches;
  }

  #keepRest(bytes: Uint8Array, { consumed, problem }: { consumed: number; problem: string }): void {
    this.#position += consumed;
    this.#rest = consumed === bytes.length ? NOTHING : bytes.subarray(consumed);
    if (problem !== '') this.#problem = `${problem} at ${this.#position}`;
  }
}

/**
 * A whole file: frames per interface, as columns over `bytes` itself. Times are seconds and
 * nanoseconds since the epoch; a simple packet block has none, its time is 0.
 */
export const readCapture = (bytes: Uint8Array): CaptureFile => {
  const reader = new CaptureReader();
  const batches = reader.push(bytes);
  const interfaces = reader.interfaces.map((info, index): CaptureInterface => {
    const batch = batches.find((candidate) => candidate.interface === index);
    const frames: FrameColumns = batch?.frames ?? emptyFrames();
    return {
      name: info.name,
      description: info.description,
      filter: info.filter,
      os: info.os,
      linkType: info.linkType,
      snapBytes: info.snapBytes,
      frames,
      comments: batch?.comments ?? new Map<number, string>(),
      hasSides: batch?.hasSides ?? false,
      statistics: reader.statisticsOf(index),
    };
  });
  return {
    format: reader.format ?? 'pcapng',
    section: reader.section,
    interfaces,
    problem: reader.end(),
  };
};
