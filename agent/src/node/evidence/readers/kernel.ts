// Switches, counters and queues of the kernel.

import { readFile } from 'node:fs/promises';

import { program } from '../reader.ts';
import type { Reader } from '../reader.ts';
import { option } from '../selectors.ts';

/** As sysctl(8): where a key has slashes, its dots belong to names of devices. */
const sysctlPath = (key: string): string =>
  `/proc/sys/${key.includes('/') ? key : key.replaceAll('.', '/')}`;

export const sysctls: Reader = (selectors) => {
  const keys = selectors.get('key') ?? ['net.ipv4.ip_forward'];
  return {
    kind: 'files',
    argv: ['sysctl', '-e', ...keys],
    paths: keys.map(sysctlPath),
    print: (contents) =>
      keys
        .map((key, index) => {
          const value = contents[index] ?? null;
          return value === null ? '' : `${key} = ${value.trimEnd()}\n`;
        })
        .join(''),
  };
};

/** Of the thread that opens them: /proc/net would be that of the process. */
const COUNTERS = ['/proc/thread-self/net/snmp', '/proc/thread-self/net/netstat'] as const;

export const nstat: Reader = () => ({
  kind: 'files',
  argv: ['nstat', '-asz'],
  paths: COUNTERS,
  print: (contents) => contents.map((text) => text ?? '').join(''),
});

const DEVICES = '/proc/thread-self/net/dev';

/** Packets, errors and drops of some devices, one line each below two lines of names. */
export const deviceCounters: Reader = (selectors) => {
  const wanted = new Set(selectors.get('dev') ?? []);
  return {
    kind: 'files',
    argv: ['cat', '/proc/net/dev'],
    paths: [DEVICES],
    print: ([text]) =>
      (text ?? '')
        .split('\n')
        .filter((line, index) => index < 2 || wanted.has(line.slice(0, line.indexOf(':')).trim()))
        .map((line) => `${line}\n`)
        .join(''),
  };
};

export const qdiscs: Reader = (selectors, context) =>
  program(context, 'tc', '-j', '-s', 'qdisc', 'show', ...option(selectors, 'dev', 'dev'));

const ARP_CACHE = '/proc/net/stat/arp_cache';
const ARP_LIMIT = '/proc/sys/net/ipv4/neigh/default/gc_thresh3';

/** Fill of the kernel's one neighbour table, beside its limit. */
export const neighbourStats: Reader = () => ({
  kind: 'question',
  argv: ['cat', ARP_CACHE, ARP_LIMIT],
  ask: async () => {
    const [counters, limit] = await Promise.all([
      readFile(ARP_CACHE, 'utf8'),
      readFile(ARP_LIMIT, 'utf8'),
    ]);
    return Buffer.from(`${counters}net.ipv4.neigh.default.gc_thresh3 = ${limit}`, 'utf8');
  },
});

const SOFTNET = '/proc/net/softnet_stat';

export const softnet: Reader = () => ({
  kind: 'question',
  argv: ['cat', SOFTNET],
  ask: () => readFile(SOFTNET),
});
