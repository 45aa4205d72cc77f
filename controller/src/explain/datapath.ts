// Whether Open vSwitch of a node forwards in userspace (datapath_type netdev): then it reads and
// writes the devices itself, and much of the kernel never sees a packet.

import { type NodeState } from './node-state.ts';

/** Namespaces of the L3 agent, whose ports are internal ones of br-int. */
const ROUTING = /^(?:qrouter|snat|fip)-/;

export const isUserspace = (state: NodeState, node: string): boolean => {
  const facts = state.path.nodes.find(({ name }) => name === node);
  // In the kernel's datapath they are of kind openvswitch.
  const hasTaps = facts?.devices.some(({ netns, kind }) => kind === 'tun' && ROUTING.test(netns));
  // Only a userspace datapath asks for tunnel endpoints itself.
  return hasTaps === true || (state.tunnelNeighbours(node) ?? []).length > 0;
};
