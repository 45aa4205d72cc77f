// NAT pairs out of conntrack's own words, events and lists. The original tuple and the reply
// tuple of one entry are the truth about which port became which.

import {
  parseConntrack,
  parseConntrackEvents,
  type ConntrackEntry,
  type ConntrackTuple,
} from '@hopscope/nodestate';
import { parseIpv4 } from '@hopscope/packet';
import type { Recording } from '../run/recording.ts';

/** One NAT binding: the VM-side address and port before and after. */
export interface NatPair {
  /** Number of IANA: 1, 6, 17. */
  readonly protocol: number;
  readonly innerAddress: number;
  readonly innerPort: number;
  readonly outerAddress: number;
  readonly outerPort: number;
  readonly remote: number;
  /** 0 for ICMP. */
  readonly remotePort: number;
  /** Nanoseconds since baseSec, of the node's clock; -Infinity = before the recording. */
  readonly sinceNs: number;
}

const portOf = (tuple: ConntrackTuple, end: 'source' | 'destination'): number => {
  if (tuple.icmpId >= 0) return tuple.icmpId;
  return end === 'source' ? tuple.sourcePort : tuple.destinationPort;
};

/** The binding of one entry; null when nothing of the VM's side is translated. */
export const natPairOf = (entry: ConntrackEntry, sinceNs: number): NatPair | null => {
  const { original, reply } = entry;
  // Source NAT leaves the peer: the reply comes from where the original went. With destination
  // NAT the reply comes from the translated, inner address.
  const outbound = reply.source === original.destination;
  const inner = parseIpv4(outbound ? original.source : reply.source);
  const outer = parseIpv4(outbound ? reply.destination : original.destination);
  const remote = parseIpv4(outbound ? original.destination : original.source);
  if (inner === null || outer === null || remote === null || inner === outer) return null;
  const icmp = original.icmpId >= 0;
  return {
    protocol: entry.protocolNumber,
    innerAddress: inner,
    innerPort: outbound ? portOf(original, 'source') : portOf(reply, 'source'),
    outerAddress: outer,
    outerPort: outbound ? portOf(reply, 'destination') : portOf(original, 'destination'),
    remote,
    remotePort: icmp ? 0 : portOf(original, outbound ? 'destination' : 'source'),
    sinceNs,
  };
};

/** Every binding the recording's conntrack evidence holds, oldest first. */
export const natPairsOf = (recording: Recording): NatPair[] => {
  const pairs: NatPair[] = [];
  for (const record of recording.evidence) {
    if (record.reader !== 'conntrack') continue;
    for (const entry of parseConntrack(record.text).value) {
      const pair = natPairOf(entry, -Infinity);
      if (pair !== null) pairs.push(pair);
    }
  }
  for (const { text } of recording.conntrack) {
    for (const event of parseConntrackEvents(text).value) {
      const sinceNs = (event.sec - recording.baseSec) * 1e9 + event.nsec;
      // An entry whose birth was not seen is older than the recording.
      const pair = natPairOf(event.entry, event.type === 'NEW' ? sinceNs : -Infinity);
      if (pair !== null && event.type !== 'DESTROY') pairs.push(pair);
    }
  }
  return pairs.toSorted((a, b) => (a.sinceNs < b.sinceNs ? -1 : Number(a.sinceNs > b.sinceNs)));
};

/**
 * True when conntrack of the node (and namespace, where it is known) was read and, as far as it
 * says itself, completely: then a port it does not know belongs to somebody else.
 */
export const isConntrackComplete = (recording: Recording, node: string, netns: string): boolean => {
  const here = (at: { node: string; netns: string }): boolean =>
    at.node === node && (netns === '' || at.netns === netns);
  const events = recording.conntrack.filter(here);
  // The tool says so when the kernel's queue ran over.
  if (events.some(({ text }) => text.includes('ENOBUFS'))) return false;
  const isRead = recording.evidence.some(
    (record) =>
      record.reader === 'conntrack' && here(record) && record.failure === '' && record.rc === 0,
  );
  return isRead || events.some(({ text }) => text.trim() !== '');
};
