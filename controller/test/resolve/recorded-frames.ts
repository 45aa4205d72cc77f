// Echo requests and replies of one recorded capture, as the look of a packet: what a point of a
// path says its packets look like can be held against it.

import { readdirSync, readFileSync } from 'node:fs';
import {
  decodeFrame,
  emptyFrames,
  formatIpv4,
  formatMac,
  innermost,
  outermost,
} from '@hopscope/packet';
import { readCapture } from '@hopscope/pcapng';
import type { Firewall } from './recorded-nodes.ts';

const fixtures = new URL('../../../test/fixtures/recorded/', import.meta.url);

export interface EchoFrame {
  readonly isRequest: boolean;
  readonly sequence: number;
  readonly bytes: number;
  readonly sourceMac: string;
  readonly destinationMac: string;
  readonly source: string;
  readonly destination: string;
  readonly ttl: number;
  readonly vni: number;
}

const echoOf = (bytes: Uint8Array, originalBytes: number): EchoFrame | null => {
  const frame = decodeFrame(bytes);
  const ethernet = innermost(frame, 'ethernet');
  const ipv4 = innermost(frame, 'ipv4');
  const icmp = innermost(frame, 'icmp');
  if (ethernet === null || ipv4 === null || icmp === null) return null;
  if (icmp.type !== 8 && icmp.type !== 0) return null;
  const vxlan = outermost(frame, 'vxlan');
  return {
    isRequest: icmp.type === 8,
    sequence: icmp.sequence ?? -1,
    bytes: originalBytes - (vxlan === null ? 0 : 50),
    sourceMac: formatMac(ethernet.source),
    destinationMac: formatMac(ethernet.destination),
    source: formatIpv4(ipv4.source),
    destination: formatIpv4(ipv4.destination),
    ttl: ipv4.ttl,
    vni: vxlan?.vni ?? 0,
  };
};

/** Captures of one recorded exchange, by name without number: `cn1-tap`. */
export const recordedEchoes = (
  firewall: Firewall,
  exchange: 'snat' | 'fip' | 'ew',
): Map<string, EchoFrame[]> => {
  const folder = new URL(`${firewall}/${exchange}/pcap/`, fixtures);
  const captures = new Map<string, EchoFrame[]>();
  for (const file of readdirSync(folder)) {
    const frames =
      readCapture(readFileSync(new URL(file, folder))).interfaces[0]?.frames ?? emptyFrames();
    const echoes: EchoFrame[] = [];
    for (let index = 0; index < frames.count; index += 1) {
      const at = frames.offset[index] ?? 0;
      const bytes = frames.bytes.subarray(at, at + (frames.capturedBytes[index] ?? 0));
      const echo = echoOf(bytes, frames.originalBytes[index] ?? 0);
      if (echo !== null) echoes.push(echo);
    }
    captures.set(file.slice(3, -'.pcap'.length), echoes);
  }
  return captures;
};
