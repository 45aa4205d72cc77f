// The few calls of bpf(2) that a tracepoint needs: two maps, a program, and where it is put. All of
// it goes when its descriptors are closed, however this process ends. Attributes as in linux/bpf.h.

import { getSystemErrorName } from 'node:util';

import { HopscopeError } from '@hopscope/proto';

import type { Kernel } from '../capture/kernel.ts';

const COMMAND = {
  createMap: 0,
  lookUp: 1,
  loadProgram: 5,
  openRawTracepoint: 17,
  lookUpAndDelete: 21,
} as const;
const MAP = { array: 2, queue: 22 } as const;
const RAW_TRACEPOINT = 17;
const ATTRIBUTE_BYTES = 128;
const LOG_BYTES = 16 * 1024;
const ENOENT = 2;
/** Helpers that read kernel memory are for programs under it. */
const LICENSE = Buffer.from('GPL\0');

type Field = readonly [at: number, value: number | bigint];

const attributes = (...fields: readonly Field[]): Buffer => {
  const bytes = Buffer.alloc(ATTRIBUTE_BYTES);
  for (const [at, value] of fields)
    if (typeof value === 'bigint') bytes.writeBigUInt64LE(value, at);
    else bytes.writeUInt32LE(value, at);
  return bytes;
};

const refused = (what: string, errno: number, detail = ''): HopscopeError =>
  new HopscopeError('ENVIRONMENT', `the kernel refuses ${what}: ${getSystemErrorName(errno)}`, {
    detail,
  });

const checked = (result: number, what: string, detail?: () => string): number => {
  if (result < 0) throw refused(what, result, detail?.());
  return result;
};

export const createQueue = (kernel: Kernel, valueBytes: number, entriesMax: number): number => {
  const wanted = attributes([0, MAP.queue], [8, valueBytes], [12, entriesMax]);
  return checked(kernel.bpf(COMMAND.createMap, wanted), 'a queue');
};

/** An array with one word of 64 bits. */
export const createCounter = (kernel: Kernel): number => {
  const wanted = attributes([0, MAP.array], [4, 4], [8, 8], [12, 1]);
  return checked(kernel.bpf(COMMAND.createMap, wanted), 'a counter');
};

/** Puts a program behind a raw tracepoint; two descriptors. Throws ENVIRONMENT. */
export const attachProgram = (
  kernel: Kernel,
  instructions: Uint8Array,
  tracepoint: string,
): { program: number; link: number } => {
  const log = Buffer.alloc(LOG_BYTES);
  const name = Buffer.from(`${tracepoint}\0`);
  const wanted = attributes(
    [0, RAW_TRACEPOINT],
    [4, instructions.length / 8],
    [8, kernel.addressOf(instructions)],
    [16, kernel.addressOf(LICENSE)],
    [24, 1],
    [28, LOG_BYTES],
    [32, kernel.addressOf(log)],
  );
  const said = (): string => log.toString('latin1', 0, log.indexOf(0)).slice(-2048);
  const program = checked(kernel.bpf(COMMAND.loadProgram, wanted), 'the program', said);
  const link = kernel.bpf(
    COMMAND.openRawTracepoint,
    attributes([0, kernel.addressOf(name)], [8, program]),
  );
  if (link >= 0) return { program, link };
  kernel.close(program);
  throw refused(`the tracepoint ${tracepoint}`, link);
};

/** Takes the oldest entry into `value`; false when the queue is empty. */
export const takeFirst = (kernel: Kernel, queue: number, value: Uint8Array): boolean => {
  const wanted = attributes([0, queue], [16, kernel.addressOf(value)]);
  const result = kernel.bpf(COMMAND.lookUpAndDelete, wanted);
  if (result === -ENOENT) return false;
  checked(result, 'a look into the queue');
  return true;
};

export const readCounter = (kernel: Kernel, counter: number): number => {
  const key = Buffer.alloc(4);
  const value = Buffer.alloc(8);
  const wanted = attributes(
    [0, counter],
    [8, kernel.addressOf(key)],
    [16, kernel.addressOf(value)],
  );
  checked(kernel.bpf(COMMAND.lookUp, wanted), 'a look at the counter');
  return Number(value.readBigUInt64LE());
};
