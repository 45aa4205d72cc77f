// One line about one frame, in the words people know from tcpdump. For reports and comments;
// nothing parses it again.

import { strict as assert } from 'node:assert';
import { formatIpv4, formatIpv6, formatMac } from './address.ts';
import { decodeFrame } from './decode.ts';
import { ARP_REPLY, ARP_REQUEST } from './headers/arp.ts';
import type { ArpHeader } from './headers/arp.ts';
import type { IcmpHeader, QuotedPacket } from './headers/icmp.ts';
import { ICMP_TYPE } from './headers/icmp.ts';
import type { Ipv4Header } from './headers/ipv4.ts';
import type { TcpHeader } from './headers/tcp.ts';
import type { DecodedFrame, Layer } from './layer.ts';

const FLAG_LETTERS: readonly (readonly [number, string])[] = [
  [0x01, 'F'],
  [0x02, 'S'],
  [0x04, 'R'],
  [0x08, 'P'],
  [0x10, '.'],
  [0x20, 'U'],
  [0x40, 'E'],
  [0x80, 'W'],
];

const UNREACHABLE_WORDS: readonly string[] = [
  'net unreachable',
  'host unreachable',
  'protocol unreachable',
  'port unreachable',
  'need to frag',
  'source route failed',
  'net unknown',
  'host unknown',
  'source isolated',
  'net prohibited',
  'host prohibited',
  'net unreachable for this service',
  'host unreachable for this service',
  'admin prohibited',
];

/** `S`, `S.`, `R`, ... as tcpdump writes TCP flags; `none` for no flag. */
export const formatTcpFlags = (flags: number): string =>
  FLAG_LETTERS.filter(([bit]) => (flags & bit) !== 0)
    .map(([, letter]) => letter)
    .join('') || 'none';

/** `net unreachable`, `echo request`, ... of an ICMP type and code. */
export const formatIcmpType = (type: number, code: number): string => {
  switch (type) {
    case ICMP_TYPE.echoReply:
      return 'echo reply';
    case ICMP_TYPE.echoRequest:
      return 'echo request';
    case ICMP_TYPE.unreachable:
      return UNREACHABLE_WORDS[code] ?? `unreachable code ${code}`;
    case ICMP_TYPE.redirect:
      return 'redirect';
    case ICMP_TYPE.timeExceeded:
      return code === 0 ? 'time exceeded in transit' : 'reassembly time exceeded';
    default:
      return `type ${type} code ${code}`;
  }
};

const withPort = (address: number, port: number | null): string =>
  port === null ? formatIpv4(address) : `${formatIpv4(address)}.${port}`;

const describeQuoted = (quoted: QuotedPacket): string =>
  `${withPort(quoted.ipv4.source, quoted.sourcePort)} > ` +
  `${withPort(quoted.ipv4.destination, quoted.destinationPort)} ` +
  `protocol ${quoted.ipv4.protocol} id ${quoted.ipv4.id}`;

const describeIcmp = (icmp: IcmpHeader): string => {
  const what = `ICMP ${formatIcmpType(icmp.type, icmp.code)}`;
  if (icmp.id !== null) return `${what}, id ${icmp.id}, seq ${icmp.sequence}`;
  const mtu = icmp.mtu === null ? '' : ` (mtu ${icmp.mtu})`;
  return icmp.quoted === null ? what + mtu : `${what}${mtu} about ${describeQuoted(icmp.quoted)}`;
};

const describeTcp = (tcp: TcpHeader): string => {
  const ack = (tcp.flags & 0x10) === 0 ? '' : `, ack ${tcp.acknowledgement}`;
  const time = tcp.options.timestamp;
  const stamp = time === null ? '' : `, TS val ${time.value} ecr ${time.echo}`;
  return `Flags [${formatTcpFlags(tcp.flags)}], seq ${tcp.sequence}${ack}${stamp}`;
};

const describeArp = (arp: ArpHeader): string => {
  const sender = formatIpv4(arp.senderAddress);
  if (arp.operation === ARP_REQUEST)
    return `ARP who-has ${formatIpv4(arp.targetAddress)} tell ${sender}`;
  if (arp.operation === ARP_REPLY) return `ARP ${sender} is-at ${formatMac(arp.senderMac)}`;
  return `ARP operation ${arp.operation} from ${sender}`;
};

/** Text of an IPv4 packet: addresses, what it carries; of a tunnel only the addresses. */
const describeIpv4 = (ipv4: Ipv4Header, next: Layer | undefined, isTunnel: boolean): string => {
  const isPort = next?.kind === 'tcp' || next?.kind === 'udp';
  const source = withPort(ipv4.source, isPort ? next.sourcePort : null);
  const destination = withPort(ipv4.destination, isPort ? next.destinationPort : null);
  if (isTunnel) return `IP ${source} > ${destination}`;
  const carried = Math.max(0, ipv4.totalLength - ipv4.headerLength);
  let what = `protocol ${ipv4.protocol}, length ${carried}`;
  if (ipv4.fragmentOffset > 0) what = `fragment at ${ipv4.fragmentOffset}, length ${carried}`;
  else if (next?.kind === 'icmp') what = `${describeIcmp(next)}, length ${carried}`;
  else if (next?.kind === 'udp') what = `UDP, length ${Math.max(0, next.length - 8)}`;
  else if (next?.kind === 'tcp')
    what = `${describeTcp(next)}, length ${Math.max(0, carried - next.headerLength)}`;
  return `IP ${source} > ${destination}: ${what}`;
};

const isOverlay = (layer: Layer | undefined): boolean =>
  layer?.kind === 'vxlan' || layer?.kind === 'geneve';

const describeLayer = (layers: readonly Layer[], index: number): string => {
  const layer = layers[index];
  const next = layers[index + 1];
  if (layer === undefined) return '';
  switch (layer.kind) {
    case 'vlan':
      return `vlan ${layer.id}`;
    case 'arp':
      return describeArp(layer);
    case 'ipv4':
      return describeIpv4(layer, next, isOverlay(layers[index + 2]));
    case 'ipv6':
      return `IP6 ${formatIpv6(layer.source)} > ${formatIpv6(layer.destination)}`;
    case 'vxlan':
    case 'geneve':
      return `${layer.kind} ${layer.vni}`;
    case 'ethernet': {
      const unknown = next === undefined;
      return unknown ? `ethertype 0x${layer.etherType.toString(16).padStart(4, '0')}` : '';
    }
    case 'icmp':
    case 'tcp':
    case 'udp':
      return '';
  }
  return assert.fail('a layer of no known kind');
};

/** Text of decoded layers; an error is named at the end: `..., truncated tcp`. */
export const describeLayers = (frame: DecodedFrame): string => {
  const parts = frame.layers
    .map((_layer, index) => describeLayer(frame.layers, index))
    .filter((part) => part !== '');
  if (frame.error !== null) parts.push(`${frame.error.reason} ${frame.error.layer}`);
  return parts.length === 0 ? 'empty frame' : parts.join(', ');
};

/** Text of the frame at `bytes[offset, offset + capturedLength)`; never throws. */
export const describeFrame = (
  bytes: Uint8Array,
  offset: number = 0,
  capturedLength: number = bytes.length - offset,
): string => describeLayers(decodeFrame(bytes, offset, capturedLength));
