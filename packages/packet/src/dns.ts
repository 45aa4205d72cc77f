// A DNS question (RFC 1035 section 4.1), and what the header of an answer says. No name is ever
// followed or decompressed: a trace asks whether an answer comes, not what is in it.

import { readU16, writeU16 } from './bytes.ts';

export const DNS_HEADER_LENGTH = 12;
const RECURSION_DESIRED = 0x0100;
const RESPONSE = 0x8000;
const TYPE_A = 1;
const CLASS_IN = 1;
const LABEL_MAX = 63;
/** The whole name as it is on the wire: lengths, labels and the root (RFC 1035 section 2.3.4). */
const NAME_MAX = 255;

/** RFC 1035 section 4.1.1 and the IANA registry; others are named by their number. */
const RCODES = ['NOERROR', 'FORMERR', 'SERVFAIL', 'NXDOMAIN', 'NOTIMP', 'REFUSED'] as const;

const labelsOf = (name: string): string[] => name.replace(/\.$/, '').split('.');

/** True for a name that can be asked for: ASCII labels of 1 to 63 letters, digits, `-` and `_`. */
export const isDnsName = (name: string): boolean => {
  const labels = labelsOf(name);
  const bytes = labels.reduce((sum, label) => sum + 1 + label.length, 1);
  return (
    bytes <= NAME_MAX &&
    labels.every((label) => label.length <= LABEL_MAX && /^[A-Za-z0-9_-]+$/.test(label))
  );
};

/**
 * A query for the address of `name` (type A, recursion desired). `id` is in the first two bytes.
 * Null when `name` is none.
 */
export const encodeDnsQuery = (id: number, name: string): Uint8Array | null => {
  if (!isDnsName(name)) return null;
  const labels = labelsOf(name);
  const nameLength = labels.reduce((sum, label) => sum + 1 + label.length, 1);
  const message = new Uint8Array(DNS_HEADER_LENGTH + nameLength + 4);
  writeU16(message, 0, id);
  writeU16(message, 2, RECURSION_DESIRED);
  writeU16(message, 4, 1);
  let at = DNS_HEADER_LENGTH;
  for (const label of labels) {
    message[at] = label.length;
    message.set(new TextEncoder().encode(label), at + 1);
    at += 1 + label.length;
  }
  writeU16(message, at + 1, TYPE_A);
  writeU16(message, at + 3, CLASS_IN);
  return message;
};

export interface DnsAnswer {
  readonly id: number;
  /** `NOERROR`, `NXDOMAIN`, ...; `rcode 9` when it has no name here. */
  readonly rcode: string;
}

/** What an answer's header says; null for what is cut before its end, and for queries. */
export const readDnsAnswer = (payload: Uint8Array): DnsAnswer | null => {
  if (payload.length < DNS_HEADER_LENGTH) return null;
  const flags = readU16(payload, 2);
  if ((flags & RESPONSE) === 0) return null;
  const code = flags & 0xf;
  return { id: readU16(payload, 0), rcode: RCODES[code] ?? `rcode ${code}` };
};
