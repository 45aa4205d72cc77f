// Tracked connections of one address or zone, and conntrack's own counters. Never a whole table.

import { program } from '../reader.ts';
import type { Reader } from '../reader.ts';
import { option, requireOneOf } from '../selectors.ts';

export const conntrack: Reader = (selectors, context) => {
  requireOneOf('conntrack', selectors, ['src', 'dst', 'zone']);
  return program(
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
};

export const conntrackStats: Reader = (_selectors, context) => program(context, 'conntrack', '-S');
