// `ip -j -d -s link|address show`: devices with their addresses and counters.

import { isJson, list, number, type Json, type Parsed, text, texts } from '../parsed.ts';
import { eachEntry } from './document.ts';

export interface LinkAddress {
  readonly address: string;
  readonly prefixLength: number;
  readonly family: string;
  readonly scope: string;
}

export interface Link {
  readonly name: string;
  readonly ifindex: number;
  /** IFF_UP: somebody switched it on. */
  readonly up: boolean;
  /** LOWER_UP: it has a carrier. */
  readonly carrier: boolean;
  readonly flags: readonly string[];
  readonly mtu: number;
  readonly mac: string;
  readonly master: string;
  /** veth, tun, bridge, vxlan, ...; '' when not said (physical, or printed without -d). */
  readonly kind: string;
  /** What its bridge keeps of it as a port; null when it is in none, or printed without -d. */
  readonly bridgePort: BridgePort | null;
  /** An XDP program sees packets before anything else does, captures included. */
  readonly xdp: boolean;
  readonly addresses: readonly LinkAddress[];
  readonly rx: LinkCounters | null;
  readonly tx: LinkCounters | null;
}

export interface BridgePort {
  /** forwarding, or disabled, listening, learning, blocking: then it passes nothing on. */
  readonly state: string;
  /** Isolated ports do not reach each other. */
  readonly isolated: boolean;
  /** A locked one takes frames only from MACs that somebody entered. */
  readonly locked: boolean;
}

export interface LinkCounters {
  readonly packets: number;
  readonly errors: number;
  readonly dropped: number;
}

const counters = (value: unknown): LinkCounters | null =>
  isJson(value)
    ? {
        packets: number(value['packets']),
        errors: number(value['errors']),
        dropped: number(value['dropped']),
      }
    : null;

const readAddress = (value: unknown): LinkAddress[] =>
  isJson(value) && typeof value['local'] === 'string'
    ? [
        {
          address: value['local'],
          prefixLength: number(value['prefixlen'], 32),
          family: text(value['family']),
          scope: text(value['scope']),
        },
      ]
    : [];

const readBridgePort = (info: unknown): BridgePort | null => {
  const data =
    isJson(info) && info['info_slave_kind'] === 'bridge' ? info['info_slave_data'] : null;
  if (!isJson(data)) return null;
  const { state, isolated, locked } = data;
  return { state: text(state), isolated: isolated === true, locked: locked === true };
};

const readLink = (entry: Json): Link | null => {
  const name = text(entry['ifname']);
  if (name === '') return null;
  const flags = texts(entry['flags']);
  const info = entry['linkinfo'];
  const stats = isJson(entry['stats64']) ? entry['stats64'] : entry['stats'];
  return {
    name,
    ifindex: number(entry['ifindex']),
    up: flags.includes('UP'),
    carrier: flags.includes('LOWER_UP'),
    flags,
    mtu: number(entry['mtu']),
    mac: text(entry['address']),
    master: text(entry['master']),
    kind: isJson(info) ? text(info['info_kind']) : '',
    bridgePort: readBridgePort(info),
    xdp: isJson(entry['xdp']),
    addresses: list(entry['addr_info']).flatMap(readAddress),
    rx: isJson(stats) ? counters(stats['rx']) : null,
    tx: isJson(stats) ? counters(stats['tx']) : null,
  };
};

/** Devices of `ip -j [-d] [-s] link show` or `ip -j [-d] [-s] address show`. */
export const parseLinks = (input: string): Parsed<Link[]> => eachEntry(input, readLink);
