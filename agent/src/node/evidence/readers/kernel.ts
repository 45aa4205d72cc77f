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

const SOFTNET = '/proc/net/softnet_stat';

export const softnet: Reader = () => ({
  kind: 'question',
  argv: ['cat', SOFTNET],
  ask: () => readFile(SOFTNET),
});
