// `DEST[:PORT[/udp|/tcp]]` and times like `30s`, as they are typed.

import { isIPv4 } from 'node:net';
import { SAMPLE_SHIFT_MAX } from '@hopscope/packet';
import { HopscopeError } from '@hopscope/proto';
import { WIRE_LIMITS } from '@hopscope/proto';
import type { Protocol } from '../request.ts';

export interface Destination {
  readonly address: string | null;
  readonly protocol: Protocol;
  readonly port: number | null;
}

const usage = (message: string): HopscopeError => new HopscopeError('USAGE', message);

/** No destination means an echo to the external gateway; no port means icmp; a port means tcp. */
export const parseDestination = (text: string | undefined): Destination => {
  if (text === undefined) return { address: null, protocol: 'icmp', port: null };
  const [, address = '', port, protocol] =
    /^([^:/]+)(?::(\d{1,5})(?:\/([a-z]+))?)?$/.exec(text) ?? [];
  if (!isIPv4(address)) {
    const hint = text.split(':').length > 2 ? ' (IPv6 cannot be followed yet)' : '';
    throw usage(`destination "${text}" is not ADDRESS, ADDRESS:PORT or ADDRESS:PORT/udp${hint}`);
  }
  if (port === undefined) return { address, protocol: 'icmp', port: null };
  const number = Number(port);
  if (number < 1 || number > 65_535) throw usage(`port ${port} is not between 1 and 65535`);
  if (protocol !== undefined && protocol !== 'tcp' && protocol !== 'udp')
    throw usage(`protocol "${protocol}" is not tcp or udp`);
  return { address, protocol: protocol ?? 'tcp', port: number };
};

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };

/** Milliseconds of `30s`, `500ms`, `2m`, or plain seconds. */
export const parseDuration = (text: string): number => {
  const [, number = '', unit = 's'] = /^(\d{1,6}(?:\.\d+)?)(ms|s|m)?$/.exec(text) ?? [];
  const ms = Math.round(Number(number) * (UNITS[unit] ?? 0));
  if (number === '' || ms <= 0) throw usage(`"${text}" is not a time such as 30s, 500ms or 2m`);
  if (ms > WIRE_LIMITS.durationMsMax)
    throw usage(`${text} is too long: at most ${WIRE_LIMITS.durationMsMax / 60_000}m`);
  return ms;
};

/** The shift of a rate of 1 of N packets; N is a power of two. */
export const parseSample = (text: string): number => {
  const shift = Math.log2(Number(text));
  if (!Number.isInteger(shift) || shift < 1 || shift > SAMPLE_SHIFT_MAX)
    throw usage(`--sample ${text} is not one of 2, 4, 8, ... ${2 ** SAMPLE_SHIFT_MAX}`);
  return shift;
};

/** A whole number between `min` and `max`; `name` is how the option is called. */
export const parseCount =
  (name: string, min: number, max: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!/^\d{1,9}$/.test(text) || value < min || value > max)
      throw usage(`${name} ${text} is not a number between ${min} and ${max}`);
    return value;
  };
