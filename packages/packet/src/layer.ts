// What decoders give. A layer mirrors its wire header; anything cleverer is a function elsewhere.
// Every layer knows where it starts in the array it was decoded from.

import type { ArpHeader } from './headers/arp.ts';
import type { EthernetHeader } from './headers/ethernet.ts';
import type { GeneveHeader } from './headers/geneve.ts';
import type { IcmpHeader } from './headers/icmp.ts';
import type { Ipv4Header } from './headers/ipv4.ts';
import type { Ipv6Header } from './headers/ipv6.ts';
import type { TcpHeader } from './headers/tcp.ts';
import type { UdpHeader } from './headers/udp.ts';
import type { VlanHeader } from './headers/vlan.ts';
import type { VxlanHeader } from './headers/vxlan.ts';

export type Layer =
  | EthernetHeader
  | VlanHeader
  | ArpHeader
  | Ipv4Header
  | Ipv6Header
  | IcmpHeader
  | TcpHeader
  | UdpHeader
  | VxlanHeader
  | GeneveHeader;

export type LayerKind = Layer['kind'];

/** Trust no byte after the first error; the layers before it are good. */
export interface DecodeError {
  readonly layer: LayerKind;
  /** truncated: the capture ends inside the header. malformed: a field contradicts the header. */
  readonly reason: 'truncated' | 'malformed';
  /** Where the header starts. */
  readonly at: number;
}

export interface DecodedFrame {
  readonly layers: readonly Layer[];
  readonly error: DecodeError | null;
  /** What follows the last layer, as captured: a slice of the input, perhaps empty. */
  readonly payload: Uint8Array;
}
