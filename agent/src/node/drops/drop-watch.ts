// Why the kernel dropped packets of one flow, as long as an order runs: a program behind the
// tracepoint skb:kfree_skb keeps the headers of those with both addresses among the wanted ones.
// One kernel may serve many hosts (a lab): what was dropped in a namespace that is not this node's
// is left out. Nothing is left behind: the program goes with its descriptors.

import { HopscopeError } from '@hopscope/proto';
import type { WireTime } from '@hopscope/proto';
import { formatIpv4, parseIpv4 } from '@hopscope/packet';

import type { Kernel } from '../capture/kernel.ts';
import { NODE_LIMITS } from '../limits.ts';
import type { Namespaces } from '../netns/namespaces.ts';
import { attachProgram, createCounter, createQueue, readCounter, takeFirst } from './bpf.ts';
import type { KernelTypes } from './layout.ts';
import { RECORD, dropProgram } from './program.ts';
import { nameAddresses } from './symbols.ts';

const TRACEPOINT = 'kfree_skb';
const PROTOCOLS: Readonly<Record<number, string>> = { 1: 'icmp', 6: 'tcp', 17: 'udp' };

/**
 * Copies of packets that go on elsewhere: what a bridged or switched device shows its host, whose
 * address it is not, and what no capture wanted.
 */
const HARMLESS: readonly string[] = ['OTHERHOST', 'SOCKET_FILTER', 'PACKET_SOCK_ERROR'];

export interface DropContext {
  readonly kernel: Kernel;
  readonly namespaces: Namespaces;
  readonly now: () => WireTime;
  readonly types: () => Promise<KernelTypes>;
}

export interface DropWatch {
  /**
   * Takes the program away, once, and says what it saw: one line each, the oldest first, then
   * `total=N kept=N foreign=N`.
   */
  readonly finish: () => Promise<string>;
}

const checkAddresses = (addresses: readonly string[]): void => {
  const max = NODE_LIMITS.dropAddressesMax;
  if (addresses.length < 2 || addresses.length > max)
    throw new HopscopeError('ORDER_INVALID', `drop reasons need 2 to ${max} addresses`);
  const wrong = addresses.find((address) => parseIpv4(address) === null);
  if (wrong !== undefined)
    throw new HopscopeError('ORDER_INVALID', `not an address: ${JSON.stringify(wrong)}`);
};

/** Wall time of a stamp of the kernel's monotonic clock. */
const stampOf = (monotonicNs: bigint, now: WireTime): string => {
  const agoNs = Number(process.hrtime.bigint() - monotonicNs);
  const nowNs = BigInt(now.sec) * 1_000_000_000n + BigInt(now.nsec);
  const at = nowNs - BigInt(Math.max(0, agoNs));
  return `${at / 1_000_000_000n}.${String(at % 1_000_000_000n).padStart(9, '0')}`;
};

const portsOf = (protocol: string, transport: Buffer): string => {
  if (protocol === 'icmp')
    return ` type=${transport[0]} code=${transport[1]} id=${transport.readUInt16BE(4)}`;
  if (protocol !== 'tcp' && protocol !== 'udp') return '';
  return ` sport=${transport.readUInt16BE(0)} dport=${transport.readUInt16BE(2)}`;
};

const lineOf = (
  record: Buffer,
  context: {
    readonly types: KernelTypes;
    readonly symbols: ReadonlyMap<bigint, string>;
    readonly netns: string;
    readonly now: WireTime;
  },
): string => {
  const ip = record.subarray(RECORD.ip, RECORD.ip + 28);
  const number = ip[9] ?? 0;
  const protocol = PROTOCOLS[number] ?? String(number);
  const location = record.readBigUInt64LE(RECORD.location);
  const code = record.readUInt32LE(RECORD.reason);
  const name = record.toString('latin1', RECORD.device, RECORD.device + 16);
  const end = name.indexOf('\0');
  return [
    stampOf(record.readBigUInt64LE(RECORD.timeNs), context.now),
    `reason=${context.types.reasons.get(code) ?? code}`,
    `location=${context.symbols.get(location) ?? `0x${location.toString(16)}`}`,
    `netns=${context.netns}`,
    `dev=${name.slice(0, end < 0 ? 16 : end)}`,
    `ifindex=${record.readUInt32LE(RECORD.ifindex)}`,
    `iif=${record.readUInt32LE(RECORD.arrivedBy)}`,
    `proto=${protocol}`,
    `src=${formatIpv4(ip.readUInt32BE(12))}`,
    `dst=${formatIpv4(ip.readUInt32BE(16))}`,
    `ipid=${ip.readUInt16BE(4)}${portsOf(protocol, ip.subarray(20))}`,
  ].join(' ');
};

/** Name of each namespace of this node by its inode; `-` = the node's own. */
const namesByInode = (namespaces: Namespaces): Map<number, string> => {
  const names = new Map(namespaces.list().map(({ inode, name }) => [inode, name] as const));
  return names.set(namespaces.find('').inode, '-');
};

const readRecords = (kernel: Kernel, queue: number): Buffer[] => {
  const records: Buffer[] = [];
  for (;;) {
    const record = Buffer.alloc(RECORD.bytes);
    if (!takeFirst(kernel, queue, record)) return records;
    records.push(record);
  }
};

/** Watches from here on. Rejects with ORDER_INVALID or ENVIRONMENT. */
export const startDropWatch = async (
  context: DropContext,
  addresses: readonly string[],
): Promise<DropWatch> => {
  const { kernel, namespaces, now } = context;
  checkAddresses(addresses);
  const types = await context.types();
  const open: number[] = [];
  const keep = (fd: number): number => {
    open.push(fd);
    return fd;
  };
  const close = (): void => {
    for (const fd of open.splice(0)) kernel.close(fd);
  };
  try {
    const queue = keep(createQueue(kernel, RECORD.bytes, NODE_LIMITS.dropsMax));
    const counter = keep(createCounter(kernel));
    const { layout, reasons } = types;
    const harmless = [...reasons].flatMap(([code, name]) => (HARMLESS.includes(name) ? code : []));
    const code = dropProgram({ layout, addresses, harmless, queue, counter });
    const { program, link } = attachProgram(kernel, code, TRACEPOINT);
    keep(program);
    // First in line: without it nothing is counted any more.
    open.unshift(link);
    const finish = async (): Promise<string> => {
      kernel.close(open.shift() ?? -1);
      const records = readRecords(kernel, queue);
      const total = readCounter(kernel, counter);
      close();
      const inodes = namesByInode(namespaces);
      const own = records.flatMap((record) => {
        const netns = inodes.get(record.readUInt32LE(RECORD.netns));
        return netns === undefined ? [] : [{ record, netns }];
      });
      const places = new Set(own.map(({ record }) => record.readBigUInt64LE(RECORD.location)));
      const symbols = await nameAddresses([...places]);
      const at = now();
      const lines = own.map(({ record, netns }) =>
        lineOf(record, { types, symbols, netns, now: at }),
      );
      const foreign = records.length - own.length;
      return [...lines, `total=${total} kept=${own.length} foreign=${foreign}\n`].join('\n');
    };
    return { finish };
  } catch (error) {
    close();
    throw error;
  }
};
