// Writes pcapng: one section, any number of interfaces, nanosecond times, direction flags,
// comments. Little-endian. Everything is kept in one growing buffer; finish() gives it.

import { strict as assert } from 'node:assert';
import type { FrameColumns } from '@hopscope/packet';
import { BLOCK, BYTE_ORDER_MAGIC } from './blocks.ts';
import { LINKTYPE_ETHERNET } from './file.ts';
import { PCAPNG_LIMITS } from './limits.ts';
import { OPTION } from './options.ts';
import { joinNanoseconds } from './ticks.ts';

export interface SectionOptions {
  readonly hardware?: string;
  readonly os?: string;
  readonly application?: string;
  readonly comments?: readonly string[];
}

export interface InterfaceOptions {
  readonly name: string;
  readonly description?: string;
  readonly filter?: string;
  /** Default: Ethernet. */
  readonly linkType?: number;
  /** Default 0: no limit. */
  readonly snapBytes?: number;
}

export interface PacketOptions {
  readonly sec: number;
  readonly nsec: number;
  /** 0 = received, 1 = sent, null = not said. */
  readonly side: number | null;
  /** Length on the wire. */
  readonly originalBytes: number;
  readonly comment?: string;
}

const CAPACITY_FIRST = 64 * 1024;
const NANOSECOND_EXPONENT = 9;
const encoder = new TextEncoder();

/** UTF-8 of a text, cut at a character's end when it exceeds what an option can hold. */
const textBytes = (text: string): Uint8Array => {
  const scratch = encoder.encode(text);
  if (scratch.length <= PCAPNG_LIMITS.optionBytesMax) return scratch;
  let end = PCAPNG_LIMITS.optionBytesMax;
  while (((scratch[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return scratch.subarray(0, end);
};

export class PcapngWriter {
  #bytes = new Uint8Array(CAPACITY_FIRST);
  #view = new DataView(this.#bytes.buffer);
  #at = 0;
  #interfaces = 0;

  constructor(section: SectionOptions = {}) {
    const start = this.#begin(BLOCK.section);
    this.#u32(BYTE_ORDER_MAGIC);
    this.#u16(1);
    this.#u16(0);
    // Section length unknown: -1.
    this.#u32(0xffffffff);
    this.#u32(0xffffffff);
    for (const comment of section.comments ?? []) this.#textOption(OPTION.comment, comment);
    this.#textOption(OPTION.shbHardware, section.hardware ?? '');
    this.#textOption(OPTION.shbOs, section.os ?? '');
    this.#textOption(OPTION.shbApplication, section.application ?? '');
    this.#endOptions();
    this.#close(start);
  }

  /** Describes an interface; its number is what packets refer to. */
  addInterface(options: InterfaceOptions): number {
    assert(this.#interfaces < PCAPNG_LIMITS.interfacesMax, 'too many interfaces in one file');
    const start = this.#begin(BLOCK.interface);
    this.#u16(options.linkType ?? LINKTYPE_ETHERNET);
    this.#u16(0);
    this.#u32(options.snapBytes ?? 0);
    this.#textOption(OPTION.ifName, options.name);
    this.#textOption(OPTION.ifDescription, options.description ?? '');
    this.#option(OPTION.ifResolution, Uint8Array.of(NANOSECOND_EXPONENT));
    if (options.filter !== undefined && options.filter !== '')
      this.#option(
        OPTION.ifFilter,
        Uint8Array.of(0, ...textBytes(options.filter.slice(0, 60_000))),
      );
    this.#endOptions();
    this.#close(start);
    this.#interfaces += 1;
    return this.#interfaces - 1;
  }

  /** One packet: `bytes[offset, offset + length)`. */
  addPacket(
    interfaceIndex: number,
    packet: PacketOptions,
    bytes: Uint8Array,
    offset: number = 0,
    length: number = bytes.length - offset,
  ): void {
    assert(interfaceIndex < this.#interfaces, 'a packet of an interface not described');
    const start = this.#begin(BLOCK.enhancedPacket);
    const { high, low } = joinNanoseconds(packet.sec, packet.nsec);
    this.#u32(interfaceIndex);
    this.#u32(high);
    this.#u32(low);
    this.#u32(length);
    this.#u32(packet.originalBytes);
    this.#raw(bytes, offset, length);
    const comment = packet.comment ?? '';
    if (packet.side !== null || comment !== '') {
      if (packet.side !== null) {
        this.#reserve(8);
        this.#u16(OPTION.epbFlags);
        this.#u16(4);
        this.#u32(packet.side + 1);
      }
      this.#textOption(OPTION.comment, comment);
      this.#endOptions();
    }
    this.#close(start);
  }

  /** All frames of a capture, in their order. */
  addFrames(interfaceIndex: number, frames: FrameColumns): void {
    for (let index = 0; index < frames.count; index += 1) {
      const packet = {
        sec: frames.sec[index] ?? 0,
        nsec: frames.nsec[index] ?? 0,
        side: frames.side[index] ?? 0,
        originalBytes: frames.originalBytes[index] ?? 0,
      };
      const offset = frames.offset[index] ?? 0;
      this.addPacket(
        interfaceIndex,
        packet,
        frames.bytes,
        offset,
        frames.capturedBytes[index] ?? 0,
      );
    }
  }

  /** Counts of a capture: received by it, dropped by the kernel. Time of the count in seconds. */
  addStatistics(
    interfaceIndex: number,
    counts: { sec: number; received: number; droppedByKernel: number },
  ): void {
    assert(interfaceIndex < this.#interfaces, 'statistics of an interface not described');
    const start = this.#begin(BLOCK.statistics);
    const { high, low } = joinNanoseconds(counts.sec, 0);
    this.#u32(interfaceIndex);
    this.#u32(high);
    this.#u32(low);
    this.#countOption(OPTION.isbReceived, counts.received);
    this.#countOption(OPTION.isbOsDropped, counts.droppedByKernel);
    this.#endOptions();
    this.#close(start);
  }

  /** The file so far. */
  finish(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#at);
  }

  #begin(type: number): number {
    this.#reserve(64);
    const start = this.#at;
    this.#u32(type);
    this.#u32(0);
    return start;
  }

  #close(start: number): void {
    this.#reserve(4);
    const length = this.#at + 4 - start;
    this.#u32(length);
    this.#view.setUint32(start + 4, length, true);
  }

  #textOption(code: number, text: string): void {
    if (text !== '') this.#option(code, textBytes(text));
  }

  #countOption(code: number, count: number): void {
    const value = new Uint8Array(8);
    new DataView(value.buffer).setBigUint64(0, BigInt(Math.max(0, Math.floor(count))), true);
    this.#option(code, value);
  }

  #option(code: number, value: Uint8Array): void {
    this.#reserve(4);
    this.#u16(code);
    this.#u16(value.length);
    this.#raw(value, 0, value.length);
  }

  #endOptions(): void {
    this.#reserve(4);
    this.#u32(0);
  }

  /** Bytes, padded with zeros to a multiple of four. */
  #raw(bytes: Uint8Array, offset: number, length: number): void {
    const padded = (length + 3) & ~3;
    this.#reserve(padded);
    this.#bytes.set(bytes.subarray(offset, offset + length), this.#at);
    this.#at += padded;
  }

  #u16(value: number): void {
    this.#view.setUint16(this.#at, value, true);
    this.#at += 2;
  }

  #u32(value: number): void {
    this.#view.setUint32(this.#at, value, true);
    this.#at += 4;
  }

  #reserve(more: number): void {
    const needed = this.#at + more;
    if (needed <= this.#bytes.length) return;
    assert(needed <= PCAPNG_LIMITS.fileBytesMax, 'the file grows beyond its limit');
    const larger = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
    larger.set(this.#bytes);
    this.#bytes = larger;
    this.#view = new DataView(larger.buffer);
  }
}
