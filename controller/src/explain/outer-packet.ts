// The packet around another one in a tunnel: what the nodes' own filters and switches see.

import { type WalkPacket } from './walk/packet.ts';

export const VXLAN_PORT = 4789;

/** From one tunnel endpoint to the other; its source port is chosen for each flow inside. */
export const outerPacket = (from: string, to: string, port = VXLAN_PORT): WalkPacket => ({
  protocol: 'udp',
  source: from,
  destination: to,
  sourceMac: null,
  destinationMac: null,
  sourcePort: null,
  destinationPort: port,
  icmpType: null,
  icmpCode: null,
});
