// A path that swallows large packets: VXLAN adds 50 bytes and forbids fragmenting the outside, so
// a device of the underlay with too small an MTU drops what does not fit, and nobody is told.

import { hostIp } from '../faults/in-netns.ts';
import type { Victim } from '../faults/victim.ts';
import { UNDERLAY_NIC } from '../neutron/bridges.ts';
import { UNDERLAY_MTU } from '../raise/node.ts';
import { wirePort } from '../raise/wires.ts';
import type { Impairment, Shown } from './impairment.ts';

/** Outer IPv4, UDP, VXLAN and the inner Ethernet header. */
const VXLAN_BYTES = 50;
/** A veth takes frames with room for a VLAN tag, tagged or not (is_skb_forwardable). */
const VLAN_BYTES = 4;

const crossesTunnel = (victim: Victim): boolean => !victim.local && !victim.floating;

const shown = (segment: Shown['segment'], fits: number, cause: Shown['cause']): Shown => ({
  status: 'LOST',
  segment,
  direction: 'forward',
  cause,
  loss: null,
  addedMs: null,
  lostFromBytes: fits - VXLAN_BYTES + 1,
});

const atNic: Impairment = {
  name: 'mtu-nic',
  summary: "the tunnel NIC of the server's node has too small an MTU for full packets in VXLAN",
  fits: crossesTunnel,
  apply: ({ change }, v, { mtu }) => {
    const set = (bytes: number) =>
      hostIp(v.node.name, 'link', 'set', UNDERLAY_NIC, 'mtu', `${bytes}`);
    return change(set(mtu), [set(UNDERLAY_MTU)]);
  },
  shown: (_, { mtu }) => shown('tunnel-out', mtu, 'MTU_BLACKHOLE'),
};

const onWire: Impairment = {
  name: 'mtu-wire',
  summary: "a switch between the nodes drops full packets in VXLAN from the server's node",
  fits: crossesTunnel,
  apply: ({ change }, v, { mtu }) => {
    const port = wirePort(v.node.name);
    const set = (bytes: number) => hostIp('underlay', 'link', 'set', port, 'mtu', `${bytes}`);
    return change(set(mtu), [set(UNDERLAY_MTU)]);
  },
  // who sees large packets only cannot know that it is their size: the wire loses them all
  shown: (_, { mtu }) => shown('underlay', mtu + VLAN_BYTES, 'UNDERLAY_LOSS'),
};

export const MTUS: readonly Impairment[] = [atNic, onWire];
