// `conntrack -L -o extended,id` and `conntrack -E -o timestamp,extended,id`. The tool's closing
// line ("N flow entries have been shown.") goes to standard error and, where both streams share a
// file, may cut a line in two: it is taken out first.

import { excerpt, linesOf, type Parsed } from '../parsed.ts';
import { type ConntrackEntry, parseConntrackEntry } from './entry.ts';

export interface ConntrackEvent {
  readonly type: 'NEW' | 'UPDATE' | 'DESTROY';
  /** Wall clock of the node: seconds since the epoch, and nanoseconds. 0 when not printed. */
  readonly sec: number;
  readonly nsec: number;
  readonly entry: ConntrackEntry;
}

const CLOSING = /conntrack v[\d.]+ \(conntrack-tools\): .*? (?:shown|deleted|updated)\.\r?\n?/g;
const REPORTED = /^conntrack v[\d.]+ \(conntrack-tools\): /;

const eachLine = <T>(input: string, read: (line: string) => T | null): Parsed<T[]> => {
  const value: T[] = [];
  const errors: string[] = [];
  const unknown: string[] = [];
  for (const line of linesOf(input.replaceAll(CLOSING, ''))) {
    const one = read(line);
    if (one !== null) value.push(one);
    else (REPORTED.test(line) ? errors : unknown).push(excerpt(line));
  }
  return { value, errors, unknown };
};

export const parseConntrack = (input: string): Parsed<ConntrackEntry[]> =>
  eachLine(input, parseConntrackEntry);

const EVENT = /^(?:\[(\d+)\.(\d+)\s*\])?\s*\[(NEW|UPDATE|DESTROY)\]\s+(.*)$/;

const isType = (word: string): word is ConntrackEvent['type'] =>
  word === 'NEW' || word === 'UPDATE' || word === 'DESTROY';

const readEvent = (line: string): ConntrackEvent | null => {
  const [, sec = '0', fraction = '0', type = '', rest = ''] = EVENT.exec(line) ?? [];
  const entry = parseConntrackEntry(rest);
  if (!isType(type) || entry === null) return null;
  return { type, sec: Number(sec), nsec: Number(fraction.padEnd(9, '0').slice(0, 9)), entry };
};

export const parseConntrackEvents = (input: string): Parsed<ConntrackEvent[]> =>
  eachLine(input, readEvent);
