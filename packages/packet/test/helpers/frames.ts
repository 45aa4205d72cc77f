// Random frames that are near a match: the same few addresses, ports and types again and again, in
// all positions, so that a filter which forgets one test is found out.

import fc from 'fast-check';
import { IP_PROTOCOL, buildProbeFrame, parseIpv4, writeU16, writeU32 } from '../../src/mod.ts';
import type { Match } from '../../src/mod.ts';

const concat = (...parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

const u16 = (...values: readonly number[]): Uint8Array => {
  const bytes = new Uint8Array(values.length * 2);
  values.forEach((value, index) => writeU16(bytes, index * 2, value));
  return bytes;
};

interface Ip {
  readonly source: string;
  readonly destination: string;
  readonly protocol: number;
  readonly fragment: number;
  readonly options: boolean;
  readonly payload: Uint8Array;
}

const ipPacket = (ip: Ip): Uint8Array => {
  const length = ip.options ? 24 : 20;
  const header = new Uint8Array(length);
  header[0] = 0x40 | (length / 4);
  writeU16(header, 2, length + ip.payload.length);
  writeU16(header, 6, ip.fragment);
  header[8] = 64;
  header[9] = ip.protocol;
  writeU32(header, 12, parseIpv4(ip.source) ?? 0);
  writeU32(header, 16, parseIpv4(ip.destination) ?? 0);
  if (ip.options) header.fill(1, 20);
  return concat(header, ip.payload);
};

const MACS = new Uint8Array(12);
const ethernet = (etherType: number, payload: Uint8Array): Uint8Array =>
  concat(MACS, u16(etherType), payload);

const transport = (protocol: number, ports: readonly [number, number]): Uint8Array => {
  if (protocol === IP_PROTOCOL.udp) return concat(u16(...ports, 16, 0), new Uint8Array(8));
  if (protocol !== IP_PROTOCOL.tcp) return concat(u16(0x0800, 0, 7, 1), new Uint8Array(8));
  const header = concat(u16(...ports), new Uint8Array(16));
  header[12] = 0x50;
  return header;
};

const icmpError = (type: number, quoted: Uint8Array): Uint8Array =>
  concat(Uint8Array.of(type, 0, 0, 0, 0, 0, 0, 0), quoted);

/** IPv4 packets around the flow of a match: plain ones, fragments, errors that quote one. */
const packetsNear = (match: Match): fc.Arbitrary<Uint8Array> => {
  const addresses = [match.remote, ...match.locals, '10.1.0.1', '203.0.113.9'];
  const anywhere = fc.constantFrom(...addresses);
  const local = fc.constantFrom(...match.locals);
  const remote = fc.constant(match.remote);
  const ends = fc.oneof(
    fc.tuple(local, remote),
    fc.tuple(remote, local),
    fc.tuple(anywhere, anywhere),
  );
  const port = fc.constantFrom(match.remotePort, 80, 53, 49_152, 4789);
  const plain = fc
    .record({
      ends,
      protocol: fc.constantFrom(IP_PROTOCOL[match.protocol], 1, 6, 17),
      fragment: fc.constantFrom(0, 0, 0, 0x2000, 0x4000, 185, 0x2000 | 185),
      options: fc.constantFrom(false, false, false, true),
      ports: fc.tuple(port, port),
    })
    .map(({ ends: [source, destination], ports, ...ip }) => {
      const payload = transport(ip.protocol, ports);
      return ipPacket({ ...ip, source, destination, payload });
    });
  const error = fc
    .record({ source: anywhere, destination: anywhere, quoted: plain })
    .chain((ip) => fc.tuple(fc.constant(ip), fc.constantFrom(3, 4, 5, 11, 12, 0, 13)))
    .map(([{ source, destination, quoted }, type]) => {
      const payload = icmpError(type, quoted);
      const protocol = IP_PROTOCOL.icmp;
      return ipPacket({ source, destination, protocol, fragment: 0, options: false, payload });
    });
  return fc.oneof({ weight: 3, arbitrary: plain }, { weight: 2, arbitrary: error });
};

const arpNear = (match: Match): fc.Arbitrary<Uint8Array> => {
  const address = fc.constantFrom(match.remote, ...match.locals, ...match.arp, '10.1.0.77');
  return fc.tuple(fc.constantFrom(1, 2), address, address).map(([operation, sender, target]) => {
    const message = concat(u16(1, 0x0800, 0x0604, operation), new Uint8Array(20));
    writeU32(message, 14, parseIpv4(sender) ?? 0);
    writeU32(message, 24, parseIpv4(target) ?? 0);
    return message;
  });
};

const tunnelled = (vni: number, inner: Uint8Array): Uint8Array => {
  const outer = buildProbeFrame({
    protocol: 'udp',
    sourceMac: 'fa:16:3e:00:00:01',
    destinationMac: 'fa:16:3e:00:00:02',
    source: '10.20.0.11',
    destination: '10.20.0.20',
    sourcePort: 50_000,
    destinationPort: 4789,
    sequence: 0,
    ipId: 0,
    ttl: 64,
    dontFragment: true,
    payload: concat(Uint8Array.of(8, 0, 0, 0, vni >>> 16, vni >>> 8, vni, 0), inner),
  });
  return outer.subarray(14);
};

/** Whole frames, tagged or not, in VXLAN with the right or another VNI or not, and ARP. */
export const framesNear = (match: Match): fc.Arbitrary<Uint8Array> => {
  const packet = packetsNear(match);
  const vni = fc.constantFrom(match.vni, match.vni, 1937, 42);
  const inTunnel = fc
    .tuple(vni, packet)
    .map(([id, inner]) => tunnelled(id, ethernet(0x0800, inner)));
  const arpInTunnel = fc
    .tuple(vni, arpNear(match))
    .map(([id, inner]) => tunnelled(id, ethernet(0x0806, inner)));
  const isTunnel = match.vni !== 0;
  const body: fc.Arbitrary<readonly [number, Uint8Array]> = fc.oneof(
    { weight: isTunnel ? 1 : 4, arbitrary: packet.map((bytes) => [0x0800, bytes] as const) },
    { weight: isTunnel ? 6 : 1, arbitrary: inTunnel.map((bytes) => [0x0800, bytes] as const) },
    { weight: 1, arbitrary: arpInTunnel.map((bytes) => [0x0800, bytes] as const) },
    { weight: 1, arbitrary: arpNear(match).map((bytes) => [0x0806, bytes] as const) },
    { weight: 1, arbitrary: packet.map((bytes) => [0x86dd, bytes] as const) },
  );
  return fc
    .tuple(body, fc.constantFrom(null, null, 0x8100, 0x88a8))
    .map(([[type, bytes], tag]) =>
      tag === null ? ethernet(type, bytes) : ethernet(tag, concat(u16(100, type), bytes)),
    );
};
