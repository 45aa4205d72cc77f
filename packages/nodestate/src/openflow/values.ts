// Values of match fields as ovs-ofctl writes them, to bits: MAC and IP addresses with masks or
// prefix lengths, numbers, and flag words (+new-est, syn|ack).

import { type FieldKind, fieldSpec, fullMask } from './fields.ts';

export interface MaskedValue {
  readonly value: bigint;
  readonly mask: bigint;
}

const CT_STATES = ['new', 'est', 'rel', 'rpl', 'inv', 'trk', 'snat', 'dnat'];
const TCP_FLAGS = ['fin', 'syn', 'rst', 'psh', 'ack', 'urg', 'ece', 'cwr', 'ns'];
const FRAGMENTS: Readonly<Record<string, readonly [bigint, bigint]>> = {
  no: [0n, 3n],
  yes: [1n, 1n],
  first: [1n, 3n],
  later: [3n, 3n],
  not_later: [0n, 2n],
};

/** A MAC as 48 bits, or null. */
export const macBits = (text: string): bigint | null =>
  /^(?:[0-9a-f]{1,2}:){5}[0-9a-f]{1,2}$/i.test(text)
    ? text.split(':').reduce((bits, part) => bits * 256n + BigInt(`0x${part}`), 0n)
    : null;

/** An IPv4 address as 32 bits, or null. */
export const ipv4Bits = (text: string): bigint | null => {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256))
    return null;
  return parts.reduce((bits, part) => bits * 256n + BigInt(part), 0n);
};

/** An IPv6 address as 128 bits, or null. */
export const ipv6Bits = (text: string): bigint | null => {
  if (!/^[0-9a-f:.]+$/i.test(text) || !text.includes(':')) return null;
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const groups = (half: string): string[] => (half === '' ? [] : half.split(':'));
  const [head = [], tail = []] = halves.map(groups);
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 0) return null;
  const all = [...head, ...Array.from({ length: missing }, () => '0'), ...tail];
  if (!all.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null;
  return all.reduce((bits, group) => bits * 65536n + BigInt(`0x${group}`), 0n);
};

const numberBits = (text: string): bigint | null =>
  /^(?:0x[0-9a-f]+|\d+)$/i.test(text) ? BigInt(text) : null;

const READ: Readonly<Record<FieldKind, (text: string) => bigint | null>> = {
  number: numberBits,
  mac: macBits,
  ipv4: ipv4Bits,
  ipv6: ipv6Bits,
  'ct-state': numberBits,
  'tcp-flags': numberBits,
  fragment: numberBits,
};

/** `+new-est` or `new|trk`: bits that must be set or unset. A bare list means exactly these. */
const flagWords = (text: string, names: readonly string[]): MaskedValue | null => {
  let value = 0n;
  let mask = 0n;
  const signed = /^[+-]/.test(text);
  const words = signed ? text.match(/[+-][a-z]+/g) : text.split('|');
  if (words === null || (signed && words.join('') !== text)) return null;
  for (const word of words) {
    const at = names.indexOf(word.replace(/^[+-]/, ''));
    if (at < 0) return null;
    mask |= 1n << BigInt(at);
    if (!word.startsWith('-')) value |= 1n << BigInt(at);
  }
  return { value, mask: signed ? mask : fullMask(names.length) };
};

const prefixMask = (length: number, bits: number): bigint =>
  fullMask(bits) ^ fullMask(Math.max(0, bits - length));

/** The value of a known field; null when it cannot be read. */
export const parseFieldValue = (field: string, text: string): MaskedValue | null => {
  const known = fieldSpec(field);
  if (known === null) return null;
  const { bits, kind } = known;
  if (kind === 'fragment' && Object.hasOwn(FRAGMENTS, text)) {
    const [value, mask] = FRAGMENTS[text] ?? [0n, 0n];
    return { value, mask };
  }
  if (kind === 'ct-state' && /[a-z]/.test(text.replace(/^0x/, '')) && !text.startsWith('0x'))
    return flagWords(text, CT_STATES);
  if (kind === 'tcp-flags' && /[+a-z]/.test(text) && !text.startsWith('0x'))
    return flagWords(text, TCP_FLAGS);
  const slash = text.indexOf('/');
  const value = READ[kind](slash < 0 ? text : text.slice(0, slash));
  if (value === null) return null;
  if (slash < 0) return { value, mask: fullMask(bits) };
  const maskText = text.slice(slash + 1);
  const isPrefix = (kind === 'ipv4' || kind === 'ipv6') && /^\d+$/.test(maskText);
  const mask = isPrefix ? prefixMask(Number(maskText), bits) : READ[kind](maskText);
  return mask === null ? null : { value: value & mask, mask };
};
