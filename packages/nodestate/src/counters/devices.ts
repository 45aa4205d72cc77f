// /proc/net/dev: packets, errors and drops of devices since they came up. Two lines of names, then
// `  eth0: bytes packets errs drop fifo frame compressed multicast`, and eight more for sending.

import { excerpt, type Parsed } from '../parsed.ts';

export interface DeviceSide {
  readonly packets: number;
  readonly errors: number;
  readonly dropped: number;
  /** Ring or FIFO overruns. */
  readonly overruns: number;
}

export interface DeviceCounters {
  readonly name: string;
  readonly rx: DeviceSide;
  readonly tx: DeviceSide;
}

/** The two lines of names have these, no device has. */
const HEAD = '|';
const RX_COLUMNS = 8;

const side = (numbers: readonly number[], first: number): DeviceSide => ({
  packets: numbers[first + 1] ?? 0,
  errors: numbers[first + 2] ?? 0,
  dropped: numbers[first + 3] ?? 0,
  overruns: numbers[first + 4] ?? 0,
});

export const parseDeviceCounters = (input: string): Parsed<DeviceCounters[]> => {
  const value: DeviceCounters[] = [];
  const unknown: string[] = [];
  for (const line of input.split('\n')) {
    if (line.trim() === '' || line.includes(HEAD)) continue;
    const [, name, rest = ''] = /^\s*(\S+):\s*(\d.*)$/.exec(line) ?? [];
    const numbers = rest.trim().split(/\s+/).map(Number);
    if (name === undefined || numbers.length < 2 * RX_COLUMNS) unknown.push(excerpt(line));
    else value.push({ name, rx: side(numbers, 0), tx: side(numbers, RX_COLUMNS) });
  }
  return { value, errors: [], unknown };
};
