// Whether a field of a packet is what a condition of nftables wants: a value, a prefix, a range, a
// set of those, several joined ones. Null = this walker cannot tell.

import { ipv4Bits, macBits } from '@hopscope/nodestate';
import { prefixHolds } from './address.ts';
import { type Field, isJson, type Joined, type Looked, protocolNumber } from './nft-fields.ts';

type Held = boolean | null;

/** Sets have no sets in them; what is deeper is no ruleset. */
const DEPTH_MAX = 6;

const ICMP_NAMES: Readonly<Record<string, number>> = {
  'echo-reply': 0,
  'destination-unreachable': 3,
  redirect: 5,
  'echo-request': 8,
  'time-exceeded': 11,
  'parameter-problem': 12,
};

/** One for sure wins, then one that is not known. */
const anyOf = (held: readonly Held[]): Held =>
  held.includes(true) ? true : held.includes(null) ? null : false;

const allOf = (held: readonly Held[]): Held =>
  held.includes(false) ? false : held.includes(null) ? null : true;

const sameAddress = (have: string, wanted: string): Held => {
  const [one, other] = [ipv4Bits(have), ipv4Bits(wanted)];
  return one === null || other === null ? null : one === other;
};

const sameMac = (have: string, wanted: string): Held => {
  const [one, other] = [macBits(have), macBits(wanted)];
  return one === null || other === null ? null : one === other;
};

/** `eth*` is all names that begin so. */
export const deviceFits = (pattern: string, device: string): boolean =>
  pattern.endsWith('*') ? device.startsWith(pattern.slice(0, -1)) : pattern === device;

const sameText = ({ kind, value }: Field, wanted: string): Held => {
  // A name that could not be looked up.
  if (wanted.startsWith('@') || value === null) return null;
  if (kind === 'number') {
    const known = Object.hasOwn(ICMP_NAMES, wanted) ? ICMP_NAMES[wanted] : undefined;
    return known === undefined ? null : known === value;
  }
  const have = String(value);
  if (kind === 'address') return sameAddress(have, wanted);
  if (kind === 'mac') return sameMac(have, wanted);
  if (kind === 'device') return deviceFits(wanted, have);
  return have === wanted.toLowerCase();
};

const sameNumber = ({ kind, value }: Field, wanted: number): Held => {
  if (kind === 'number') return value === null ? null : value === wanted;
  // Protocols without a name are numbers; so are devices that are gone.
  if (kind !== 'word' || typeof value !== 'string') return null;
  const known = protocolNumber(value);
  return known === undefined ? null : known === wanted;
};

const bitsOf = (value: unknown): bigint | null => {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  return typeof value === 'string' ? ipv4Bits(value) : null;
};

/** Below, inside or above, as numbers; null when one of them is none. */
const between = ({ kind, value }: Field, low: unknown, high: unknown): Held => {
  if (kind !== 'number' && kind !== 'address') return null;
  const [have, from, to] = [bitsOf(value), bitsOf(low), bitsOf(high)];
  return have === null || from === null || to === null ? null : have >= from && have <= to;
};

const prefixFits = ({ kind, value }: Field, addr: unknown, len: unknown): Held =>
  kind === 'address' &&
  typeof value === 'string' &&
  typeof addr === 'string' &&
  typeof len === 'number'
    ? prefixHolds(`${addr}/${len}`, value)
    : null;

const inSet = (have: Looked, set: readonly unknown[], moving: boolean, depth: number): Held => {
  const held = anyOf(set.map((one) => equals(have, one, depth)));
  // What is not in it now may have been in it a moment ago.
  return held === false && moving ? null : held;
};

const fits = (have: Field, wanted: unknown): Held => {
  if (typeof wanted === 'string') return sameText(have, wanted);
  if (typeof wanted === 'number') return sameNumber(have, wanted);
  if (!isJson(wanted)) return null;
  const { prefix, range } = wanted;
  if (isJson(prefix)) return prefixFits(have, prefix['addr'], prefix['len']);
  return Array.isArray(range) ? between(have, range[0], range[1]) : null;
};

const joined = ({ parts }: Joined, wanted: unknown, depth: number): Held => {
  const values = isJson(wanted) ? wanted['concat'] : null;
  if (!Array.isArray(values) || values.length !== parts.length) return null;
  return allOf(parts.map((one, index) => equals(one, values[index], depth)));
};

/** Whether what the packet has is what is wanted. */
export const equals = (have: Looked, wanted: unknown, depth = 0): Held => {
  if (have === 'absent') return false;
  if (wanted === '*') return true;
  if (have === null || depth > DEPTH_MAX) return null;
  // Several words: any of them.
  if (Array.isArray(wanted)) return inSet(have, wanted, false, depth + 1);
  const { set, elem, moving } = isJson(wanted) ? wanted : {};
  if (Array.isArray(set)) return inSet(have, set, moving === true, depth + 1);
  if (isJson(elem)) return equals(have, elem['val'], depth + 1);
  return have.kind === 'joined' ? joined(have, wanted, depth + 1) : fits(have, wanted);
};

/** `have OP wanted` of numbers. */
export const compares = (have: Looked, op: string, wanted: unknown): Held => {
  if (have === null || have === 'absent' || have.kind === 'joined') return null;
  const [one, other] = [bitsOf(have.value), bitsOf(wanted)];
  if (one === null || other === null) return null;
  if (op === '<') return one < other;
  if (op === '>') return one > other;
  if (op === '<=') return one <= other;
  return op === '>=' ? one >= other : null;
};

const wordsOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** Flags of TCP, `mask` those that are looked at; null: all. */
export const flagsHold = ({ value }: Field, op: string, mask: unknown, wanted: unknown): Held => {
  if (typeof value !== 'string') return null;
  const seen = mask === null || wordsOf(mask).includes(value) ? [value] : [];
  const asked = wordsOf(wanted);
  if (!asked.every((one) => typeof one === 'string')) return null;
  if (op === 'in') return asked.some((one) => seen.includes(one));
  const same = asked.length === seen.length && seen.every((one) => asked.includes(one));
  if (op === '==') return same;
  return op === '!=' ? !same : null;
};
