// The packet a walker carries through chains, tables and rules: what is known of the lost one. Null
// means unknown, and a condition on it can then not be decided.

import { ipv4Bits, macBits } from '@hopscope/nodestate';

export interface WalkPacket {
  readonly protocol: 'icmp' | 'tcp' | 'udp';
  readonly source: string;
  readonly destination: string;
  readonly sourceMac: string | null;
  readonly destinationMac: string | null;
  readonly sourcePort: number | null;
  readonly destinationPort: number | null;
  readonly icmpType: number | null;
  readonly icmpCode: number | null;
}

export const PROTOCOL_NUMBERS: Readonly<Record<string, number>> = {
  icmp: 1,
  tcp: 6,
  udp: 17,
  sctp: 132,
};

/** The packet as OpenFlow fields; `unknown` are the fields nobody knows. */
export const flowFields = (
  packet: WalkPacket,
): { fields: Map<string, bigint>; unknown: Set<string> } => {
  const fields = new Map<string, bigint>([
    ['eth_type', 0x0800n],
    ['ip_proto', BigInt(PROTOCOL_NUMBERS[packet.protocol] ?? 0)],
  ]);
  const unknown = new Set<string>(['tcp_flags']);
  const put = (name: string, value: bigint | number | null): void => {
    if (value === null) unknown.add(name);
    else fields.set(name, BigInt(value));
  };
  put('eth_src', packet.sourceMac === null ? null : macBits(packet.sourceMac));
  put('eth_dst', packet.destinationMac === null ? null : macBits(packet.destinationMac));
  put('ip_src', ipv4Bits(packet.source));
  put('ip_dst', ipv4Bits(packet.destination));
  if (packet.protocol === 'icmp') {
    put('icmp_type', packet.icmpType);
    put('icmp_code', packet.icmpCode);
  } else {
    put('tp_src', packet.sourcePort);
    put('tp_dst', packet.destinationPort);
  }
  return { fields, unknown };
};
