// What a match means, said a second time, by the decoder: the oracle for the rendered filters.

import { ETHERTYPE, ICMP_ERROR_TYPES, IP_PROTOCOL, decodeFrame, parseIpv4 } from '../../src/mod.ts';
import type { IcmpHeader, Ipv4Header, Layer, Match } from '../../src/mod.ts';

const pair = (match: Match, source: number, destination: number): 'out' | 'in' | null => {
  const remote = parseIpv4(match.remote);
  const isLocal = (address: number): boolean =>
    match.locals.some((local) => parseIpv4(local) === address);
  if (destination === remote && isLocal(source)) return 'out';
  return source === remote && isLocal(destination) ? 'in' : null;
};

const isError = (match: Match, icmp: IcmpHeader): boolean => {
  const quoted = icmp.quoted?.ipv4;
  if (!ICMP_ERROR_TYPES.includes(icmp.type) || quoted === undefined) return false;
  const sameProtocol = quoted.protocol === IP_PROTOCOL[match.protocol];
  return sameProtocol && pair(match, quoted.source, quoted.destination) !== null;
};

const isFlow = (match: Match, ipv4: Ipv4Header, next: Layer | undefined): boolean => {
  if (next?.kind === 'icmp' && isError(match, next)) return true;
  if (ipv4.protocol !== IP_PROTOCOL[match.protocol]) return false;
  const way = pair(match, ipv4.source, ipv4.destination);
  if (way === null) return false;
  if (match.remotePort === 0 || ipv4.fragmentOffset > 0) return true;
  if (next?.kind !== 'tcp' && next?.kind !== 'udp') return false;
  return (way === 'out' ? next.destinationPort : next.sourcePort) === match.remotePort;
};

/** True when a frame with a well-formed, complete header chain is one that the match wants. */
export const isWanted = (match: Match, frame: Uint8Array): boolean => {
  const { layers } = decodeFrame(frame);
  const first = layers[0];
  if (first?.kind !== 'ethernet') return false;
  const tagged = first.etherType === ETHERTYPE.vlan || first.etherType === ETHERTYPE.serviceVlan;
  const rest = layers.slice(tagged ? 2 : 1);
  const network = rest[0];
  if (network?.kind === 'arp')
    return match.arp
      .map(parseIpv4)
      .some((address) => address === network.senderAddress || address === network.targetAddress);
  if (network?.kind !== 'ipv4') return false;
  if (match.vni === 0) return isFlow(match, network, rest[1]);
  const overlay = rest[2];
  const inner = rest[4];
  if (overlay?.kind !== 'vxlan' || overlay.vni !== match.vni || inner?.kind !== 'ipv4')
    return false;
  // An inner ICMP error whose own IP header has options is not looked for: routers send none.
  const error = rest[5]?.kind === 'icmp' && rest[5].quoted !== null && inner.headerLength > 20;
  return isFlow(match, inner, error ? undefined : rest[5]);
};
