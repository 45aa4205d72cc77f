// The frames of an inject order. Pure. Each probe is a packet of its own: the IP id grows, an icmp
// probe has the next sequence number of one echo id, a tcp probe is a new connection (next source
// port, other initial sequence number), a udp probe too, and a question of DNS has its own id.

import { buildProbeFrame, fragmentFrame, parseIpv4, parseMac } from '@hopscope/packet';
import type { ProbeFrame } from '@hopscope/packet';
import { HopscopeError } from '@hopscope/proto';
import type { hopscope } from '@hopscope/proto';

import { NODE_LIMITS } from '../limits.ts';

const TTL = 64;
/** Ports of Linux guests end at 60999: above them no connection of the VM itself can be hit. */
const FREE_FIRST = 61_000;
const EPHEMERAL_FIRST = 32_768;
const U16 = 0x1_0000;
/** RFC 791: every link carries that much. */
const MTU_MIN = 68;
/** Knuth's multiplicative hash: initial sequence numbers that do not look alike. */
const SPREAD = 2_654_435_761;

export interface ProbePlan {
  readonly protocol: ProbeFrame['protocol'];
  readonly sourceMac: string;
  readonly destinationMac: string;
  readonly source: string;
  readonly destination: string;
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly count: number;
  /** Probes a second. */
  readonly rate: number;
  readonly dontFragment: boolean;
  readonly payload: Uint8Array;
  /** The first two bytes of the payload are a number that grows with each probe. */
  readonly isNumbered: boolean;
  readonly ipIdFirst: number;
  /** Larger packets are cut into fragments; 0 = never. */
  readonly mtu: number;
}

const invalid = (message: string): never => {
  throw new HopscopeError('ORDER_INVALID', `probe: ${message}`);
};

const inRange = (what: string, value: number, min: number, max: number): number =>
  value < min || value > max ? invalid(`${what} ${value} is not in ${min}..${max}`) : value;

/** Bytes that can be told apart at every hop: the alphabet, as ping of old. */
const fillPayload = (bytes: number): Uint8Array =>
  Uint8Array.from({ length: bytes }, (_, at) => 0x61 + (at % 26));

const readProtocol = (protocol: string): ProbeFrame['protocol'] =>
  protocol === 'icmp' || protocol === 'tcp' || protocol === 'udp'
    ? protocol
    : invalid(`no protocol ${JSON.stringify(protocol)}`);

const readPayload = (wire: hopscope.v1.IProbe): Uint8Array => {
  const given = wire.payload ?? new Uint8Array(0);
  const bytes = given.length > 0 ? given.length : (wire.payloadBytes ?? 0);
  // A SYN has options, which take their part of the largest packet.
  const max = wire.protocol === 'tcp' ? NODE_LIMITS.synPayloadMax : NODE_LIMITS.probePayloadMax;
  inRange('payload bytes', bytes, wire.payloadNumbered ? 2 : 0, max);
  return given.length > 0 ? given : fillPayload(bytes);
};

/** Checks every field. Throws ORDER_INVALID. */
export const readProbe = (wire: hopscope.v1.IProbe | null | undefined): ProbePlan => {
  if (!wire) return invalid('is missing');
  const protocol = readProtocol(wire.protocol ?? '');
  for (const mac of [wire.srcMac, wire.dstMac])
    if (parseMac(mac ?? '') === null) invalid(`${JSON.stringify(mac)} is not a MAC address`);
  for (const address of [wire.src, wire.dst])
    if (!parseIpv4(address ?? '')) invalid(`${JSON.stringify(address)} is not an address`);
  const needsPort = protocol !== 'icmp';
  return {
    protocol,
    sourceMac: wire.srcMac!,
    destinationMac: wire.dstMac!,
    source: wire.src!,
    destination: wire.dst!,
    sourcePort: inRange('source port', wire.srcPort ?? 0, 0, U16 - 1),
    destinationPort: inRange('port', wire.dstPort ?? 0, needsPort ? 1 : 0, U16 - 1),
    count: inRange('count', wire.count ?? 0, 1, NODE_LIMITS.probesMax),
    rate: inRange('rate', wire.rate ?? 0, 1, NODE_LIMITS.probeRateMax),
    dontFragment: wire.dontFragment ?? false,
    payload: readPayload(wire),
    isNumbered: wire.payloadNumbered ?? false,
    ipIdFirst: inRange('ip id', wire.ipIdFirst ?? 0, 0, U16 - 1),
    mtu: wire.mtu ? inRange('mtu', wire.mtu, MTU_MIN, U16 - 1) : 0,
  };
};

/** Where ports begin again at the end of all ports: never lower than where they were asked for. */
const portsFrom = (first: number): number => {
  if (first >= FREE_FIRST) return FREE_FIRST;
  return Math.min(first, EPHEMERAL_FIRST);
};

const portOf = (first: number, index: number): number => {
  const start = portsFrom(first);
  return start + ((first - start + index) % (U16 - start));
};

const payloadOf = ({ payload, isNumbered }: ProbePlan, index: number): Uint8Array => {
  if (!isNumbered) return payload;
  const numbered = Uint8Array.from(payload);
  const view = new DataView(numbered.buffer);
  view.setUint16(0, (view.getUint16(0) + index) % U16);
  return numbered;
};

/** The Ethernet frames of the probe number `index` (0-based): one, or its fragments. */
export const probeFrames = (plan: ProbePlan, index: number): readonly Uint8Array[] => {
  const isIcmp = plan.protocol === 'icmp';
  const frame = buildProbeFrame({
    protocol: plan.protocol,
    sourceMac: plan.sourceMac,
    destinationMac: plan.destinationMac,
    source: plan.source,
    destination: plan.destination,
    sourcePort: isIcmp ? plan.sourcePort : portOf(plan.sourcePort, index),
    destinationPort: plan.destinationPort,
    sequence: isIcmp ? (index + 1) % U16 : Math.imul(index + 1, SPREAD) >>> 0,
    ipId: (plan.ipIdFirst + index) % U16,
    ttl: TTL,
    dontFragment: plan.dontFragment,
    payload: payloadOf(plan, index),
  });
  return plan.mtu === 0 ? [frame] : fragmentFrame(frame, plan.mtu);
};
