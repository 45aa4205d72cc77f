// `tc -j -s qdisc show`: what waits and drops in front of a device.

import { number, type Json, type Parsed, text } from '../parsed.ts';
import { eachEntry } from '../ip/document.ts';

export interface Qdisc {
  readonly kind: string;
  readonly handle: string;
  readonly device: string;
  readonly packets: number;
  readonly drops: number;
  readonly overlimits: number;
  readonly backlogPackets: number;
}

const readQdisc = (entry: Json): Qdisc | null =>
  typeof entry['kind'] === 'string'
    ? {
        kind: entry['kind'],
        handle: text(entry['handle']),
        device: text(entry['dev']),
        packets: number(entry['packets']),
        drops: number(entry['drops']),
        overlimits: number(entry['overlimits']),
        backlogPackets: number(entry['qlen']),
      }
    : null;

export const parseQdiscs = (input: string): Parsed<Qdisc[]> => eachEntry(input, readQdisc);
