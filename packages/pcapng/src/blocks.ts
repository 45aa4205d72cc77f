// Reads the blocks of a pcapng file (draft-ietf-opsawg-pcapng) one after the other: section header,
// interface description, enhanced, simple and obsolete packet, interface statistics. Others are
// skipped. The byte order is each section's own.

import { ColumnsBuilder } from './columns-builder.ts';
import type { InterfaceInfo, InterfaceStatistics, SectionInfo } from './file.ts';
import { PCAPNG_LIMITS } from './limits.ts';
import { OPTION, eachOption } from './options.ts';
import { MICROSECONDS, resolutionOf, TickClock } from './ticks.ts';

export const BLOCK = {
  section: 0x0a0d0d0a,
  interface: 1,
  packet: 2,
  simplePacket: 3,
  statistics: 5,
  enhancedPacket: 6,
} as const;

export const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
/** Type, length, length again. */
const BLOCK_LENGTH_MIN = 12;
const SECTION_LENGTH_MIN = 28;
const INTERFACE_LENGTH_MIN = 20;
const PACKET_LENGTH_MIN = 32;

interface InterfaceState extends InterfaceInfo {
  readonly clock: TickClock;
  statistics: InterfaceStatistics | null;
  builder: ColumnsBuilder | null;
}

const EMPTY_SECTION: SectionInfo = { hardware: '', os: '', application: '', comments: [] };

export class BlockReader {
  readonly interfaces: InterfaceState[] = [];
  section: SectionInfo = EMPTY_SECTION;
  #little = true;
  #sections = 0;
  /** Interface 0 of the current section. */
  #base = 0;
  readonly #text = new TextDecoder();

  /** Reads whole blocks from the start of `bytes`; returns how far it came. */
  read(bytes: Uint8Array): { consumed: number; problem: string } {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    let at = 0;
    while (at + BLOCK_LENGTH_MIN <= bytes.length) {
      const type = view.getUint32(at, this.#little);
      if (type === BLOCK.section) {
        const problem = this.#readByteOrder(view, at);
        if (problem !== '') return { consumed: at, problem };
      } else if (this.#sections === 0) return { consumed: at, problem: 'no section header' };
      const length = view.getUint32(at + 4, this.#little);
      if (length % 4 !== 0 || length < BLOCK_LENGTH_MIN || length > PCAPNG_LIMITS.blockBytesMax)
        return { consumed: at, problem: `a block of ${length} bytes` };
      if (at + length > bytes.length) break;
      if (view.getUint32(at + length - 4, this.#little) !== length)
        return { consumed: at, problem: 'the two lengths of a block differ' };
      const problem = this.#readBlock(view, type, at, length);
      if (problem !== '') return { consumed: at, problem };
      at += length;
    }
    return { consumed: at, problem: '' };
  }

  #readByteOrder(view: DataView, at: number): string {
    const magic = view.getUint32(at + 8, true);
    if (magic === BYTE_ORDER_MAGIC) this.#little = true;
    else if (view.getUint32(at + 8, false) === BYTE_ORDER_MAGIC) this.#little = false;
    else return 'a section header without byte-order magic';
    return '';
  }

  #readBlock(view: DataView, type: number, at: number, length: number): string {
    switch (type) {
      case BLOCK.enhancedPacket:
      case BLOCK.packet:
        return this.#readPacket(view, type, at, length);
      case BLOCK.simplePacket:
        return this.#readSimplePacket(view, at, length);
      case BLOCK.section:
        return this.#readSection(view, at, length);
      case BLOCK.interface:
        return this.#readInterface(view, at, length);
      case BLOCK.statistics:
        return this.#readStatistics(view, at, length);
      default:
        return '';
    }
  }

  #readPacket(view: DataView, type: number, at: number, length: number): string {
    const little = this.#little;
    if (length < PACKET_LENGTH_MIN) return 'a packet block that is too short';
    // The obsolete block has a 16-bit interface id and a drop count in the same four bytes.
    const isOld = type === BLOCK.packet;
    const id = isOld ? view.getUint16(at + 8, little) : view.getUint32(at + 8, little);
    const state = this.interfaces[this.#base + id];
    if (state === undefined) return `a packet of interface ${id}, which is not described`;
    const captured = view.getUint32(at + 20, little);
    const frame = at + 28;
    const end = at + length - 4;
    if (captured > end - frame) return 'a packet longer than its block';
    const builder = (state.builder ??= new ColumnsBuilder());
    const { clock } = state;
    clock.split(view.getUint32(at + 12, little), view.getUint32(at + 16, little));
    const original = view.getUint32(at + 24, little);
    builder.append(clock.time.sec, clock.time.nsec, original, captured, frame);
    const options = frame + ((captured + 3) & ~3);
    if (options + 4 <= end) this.#readPacketOptions(view, builder, options, end);
    return '';
  }

  /** As eachOption, without a closure per packet: nearly every packet has its direction flags. */
  #readPacketOptions(view: DataView, builder: ColumnsBuilder, at: number, end: number): void {
    const little = this.#little;
    let position = at;
    while (position + 4 <= end) {
      const code = view.getUint16(position, little);
      const length = view.getUint16(position + 2, little);
      const valueAt = position + 4;
      if (code === OPTION.end || valueAt + length > end) return;
      if (code === OPTION.epbFlags && length === 4) {
        const direction = view.getUint32(valueAt, little) & 3;
        if (direction === 1 || direction === 2) builder.setSide(direction - 1);
      } else if (code === OPTION.comment) {
        const index = builder.count - 1;
        const before = builder.comments.get(index);
        const comment = this.#textAt(view, valueAt, length);
        builder.comments.set(index, before === undefined ? comment : `${before}\n${comment}`);
      }
      position = valueAt + ((length + 3) & ~3);
    }
  }

  #readSimplePacket(view: DataView, at: number, length: number): string {
    const state = this.interfaces[this.#base];
    if (length < 16) return 'a packet block that is too short';
    if (state === undefined) return 'a packet of interface 0, which is not described';
    const original = view.getUint32(at + 8, this.#little);
    const snap = state.snapBytes === 0 ? original : Math.min(original, state.snapBytes);
    if (snap > length - 16) return 'a packet longer than its block';
    (state.builder ??= new ColumnsBuilder()).append(0, 0, original, snap, at + 12);
    return '';
  }

  #readSection(view: DataView, at: number, length: number): string {
    if (length < SECTION_LENGTH_MIN) return 'a section header that is too short';
    const major = view.getUint16(at + 12, this.#little);
    if (major !== 1) return `pcapng version ${major}`;
    this.#base = this.interfaces.length;
    this.#sections += 1;
    if (this.#sections > 1) return '';
    const comments: string[] = [];
    const texts = new Map<number, string>();
    eachOption(view, this.#little, at + 24, at + length - 4, (code, valueAt, valueLength) => {
      const text = this.#textAt(view, valueAt, valueLength);
      if (code === OPTION.comment) comments.push(text);
      else texts.set(code, text);
    });
    this.section = {
      hardware: texts.get(OPTION.shbHardware) ?? '',
      os: texts.get(OPTION.shbOs) ?? '',
      application: texts.get(OPTION.shbApplication) ?? '',
      comments,
    };
    return '';
  }

  #readInterface(view: DataView, at: number, length: number): string {
    if (length < INTERFACE_LENGTH_MIN) return 'an interface description that is too short';
    if (this.interfaces.length >= PCAPNG_LIMITS.interfacesMax) return 'too many interfaces';
    const little = this.#little;
    const texts = new Map<number, string>();
    let octet = 6;
    let offsetSec = 0;
    eachOption(view, little, at + 16, at + length - 4, (code, valueAt, valueLength) => {
      if (code === OPTION.ifResolution && valueLength === 1) octet = view.getUint8(valueAt);
      else if (code === OPTION.ifOffset && valueLength === 8)
        offsetSec = Number(view.getBigInt64(valueAt, little));
      // A filter begins with an octet that says of which kind it is: 0 = a libpcap expression.
      else if (code === OPTION.ifFilter && valueLength > 0)
        texts.set(code, this.#textAt(view, valueAt + 1, valueLength - 1));
      else texts.set(code, this.#textAt(view, valueAt, valueLength));
    });
    const isUsual = octet === 6 && offsetSec === 0;
    this.interfaces.push({
      name: texts.get(OPTION.ifName) ?? '',
      description: texts.get(OPTION.ifDescription) ?? '',
      filter: texts.get(OPTION.ifFilter) ?? '',
      os: texts.get(OPTION.ifOs) ?? '',
      linkType: view.getUint16(at + 8, little),
      snapBytes: view.getUint32(at + 12, little),
      clock: new TickClock(isUsual ? MICROSECONDS : resolutionOf(octet, offsetSec)),
      statistics: null,
      builder: null,
    });
    return '';
  }

  #readStatistics(view: DataView, at: number, length: number): string {
    const state = this.interfaces[this.#base + view.getUint32(at + 8, this.#little)];
    if (length < 24 || state === undefined) return 'statistics of an interface not described';
    const counts = new Map<number, number>();
    eachOption(view, this.#little, at + 20, at + length - 4, (code, valueAt, valueLength) => {
      if (valueLength === 8) counts.set(code, Number(view.getBigUint64(valueAt, this.#little)));
    });
    state.statistics = {
      received: counts.get(OPTION.isbReceived) ?? null,
      droppedByInterface: counts.get(OPTION.isbDropped) ?? null,
      droppedByKernel: counts.get(OPTION.isbOsDropped) ?? null,
    };
    return '';
  }

  #textAt(view: DataView, at: number, length: number): string {
    const text = this.#text.decode(new Uint8Array(view.buffer, view.byteOffset + at, length));
    return text.replace(/\0+$/, '');
  }
}
