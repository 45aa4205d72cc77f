// From the bytes of one frame to its layers, outermost first, through at most one overlay: what
// VXLAN or Geneve carries is decoded, an overlay inside it is payload. The input may be anything:
// no read goes beyond the captured length, nothing throws.

import { strict as assert } from 'node:assert';
import type { DecodeError, DecodedFrame, Layer, LayerKind } from './layer.ts';
import { ARP_LENGTH, decodeArp } from './headers/arp.ts';
import { ETHERNET_LENGTH, ETHERTYPE, decodeEthernet } from './headers/ethernet.ts';
import { ETHERTYPE_BRIDGING, decodeGeneve } from './headers/geneve.ts';
import { ICMP_LENGTH, decodeIcmp } from './headers/icmp.ts';
import { IP_PROTOCOL, decodeIpv4, ipv4PayloadEnd } from './headers/ipv4.ts';
import { IPV6_LENGTH, decodeIpv6 } from './headers/ipv6.ts';
import { decodeTcp } from './headers/tcp.ts';
import { GENEVE_PORT, UDP_LENGTH, VXLAN_PORT, decodeUdp } from './headers/udp.ts';
import { VLAN_LENGTH, decodeVlan } from './headers/vlan.ts';
import { VXLAN_LENGTH, decodeVxlan } from './headers/vxlan.ts';

/** Outer Ethernet, two tags, IP, UDP, overlay, and the same again inside: more is an attack. */
export const LAYERS_MAX = 16;

/** What comes next, where, and how far its bytes go. */
interface Step {
  readonly next: LayerKind | null;
  readonly at: number;
  readonly end: number;
}

interface Cursor extends Step {
  readonly bytes: Uint8Array;
  readonly layers: Layer[];
  readonly inner: boolean;
}

type Outcome = Step | DecodeError['reason'];

const ofEtherType = (etherType: number): LayerKind | null => {
  if (etherType === ETHERTYPE.ipv4) return 'ipv4';
  if (etherType === ETHERTYPE.arp) return 'arp';
  if (etherType === ETHERTYPE.ipv6) return 'ipv6';
  const tagged = etherType === ETHERTYPE.vlan || etherType === ETHERTYPE.serviceVlan;
  return tagged ? 'vlan' : null;
};

const ofProtocol = (protocol: number): LayerKind | null => {
  if (protocol === IP_PROTOCOL.icmp) return 'icmp';
  if (protocol === IP_PROTOCOL.tcp) return 'tcp';
  return protocol === IP_PROTOCOL.udp ? 'udp' : null;
};

const stepLink = ({ bytes, layers, at, end }: Cursor, kind: 'ethernet' | 'vlan'): Outcome => {
  const layer = kind === 'ethernet' ? decodeEthernet(bytes, at, end) : decodeVlan(bytes, at, end);
  if (layer === null) return 'truncated';
  layers.push(layer);
  const length = kind === 'ethernet' ? ETHERNET_LENGTH : VLAN_LENGTH;
  return { next: ofEtherType(layer.etherType), at: at + length, end };
};

const stepNetwork = (cursor: Cursor, kind: 'arp' | 'ipv4' | 'ipv6'): Outcome => {
  const { bytes, layers, at, end } = cursor;
  if (kind === 'ipv4') {
    const layer = decodeIpv4(bytes, at, end);
    if (layer === null) return 'truncated';
    if (layer === 'malformed') return layer;
    layers.push(layer);
    const isFirst = layer.fragmentOffset === 0;
    const next = isFirst ? ofProtocol(layer.protocol) : null;
    return { next, at: at + layer.headerLength, end: ipv4PayloadEnd(layer, end) };
  }
  const layer = kind === 'arp' ? decodeArp(bytes, at, end) : decodeIpv6(bytes, at, end);
  if (layer === null) return 'truncated';
  if (layer === 'malformed') return layer;
  layers.push(layer);
  return { next: null, at: at + (kind === 'arp' ? ARP_LENGTH : IPV6_LENGTH), end };
};

const stepTransport = (cursor: Cursor, kind: 'icmp' | 'tcp' | 'udp'): Outcome => {
  const { bytes, layers, at, end } = cursor;
  if (kind === 'udp') {
    const layer = decodeUdp(bytes, at, end);
    if (layer === null) return 'truncated';
    if (layer === 'malformed') return layer;
    layers.push(layer);
    const udpEnd = layer.length === 0 ? end : Math.min(end, at + layer.length);
    const port = cursor.inner ? 0 : layer.destinationPort;
    const overlay = port === GENEVE_PORT ? 'geneve' : null;
    return { next: port === VXLAN_PORT ? 'vxlan' : overlay, at: at + UDP_LENGTH, end: udpEnd };
  }
  const layer = kind === 'icmp' ? decodeIcmp(bytes, at, end) : decodeTcp(bytes, at, end);
  if (layer === null) return 'truncated';
  if (layer === 'malformed') return layer;
  layers.push(layer);
  return { next: null, at: at + (layer.kind === 'tcp' ? layer.headerLength : ICMP_LENGTH), end };
};

const stepOverlay = ({ bytes, layers, at, end }: Cursor, kind: 'vxlan' | 'geneve'): Outcome => {
  if (kind === 'vxlan') {
    const layer = decodeVxlan(bytes, at, end);
    if (layer === null) return 'truncated';
    layers.push(layer);
    return { next: 'ethernet', at: at + VXLAN_LENGTH, end };
  }
  const layer = decodeGeneve(bytes, at, end);
  if (layer === null) return 'truncated';
  if (layer === 'malformed') return layer;
  layers.push(layer);
  const next = layer.protocol === ETHERTYPE_BRIDGING ? 'ethernet' : null;
  return { next, at: at + layer.headerLength, end };
};

const advance = (cursor: Cursor, kind: LayerKind): Outcome => {
  switch (kind) {
    case 'ethernet':
    case 'vlan':
      return stepLink(cursor, kind);
    case 'arp':
    case 'ipv4':
    case 'ipv6':
      return stepNetwork(cursor, kind);
    case 'icmp':
    case 'tcp':
    case 'udp':
      return stepTransport(cursor, kind);
    case 'vxlan':
    case 'geneve':
      return stepOverlay(cursor, kind);
  }
  return assert.fail('a layer of no known kind');
};

const decodeFrom = (bytes: Uint8Array, first: LayerKind, at: number, end: number): DecodedFrame => {
  const layers: Layer[] = [];
  let step: Step = { next: first, at, end };
  let inner = false;
  while (step.next !== null && layers.length < LAYERS_MAX) {
    const kind = step.next;
    const outcome = advance({ ...step, bytes, layers, inner }, kind);
    if (typeof outcome === 'string') {
      const error = { layer: kind, reason: outcome, at: step.at };
      return { layers, error, payload: bytes.subarray(step.at, step.end) };
    }
    if (kind === 'vxlan' || kind === 'geneve') inner = true;
    step = outcome;
  }
  return { layers, error: null, payload: bytes.subarray(step.at, step.end) };
};

/**
 * Layers of the Ethernet frame at `bytes[offset, offset + capturedLength)`. A range that leaves
 * the array is cut to it.
 */
export const decodeFrame = (
  bytes: Uint8Array,
  offset: number = 0,
  capturedLength: number = bytes.length - offset,
): DecodedFrame => {
  const at = Math.min(Math.max(0, offset), bytes.length);
  const end = Math.min(bytes.length, Math.max(at, at + capturedLength));
  return decodeFrom(bytes, 'ethernet', at, end);
};

/** The innermost layer of a kind: the one of the tenant's packet when there is an overlay. */
export const innermost = <K extends LayerKind>(
  frame: DecodedFrame,
  kind: K,
): Extract<Layer, { kind: K }> | null => {
  const isKind = (layer: Layer): layer is Extract<Layer, { kind: K }> => layer.kind === kind;
  return frame.layers.findLast(isKind) ?? null;
};

/** The outermost layer of a kind. */
export const outermost = <K extends LayerKind>(
  frame: DecodedFrame,
  kind: K,
): Extract<Layer, { kind: K }> | null => {
  const isKind = (layer: Layer): layer is Extract<Layer, { kind: K }> => layer.kind === kind;
  return frame.layers.find(isKind) ?? null;
};
