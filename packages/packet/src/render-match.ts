// A structured match as a filter expression for libpcap's compiler (pcap-filter(7)).
//
// Traps that decide the shape:
// - In classic BPF a load beyond the frame ends the program with "no". So every alternative tests
//   what makes its loads safe (type, protocol) before it loads.
// - `port` and `icmp[...]` are false for later fragments; those are asked for by themselves.
// - Behind `vlan` libpcap moves all offsets that follow, so the same text is written twice:
//   `(E) or (vlan and (E))`. No VLAN id: on receive the tag is not in the frame at all.
// - libpcap does not look into VXLAN: inner fields are bytes at fixed places behind the UDP header,
//   for an inner frame without a tag.

import { strict as assert } from 'node:assert';
import { formatIpv4, parseIpv4 } from './address.ts';
import { ICMP_ERROR_TYPES } from './headers/icmp.ts';
import { IP_PROTOCOL } from './headers/ipv4.ts';
import { VXLAN_PORT } from './headers/udp.ts';
import { validateMatch } from './match.ts';
import type { Match } from './match.ts';

/** The match with addresses as numbers, which is all that is ever written into an expression. */
interface Wanted {
  readonly protocol: number;
  readonly remote: number;
  readonly remotePort: number;
  readonly locals: readonly number[];
  readonly vni: number;
  readonly arp: readonly number[];
}

const IPV4_WORD = '0x0800';
/**
 * Offsets from the outer UDP header (8 bytes, then VXLAN 8, inner Ethernet 14); l4 without
 * options.
 */
const INNER = { etherType: 28, ip: 30, l4: 50 } as const;
/** Bytes of an ICMP message before the packet an error quotes. */
const QUOTE_AT = 8;

const any = (parts: readonly string[]): string =>
  parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(' or ')})`;
const all = (...parts: readonly string[]): string => parts.join(' and ');
const hex = (address: number): string => `0x${address.toString(16).padStart(8, '0')}`;

const numberOf = (text: string): number => {
  const address = parseIpv4(text);
  assert(address !== null, 'validateMatch let a bad address pass');
  return address;
};

/** Source at `[at:4]`, destination 4 further: the flow in either direction, by bytes. */
const addressesAt = (header: string, at: number, wanted: Wanted): string => {
  const word = (offset: number, address: number): string =>
    `${header}[${offset}:4] = ${hex(address)}`;
  const locals = (offset: number): string => any(wanted.locals.map((local) => word(offset, local)));
  const outward = all(word(at + 4, wanted.remote), locals(at));
  const inward = all(word(at, wanted.remote), locals(at + 4));
  return any([`(${outward})`, `(${inward})`]);
};

const icmpErrors = (header: string, at: number, wanted: Wanted): string => {
  const types = any(ICMP_ERROR_TYPES.map((type) => `${header}[${at}] = ${type}`));
  const quote = at + QUOTE_AT;
  const protocol = `${header}[${quote + 9}] = ${wanted.protocol}`;
  return all(types, protocol, addressesAt(header, quote + 12, wanted));
};

const plainFlow = (wanted: Wanted): string => {
  const host = (side: string, address: number): string => `ip ${side} host ${formatIpv4(address)}`;
  const locals = (side: string): string => any(wanted.locals.map((local) => host(side, local)));
  const remotePort = wanted.remotePort === 0 ? null : wanted.remotePort;
  const ports = (side: string): string =>
    remotePort === null ? '' : ` and (${side} port ${remotePort} or ip[6:2] & 0x1fff != 0)`;
  const outward = `${host('dst', wanted.remote)} and ${locals('src')}${ports('dst')}`;
  const inward = `${host('src', wanted.remote)} and ${locals('dst')}${ports('src')}`;
  return `ip proto ${wanted.protocol} and ((${outward}) or (${inward}))`;
};

const plain = (wanted: Wanted): string[] => [
  plainFlow(wanted),
  all('icmp', icmpErrors('icmp', 0, wanted)),
];

/** The inner flow by bytes: addresses, and the remote port where the packet has one. */
const innerFlow = (wanted: Wanted): string => {
  const source = INNER.ip + 12;
  if (wanted.remotePort === 0) return addressesAt('udp', source, wanted);
  const word = (offset: number, address: number): string => `udp[${offset}:4] = ${hex(address)}`;
  const locals = (offset: number): string => any(wanted.locals.map((local) => word(offset, local)));
  const headerLength = `((udp[${INNER.ip}] & 0xf) << 2)`;
  const port = (offset: number): string =>
    `(udp[${INNER.ip + 6}:2] & 0x1fff != 0 or ` +
    `udp[${INNER.ip + offset} + ${headerLength}:2] = ${wanted.remotePort})`;
  const outward = all(word(source + 4, wanted.remote), locals(source), port(2));
  const inward = all(word(source, wanted.remote), locals(source + 4), port(0));
  return any([`(${outward})`, `(${inward})`]);
};

const encapsulated = (wanted: Wanted): string[] => {
  const isInnerIpv4 = all(
    `udp dst port ${VXLAN_PORT}`,
    `udp[12:4] >> 8 = ${wanted.vni}`,
    `udp[${INNER.etherType}:2] = ${IPV4_WORD}`,
  );
  const protocolAt = `udp[${INNER.ip + 9}]`;
  const flow = all(`${protocolAt} = ${wanted.protocol}`, innerFlow(wanted));
  const errors = all(
    `${protocolAt} = ${IP_PROTOCOL.icmp}`,
    `udp[${INNER.ip + 6}:2] & 0x1fff = 0`,
    `udp[${INNER.ip}] = 0x45`,
    icmpErrors('udp', INNER.l4, wanted),
  );
  return [all(isInnerIpv4, any([`(${flow})`, `(${errors})`]))];
};

/**
 * The filter expression of a match: the flow in both directions, later fragments of it, ICMP errors
 * that quote it, and ARP for the addresses named. The match must be valid (see validateMatch).
 */
export const renderMatch = (match: Match): string => {
  assert.deepEqual(validateMatch(match), [], 'renderMatch needs a valid match');
  const wanted: Wanted = {
    protocol: IP_PROTOCOL[match.protocol],
    remote: numberOf(match.remote),
    remotePort: match.remotePort,
    locals: [...new Set(match.locals.map(numberOf))],
    vni: match.vni,
    arp: [...new Set(match.arp.map(numberOf))],
  };
  const parts = wanted.vni === 0 ? plain(wanted) : encapsulated(wanted);
  if (wanted.arp.length > 0) {
    const hosts = wanted.arp.map((address) => `arp host ${formatIpv4(address)}`);
    parts.push(any(hosts));
  }
  const expression = parts.map((part) => `(${part})`).join(' or ');
  return `(${expression}) or (vlan and (${expression}))`;
};
