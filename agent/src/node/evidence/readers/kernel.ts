// Switches, counters and queues of the kernel.

import { readFile } from 'node:fs/promises';

import { program } from '../reader.ts';
import type { Reader } from '../reader.ts';
import { option } from '../selectors.ts';

export const sysctls: Reader = (selectors, context) =>
  program(context, 'sysctl', '-e', ...(selectors.get('key') ?? ['net.ipv4.ip_forward']));

export const nstat: Reader = (_selectors, context) => program(context, 'nstat', '-asz', '--json');

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
