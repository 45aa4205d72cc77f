// The eBPF program behind the tracepoint skb:kfree_skb: of every packet that the kernel frees as
// dropped it looks whether both addresses are among the wanted ones, and if so keeps its headers,
// the reason, the place in the code and the device. Pure.

import { parseIpv4 } from '@hopscope/packet';

import { Assembler } from './assembler.ts';

/** Where fields lie in this kernel, bytes; see layout.ts. */
export interface SkbLayout {
  readonly head: number;
  readonly networkHeader: number;
  readonly device: number;
  readonly arrivedBy: number;
  readonly deviceIndex: number;
  readonly deviceName: number;
  readonly deviceNet: number;
  /** Of the namespace's inode in struct net. */
  readonly netInode: number;
}

/** One entry of the queue, little-endian. */
export const RECORD = {
  bytes: 88,
  timeNs: 0,
  location: 8,
  reason: 16,
  netns: 20,
  ifindex: 24,
  arrivedBy: 28,
  /** 16 bytes, ends at the first 0. */
  device: 32,
  /** IPv4 header without options, then the first 8 bytes behind it, 4 unused. */
  ip: 48,
} as const;

const R = { result: 0, a: 1, b: 2, c: 3, d: 4, context: 6, skb: 7, pointer: 8, frame: 10 } as const;
/** enum bpf_func_id */
const HELPER = { mapLookup: 1, time: 5, pushElement: 87, readKernel: 113 } as const;
/** Arguments of the tracepoint (Linux 5.17 and later). */
const ARGUMENT = { skb: 0, location: 8, reason: 16 } as const;
/** Not dropped yet, and consumed: no drop. */
const REASONS_FIRST = 2;

/** The record lies at the top of the stack; below it two words to read pointers into. */
const STACK = {
  record: -RECORD.bytes,
  pointer: -RECORD.bytes - 8,
  half: -RECORD.bytes - 16,
} as const;

/** stack[at] = what lies `offset` behind the address in register `base`. */
const readKernel = (
  code: Assembler,
  at: number,
  bytes: number,
  base: number,
  offset: number,
): void => {
  code.copy(R.c, base);
  if (offset !== 0) code.add(R.c, offset);
  code.copy(R.a, R.frame);
  code.add(R.a, at);
  code.constant(R.b, bytes);
  code.call(HELPER.readKernel);
};

const clearRecord = (code: Assembler): void => {
  code.constant(R.result, 0);
  for (let at = STACK.half; at < 0; at += 8) code.store(R.frame, at, R.result, 'double');
};

/** On when the word at `at` of the record is one of the addresses, else to `done`. */
const requireAddress = (code: Assembler, at: number, wanted: readonly number[]): void => {
  code.load(R.a, R.frame, STACK.record + at, 'word');
  const found = `address ${at}`;
  for (const address of wanted) code.jumpWord('equal', R.a, address, found);
  code.jump('done');
  code.label(found);
};

/** In network order, as it is loaded from a header by a little-endian machine. */
const swapped = (address: string): number => {
  const value = parseIpv4(address) ?? 0;
  return Buffer.of(value >>> 24, value >>> 16, value >>> 8, value).readUInt32LE(0);
};

const ADDRESSES = { source: RECORD.ip + 12, destination: RECORD.ip + 16 } as const;

/** Header of the packet into the record; on to `done` unless it is wanted. */
const readHeader = (code: Assembler, layout: SkbLayout, addresses: readonly string[]): void => {
  readKernel(code, STACK.pointer, 8, R.skb, layout.head);
  readKernel(code, STACK.half, 2, R.skb, layout.networkHeader);
  code.load(R.pointer, R.frame, STACK.pointer, 'double');
  code.load(R.a, R.frame, STACK.half, 'half');
  // 64-bit addition of two registers.
  code.op(0x0f, R.pointer, R.a, 0, 0);
  readKernel(code, STACK.record + RECORD.ip, 28, R.pointer, 0);
  code.load(R.a, R.frame, STACK.record + RECORD.ip, 'byte');
  code.op(0x57, R.a, 0, 0, 0xf0);
  code.jumpWord('unequal', R.a, 0x40, 'done');
  const wanted = addresses.map(swapped);
  requireAddress(code, ADDRESSES.source, wanted);
  requireAddress(code, ADDRESSES.destination, wanted);
};

const readDevice = (code: Assembler, layout: SkbLayout): void => {
  readKernel(code, STACK.record + RECORD.arrivedBy, 4, R.skb, layout.arrivedBy);
  readKernel(code, STACK.pointer, 8, R.skb, layout.device);
  code.load(R.pointer, R.frame, STACK.pointer, 'double');
  readKernel(code, STACK.record + RECORD.ifindex, 4, R.pointer, layout.deviceIndex);
  readKernel(code, STACK.record + RECORD.device, 16, R.pointer, layout.deviceName);
  readKernel(code, STACK.pointer, 8, R.pointer, layout.deviceNet);
  code.load(R.pointer, R.frame, STACK.pointer, 'double');
  readKernel(code, STACK.record + RECORD.netns, 4, R.pointer, layout.netInode);
};

/** Adds one to a word of 64 bits in an array map, all processors together. */
const count = (code: Assembler, fd: number): void => {
  code.constant(R.a, 0);
  code.store(R.frame, STACK.half, R.a, 'word');
  code.mapDescriptor(R.a, fd);
  code.copy(R.b, R.frame);
  code.add(R.b, STACK.half);
  code.call(HELPER.mapLookup);
  code.op(0x15, R.result, 0, 0, 0, 'done');
  code.constant(R.a, 1);
  // BPF_STX | BPF_ATOMIC | BPF_DW, BPF_ADD
  code.op(0xdb, R.result, R.a, 0, 0);
};

export interface DropProgram {
  readonly layout: SkbLayout;
  /** IPv4; a packet is wanted when both its addresses are among them. */
  readonly addresses: readonly string[];
  /** Numbers of reasons that are no loss: copies that nobody waits for. */
  readonly harmless: readonly number[];
  /** Descriptors: of the queue of records, and of the array that counts them. */
  readonly queue: number;
  readonly counter: number;
}

/** Instructions (struct bpf_insn[]) for a program of type raw tracepoint. */
export const dropProgram = (wanted: DropProgram): Uint8Array => {
  const { layout, addresses, harmless, queue, counter } = wanted;
  const code = new Assembler();
  code.copy(R.context, R.a);
  clearRecord(code);
  code.load(R.a, R.context, ARGUMENT.reason, 'double');
  code.jumpWord('below', R.a, REASONS_FIRST, 'done');
  for (const reason of harmless) code.jumpWord('equal', R.a, reason, 'done');
  code.store(R.frame, STACK.record + RECORD.reason, R.a, 'word');
  code.load(R.a, R.context, ARGUMENT.location, 'double');
  code.store(R.frame, STACK.record + RECORD.location, R.a, 'double');
  code.load(R.skb, R.context, ARGUMENT.skb, 'double');
  readHeader(code, layout, addresses);
  readDevice(code, layout);
  code.call(HELPER.time);
  code.store(R.frame, STACK.record + RECORD.timeNs, R.result, 'double');
  code.mapDescriptor(R.a, queue);
  code.copy(R.b, R.frame);
  code.add(R.b, STACK.record);
  code.constant(R.c, 0);
  code.call(HELPER.pushElement);
  count(code, counter);
  code.label('done');
  code.constant(R.result, 0);
  code.op(0x95, 0, 0, 0, 0);
  return code.bytes();
};
