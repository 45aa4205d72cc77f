// Tracked connections of one address or zone, and conntrack's own counters. Never a whole table:
// conntrack(8) has the kernel print all of it and sorts out the rest by itself, which takes seconds
// and a processor where there are half a million. A kernel that can filter is asked directly.

import { existsSync } from 'node:fs';
import { release } from 'node:os';

import type { Connections } from '../../netfilter/ctnetlink.ts';
import { program } from '../reader.ts';
import type { Reader } from '../reader.ts';
import { one, option, requireOneOf } from '../selectors.ts';
import type { Selectors } from '../selectors.ts';

/** CTA_FILTER came with Linux 5.8; an older kernel does not see it, and would print everything. */
const filtersItself = (): boolean => {
  const [major = 0, minor = 0] = release().split('.').map(Number);
  return major > 5 || (major === 5 && minor >= 8);
};

const connectionsOf = (selectors: Selectors): Connections => {
  const source = one(selectors, 'src');
  const destination = one(selectors, 'dst');
  const protocol = one(selectors, 'proto');
  const destinationPort = one(selectors, 'dport');
  return {
    ...(source === undefined ? {} : { source }),
    ...(destination === undefined ? {} : { destination }),
    ...(protocol === undefined ? {} : { protocol }),
    ...(destinationPort === undefined ? {} : { destinationPort: Number(destinationPort) }),
  };
};

/** By addresses, with a protocol where a port is given; zones are left to the program. */
const canAsk = (selectors: Selectors): boolean =>
  (selectors.has('src') || selectors.has('dst')) &&
  !selectors.has('zone') &&
  (selectors.has('proto') || !selectors.has('dport')) &&
  filtersItself();

export const conntrack: Reader = (selectors, context) => {
  requireOneOf('conntrack', selectors, ['src', 'dst', 'zone']);
  const listed = program(
    context,
    'conntrack',
    '-L',
    '-o',
    'extended,id',
    ...option(selectors, 'proto', '-p'),
    ...option(selectors, 'src', '-s'),
    ...option(selectors, 'dst', '-d'),
    ...option(selectors, 'zone', '-w'),
    ...option(selectors, 'dport', '--dport'),
  );
  if (!canAsk(selectors)) return listed;
  return { kind: 'connections', argv: listed.argv, wanted: connectionsOf(selectors) };
};

/** Of kernels with CONFIG_NF_CONNTRACK_PROCFS: the columns of `conntrack -S` without a program. */
const STATS = '/proc/thread-self/net/stat/nf_conntrack';

export const conntrackStats: Reader = (_selectors, context) => {
  if (!existsSync(STATS)) return program(context, 'conntrack', '-S');
  const argv = ['cat', '/proc/net/stat/nf_conntrack'];
  return { kind: 'files', argv, paths: [STATS], print: ([text]) => text ?? '' };
};
