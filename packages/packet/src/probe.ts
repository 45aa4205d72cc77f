// Frames of probes: what a VM would send as an echo request, the first packet of a TCP connection
// or one UDP datagram, with correct checksums. No offload fills anything in later.

import { strict as assert } from 'node:assert';
import { MAC_LENGTH, parseIpv4, parseMac } from './address.ts';
import { writeU16, writeU32 } from './bytes.ts';
import { checksumOf, pseudoHeaderSum, sumWords } from './checksum.ts';
import { ETHERNET_LENGTH, ETHERTYPE } from './headers/ethernet.ts';
import { ICMP_LENGTH, ICMP_TYPE } from './headers/icmp.ts';
import { IPV4_LENGTH_MIN, IP_PROTOCOL } from './headers/ipv4.ts';
import { TCP_FLAG, TCP_LENGTH_MIN } from './headers/tcp.ts';
import { UDP_LENGTH } from './headers/udp.ts';

export interface ProbeFrame {
  readonly protocol: 'icmp' | 'tcp' | 'udp';
  /** Text forms: `fa:16:3e:...`, `10.1.0.52`. */
  readonly sourceMac: string;
  readonly destinationMac: string;
  readonly source: string;
  readonly destination: string;
  /** tcp, udp; the identifier of an icmp echo. */
  readonly sourcePort: number;
  /** tcp, udp. */
  readonly destinationPort: number;
  /** icmp: sequence number, 16 bit. tcp: initial sequence number, 32 bit. udp: not used. */
  readonly sequence: number;
  readonly ipId: number;
  readonly ttl: number;
  readonly dontFragment: boolean;
  readonly payload: Uint8Array;
}

const SYN_WINDOW = 64_240;
/** Fits every tunnelled network: an answer larger than a VXLAN path allows would confuse. */
const SYN_MSS = 1_360;
const SYN_OPTIONS_LENGTH = 4;
/** IPv4 total length is 16 bits. */
const PACKET_BYTES_MAX = 0xffff;

const L4_LENGTH = {
  icmp: ICMP_LENGTH,
  tcp: TCP_LENGTH_MIN + SYN_OPTIONS_LENGTH,
  udp: UDP_LENGTH,
} as const;

const writeIcmp = (frame: Uint8Array, at: number, probe: ProbeFrame): void => {
  frame[at] = ICMP_TYPE.echoRequest;
  writeU16(frame, at + 4, probe.sourcePort);
  writeU16(frame, at + 6, probe.sequence);
  writeU16(frame, at + 2, checksumOf(sumWords(frame, at, frame.length)));
};

const writeTcp = (frame: Uint8Array, at: number, probe: ProbeFrame, pseudo: number): void => {
  writeU16(frame, at, probe.sourcePort);
  writeU16(frame, at + 2, probe.destinationPort);
  writeU32(frame, at + 4, probe.sequence);
  frame[at + 12] = (L4_LENGTH.tcp / 4) << 4;
  frame[at + 13] = TCP_FLAG.syn;
  writeU16(frame, at + 14, SYN_WINDOW);
  frame[at + TCP_LENGTH_MIN] = 2;
  frame[at + TCP_LENGTH_MIN + 1] = SYN_OPTIONS_LENGTH;
  writeU16(frame, at + TCP_LENGTH_MIN + 2, SYN_MSS);
  writeU16(frame, at + 16, checksumOf(pseudo + sumWords(frame, at, frame.length)));
};

const writeUdp = (frame: Uint8Array, at: number, probe: ProbeFrame, pseudo: number): void => {
  writeU16(frame, at, probe.sourcePort);
  writeU16(frame, at + 2, probe.destinationPort);
  writeU16(frame, at + 4, frame.length - at);
  // A computed checksum of 0 is sent as 0xffff: 0 means "none" (RFC 768).
  writeU16(frame, at + 6, checksumOf(pseudo + sumWords(frame, at, frame.length)) || 0xffff);
};

/**
 * The Ethernet frame of a probe: echo request (icmp), SYN (tcp) or datagram (udp). Malformed
 * addresses or numbers out of range are the caller's defect and assert.
 */
export const buildProbeFrame = (probe: ProbeFrame): Uint8Array<ArrayBuffer> => {
  const sourceMac = parseMac(probe.sourceMac);
  const destinationMac = parseMac(probe.destinationMac);
  const source = parseIpv4(probe.source);
  const destination = parseIpv4(probe.destination);
  assert(sourceMac !== null && destinationMac !== null, 'probe: a MAC address is malformed');
  assert(source !== null && destination !== null, 'probe: an address is not an IPv4 literal');
  const l4Length = L4_LENGTH[probe.protocol] + probe.payload.length;
  const totalLength = IPV4_LENGTH_MIN + l4Length;
  assert(totalLength <= PACKET_BYTES_MAX, 'probe: payload too large for one packet');

  const frame = new Uint8Array(ETHERNET_LENGTH + totalLength);
  frame.set(destinationMac, 0);
  frame.set(sourceMac, MAC_LENGTH);
  writeU16(frame, 2 * MAC_LENGTH, ETHERTYPE.ipv4);
  const ip = ETHERNET_LENGTH;
  frame[ip] = 0x45;
  writeU16(frame, ip + 2, totalLength);
  writeU16(frame, ip + 4, probe.ipId);
  writeU16(frame, ip + 6, probe.dontFragment ? 0x4000 : 0);
  frame[ip + 8] = probe.ttl;
  frame[ip + 9] = IP_PROTOCOL[probe.protocol];
  writeU32(frame, ip + 12, source);
  writeU32(frame, ip + 16, destination);
  writeU16(frame, ip + 10, checksumOf(sumWords(frame, ip, ip + IPV4_LENGTH_MIN)));

  const l4 = ip + IPV4_LENGTH_MIN;
  frame.set(probe.payload, l4 + L4_LENGTH[probe.protocol]);
  const pseudo = pseudoHeaderSum(source, destination, IP_PROTOCOL[probe.protocol], l4Length);
  if (probe.protocol === 'icmp') writeIcmp(frame, l4, probe);
  else if (probe.protocol === 'tcp') writeTcp(frame, l4, probe, pseudo);
  else writeUdp(frame, l4, probe, pseudo);
  return frame;
};
